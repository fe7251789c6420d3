using System.Text.Json.Serialization;

namespace AllianceMonitor.Articles;

/// <summary>The formats that can be read.</summary>
[JsonConverter(typeof(KebabCase<ArticleFormat>))]
public enum ArticleFormat
{
    Text,
    Html,
    Json,
    Xml,
    Eml,
}

/// <summary>What an article says about itself or about an earlier version of it; the stronger comes later.</summary>
[JsonConverter(typeof(KebabCase<ArticleNotice>))]
public enum ArticleNotice
{
    None,

    /// <summary>It corrects or clarifies what was published before.</summary>
    Correction,

    /// <summary>What was published is taken back.</summary>
    Retraction,
}

/// <summary>One article after cleaning: what stands in it, what was taken out and why. All text is NFC with plain spaces.</summary>
public sealed record Article
{
    /// <summary>Name of the dropped file.</summary>
    public required string Name { get; init; }

    /// <summary>Position in a file that holds several articles, else 0.</summary>
    public int Item { get; init; }

    public required ArticleFormat Format { get; init; }

    /// <summary>IANA name of the encoding that the bytes were read with.</summary>
    public required string Encoding { get; init; }

    public string? Title { get; init; }
    public string? Byline { get; init; }

    /// <summary>Agency or outlet.</summary>
    public string? Source { get; init; }

    public string? Url { get; init; }

    /// <summary>ISO 8601 date or date and time as the article states it; null when it states none, never invented.</summary>
    public string? Published { get; init; }

    /// <summary>ISO 639-1; null when it cannot be told.</summary>
    public string? Language { get; init; }

    /// <summary>The part of the outlet that it stands in, as the page names it: "Business".</summary>
    public string? Section { get; init; }

    public ArticleNotice Notice { get; init; }

    /// <summary>
    /// What stays the same over the versions of one item: the format's own identifier (ninjs <c>uri</c>, NewsML-G2 <c>guid</c>, NITF <c>doc-id</c>,
    /// feed <c>guid</c> or <c>id</c>), else the canonical URL where it is more than a host; null when there is neither.
    /// </summary>
    public string? Identity { get; init; }

    /// <summary>What is left, in reading order, without the title; empty only where a retraction is all there is.</summary>
    public required IReadOnlyList<string> Paragraphs { get; init; }

    public required IReadOnlyList<Removal> Removed { get; init; }

    /// <summary>Short codes of what a reader should know: <c>replaced-bytes</c>, <c>language-not-supported</c>, ...</summary>
    public required IReadOnlyList<string> Flags { get; init; }
}

/// <summary>Why a text was removed.</summary>
[JsonConverter(typeof(KebabCase<RemovalReason>))]
public enum RemovalReason
{
    Boilerplate,
    Repeat,
    NearRepeat,
}

/// <summary>A text (a block, or a part of a line such as a dateline) that was taken out.</summary>
/// <param name="Text">The text as it stood.</param>
/// <param name="Reason">What kind of removal this is.</param>
/// <param name="Rule">Name of the boilerplate rule, <c>exact</c> or <c>similar</c>.</param>
/// <param name="KeptParagraph">For repeats: index of the twin in <see cref="Article.Paragraphs"/>.</param>
/// <param name="Similarity">For repeats: 0.0 to 1.0.</param>
public sealed record Removal(string Text, RemovalReason Reason, string Rule, int? KeptParagraph = null, double? Similarity = null);

/// <summary>A file (or an item of it) that cannot be read, for good: a short code and a sentence.</summary>
public sealed record Rejection(string Code, string Sentence)
{
    public override string ToString() => $"{Code}: {Sentence}";
}

/// <summary>What a file turned out to hold at one position: an article or a reason why not.</summary>
public sealed record ReadItem(int Item, Article? Article, Rejection? Rejection);

/// <summary>Limits of what is read; whatever exceeds one is rejected with a reason.</summary>
public sealed record ReadingLimits
{
    /// <summary>Bytes of a dropped file. Default 20 MiB.</summary>
    public long MaxArticleBytes { get; init; } = 20 * 1024 * 1024;

    /// <summary>Blocks of text in one article, before cleaning. Default 200,000.</summary>
    public int MaxParagraphs { get; init; } = 200_000;

    /// <summary>Depth of nested elements in HTML and XML. Default 1,000.</summary>
    public int MaxNesting { get; init; } = 1_000;

    /// <summary>Articles in one file. Default 500.</summary>
    public int MaxArticlesPerFile { get; init; } = 500;

    /// <summary>Parts of a mail message, those of enclosed messages included. Default 500.</summary>
    public int MaxMessageParts { get; init; } = 500;

    /// <summary>Depth of parts within parts of a mail message. Default 20.</summary>
    public int MaxMessageDepth { get; init; } = 20;
}
