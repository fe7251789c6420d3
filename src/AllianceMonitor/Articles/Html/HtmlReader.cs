using System.Globalization;
using System.Text;

namespace AllianceMonitor.Articles;

/// <summary>
/// An HTML page to the blocks of its article. Regions that the markup itself names as something else (navigation, forms, comments) go first;
/// of what is left, the element with the most prose and the least links is the article.
/// </summary>
internal static class HtmlReader
{
    /// <summary>A shorter <c>articleBody</c> in JSON-LD is a summary.</summary>
    private const int MinBodyLength = 400;

    private const int BodySamples = 16;
    private const int SampleLength = 24;
    private const int MinSamplesHeld = 6;

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
        (List<HtmlBlock> blocks, HtmlRegions regions) = Blocks(tree, headline);
        ArticlePlace place = ArticleRoot.Find(tree, regions, blocks, headline);
        foreach (HtmlBlock block in blocks.Where(block => block.Rule is null))
        {
            block.Rule = !place.Contains(block) ? "outside-article"
                : headline >= 0 && block.Node > headline && block.Node < tree.Nodes[headline].End ? "repeated-title"
                : null;
        }

        LinkLists.Remove(tree, blocks, place.Root);
        if (blocks.Find(block => block.Rule is null) is { } first && SameText(first.Block.Text, title))
        {
            first.Rule = "repeated-title";
        }

        List<Removal> removed = [];
        List<Block> kept = Sort(blocks, removed);

        if (metadata.Body is { Length: > MinBodyLength } body)
        {
            List<Removal> removedOfCopy = [];
            IReadOnlyList<Block> copy = BodyBlocks(body, limits, removedOfCopy);
            if (IsOnlyPartOf(copy, kept))
            {
                // A script loads the rest, or what was found is something else: the publisher's own copy is the article.
                removed.AddRange([.. kept.Select(block => new Removal(block.Text, RemovalReason.Boilerplate, "excerpt")), .. removedOfCopy]);
                kept = [.. copy];
            }
        }

        IEnumerable<string> bylines = blocks.Where(block => block.Rule == "byline").Select(block => block.Block.Text);
        return (new Draft
        {
            Format = ArticleFormat.Html,
            Title = title,
            Byline = metadata.Byline ?? bylines.Select(BoilerplateRules.BylineName).FirstOrDefault(name => name is not null),
            Source = metadata.Source,
            Url = metadata.Url,
            Published = metadata.Published,
            Language = metadata.Language,
            Section = metadata.Section,
            Blocks = kept,
            Removed = removed,
        }, null);
    }

    /// <summary>A fragment such as the body of a feed item: every block in it belongs to the article. None where it is nested too deep.</summary>
    public static IReadOnlyList<Block> ReadFragment(string html, ReadingLimits limits, List<Removal> removed) =>
        HtmlTree.Parse(html, limits.MaxNesting) is { } tree ? Sort(Blocks(tree, headline: -1).Blocks, removed) : [];

    /// <summary>The blocks that no rule takes out; the others go to the removed.</summary>
    private static List<Block> Sort(List<HtmlBlock> blocks, List<Removal> removed)
    {
        List<Block> kept = [];
        foreach (HtmlBlock block in blocks)
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

    private static IReadOnlyList<Block> BodyBlocks(string body, ReadingLimits limits, List<Removal> removed) =>
        body.Contains("</", StringComparison.Ordinal) || body.Contains("<br", StringComparison.OrdinalIgnoreCase)
            ? ReadFragment(body, limits, removed)
            : PlainTextReader.ReadBody(HtmlEntities.Decode(body));

    private static (List<HtmlBlock> Blocks, HtmlRegions Regions) Blocks(HtmlTree tree, int headline)
    {
        var counts = new HtmlCounts(tree);
        var regions = new HtmlRegions(tree, counts, headline);
        return (new HtmlBlockWriter(tree, counts, regions).Write(), regions);
    }

    /// <summary>Whether what was found is less than half of the publisher's copy, or holds few samples of it; letters alone count.</summary>
    private static bool IsOnlyPartOf(IReadOnlyList<Block> copy, List<Block> kept)
    {
        string wanted = Letters(copy), found = Letters(kept);
        int held = 0;
        for (int i = 0; i < BodySamples; i++)
        {
            int at = (int)((long)i * Math.Max(0, wanted.Length - SampleLength) / (BodySamples - 1));
            held += found.AsSpan().Contains(wanted.AsSpan(at, Math.Min(SampleLength, wanted.Length - at)), StringComparison.Ordinal) ? 1 : 0;
        }

        return wanted.Length > 2 * found.Length || held < MinSamplesHeld;
    }

    private static string Letters(IReadOnlyList<Block> blocks)
    {
        var letters = new StringBuilder();
        foreach (Block block in blocks)
        {
            foreach (char c in block.Text)
            {
                if (char.IsLetter(c))
                {
                    letters.Append(c);
                }
            }
        }

        return letters.ToString();
    }

    internal static bool SameText(string text, string? other) =>
        other is not null && text.AsSpan().Trim(" .").Equals(other.AsSpan().Trim(" ."), StringComparison.OrdinalIgnoreCase);
}
