using System.Globalization;

namespace AllianceMonitor.Articles;

/// <summary>
/// An HTML page to the blocks of its article. Regions that the markup itself names as something else (navigation, forms, comments) go first;
/// of what is left, the element with the most prose and the least links is the article.
/// </summary>
internal static class HtmlReader
{
    private static readonly string[] HtmlMarks =
        ["<!doctype html", "<html", "<head", "<body", "<div", "<p>", "<p ", "<article", "<h1", "<meta", "<table", "<section", "<br"];

    public static bool LooksLikeHtml(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> head = text[..Math.Min(text.Length, 4096)];
        if (!head.StartsWith("<") || head.StartsWith("<rss") || head.StartsWith("<feed"))
        {
            return false;
        }

        foreach (string mark in HtmlMarks)
        {
            if (head.Contains(mark, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    public static (Draft? Draft, Rejection? Rejection) Read(string html, ReadingLimits limits)
    {
        if (HtmlTree.Parse(html, limits.MaxNesting) is not { } tree)
        {
            return (null, new Rejection("too-deep", string.Create(
                CultureInfo.InvariantCulture, $"Elements are nested deeper than the limit MaxNesting of {limits.MaxNesting:N0}.")));
        }

        HtmlMetadata metadata = HtmlMetadata.Of(tree);
        int headline = HtmlHeadline.Find(tree, metadata.Title);
        string? title = HtmlHeadline.Title(tree, headline, metadata.Title);
        List<Removal> removed = [];
        List<Block> kept = [];
        (List<HtmlBlock> blocks, HtmlRegions regions) = Blocks(tree, headline);
        ArticlePlace place = ArticleRoot.Find(tree, regions, blocks, headline);
        foreach (HtmlBlock block in blocks.Where(block => block.Rule is null))
        {
            block.Rule = !place.Contains(block) ? "outside-article"
                : headline >= 0 && block.Node > headline && block.Node < tree.Nodes[headline].End ? "repeated-title"
                : null;
        }

        LinkLists.Remove(tree, blocks, place.Root);
        foreach (HtmlBlock block in blocks)
        {
            if (block.Rule is not null)
            {
                removed.Add(new Removal(block.Block.Text, RemovalReason.Boilerplate, block.Rule));
            }
            else if (kept.Count > 0 || !SameText(block.Block.Text, title))
            {
                kept.Add(block.Block);
            }
        }

        return (new Draft
        {
            Format = ArticleFormat.Html,
            Title = title,
            Byline = metadata.Byline,
            Source = metadata.Source,
            Url = metadata.Url,
            Published = metadata.Published,
            Language = metadata.Language,
            Blocks = kept,
            Removed = removed,
        }, null);
    }

    /// <summary>A fragment such as the body of a feed item: every block in it belongs to the article. None where it is nested too deep.</summary>
    public static IReadOnlyList<Block> ReadFragment(string html, ReadingLimits limits, List<Removal> removed)
    {
        if (HtmlTree.Parse(html, limits.MaxNesting) is not { } tree)
        {
            return [];
        }

        List<Block> kept = [];
        foreach (HtmlBlock block in Blocks(tree, headline: -1).Blocks)
        {
            if (block.Rule is null)
            {
                kept.Add(block.Block);
            }
            else
            {
                removed.Add(new Removal(block.Block.Text, RemovalReason.Boilerplate, block.Rule));
            }
        }

        return kept;
    }

    private static (List<HtmlBlock> Blocks, HtmlRegions Regions) Blocks(HtmlTree tree, int headline)
    {
        var counts = new HtmlCounts(tree);
        var regions = new HtmlRegions(tree, counts, headline);
        return (new HtmlBlockWriter(tree, counts, regions).Write(), regions);
    }

    internal static bool SameText(string text, string? other) =>
        other is not null && text.AsSpan().Trim(" .").Equals(other.AsSpan().Trim(" ."), StringComparison.OrdinalIgnoreCase);
}
