using AllianceMonitor.Alerts;
using AllianceMonitor.Articles;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor;

/// <summary>How articles are taken in.</summary>
public sealed record IngestOptions
{
    /// <summary>
    /// Setting <c>BACKFILL_AFTER</c>: what was published this long before its drop opens and continues stories, but alerts nobody. Default: the 21 days that a story stays open.
    /// </summary>
    public TimeSpan BackfillAfter { get; init; } = StoryBook.Window;
}

/// <summary>Function: takes in one dropped blob. Safe to run any number of times, at the same time, and after a crash at any point.</summary>
public sealed class IngestArticle(
    IBlobStore store, AlertDocuments alerts, IMessageQueues queues, Configuration configuration, StoryLog log, ReadingLimits limits, IngestOptions options, TimeProvider clock,
    ILogger<IngestArticle> logger)
{
    /// <param name="name">Name of the blob in the container <c>articles</c>, nested parts included.</param>
    /// <param name="cancellation">Ends the run; a rerun finishes it.</param>
    public async Task<Outcome> RunAsync(string name, CancellationToken cancellation)
    {
        // Content and ETag come from one read of the store; what the host sends along may be of another version than its metadata.
        var address = new BlobAddress(Containers.Articles, name);
        StoredBlob? blob;
        try
        {
            blob = await store.ReadAsync(address, cancellation, limits.MaxArticleBytes);
        }
        catch (BlobTooLargeException tooLarge)
        {
            return await RejectTooLargeAsync(name, tooLarge, cancellation);
        }

        if (blob is null)
        {
            return await FinishAsync(Rejected(name, "", "gone: The file was deleted before it could be read."), cancellation);
        }

        string ingestId = Digest.IngestId(name, blob.ETag);
        if (await store.ReadJsonAsync(Outcome.Address(name, ingestId), Json.Default.Outcome, cancellation) is { } earlier)
        {
            return earlier;
        }

        Pipeline pipeline = await configuration.PipelineAsync(cancellation);
        IReadOnlyList<Pipeline.ReadArticle> articles = await pipeline.ReadAsync(name, blob, cancellation);

        // In this order, so that a crash anywhere leaves an entry without outcome, which any later run finishes: log entry, alert, message, outcome.
        StoryLogEntry? entry = pipeline.LogEntry(articles, Pipeline.Drop.Of(ingestId, blob) with { BackfillAfter = options.BackfillAfter });
        IReadOnlyList<Decision> decisions = entry is null ? [] : await log.DecideAsync(entry, cancellation);
        await AlertAsync(pipeline, decisions, cancellation);

        IReadOnlyList<OutcomeItem> items = Pipeline.Outcomes(articles, decisions);
        bool rejected = items.All(item => item.Outcome == ItemOutcome.Rejected);
        if (rejected)
        {
            await store.WriteAsync(RejectedCopy(name), blob.Content, cancellation);
        }

        return await FinishAsync(
            new Outcome
            {
                IngestId = ingestId,
                Name = name,
                ETag = blob.ETag,
                Status = rejected ? OutcomeStatus.Rejected : OutcomeStatus.Processed,
                Reason = rejected ? items[0].Reason : null,
                DecidedAt = clock.GetUtcNow(),
                Items = items,
            },
            cancellation, blob.LastModified);
    }

    /// <summary>Creates the alert documents and queues them, as the log decided.</summary>
    public async Task AlertAsync(Pipeline pipeline, IReadOnlyList<Decision> decisions, CancellationToken cancellation)
    {
        foreach (Decision decision in decisions)
        {
            if (pipeline.Alert(decision, clock.GetUtcNow()) is not { } alert)
            {
                continue;
            }

            await alerts.CreateAsync(alert, cancellation);
            await queues.SendJsonAsync(Queues.Alerts, new AlertMessage(alert.Id, Telemetry.TraceParent), Json.Default.AlertMessage, TimeSpan.Zero, cancellation);
        }
    }

    /// <summary>
    /// Finishes what the log decided about files that were replaced before their ingest came to its end: no trigger will bring that version again, and what the log takes for told
    /// must be told.
    /// </summary>
    /// <param name="isUnfinished">Whether an ingest is without outcome, and too old to be under way.</param>
    /// <param name="cancellation">Ends the run; a rerun finishes it.</param>
    public async Task<int> FinishReplacedAsync(Func<Decision, bool> isUnfinished, CancellationToken cancellation)
    {
        int count = 0;
        foreach (IReadOnlyList<Decision> decisions in (await log.InWindowAsync(cancellation)).Where(decisions => decisions is [{ IsReplay: false } first, ..] && isUnfinished(first)))
        {
            await AlertAsync(await configuration.PipelineAsync(cancellation), decisions, cancellation);
            Outcome outcome = new()
            {
                IngestId = decisions[0].IngestId,
                Name = decisions[0].Article.Name,
                ETag = "",
                Status = OutcomeStatus.Processed,
                Reason = "replaced: The file was replaced before its ingest had ended; Reconcile finished it from the story log.",
                DecidedAt = clock.GetUtcNow(),
                Items = [.. decisions.Select(Pipeline.OutcomeOf)],
            };
            await FinishAsync(outcome, cancellation);
            count++;
        }

        return count;
    }

    /// <summary>Where a rejected file's copy is kept: by the hash of its name, with the name's ending for convenience.</summary>
    public static BlobAddress RejectedCopy(string name)
    {
        string extension = Path.GetExtension(name);
        bool plain = extension.Length is > 1 and <= 8 && extension.Skip(1).All(char.IsAsciiLetterOrDigit);
        return new BlobAddress(Containers.Rejected, Digest.Of("name", name) + (plain ? extension : ""));
    }

    private async Task<Outcome> RejectTooLargeAsync(string name, BlobTooLargeException tooLarge, CancellationToken cancellation)
    {
        BlobListing? listing = null;
        await foreach (BlobListing candidate in store.ListAsync(Containers.Articles, name, cancellation))
        {
            listing = candidate.Name == name ? candidate : null;
            break;
        }

        // The copy of a file that is too large to read is a reference: the dropped blob itself is never deleted by us.
        string reason = ArticleReader.TooLarge(tooLarge.Length, tooLarge.MaxBytes).ToString();
        BlobAddress copy = RejectedCopy(name);
        await store.WriteAsync(copy with { Name = $"{copy.Name}.reference.txt" }, System.Text.Encoding.UTF8.GetBytes($"{Containers.Articles}/{name}\n{reason}\n"), cancellation);
        return await FinishAsync(Rejected(name, listing?.ETag ?? "", reason), cancellation);
    }

    private Outcome Rejected(string name, string eTag, string reason) => new()
    {
        IngestId = Digest.IngestId(name, eTag),
        Name = name,
        ETag = eTag,
        Status = OutcomeStatus.Rejected,
        Reason = reason,
        DecidedAt = clock.GetUtcNow(),
        Items = [new OutcomeItem { Item = 0, Outcome = ItemOutcome.Rejected, Reason = reason }],
    };

    private async Task<Outcome> FinishAsync(Outcome outcome, CancellationToken cancellation, DateTimeOffset? dropped = null)
    {
        await store.TryCreateJsonAsync(Outcome.Address(outcome.Name, outcome.IngestId), outcome, Json.Default.Outcome, cancellation);
        Telemetry.Ingested(outcome, dropped is { } at ? outcome.DecidedAt - at : null);
        foreach (OutcomeItem item in outcome.Items)
        {
            logger.LogInformation(
                "Article {Article} item {Item}: {Outcome} {Reason}, story {Story} revision {Revision} {Novelty}, alert {Alert}",
                Digest.Of("name", outcome.Name)[..12], item.Item, item.Outcome, item.Reason?.Split(':')[0], item.StoryId, item.Revision, item.Novelty, item.AlertId);
        }

        return outcome;
    }
}
