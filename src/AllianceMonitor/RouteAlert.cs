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
/// Function: one delivery per channel and recipient of an alert, or a place in the digest of a subscription that had too many; and for every subscription the reason
/// why or why not.
/// </summary>
public sealed class RouteAlert(
    IBlobStore store, Configuration configuration, Deliveries deliveries, RoutingOptions options, TimeProvider clock, ILogger<RouteAlert> logger)
{
    public static BlobAddress RoutingAddress(string alertId) => new(Containers.Alerts, $"{alertId}/routing.json");

    public async Task RunAsync(string alertId, CancellationToken cancellation)
    {
        if (await store.ExistsAsync(RoutingAddress(alertId), cancellation))
        {
            return;
        }

        Alert alert = await store.ReadJsonAsync(IngestArticle.AlertAddress(alertId), Json.Default.Alert, cancellation)
            ?? throw new InvalidOperationException($"alert {alertId} is not in the store.");
        RoutingPlan plan = await PlanAsync(alert, cancellation);
        List<string> queued = [];
        foreach (PlannedDelivery delivery in plan.Deliveries)
        {
            string key = Receipt.KeyOf(alert, delivery.Recipient);
            await deliveries.QueueAsync(key, DeliveryKind.Alert, alert.Id, delivery.Recipient, delivery.Reasons, cancellation);
            queued.Add(key);
        }

        // Last: while it is absent, Reconcile and every redelivery route again, which repeats nothing that has a receipt.
        await store.TryCreateJsonAsync(RoutingAddress(alertId), new Routing(alertId, clock.GetUtcNow(), plan.Decisions, queued), Json.Default.Routing, cancellation);
        logger.LogInformation(
            "Alert {Alert} of story {Story} revision {Revision}: {Deliveries} deliveries, held for {Held} digests", alert.Id, alert.StoryId, alert.Revision, queued.Count, plan.Held.Count);
    }

    /// <summary>
    /// The one plan of the alert. Brakes first, then the plan, then deliveries: a brake that counts or holds an alert which has no plan yet did nothing, and a rerun finds
    /// it there; SendDigests goes by the plan. The brakes are read before the plan is looked for and replaced only as they were read: a digest takes an alert
    /// from its brake when the plan exists, so nobody who still sees no plan can put it there again.
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
                matches.Add(new Match(subscription, decision, decision.Notified && IsBraked(subscription, alert) ? await ReadBrakeAsync(subscription, cancellation) : null));
            }

            if (await store.ReadJsonAsync(RoutingPlan.AddressOf(alert.Id), Json.Default.RoutingPlan, cancellation) is { } earlier)
            {
                return earlier;
            }

            if (await TryDecideAsync(alert, matches, cancellation) is { } decisions)
            {
                RoutingPlan plan = RoutingPlan.Of(alert.Id, subscriptions.All, decisions, told);
                if (await store.TryCreateJsonAsync(RoutingPlan.AddressOf(alert.Id), plan, Json.Default.RoutingPlan, cancellation))
                {
                    return plan;
                }
            }
        }
    }

    /// <summary>A subscription, what it says of the alert, and its brake where that has a say.</summary>
    private sealed record Match(Subscription Subscription, RoutingDecision Decision, ReadBrake? Brake);

    /// <summary>One version of a brake; no ETag before its first use.</summary>
    private sealed record ReadBrake(StormBrake Brake, string? ETag, DateTimeOffset ReadAt);

    /// <summary>Whether the alert counts, and waits when there were too many. What no longer holds must not wait.</summary>
    private bool IsBraked(Subscription subscription, Alert alert) => LimitOf(subscription) > 0 && !alert.IsCorrection;

    /// <summary>Who was told, alone or in a digest, what the alert takes back. What it corrects is routed first, should it have been overtaken.</summary>
    private async Task<IReadOnlyList<PlannedDelivery>> ToldBeforeAsync(Alert alert, CancellationToken cancellation)
    {
        List<PlannedDelivery> told = [];
        foreach (string corrected in alert.Corrects)
        {
            await RunAsync(corrected, cancellation);
            RoutingPlan? plan = await store.ReadJsonAsync(RoutingPlan.AddressOf(corrected), Json.Default.RoutingPlan, cancellation);
            told.AddRange((plan?.Deliveries ?? []).Select(delivery => delivery.Recipient).Concat((plan?.Held ?? []).SelectMany(group => group.Recipients))
                .Select(recipient => new PlannedDelivery(recipient, ["it corrects what you were told"])));
        }

        return told;
    }

    private int LimitOf(Subscription subscription) => subscription.AlertsPerHour ?? options.AlertsPerHour;

    /// <summary>Has every brake record the alert; null when another changed one of them since it was read.</summary>
    private async Task<List<RoutingDecision>?> TryDecideAsync(Alert alert, List<Match> matches, CancellationToken cancellation)
    {
        List<RoutingDecision> decisions = [];
        foreach ((Subscription subscription, RoutingDecision decision, ReadBrake? read) in matches)
        {
            if (read is null)
            {
                decisions.Add(decision);
                continue;
            }

            StormBrake brake = read.Brake.Record(alert.Id, subscription, LimitOf(subscription), read.ReadAt);
            if (brake != read.Brake && !await TryWriteAsync(brake, read.ETag, cancellation))
            {
                return null;
            }

            decisions.Add(brake.Holds(alert.Id) ? Held(decision, brake) : decision);
        }

        return decisions;
    }

    private static RoutingDecision Held(RoutingDecision decision, StormBrake brake) => decision with
    {
        Notified = false,
        Held = true,
        Reason = $"held for the digest: {brake.AlertsPerHour} alerts in the last hour, everything held since {brake.HeldSince?.UtcDateTime:HH:mm} UTC; {decision.Reason}",
    };

    private async Task<ReadBrake> ReadBrakeAsync(Subscription subscription, CancellationToken cancellation) =>
        await store.ReadAsync(StormBrake.AddressOf(subscription.Id), cancellation) is { } blob
            ? new ReadBrake(JsonBlobs.Parse(blob, Json.Default.StormBrake), blob.ETag, blob.ReadAt)
            : new ReadBrake(new StormBrake { Subscription = subscription.Id, Name = subscription.Name, AlertsPerHour = LimitOf(subscription) }, null, clock.GetUtcNow());

    private async Task<bool> TryWriteAsync(StormBrake brake, string? eTag, CancellationToken cancellation)
    {
        byte[] bytes = JsonBlobs.ToBytes(brake, Json.Default.StormBrake);
        BlobAddress address = StormBrake.AddressOf(brake.Subscription);
        return (eTag is null ? await store.TryCreateAsync(address, bytes, cancellation) : await store.TryReplaceAsync(address, bytes, eTag, cancellation)) is not null;
    }
}
