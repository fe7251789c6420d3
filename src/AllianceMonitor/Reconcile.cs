using System.Text.Json;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor;

/// <summary>Function: finds what was begun and not finished (triggers and messages do get lost) and sets it going again.</summary>
public sealed class Reconcile(
    IBlobStore store, IngestArticle ingestArticle, RouteAlert routeAlert, Deliveries deliveries, DeliveryOptions options, TimeProvider clock, ILogger<Reconcile> logger)
{
    /// <summary>What is younger may still be under way.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public sealed record Found(int Articles, int Alerts, int Deliveries);

    public async Task<Found> RunAsync(CancellationToken cancellation)
    {
        var found = new Found(
            await IngestForgottenAsync(cancellation),
            await RouteForgottenAsync(cancellation),
            await WakeForgottenAsync(cancellation));
        logger.LogInformation("Reconcile: {Articles} articles, {Alerts} alerts, {Deliveries} deliveries set going again", found.Articles, found.Alerts, found.Deliveries);
        return found;
    }

    private async Task<int> IngestForgottenAsync(CancellationToken cancellation)
    {
        HashSet<string> outcomes = [];
        await foreach (BlobListing outcome in store.ListAsync(Containers.Outcomes, "", cancellation))
        {
            outcomes.Add(outcome.Name);
        }

        int count = 0;
        await foreach (BlobListing article in store.ListAsync(Containers.Articles, "", cancellation))
        {
            string outcome = Outcome.Address(article.Name, Digest.IngestId(article.Name, article.ETag)).Name;
            if (!outcomes.Contains(outcome) && IsOld(article.LastModified))
            {
                await ingestArticle.RunAsync(article.Name, cancellation);
                outcomes.Add(outcome);
                count++;
            }
        }

        try
        {
            return count + await ingestArticle.FinishReplacedAsync(
                decision => !outcomes.Contains(Outcome.Address(decision.Article.Name, decision.IngestId).Name) && IsOld(decision.DroppedAt), cancellation);
        }
        catch (StoryLogDamagedException damaged)
        {
            // Operations have been told; alerts and deliveries go on without the log.
            logger.LogError(damaged, "The story log cannot be read by Reconcile");
            return count;
        }
    }

    private async Task<int> RouteForgottenAsync(CancellationToken cancellation)
    {
        HashSet<string> routed = [];
        List<string> forgotten = [];
        await foreach (BlobListing blob in store.ListAsync(Containers.Alerts, "", cancellation))
        {
            string id = blob.Name[..blob.Name.IndexOf('/', StringComparison.Ordinal)];
            if (blob.Name.EndsWith("/routing.json", StringComparison.Ordinal))
            {
                routed.Add(id);
            }
            else if (blob.Name.EndsWith("/alert.json", StringComparison.Ordinal) && IsOld(blob.LastModified))
            {
                forgotten.Add(id);
            }
        }

        forgotten.RemoveAll(routed.Contains);
        foreach (string id in forgotten)
        {
            await routeAlert.RunAsync(id, cancellation);
        }

        return forgotten.Count;
    }

    private async Task<int> WakeForgottenAsync(CancellationToken cancellation)
    {
        int count = 0;
        await foreach (BlobListing listing in store.ListAsync(Containers.Deliveries, "", cancellation))
        {
            // A receipt that rests longer than its longest wait has lost its message, or is finished: only reading it tells.
            if (clock.GetUtcNow() - listing.LastModified < options.Lease + Patience || clock.GetUtcNow() - listing.LastModified > options.GiveUpAfter * 2)
            {
                continue;
            }

            Receipt? receipt = await ReadAsync(listing, cancellation);
            bool due = receipt is null || (!receipt.IsTerminal && (receipt.NotBefore ?? DateTimeOffset.MinValue) + Patience < clock.GetUtcNow());
            if (due)
            {
                await deliveries.WakeAsync(Path.GetFileNameWithoutExtension(listing.Name), TimeSpan.Zero, cancellation);
                count++;
            }
        }

        return count;
    }

    /// <summary>Null for one that cannot be read: DeliverNotification quarantines it.</summary>
    private async Task<Receipt?> ReadAsync(BlobListing listing, CancellationToken cancellation)
    {
        try
        {
            return await store.ReadJsonAsync(new BlobAddress(Containers.Deliveries, listing.Name), Json.Default.Receipt, cancellation);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsOld(DateTimeOffset lastModified) => clock.GetUtcNow() - lastModified > Patience;
}
