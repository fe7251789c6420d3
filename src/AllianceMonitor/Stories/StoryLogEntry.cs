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

    /// <summary>False: open and continue stories, but alert nobody.</summary>
    public bool Notify { get; init; } = true;

    public IReadOnlyList<LoggedArticle> Articles { get; init; } = [];
}

/// <summary>An article as the log keeps it.</summary>
public sealed record LoggedArticle
{
    public required string Name { get; init; }
    public required int Item { get; init; }

    /// <summary>SHA-256 over the cleaned paragraphs.</summary>
    public required string ContentHash { get; init; }

    /// <summary>MinHash signature, little-endian 32-bit values (see <see cref="Shingles"/>).</summary>
    public required byte[] Signature { get; init; }

    public required bool OnTopic { get; init; }
    public string? Title { get; init; }
    public string? Source { get; init; }
    public string? Url { get; init; }
    public string? Published { get; init; }

    /// <summary>Facts that can be news, as the watchlist of that day had it: deals of its focus, no mere holdings. The one the article is about comes first.</summary>
    public required IReadOnlyList<Fact> Facts { get; init; }

    public static LoggedArticle From(Article article, Extraction.Extraction extraction, IReadOnlyCollection<string> focus) => new()
    {
        Name = article.Name,
        Item = article.Item,
        ContentHash = Digest.Of([.. article.Paragraphs.Select(ParagraphFeatures.ComparisonKey)]),
        Signature = System.Runtime.InteropServices.MemoryMarshal.AsBytes<uint>(Shingles.Signature(article.Paragraphs)).ToArray(),
        OnTopic = extraction.OnTopic,
        Title = article.Title,
        Source = article.Source,
        Url = article.Url,
        Published = article.Published,
        Facts = [.. extraction.Facts.Where(fact => fact.Subject is not null && fact is not { Kind: FactKind.Stake, Stage: DealStage.Ongoing } && fact.Parties.Any(focus.Contains))],
    };
}
