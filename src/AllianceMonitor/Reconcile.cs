using System.Text.Json;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor;

/// <summary>Function: finds what was begun and not finished (triggers and messages do get lost) and sets it going again; and looks after the configuration.</summary>
public sealed class Reconcile(
    IBlobStore store, IngestArticle ingestArticle, RouteAlert routeAlert, Deliveries deliveries, KeepConfiguration keepConfiguration, OpsNotices notices, DeliveryOptions options, TimeProvider clock, ILogger<Reconcile> logger)
{
    /// <summary>What is younger may still be under way.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public sealed record Found(int Articles, int Alerts, int Deliveries);

    public async Task<Found> RunAsync(CancellationToken cancellation)
    {
        var alone = new EachAlone(notices, logger);
        var found = new Found(
            await IngestForgottenAsync(alone, cancellation),
            await RouteForgottenAsync(alone, cancellation),
            await WakeForgottenAsync(alone, cancellation));
        await alone.RunAsync("configuration", Containers.Config, () => keepConfiguration.RunAsync(cancellation), cancellation);
        alone.ThrowFaultOfStore();
        logger.LogInformation("Reconcile: {Articles} articles, {Alerts} alerts, {Deliveries} deliveries set going again", found.Articles, found.Alerts, found.Deliveries);
        return found;
    }

    private async Task<int> IngestForgottenAsync(EachAlone alone, CancellationToken cancellation)
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
            if (!outcomes.Contains(outcome) && IsOld(article.LastModified) && await alone.RunAsync("article", article.Name, () => ingestArticle.RunAsync(article.Name, cancellation), cancellation))
            {
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

    private async Task<int> RouteForgottenAsync(EachAlone alone, CancellationToken cancellation)
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
        int count = 0;
        foreach (string id in forgotten)
        {
            count += await alone.RunAsync("alert", id, () => routeAlert.RunAsync(id, cancellation), cancellation) ? 1 : 0;
        }

        return count;
    }

    private async Task<int> WakeForgottenAsync(EachAlone alone, CancellationToken cancellation)
    {
        int count = 0;
        await foreach (BlobListing listing in store.ListAsync(Containers.Deliveries, "", cancellation))
        {
            // A receipt that rests longer than its longest wait has lost its message, or is finished: only reading it tells.
            if (clock.GetUtcNow() - listing.LastModified < options.Lease + Patience || clock.GetUtcNow() - listing.LastModified > options.GiveUpAfter * 2)
            {
                continue;
            }

            await alone.RunAsync("delivery", listing.Name, async () => count += await WakeIfForgottenAsync(listing, cancellation) ? 1 : 0, cancellation);
        }

        return count;
    }

    private async Task<bool> WakeIfForgottenAsync(BlobListing listing, CancellationToken cancellation)
    {
        Receipt? receipt = await ReadAsync(listing, cancellation);
        if (receipt is { OwesNotice: false } && (receipt.IsTerminal || (receipt.NotBefore ?? DateTimeOffset.MinValue) + Patience >= clock.GetUtcNow()))
        {
            return false;
        }

        await deliveries.WakeAsync(Path.GetFileNameWithoutExtension(listing.Name), TimeSpan.Zero, cancellation);
        return true;
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
