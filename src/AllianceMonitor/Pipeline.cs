using AllianceMonitor.Alerts;
using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;

namespace AllianceMonitor;

/// <summary>The way of an article, in order: read, clean, remove repeats, extract; then, from the log: join a story, tell what is new, alert.</summary>
/// <param name="watchlist">Whom to look for.</param>
/// <param name="limits">Of what is read.</param>
/// <param name="recognizer">Recognises names beside the watchlist's; null for the embedded recogniser alone.</param>
public sealed class Pipeline(Watchlist watchlist, ReadingLimits limits, INameRecognizer? recognizer = null)
{
    private readonly ArticleReader reader = new(limits);
    private readonly Extractor extractor = new(watchlist);
    private readonly AlertWriter alertWriter = new(watchlist);

    public Watchlist Watchlist => watchlist;

    public AlertWriter AlertWriter => alertWriter;

    /// <summary>An article with what it says, or the reason why there is none.</summary>
    public sealed record ReadArticle(int Item, Article? Article, Extraction.Extraction? Extraction, Rejection? Rejection);

    /// <summary>With the embedded recogniser, whatever <c>recognizer</c> is.</summary>
    public IReadOnlyList<ReadArticle> Read(string name, ReadOnlySpan<byte> bytes, ArticleReader.DropMetadata? metadata = null)
    {
        List<ReadArticle> articles = [];
        foreach (ReadItem item in reader.Read(name, bytes, metadata))
        {
            articles.Add(Extracted(item, names: null));
        }

        return articles;
    }

    public async Task<IReadOnlyList<ReadArticle>> ReadAsync(string name, StoredBlob blob, CancellationToken cancellation)
    {
        List<ReadArticle> articles = [];
        foreach (ReadItem item in reader.Read(name, blob.Content.Span, ArticleReader.DropMetadata.From(blob.Metadata) with { DroppedAt = blob.LastModified }))
        {
            RecognizedNames? names = item.Article is null || recognizer is null ? null : await recognizer.RecognizeAsync(item.Article, cancellation);
            articles.Add(Extracted(item, names));
        }

        return articles;
    }

    private ReadArticle Extracted(ReadItem item, RecognizedNames? names) =>
        new(item.Item, item.Article, item.Article is null ? null : extractor.Extract(item.Article, names), item.Rejection);

    /// <summary>One version of a dropped file.</summary>
    /// <param name="IngestId">See <see cref="Digest.IngestId"/>.</param>
    /// <param name="DroppedAt">When it was dropped, by the store's clock.</param>
    /// <param name="ReadAt">When it was read, by the store's clock.</param>
    /// <param name="Notify">False: open and continue stories, but alert nobody.</param>
    public sealed record Drop(string IngestId, DateTimeOffset DroppedAt, DateTimeOffset ReadAt, bool Notify = true)
    {
        /// <summary>What was published this long before the drop alerts nobody; null for no such limit.</summary>
        public TimeSpan? BackfillAfter { get; init; }

        public bool IsReplay { get; init; }

        public static Drop Of(string ingestId, StoredBlob blob) => new(ingestId, blob.LastModified, blob.ReadAt, blob.Metadata.GetValueOrDefault("notify") != "false");
    }

    /// <summary>The log entry that decides the articles of one dropped file; null when none of them could be read.</summary>
    public StoryLogEntry? LogEntry(IReadOnlyList<ReadArticle> articles, Drop drop)
    {
        List<LoggedArticle> logged = [.. articles.Where(read => read.Article is not null).Select(read => LoggedArticle.From(read.Article!, read.Extraction!, watchlist) with
        {
            IsBackfill = drop.DroppedAt - ArticleDate.Parse(read.Article!.Published) > drop.BackfillAfter,
        })];
        return logged.Count == 0 ? null : new StoryLogEntry
        {
            Kind = EntryKind.Articles,
            Rules = StoryBook.RulesVersion,
            IngestId = drop.IngestId,
            Watchlist = watchlist.Version,
            DroppedAt = drop.DroppedAt,
            LoggedAt = drop.ReadAt,
            Notify = drop.Notify,
            IsReplay = drop.IsReplay,
            Articles = logged,
        };
    }

    /// <summary>The alert of a decision; null when nobody is to be alerted.</summary>
    public Alert? Alert(Decision decision, DateTimeOffset createdAt) => decision.AlertId is null ? null : alertWriter.Write(decision, createdAt);

    /// <summary>What became of each article of a file.</summary>
    public static IReadOnlyList<OutcomeItem> Outcomes(IReadOnlyList<ReadArticle> articles, IReadOnlyList<Decision> decisions) =>
        [.. articles.Select(read => read.Article is null
            ? new OutcomeItem { Item = read.Item, Outcome = ItemOutcome.Rejected, Reason = read.Rejection!.ToString() }
            : OutcomeOf(decisions.First(decision => decision.Article.Item == read.Item)) with { Flags = [.. read.Article.Flags, .. read.Extraction!.Flags] })];

    public static OutcomeItem OutcomeOf(Decision decision) => new()
    {
        Item = decision.Article.Item,
        Outcome = decision.DuplicateOf is null ? ItemOutcome.Accepted : ItemOutcome.Duplicate,
        Reason = decision.DuplicateOf is { } original ? $"duplicate-of: {original}" : null,
        Title = decision.Article.Title,
        StoryId = decision.StoryId,
        Revision = decision.Revision,
        Novelty = decision.Novelty,
        JoinedBecause = decision.JoinedBecause,
        AlertId = decision.AlertId,
    };
}
