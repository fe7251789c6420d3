using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor;

/// <summary>
/// Function: digests that are due become deliveries, one for each recipient. Safe to run any number of times, at the same time, and after a crash at any point.
/// </summary>
public sealed class SendDigests(IBlobStore store, RouteAlert routeAlert, Deliveries deliveries, ILogger<SendDigests> logger)
{
    /// <summary>The number of digests that were due.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        int due = 0;
        await foreach (BlobListing listing in store.ListAsync(Containers.Digests, StormBrake.Folder, cancellation))
        {
            var address = new BlobAddress(Containers.Digests, listing.Name);
            if (await store.ReadAsync(address, cancellation) is { } blob && JsonBlobs.Parse(blob, Json.Default.StormBrake) is var brake && brake.IsDue(blob.ReadAt))
            {
                await SendAsync(address, brake, blob.ReadAt, cancellation);
                due++;
            }
        }

        return due;
    }

    /// <summary>
    /// Document, deliveries, brake. Until the brake lets go, every run finds the same period, whose document is created once and whose deliveries have receipts; and it lets go
    /// only of what the stored document holds.
    /// </summary>
    private async Task SendAsync(BlobAddress address, StormBrake brake, DateTimeOffset now, CancellationToken cancellation)
    {
        AlertDigest digest = await WriteAsync(brake, now, cancellation);
        IReadOnlyList<Recipient> recipients = digest.Recipients();
        foreach (Recipient recipient in recipients)
        {
            string reason = $"{digest.Name} (a digest because {digest.Cause})";
            await deliveries.QueueAsync(Receipt.KeyOf(digest, recipient), DeliveryKind.Digest, digest.Id, recipient, [reason], cancellation);
        }

        await ReleaseAsync(address, digest, cancellation);
        logger.LogInformation("Digest {Digest} of {Subscription}: {Alerts} alerts, {Deliveries} deliveries", digest.Id[..12], digest.Subscription, digest.Items.Count, recipients.Count);
    }

    /// <summary>Takes the alerts of the digest from the brake, unless another run did. Alerts that were held meanwhile wait for the next one.</summary>
    private async Task ReleaseAsync(BlobAddress address, AlertDigest digest, CancellationToken cancellation)
    {
        HashSet<string> settled = [.. digest.Items.Select(item => item.AlertId)];
        bool released = false;
        while (!released && await store.ReadAsync(address, cancellation) is { } blob && JsonBlobs.Parse(blob, Json.Default.StormBrake) is var brake && brake.Holds(digest.Period))
        {
            byte[] bytes = JsonBlobs.ToBytes(brake.Released(settled, blob.ReadAt), Json.Default.StormBrake);
            released = await store.TryReplaceAsync(address, bytes, blob.ETag, cancellation) is not null;
        }
    }

    /// <summary>The digest of the brake's period as it is stored, whoever wrote it.</summary>
    private async Task<AlertDigest> WriteAsync(StormBrake brake, DateTimeOffset now, CancellationToken cancellation)
    {
        string period = brake.Held[0], id = AlertDigest.IdOf(brake.Subscription, period);
        if (await store.ReadJsonAsync(AlertDigest.AddressOf(id), Json.Default.AlertDigest, cancellation) is { } earlier)
        {
            return earlier;
        }

        var digest = new AlertDigest
        {
            Id = id,
            Subscription = brake.Subscription,
            Name = brake.Name,
            Period = period,
            From = brake.HeldSince!.Value,
            Until = now,
            Cause = $"more than {brake.AlertsPerHour} an hour came",
            Items = await ItemsAsync(brake, cancellation),
        };
        return await store.TryCreateJsonAsync(digest.Address, digest, Json.Default.AlertDigest, cancellation)
            ? digest
            : await store.ReadJsonAsync(digest.Address, Json.Default.AlertDigest, cancellation) ?? throw new InvalidOperationException($"digest {id} is not in the store.");
    }

    /// <summary>An item for each alert that is held, without recipients where its plan has everybody told elsewhere.</summary>
    private async Task<List<DigestItem>> ItemsAsync(StormBrake brake, CancellationToken cancellation)
    {
        List<DigestItem> items = [];
        foreach (string alertId in brake.Held.Take(StormBrake.MaxHeld))
        {
            RoutingPlan? plan = await store.ReadJsonAsync(RoutingPlan.AddressOf(alertId), Json.Default.RoutingPlan, cancellation);
            if (plan is null)
            {
                // Its routing died half way; the brake must not forget the alert before it has a plan.
                await routeAlert.RunAsync(alertId, cancellation);
                plan = await store.ReadJsonAsync(RoutingPlan.AddressOf(alertId), Json.Default.RoutingPlan, cancellation);
            }

            Alert alert = await store.ReadJsonAsync(IngestArticle.AlertAddress(alertId), Json.Default.Alert, cancellation)
                ?? throw new InvalidOperationException($"alert {alertId} is not in the store.");
            items.Add(DigestItem.Of(alert, plan?.HeldFor(brake.Subscription) ?? []));
        }

        return items;
    }
}
