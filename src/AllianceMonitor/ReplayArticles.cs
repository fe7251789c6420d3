using System.Runtime.CompilerServices;
using System.Text.Json;
using AllianceMonitor.Articles;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;

namespace AllianceMonitor;

/// <summary>What a replay is to do.</summary>
/// <param name="Since">Articles dropped from this time on are read again.</param>
public sealed record ReplayOptions(DateTimeOffset Since)
{
    /// <summary>Write and send nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Send alerts for what is new.</summary>
    public bool Notify { get; init; }

    public TimeSpan BackfillAfter { get; init; } = StoryBook.Window;
}

/// <summary>What reading one article again makes of it.</summary>
/// <param name="Article">Name of the file.</param>
/// <param name="Item">Place of the article in it.</param>
/// <param name="Before">Headline of the alert that it made; null when there was none.</param>
/// <param name="Now">Headline of the alert that it would make, had today's watchlist and rules been there since the beginning of the replay.</param>
/// <param name="Recorded">What the log decided of the new reading; null where nothing was recorded.</param>
public sealed record ReplayedArticle(string Article, int Item, string? Before, string? Now, Decision? Recorded)
{
    public bool Differs => Before != Now;

    /// <summary>Whether its story has learned something from it.</summary>
    public bool IsNews => Recorded is { Revises: true };
}

/// <summary>
/// Reads articles again with today's watchlist and rules, in the order in which they were logged (else dropped), and tells which alerts differ. Articles that have no
/// outcome yet are left to their ingest. Safe to stop at any time and to run again: the same replay finds what it has recorded.
/// </summary>
public sealed class ReplayArticles(IBlobStore store, StoryLog log, IngestArticle ingestArticle, Configuration configuration, ReadingLimits limits)
{
    /// <summary>A dropped version that is read again, and what the log has of it.</summary>
    private sealed class Dropped(BlobListing blob)
    {
        public BlobListing Blob => blob;
        public string IngestId { get; } = Digest.IngestId(blob.Name, blob.ETag);

        /// <summary>As it was logged when it was ingested; null for one that was rejected then.</summary>
        public StoryLogEntry? Logged { get; set; }

        /// <summary>Its last reading in the log.</summary>
        public StoryLogEntry? LastRead { get; set; }

        /// <summary>Of all its readings.</summary>
        public List<Decision> Decisions { get; } = [];
    }

    /// <summary>One step of the story as it would have gone: an article that is read again, or an entry as it was logged.</summary>
    private sealed record Step(DateTimeOffset At, StoryLogEntry? Logged, Dropped? Article);

    /// <param name="options">What to do.</param>
    /// <param name="progress">Told of the articles that have been read and of how many there are.</param>
    /// <param name="cancellation">Ends the replay between two articles.</param>
    public async IAsyncEnumerable<ReplayedArticle> RunAsync(ReplayOptions options, Action<int, int> progress, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Pipeline pipeline = await configuration.PipelineAsync(cancellation);
        List<Dropped> articles = await DroppedAsync(options.Since, cancellation);
        var book = new StoryBook();
        List<Step> steps = await StepsAsync(articles, book, cancellation);
        int read = 0;
        foreach (Step step in steps)
        {
            cancellation.ThrowIfCancellationRequested();
            if (step.Article is not { } article)
            {
                book.Read(step.Logged!);
                continue;
            }

            foreach (ReplayedArticle replayed in await ReplayAsync(pipeline, article, step.At, book, options, cancellation))
            {
                yield return replayed;
            }

            progress(++read, articles.Count);
        }
    }

