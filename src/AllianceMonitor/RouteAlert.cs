using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor;

/// <summary>The storm brake: what is too much is told in one digest.</summary>
public sealed record RoutingOptions
{
    /// <summary>Bounds the brake's document.</summary>
    public const int MaxAlertsPerHour = 500;

    /// <summary>Setting <c>ALERTS_PER_HOUR</c>: alerts that a subscription is told one by one within an hour, 0 to 500, 0 for no brake. Default 20; a subscription may have its own.</summary>
    public int AlertsPerHour { get; init; } = 20;
}

/// <summary>
/// Function: one delivery per channel and recipient of an alert, or a place in the digest of a subscription that is told later; and for every subscription the reason
/// why or why not.
/// </summary>
public sealed class RouteAlert(
    IBlobStore store, AlertDocuments alerts, Configuration configuration, Recipients recipients, Deliveries deliveries, RoutingOptions options, TimeProvider clock, ILogger<RouteAlert> logger)
{
    public static BlobAddress RoutingAddress(string alertId) => new(Containers.Alerts, $"{alertId}/routing.json");

    public async Task RunAsync(string alertId, CancellationToken cancellation)
    {
        if (await store.ExistsAsync(RoutingAddress(alertId), cancellation))
        {
            return;
        }

        Alert alert = await alerts.ReadAsync(alertId, cancellation)
            ?? throw new InvalidOperationException($"alert {alertId} is not in the store.");
        RoutingPlan plan = await PlanAsync(alert, cancellation);
        List<string> queued = [];
        foreach (PlannedDelivery delivery in plan.Deliveries)
        {
            string key = Receipt.KeyOf(alert, delivery.Recipient);
            await deliveries.QueueAsync(key, DeliveryKind.Alert, alert.Id, delivery, cancellation);
            queued.Add(key);
        }

        // Last: while it is absent, Reconcile and every redelivery route again, which repeats nothing that has a receipt.
        await store.TryCreateJsonAsync(RoutingAddress(alertId), new Routing(alertId, clock.GetUtcNow(), plan.Decisions, queued), Json.Default.Routing, cancellation);
        logger.LogInformation(
            "Alert {Alert} of story {Story} revision {Revision}: {Deliveries} deliveries, held for {Held} digests", alert.Id, alert.StoryId, alert.Revision, queued.Count, plan.Held.Count);
    }

    /// <summary>
    /// The one plan of the alert. Outboxes first, then the plan, then deliveries: an outbox that counts, holds or silences an alert which has no plan yet did nothing, and a rerun finds
    /// it there; SendDigests goes by the plan. The outboxes are read before the plan is looked for and replaced only as they were read: a digest takes an alert
    /// from its outbox when the plan exists, so nobody who still sees no plan can put it there again.
    /// </summary>
    private async Task<RoutingPlan> PlanAsync(Alert alert, CancellationToken cancellation)
    {
        IReadOnlyList<PlannedDelivery> told = await ToldBeforeAsync(alert, cancellation);
        Subscriptions subscriptions = await configuration.SubscriptionsAsync(cancellation);
        while (true)
        {
            List<Match> matches = [];
            foreach (Subscription subscription in subscriptions.All)
            {
                RoutingDecision decision = SubscriptionMatcher.Match(subscription, alert);
                matches.Add(new Match(subscription, decision, decision.Notified ? await ReadOutboxAsync(subscription, cancellation) : null));
            }

            if (await store.ReadJsonAsync(RoutingPlan.AddressOf(alert.Id), Json.Default.RoutingPlan, cancellation) is { } earlier)
            {
                return earlier;
            }

            if (await TryDecideAsync(alert, matches, cancellation) is { } decided)
            {
                RoutingPlan plan = RoutingPlan.Of(alert.Id, decided, told, await StatesAsync(decided, told, cancellation), clock.GetUtcNow());
                if (await store.TryCreateJsonAsync(RoutingPlan.AddressOf(alert.Id), plan, Json.Default.RoutingPlan, cancellation))
                {
                    return plan;
                }
            }
        }
    }

    /// <summary>A subscription, what it says of the alert, and its outbox where it matches.</summary>
    private sealed record Match(Subscription Subscription, RoutingDecision Decision, ReadOutbox? Read);

    /// <summary>One version of an outbox; no ETag before its first use.</summary>
    private sealed record ReadOutbox(Outbox Outbox, string? ETag, DateTimeOffset ReadAt);

    /// <summary>Who was told, alone or in a digest, what the alert takes back. What it corrects is routed first, should it have been overtaken.</summary>
    private async Task<IReadOnlyList<PlannedDelivery>> ToldBeforeAsync(Alert alert, CancellationToken cancellation)
    {
        List<PlannedDelivery> told = [];
        foreach (string corrected in alert.Corrects)
        {
            await RunAsync(corrected, cancellation);
            RoutingPlan? plan = await store.ReadJsonAsync(RoutingPlan.AddressOf(corrected), Json.Default.RoutingPlan, cancellation);
            told.AddRange((plan?.Deliveries ?? []).Select(delivery => delivery with { Reasons = ["it corrects what you were told"] }));
            told.AddRange((plan?.Held ?? []).SelectMany(group => group.Recipients.Select(recipient => new PlannedDelivery(recipient, ["it corrects what you were told"]) { Subscriptions = [group.Subscription] })));
        }

        return told;
    }

    /// <summary>Has every outbox record the alert; null when another changed one of them since it was read.</summary>
    private async Task<List<(Subscription, RoutingDecision)>?> TryDecideAsync(Alert alert, List<Match> matches, CancellationToken cancellation)
    {
        List<(Subscription, RoutingDecision)> decided = [];
        foreach ((Subscription subscription, RoutingDecision decision, ReadOutbox? read) in matches)
        {
            if (read is null)
            {
                decided.Add((subscription, decision));
                continue;
            }

            Silence? silence = subscription.Silences.FirstOrDefault(silence => silence.Covers(alert, read.ReadAt));
            Outbox outbox = silence is not null ? read.Outbox.Silence(alert.Id, silence.ToString(), read.ReadAt)
                : alert.IsCorrection ? read.Outbox // What no longer holds must not wait.
                : read.Outbox.Record(alert.Id, subscription, LimitOf(subscription), read.ReadAt);
            if (outbox != read.Outbox && !await TryWriteAsync(outbox, read.ETag, cancellation))
            {
                return null;
            }

            decided.Add((subscription, After(decision, alert.Id, outbox)));
        }

        return decided;
    }

    /// <summary>The decision as the outbox has it.</summary>
    private static RoutingDecision After(RoutingDecision decision, string alertId, Outbox outbox)
    {
        if (outbox.Silenced.FirstOrDefault(silenced => silenced.AlertId == alertId) is { } silenced)
        {
            return decision with { Notified = false, Silenced = true, Reason = $"{silenced.Reason}; {decision.Reason}" };
        }

        return outbox.Waiting(alertId) is { } waiting
            ? decision with { Notified = false, Held = true, Reason = $"held for the digest of {waiting.Hold.DueAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, because {waiting.Hold.Cause}; {decision.Reason}" }
            : decision;
    }

    private int LimitOf(Subscription subscription) => subscription.AlertsPerHour ?? options.AlertsPerHour;

    private async Task<Dictionary<Recipient, RecipientState>> StatesAsync(List<(Subscription Subscription, RoutingDecision Decision)> decided, IReadOnlyList<PlannedDelivery> told, CancellationToken cancellation)
    {
        Dictionary<Recipient, RecipientState> states = [];
        foreach (Recipient recipient in decided.Where(match => match.Decision.Notified || match.Decision.Held).SelectMany(match => match.Subscription.Recipients).Concat(told.Select(delivery => delivery.Recipient)).Distinct())
        {
            states[recipient] = await recipients.ReadAsync(recipient, cancellation);
        }

        return states;
    }

    private async Task<ReadOutbox> ReadOutboxAsync(Subscription subscription, CancellationToken cancellation) =>
        await store.ReadAsync(Outbox.AddressOf(subscription.Id), cancellation) is { } blob
            ? new ReadOutbox(JsonBlobs.Parse(blob, Json.Default.Outbox), blob.ETag, blob.ReadAt)
            : new ReadOutbox(new Outbox { Subscription = subscription.Id, Name = subscription.Name }, null, clock.GetUtcNow());

    private async Task<bool> TryWriteAsync(Outbox outbox, string? eTag, CancellationToken cancellation)
    {
        byte[] bytes = JsonBlobs.ToBytes(outbox, Json.Default.Outbox);
        BlobAddress address = Outbox.AddressOf(outbox.Subscription);
        return (eTag is null ? await store.TryCreateAsync(address, bytes, cancellation) : await store.TryReplaceAsync(address, bytes, eTag, cancellation)) is not null;
    }
}
