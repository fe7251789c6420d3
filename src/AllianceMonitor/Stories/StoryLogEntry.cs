using System.Text.Json.Serialization;
using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;

namespace AllianceMonitor.Stories;

/// <summary>What one line of the story log is.</summary>
[JsonConverter(typeof(KebabCase<EntryKind>))]
public enum EntryKind
{
    /// <summary>First line of a segment: the version of the rules that its entries are decided by.</summary>
    Header,

    /// <summary>The articles of one dropped file.</summary>
    Articles,

    /// <summary>Last valid line of a segment; whatever stands behind the first one is void and belongs to the next segment.</summary>
    Closed,
}

/// <summary>One block of the story log: everything that its decision needs, so that later rules or watchlists do not rewrite history.</summary>
public sealed record StoryLogEntry
{
    public required EntryKind Kind { get; init; }

    /// <summary>Version of the joining and novelty rules.</summary>
    public required int Rules { get; init; }

    /// <summary>Of several entries with one ingest id only the first counts.</summary>
    public string? IngestId { get; init; }

    public string? Watchlist { get; init; }

    /// <summary>When the file was dropped, by the store's clock.</summary>
    public DateTimeOffset DroppedAt { get; init; }

    /// <summary>When this was logged, by the store's clock. In a header: when the segment was opened.</summary>
    public DateTimeOffset LoggedAt { get; init; }

    /// <summary>Read again by <c>replay</c> with a later watchlist or later rules: its text is no copy of itself, and a fact that it no longer yields is not withdrawn.</summary>
    public bool IsReplay { get; init; }

    /// <summary>False: open and continue stories, but alert nobody.</summary>
    public bool Notify { get; init; } = true;

    public IReadOnlyList<LoggedArticle> Articles { get; init; } = [];
}

/// <summary>An article as the log keeps it.</summary>
public sealed record LoggedArticle
{
    private const int LeadParagraphs = 3;
    private const int MaxValues = 32;

    public required string Name { get; init; }
    public required int Item { get; init; }

    /// <summary>SHA-256 over the cleaned paragraphs.</summary>
    public required string ContentHash { get; init; }

    /// <summary>See <see cref="ShingleSet.ToBytes"/>.</summary>
    public required byte[] Shingles { get; init; }

    /// <summary>See <see cref="DistinctiveWords"/>; of the title and the first paragraphs.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Percentages and amounts of money in it, normalised.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Published so long before its drop that nobody is to be alerted.</summary>
    public bool IsBackfill { get; init; }

    public required bool OnTopic { get; init; }
    public string? Title { get; init; }
    public string? Source { get; init; }
    public string? Url { get; init; }
    public string? Published { get; init; }
    public string? Language { get; init; }

    /// <summary>See <see cref="Article.Identity"/>.</summary>
    public string? Identity { get; init; }

    /// <summary>See <see cref="Article.Notice"/>.</summary>
    public ArticleNotice Notice { get; init; }

    /// <summary>Facts that can be news, as the watchlist of that day had it: deals of its focus, no mere holdings, posts and running supplies. The one the article is about comes first: a deal, before the search for somebody to deal with.</summary>
    public required IReadOnlyList<Fact> Facts { get; init; }

    /// <summary>Identity of the article within the window: its file and its place there.</summary>
    [JsonIgnore]
    public string Key => $"{Name}#{Item}";

    public static LoggedArticle From(Article article, Extraction.Extraction extraction, Watchlist watchlist) => new()
    {
        Name = article.Name,
        Item = article.Item,
        ContentHash = Digest.Of([.. article.Paragraphs.Select(ParagraphFeatures.ComparisonKey)]),
        Shingles = ShingleSet.Of(article.Paragraphs).ToBytes(),
        Words = DistinctiveWords.Of([article.Title, .. article.Paragraphs.Take(LeadParagraphs)], extraction.Facts.SelectMany(fact => fact.Parties).SelectMany(watchlist.NamesOf)),
        Values = [.. extraction.Values.Where(value => value.Type is Extraction.ValueType.Money or Extraction.ValueType.Percent).Select(value => value.Value).OfType<string>().Distinct().Take(MaxValues)],
        OnTopic = extraction.OnTopic,
        Title = article.Title,
        Source = article.Source,
        Url = article.Url,
        Published = article.Published,
        Language = article.Language,
        Identity = article.Identity,
        Notice = article.Notice,
        Facts = [.. extraction.Facts.Where(fact => fact.Subject is not null && !fact.IsBackground && fact.Parties.Any(watchlist.Focus.Contains)).OrderBy(fact => fact.Object is null)],
    };
}
