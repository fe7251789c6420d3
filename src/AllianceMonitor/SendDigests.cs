using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor;

/// <summary>
/// Function: digests that are due become deliveries, one for each recipient. Safe to run any number of times, at the same time, and after a crash at any point.
/// </summary>
public sealed class SendDigests(IBlobStore store, RouteAlert routeAlert, Deliveries deliveries, OpsNotices notices, ILogger<SendDigests> logger)
{
    /// <summary>The number of digests that were sent.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        int sent = 0;
        var alone = new EachAlone(nameof(SendDigests), notices, logger);
        await foreach (BlobListing listing in store.ListAsync(Containers.Digests, Outbox.Folder, cancellation))
        {
            await alone.RunAsync("digest", $"{Containers.Digests}/{listing.Name}", async () => sent += await SendIfDueAsync(new BlobAddress(Containers.Digests, listing.Name), cancellation) ? 1 : 0, cancellation);
        }

        await alone.EndAsync(cancellation);
        return sent;
    }

    private async Task<bool> SendIfDueAsync(BlobAddress address, CancellationToken cancellation)
    {
        if (await store.ReadAsync(address, cancellation) is not { } blob || JsonBlobs.Parse(blob, Json.Default.Outbox) is not { } outbox || !outbox.IsDue(blob.ReadAt))
        {
            return false;
        }

        await SendAsync(address, outbox, blob.ReadAt, cancellation);
        return true;
    }

    /// <summary>
    /// Document, deliveries, outbox. Until the outbox lets go, every run finds the same period, whose document is created once and whose deliveries have receipts; and it lets go
    /// only of what the stored document holds.
    /// </summary>
    private async Task SendAsync(BlobAddress address, Outbox outbox, DateTimeOffset now, CancellationToken cancellation)
    {
        AlertDigest digest = await WriteAsync(outbox, now, cancellation);
        IReadOnlyList<Recipient> recipients = digest.Recipients();
        foreach (Recipient recipient in recipients)
        {
            var delivery = new PlannedDelivery(recipient, [$"{digest.Name} (a digest because {digest.Cause})"]) { Subscriptions = [digest.Subscription] };
            await deliveries.QueueAsync(Receipt.KeyOf(digest, recipient), DeliveryKind.Digest, digest.Id, delivery, cancellation);
        }

        await ReleaseAsync(address, digest, cancellation);
        logger.LogInformation("Digest {Digest} of {Subscription}: {Alerts} alerts, {Deliveries} deliveries", digest.Id[..12], digest.Subscription, digest.Items.Count, recipients.Count);
    }

    /// <summary>Takes the alerts of the digest from the outbox, unless another run did. Alerts that were held meanwhile wait for the next one.</summary>
    private async Task ReleaseAsync(BlobAddress address, AlertDigest digest, CancellationToken cancellation)
    {
        bool released = false;
        while (!released && await store.ReadAsync(address, cancellation) is { } blob && JsonBlobs.Parse(blob, Json.Default.Outbox) is var outbox && outbox.Waiting(digest.Period) is not null)
        {
            byte[] bytes = JsonBlobs.ToBytes(outbox.Released(digest, blob.ReadAt), Json.Default.Outbox);
            released = await store.TryReplaceAsync(address, bytes, blob.ETag, cancellation) is not null;
        }
    }

    /// <summary>The digest of the outbox's period as it is stored, whoever wrote it.</summary>
    private async Task<AlertDigest> WriteAsync(Outbox outbox, DateTimeOffset now, CancellationToken cancellation)
    {
        string period = outbox.Held[0].AlertId, id = AlertDigest.IdOf(outbox.Subscription, period);
        if (await store.ReadJsonAsync(AlertDigest.AddressOf(id), Json.Default.AlertDigest, cancellation) is { } earlier)
        {
            return earlier;
        }

        (IReadOnlyList<DigestItem> items, IReadOnlyList<SuppressedAlert> suppressed) = await ContentAsync(outbox, cancellation);
        Feedback? feedback = await store.ReadJsonAsync(Feedback.AddressOf(outbox.Subscription), Json.Default.Feedback, cancellation);
        var digest = new AlertDigest
        {
            Id = id,
            Subscription = outbox.Subscription,
            Name = outbox.Name,
            Period = period,
            From = outbox.Held.Min(waiting => waiting.At),
            Until = now,
            Cause = string.Join(" and ", outbox.Held.Select(waiting => waiting.Hold.Cause).Distinct()),
            Items = items,
            Suppressed = suppressed,
            NotRelevant = feedback?.Counts(now) ?? [],
        };
        return await store.TryCreateJsonAsync(digest.Address, digest, Json.Default.AlertDigest, cancellation)
            ? digest
            : await store.ReadJsonAsync(digest.Address, Json.Default.AlertDigest, cancellation) ?? throw new InvalidOperationException($"digest {id} is not in the store.");
    }

    /// <summary>An item for each alert, without recipients where its plan has everybody told elsewhere; and what is not told.</summary>
    private async Task<(IReadOnlyList<DigestItem> Items, IReadOnlyList<SuppressedAlert> Suppressed)> ContentAsync(Outbox outbox, CancellationToken cancellation)
    {
        List<DigestItem> items = [];
        List<SuppressedAlert> suppressed = [];
        foreach (string alertId in outbox.Held.Take(Outbox.MaxHeld).Select(waiting => waiting.AlertId))
        {
            if (await AlertAsync(alertId, outbox, suppressed, cancellation) is { } alert)
            {
                RoutingPlan? plan = await PlanAsync(alertId, cancellation);
                items.Add(DigestItem.Of(alert, plan?.HeldFor(outbox.Subscription) ?? []) with { ToldOtherwise = plan?.ToldOtherwise(outbox.Subscription) ?? [] });
            }
        }

        foreach (SilencedAlert one in outbox.Silenced)
        {
            if (await AlertAsync(one.AlertId, outbox, suppressed, cancellation) is { } alert)
            {
                await PlanAsync(one.AlertId, cancellation);
                suppressed.Add(new SuppressedAlert(one.AlertId, DigestItem.Of(alert, []).Line(), one.Reason));
            }
        }

        return (items, suppressed);
    }

    /// <summary>The alert; null when it is gone: then the digest says so and goes without it, and operations hear of it.</summary>
    private async Task<Alert?> AlertAsync(string alertId, Outbox outbox, List<SuppressedAlert> suppressed, CancellationToken cancellation)
    {
        if (await store.ReadJsonAsync(AlertDocuments.AddressOf(alertId), Json.Default.Alert, cancellation) is { } alert)
        {
            return alert;
        }

        suppressed.Add(new SuppressedAlert(alertId, $"Alert {alertId}", "it is not in the store any more"));
        string reason = $"The alert was to be told in a digest of subscription {outbox.Subscription}, but {AlertDocuments.AddressOf(alertId)} is gone; the digest goes without it. Restore the file from a backup, where there is one.";
        await notices.KeepAsync(new DeadLetter(Digest.Of("gone", outbox.Subscription, alertId), "alert", alertId, reason, null), cancellation);
        return null;
    }

    /// <summary>The plan of an alert. Should its routing have died half way it is finished: the outbox must not forget an alert that has no plan.</summary>
    private async Task<RoutingPlan?> PlanAsync(string alertId, CancellationToken cancellation)
    {
        if (await store.ReadJsonAsync(RoutingPlan.AddressOf(alertId), Json.Default.RoutingPlan, cancellation) is { } plan)
        {
            return plan;
        }

        await routeAlert.RunAsync(alertId, cancellation);
        return await store.ReadJsonAsync(RoutingPlan.AddressOf(alertId), Json.Default.RoutingPlan, cancellation);
    }
}
