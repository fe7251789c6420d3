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

    /// <summary>
    /// For each kind of work in one run; the rest waits for the next. In a backlog much is old that is merely waiting its turn, and at functionTimeout the host ends the app, with every send under way in it.
    /// </summary>
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(1);

    public sealed record Found(int Articles, int Alerts, int Deliveries);

    public async Task<Found> RunAsync(CancellationToken cancellation)
    {
        var alone = new EachAlone(nameof(Reconcile), notices, logger);
        var found = new Found(
            await IngestForgottenAsync(alone, cancellation),
            await RouteForgottenAsync(alone, cancellation),
            await WakeForgottenAsync(alone, cancellation));
        await alone.RunAsync("configuration", Containers.Config, () => keepConfiguration.RunAsync(cancellation), cancellation);
        await alone.EndAsync(cancellation);
        logger.LogInformation("Reconcile: {Articles} articles, {Alerts} alerts, {Deliveries} deliveries set going again", found.Articles, found.Alerts, found.Deliveries);
        return found;
    }

    private async Task<int> IngestForgottenAsync(EachAlone alone, CancellationToken cancellation)
    {
        DroppedFiles files = await DroppedFiles.LookAsync(store, cancellation);
        int count = 0;
        DateTimeOffset until = clock.GetUtcNow() + Budget;
        foreach (WaitingArticle article in files.Waiting.Where(article => IsOld(article.DroppedAt)).TakeWhile(_ => clock.GetUtcNow() < until))
        {
            await alone.RunAsync("article", article.Name, async () =>
            {
                Outcome outcome = await ingestArticle.RunAsync(article.Name, cancellation);
                files.Outcomes.Add(Outcome.Address(outcome.Name, outcome.IngestId).Name);
                count++;
            }, cancellation);
        }

        try
        {
            return count + await ingestArticle.FinishReplacedAsync(
                decision => clock.GetUtcNow() < until && !files.Outcomes.Contains(Outcome.Address(decision.Article.Name, decision.IngestId).Name) && IsOld(decision.DroppedAt), cancellation);
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
        DateTimeOffset until = clock.GetUtcNow() + Budget;
        foreach (string id in forgotten.TakeWhile(_ => clock.GetUtcNow() < until))
        {
            count += await alone.RunAsync("alert", id, () => routeAlert.RunAsync(id, cancellation), cancellation) ? 1 : 0;
        }

        return count;
    }

    /// <summary>
    /// A receipt that rests longer than its longest wait has lost its message, or is finished. A finished one says so in the listing; one that does not yet is read once more and then does: reading all of them in every run would be
    /// most of what the app does.
    /// </summary>
    private async Task<int> WakeForgottenAsync(EachAlone alone, CancellationToken cancellation)
    {
        int count = 0;
        DateTimeOffset until = clock.GetUtcNow() + Budget;
        await foreach (BlobListing listing in store.ListAsync(Containers.Deliveries, "", cancellation))
        {
            if (clock.GetUtcNow() >= until)
            {
                break;
            }

            if (!listing.Metadata.ContainsKey(Receipt.FinishedNote) && clock.GetUtcNow() - listing.LastModified >= options.Lease + Patience)
            {
                await alone.RunAsync("delivery", listing.Name, async () => count += await WakeIfForgottenAsync(listing, cancellation) ? 1 : 0, cancellation);
            }
        }

        return count;
    }

    private async Task<bool> WakeIfForgottenAsync(BlobListing listing, CancellationToken cancellation)
    {
        var address = new BlobAddress(Containers.Deliveries, listing.Name);
        if (await store.ReadAsync(address, cancellation) is not { } blob)
        {
            return false;
        }

        DateTimeOffset now = clock.GetUtcNow();
        Receipt? receipt = Parse(blob);
        if (receipt is { IsFinished: true })
        {
            await store.TryReplaceAsync(address, blob.Content, blob.ETag, cancellation, receipt.Notes);
            return false;
        }

        bool isForgotten = receipt switch
        {
            // DeliverNotification keeps one that cannot be read as a dead letter, and leaves it where it is.
            null => now - listing.LastModified < options.GiveUpAfter * 2,
            { IsTerminal: true } => true,
            _ => (receipt.NotBefore ?? DateTimeOffset.MinValue) + Patience < now,
        };
        if (isForgotten)
        {
            await deliveries.WakeAsync(Path.GetFileNameWithoutExtension(listing.Name), TimeSpan.Zero, cancellation);
        }

        return isForgotten;
    }

    private static Receipt? Parse(StoredBlob blob)
    {
        try
        {
            return JsonBlobs.Parse(blob, Json.Default.Receipt);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsOld(DateTimeOffset lastModified) => clock.GetUtcNow() - lastModified > Patience;
}
