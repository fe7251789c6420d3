namespace AllianceMonitor.Articles;

/// <summary>What role a block plays on the page, as far as the format tells.</summary>
internal enum BlockKind
{
    Paragraph,
    Heading,
    ListItem,
    TableRow,
    Quote,
}

/// <summary>A block of text on a page.</summary>
/// <param name="Text">The text, normalised.</param>
/// <param name="Kind">Its role.</param>
/// <param name="LinkDensity">Share of its characters inside links, 0.0 to 1.0.</param>
/// <param name="IsCut">Whoever delivered it cut it off in the middle of a sentence.</param>
internal sealed record Block(string Text, BlockKind Kind = BlockKind.Paragraph, double LinkDensity = 0, bool IsCut = false);

/// <summary>An article as its format gives it, before cleaning.</summary>
internal sealed record Draft
{
    public required ArticleFormat Format { get; init; }
    public string? Title { get; init; }
    public string? Byline { get; init; }
    public string? Source { get; init; }
    public string? Url { get; init; }
    public string? Published { get; init; }
    public string? Language { get; init; }
    public string? Section { get; init; }

    /// <summary>The format's own identifier of the item, see <see cref="Article.Identity"/>.</summary>
    public string? Identity { get; init; }

    /// <summary>What the format's status field says.</summary>
    public ArticleNotice Notice { get; init; }

    /// <summary>The format's status field says that it may not be used yet.</summary>
    public bool IsEmbargoed { get; init; }

    /// <summary>Not to be used before this moment.</summary>
    public DateTimeOffset? EmbargoedUntil { get; init; }

    /// <summary>What the format says to editors beside the text, such as "Corrects figure in paragraph 3".</summary>
    public IReadOnlyList<string> EditorNotes { get; init; } = [];

    /// <summary>IANA name of the encoding that the text was read with.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>Bytes of the text were invalid and have been replaced.</summary>
    public bool HasReplacedBytes { get; init; }

    public required IReadOnlyList<Block> Blocks { get; init; }

    /// <summary>What the format itself marks as not part of the article (navigation, forms, ...).</summary>
    public IReadOnlyList<Removal> Removed { get; init; } = [];
}