    /// <summary>Versions that were dropped since and have an outcome.</summary>
    private async Task<List<Dropped>> DroppedAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        HashSet<string> outcomes = await store.ListAsync(Containers.Outcomes, "", cancellation).Select(outcome => outcome.Name).ToHashSetAsync(cancellationToken: cancellation);
        return await store.ListAsync(Containers.Articles, "", cancellation)
            .Where(blob => blob.LastModified >= since && outcomes.Contains(Outcome.Address(blob.Name, Digest.IngestId(blob.Name, blob.ETag)).Name))
            .Select(blob => new Dropped(blob))
            .ToListAsync(cancellation);
    }

    /// <summary>What happened since the first of the articles; what was logged before goes into the book.</summary>
    private async Task<List<Step>> StepsAsync(List<Dropped> articles, StoryBook book, CancellationToken cancellation)
    {
        var byIngest = articles.ToDictionary(article => article.IngestId, StringComparer.Ordinal);
        var byName = articles.ToDictionary(article => article.Blob.Name, StringComparer.Ordinal);
        List<Step> steps = [];
        await StoryLog.ReadAsync(
            store,
            (entry, decisions) =>
            {
                if (Find(entry) is not { } article)
                {
                    if (steps.Count == 0)
                    {
                        book.Read(entry);
                    }
                    else
                    {
                        steps.Add(new Step(entry.LoggedAt, entry, null));
                    }
                }
                else if (decisions.Count > 0)
                {
                    (article.LastRead, article.Logged) = (entry, article.Logged ?? (entry.IsReplay ? null : entry));
                    article.Decisions.AddRange(decisions);
                    if (!entry.IsReplay)
                    {
                        steps.Add(new Step(entry.LoggedAt, null, article));
                    }
                }
            },
            cancellation);
        foreach (Dropped unlogged in articles.Where(article => article.Logged is null).OrderBy(article => article.Blob.LastModified))
        {
            int later = steps.FindIndex(step => step.At > unlogged.Blob.LastModified);
            steps.Insert(later < 0 ? steps.Count : later, new Step(unlogged.Blob.LastModified, null, unlogged));
        }

        return steps;

        Dropped? Find(StoryLogEntry entry) =>
            !entry.IsReplay ? byIngest.GetValueOrDefault(entry.IngestId ?? "")
            : entry.Articles.Count > 0 && byName.GetValueOrDefault(entry.Articles[0].Name) is { } article && article.Blob.LastModified == entry.DroppedAt ? article : null;
    }

    private async Task<IReadOnlyList<ReplayedArticle>> ReplayAsync(Pipeline pipeline, Dropped article, DateTimeOffset at, StoryBook book, ReplayOptions options, CancellationToken cancellation)
    {
        string name = article.Blob.Name;
        StoredBlob? blob = await ReadAsync(name, cancellation);
        if (blob is null || Digest.IngestId(name, blob.ETag) != article.IngestId)
        {
            // Too large, or gone or replaced since it was listed: it stays as it was logged.
            IReadOnlyList<Decision> asLogged = article.Logged is null ? [] : book.Read(article.Logged);
            return Compare(pipeline, article, asLogged, []);
        }

        IReadOnlyList<Pipeline.ReadArticle> articles = await pipeline.ReadAsync(name, blob, cancellation);
        Pipeline.Drop drop = Pipeline.Drop.Of(article.IngestId, blob) with { BackfillAfter = options.BackfillAfter };
        StoryLogEntry? entry = AsTakenIn(pipeline.LogEntry(articles, drop with { ReadAt = at }), article.Logged);
        IReadOnlyList<Decision> now = entry is null ? [] : book.Read(entry);

        string replayId = Digest.ReplayId(name, blob.ETag, pipeline.Watchlist.Version, StoryBook.RulesVersion);
        IReadOnlyList<Decision> recorded = [.. article.Decisions.Where(decision => decision.IngestId == replayId)];
        if (recorded.Count > 0)
        {
            // What an earlier run of this replay told has been told: it no longer differs. If that run was cut off, its alerts are made good.
            now = [.. recorded.Where(decision => decision.AlertId is not null), .. now];
            await (options.DryRun ? Task.CompletedTask : ingestArticle.AlertAsync(pipeline, recorded, CancellationToken.None));
            return Compare(pipeline, article, now, []);
        }

        if (!options.DryRun && entry is not null && Reading(entry) != Reading(article.LastRead))
        {
            // From here to the alerts without cancellation, so that Ctrl+C ends the replay between two articles.
            StoryLogEntry again = entry with { IngestId = replayId, LoggedAt = blob.ReadAt, Notify = entry.Notify && options.Notify, IsReplay = true };
            recorded = await log.DecideAsync(again, CancellationToken.None);
            await ingestArticle.AlertAsync(pipeline, recorded, CancellationToken.None);
        }

        return Compare(pipeline, article, now, recorded);
    }

    private static List<ReplayedArticle> Compare(Pipeline pipeline, Dropped article, IReadOnlyList<Decision> now, IReadOnlyList<Decision> recorded)
    {
        IEnumerable<int> items = article.Decisions.Concat(now).Select(decision => decision.Article.Item).Distinct().Order();
        return [.. items.Select(item => new ReplayedArticle(
            article.Blob.Name,
            item,
            Headline(article.Decisions.LastOrDefault(decision => decision.AlertId is not null && decision.Article.Item == item)),
            Headline(now.FirstOrDefault(decision => decision.AlertId is not null && decision.Article.Item == item)),
            recorded.FirstOrDefault(decision => decision.Article.Item == item)))
            .DefaultIfEmpty(new ReplayedArticle(article.Blob.Name, 0, null, null, null))];

        string? Headline(Decision? decision) => decision is null ? null : pipeline.AlertWriter.Headline(decision);
    }

    private async Task<StoredBlob?> ReadAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return await store.ReadAsync(new BlobAddress(Containers.Articles, name), cancellation, limits.MaxArticleBytes);
        }
        catch (BlobTooLargeException)
        {
            return null;
        }
    }

    /// <summary>What was taken in as backfill stays so, whatever the setting is today.</summary>
    private static StoryLogEntry? AsTakenIn(StoryLogEntry? entry, StoryLogEntry? logged) => entry is null || logged is null ? entry : entry with
    {
        Articles = [.. entry.Articles.Select(article => logged.Articles.FirstOrDefault(was => was.Item == article.Item) is { } was ? article with { IsBackfill = was.IsBackfill } : article)],
    };

    /// <summary>What of a reading can make news. One that is as it was is not recorded again.</summary>
    private static string Reading(StoryLogEntry? entry) => string.Join('\n', (entry?.Articles ?? []).Select(article =>
        $"{article.Item} {article.OnTopic} {article.Notice} {string.Join(' ', article.Facts.Select(fact => JsonSerializer.Serialize(fact, Json.Default.Fact)))}"));
}
