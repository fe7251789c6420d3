using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor;

/// <summary>Function: finds what was begun and not finished (triggers and messages do get lost) and sets it going again.</summary>
public sealed class Reconcile(
    IBlobStore store, IngestArticle ingestArticle, RouteAlert routeAlert, Deliveries deliveries, OpsNotices notices, DeliveryOptions options, TimeProvider clock, ILogger<Reconcile> logger)
{
    /// <summary>What is younger may still be under way.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Among what is remembered of sending.</summary>
    private static readonly BlobAddress Mark = new(Containers.Recipients, "reconciled.json");

    public sealed record Found(int Articles, int Alerts, int Deliveries);

    public async Task<Found> RunAsync(CancellationToken cancellation)
    {
        var alone = new EachAlone(notices, logger);
        var found = new Found(
            await IngestForgottenAsync(alone, cancellation),
            await RouteForgottenAsync(alone, cancellation),
            await WakeForgottenAsync(alone, cancellation));
        alone.ThrowFaultOfStore();
        logger.LogInformation("Reconcile: {Articles} articles, {Alerts} alerts, {Deliveries} deliveries set going again", found.Articles, found.Alerts, found.Deliveries);
        return found;
    }

    private async Task<int> IngestForgottenAsync(EachAlone alone, CancellationToken cancellation)
    {
        DroppedFiles files = await DroppedFiles.LookAsync(store, cancellation);
        int count = 0;
        foreach (WaitingArticle article in files.Waiting.Where(article => IsOld(article.DroppedAt)))
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
                decision => !files.Outcomes.Contains(Outcome.Address(decision.Article.Name, decision.IngestId).Name) && IsOld(decision.DroppedAt), cancellation);
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

    /// <summary>
    /// A receipt that rests longer than its longest wait has lost its message, or is finished: only reading it tells. All that rest since before the mark are finished, so each is read about once,
    /// however many there are and however long the app stood still.
    /// </summary>
    private async Task<int> WakeForgottenAsync(EachAlone alone, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset? before = (await ReadAsync(Mark, Json.Default.ReconcileMark, cancellation))?.FinishedUpTo;
        DateTimeOffset mark = before ?? now - (options.GiveUpAfter * 2);
        DateTimeOffset latest = mark, open = DateTimeOffset.MaxValue;
        int count = 0;
        await foreach (BlobListing listing in store.ListAsync(Containers.Deliveries, "", cancellation))
        {
            if (listing.LastModified <= mark || now - listing.LastModified < options.Lease + Patience)
            {
                continue;
            }

            bool isFinished = false;
            await alone.RunAsync("delivery", listing.Name, async () =>
            {
                Receipt? receipt = await ReadAsync(new BlobAddress(Containers.Deliveries, listing.Name), Json.Default.Receipt, cancellation);
                if (IsForgotten(receipt, now))
                {
                    await deliveries.WakeAsync(Path.GetFileNameWithoutExtension(listing.Name), TimeSpan.Zero, cancellation);
                    count++;
                }

                // One that cannot be read is quarantined by whoever takes the message.
                isFinished = receipt is null or { IsTerminal: true, OwesNotice: false };
            }, cancellation);
            latest = listing.LastModified > latest ? listing.LastModified : latest;
            open = !isFinished && listing.LastModified < open ? listing.LastModified : open;
        }

        DateTimeOffset next = open <= latest ? open.AddTicks(-1) : latest;
        if (next != before)
        {
            await store.WriteAsync(Mark, JsonBlobs.ToBytes(new ReconcileMark(next), Json.Default.ReconcileMark), cancellation);
        }

        return count;
    }

    private static bool IsForgotten(Receipt? receipt, DateTimeOffset now) =>
        receipt is null or { OwesNotice: true } || (!receipt.IsTerminal && (receipt.NotBefore ?? DateTimeOffset.MinValue) + Patience < now);

    /// <summary>Null when there is none, or none that can be read.</summary>
    private async Task<T?> ReadAsync<T>(BlobAddress address, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await store.ReadJsonAsync(address, type, cancellation);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsOld(DateTimeOffset lastModified) => clock.GetUtcNow() - lastModified > Patience;
}

/// <summary>How far Reconcile has come.</summary>
/// <param name="FinishedUpTo">Receipts that were last changed up to then, by the store's clock, have come to their end.</param>
public sealed record ReconcileMark(DateTimeOffset FinishedUpTo);
