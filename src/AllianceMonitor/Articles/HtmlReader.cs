using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace AllianceMonitor.Articles;

/// <summary>
/// An HTML page to the blocks of its article. Regions that the markup itself names as something else (navigation, forms, comments) go first;
/// of what is left, the element with the most prose and the least links is the article.
/// </summary>
internal static class HtmlReader
{
    /// <summary>A block shorter than this (in characters) does not speak for its container.</summary>
    private const int MinScoredLength = 40;

    /// <summary>Above this share of linked characters a block is a list of links, not prose.</summary>
    private const double MaxLinkDensity = 0.6;

    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsScripting = false });

    private static readonly HashSet<string> BlockElements = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure",
        "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
        "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    };

    /// <summary>Elements whose end tag may be left out: they do not add to the depth of the tree.</summary>
    private static readonly HashSet<string> UncountedElements = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "optgroup", "option", "p", "param",
        "path", "rect", "circle", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "use", "wbr",
    };

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
        if (Nesting(html) is var depth && depth > limits.MaxNesting)
        {
            return (null, new Rejection("too-deep", string.Create(
                CultureInfo.InvariantCulture, $"Elements are nested {depth:N0} deep; the limit MaxNesting is {limits.MaxNesting:N0}.")));
        }

        using IDocument page = Parser.ParseDocument(html);
        HtmlMetadata metadata = HtmlMetadata.Of(page);
        List<Removal> removed = [];
        HtmlRegions.RemoveNonArticle(page, removed);
        IElement root = ArticleElement(page);
        List<Block> blocks = [];
        new BlockWriter(blocks).Write(root);

        List<Block> kept = [];
        foreach (Block block in blocks)
        {
            if (block.LinkDensity > MaxLinkDensity && block.Kind != BlockKind.Heading && PlainTextReader.Words(block.Text) < 40)
            {
                removed.Add(new Removal(block.Text, RemovalReason.Boilerplate, "link-list"));
            }
            else if (kept.Count > 0 || !SameText(block.Text, metadata.Title))
            {
                kept.Add(block);
            }
        }

        return (new Draft
        {
            Format = ArticleFormat.Html,
            Title = metadata.Title,
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
        if (Nesting(html) > limits.MaxNesting)
        {
            return [];
        }

        using IDocument page = Parser.ParseDocument(html);
        HtmlRegions.RemoveNonArticle(page, removed);
        List<Block> blocks = [];
        new BlockWriter(blocks).Write(page.Body!);
        return blocks;
    }

    internal static bool SameText(string text, string? other) =>
        other is not null && text.AsSpan().Trim(" .").Equals(other.AsSpan().Trim(" ."), StringComparison.OrdinalIgnoreCase);

    /// <summary>Depth of open elements, told by the tags alone, so that a hostile page is refused before a tree is built.</summary>
    internal static int Nesting(ReadOnlySpan<char> html)
    {
        int depth = 0, deepest = 0;
        while (html.IndexOf('<') is >= 0 and var at)
        {
            html = html[(at + 1)..];
            bool closes = html.StartsWith("/");
            ReadOnlySpan<char> rest = closes ? html[1..] : html;
            int length = 0;
            while (length < rest.Length && length < 16 && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] == '-'))
            {
                length++;
            }

            if (length == 0 || UncountedElements.GetAlternateLookup<ReadOnlySpan<char>>().Contains(rest[..length]))
            {
                continue;
            }

            if (!closes && (rest.StartsWith("script", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("style", StringComparison.OrdinalIgnoreCase)))
            {
                int end = html.IndexOf(rest[0] is 's' or 'S' && rest[1] is 'c' or 'C' ? "</script" : "</style", StringComparison.OrdinalIgnoreCase);
                html = end < 0 ? [] : html[(end + 2)..];
                continue;
            }

            depth = closes ? Math.Max(0, depth - 1) : depth + 1;
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }

    private static IElement ArticleElement(IDocument page)
    {
        IElement body = page.Body!;
        var scores = new Dictionary<IElement, double>();
        double total = 0;
        foreach (IElement element in body.QuerySelectorAll("p, blockquote, li, pre, td, div, section"))
        {
            if (element.LocalName is "div" or "section" or "td" or "li" && HasBlockChild(element))
            {
                continue;
            }

            string text = element.TextContent;
            if (text.Length < MinScoredLength)
            {
                continue;
            }

            double prose = (1 - LinkDensity(element, text.Length)) * (1 + Math.Min(text.Length / 100.0, 4) + text.AsSpan().Count(','));
            total += prose;
            double share = 1;
            for (IElement? ancestor = element.ParentElement; ancestor is not null && share > 0.2 && ancestor != page.DocumentElement; ancestor = ancestor.ParentElement)
            {
                scores[ancestor] = scores.GetValueOrDefault(ancestor) + (prose * share);
                share *= 0.6;
            }
        }

        // An element that the page itself calls the article is believed when it holds most of the prose.
        foreach (string selector in (string[])["[itemprop=articleBody]", "article", "main", "[role=main]"])
        {
            List<IElement> named = [.. body.QuerySelectorAll(selector)];
            IElement? fullest = named.MaxBy(element => element.TextContent.Length);
            if (fullest is not null && ProseLength(fullest) > 0.5 * ProseLength(body))
            {
                return fullest;
            }
        }

        if (scores.Count == 0)
        {
            return body;
        }

        IElement best = scores.MaxBy(score => score.Value).Key;

        // An article split over sibling containers: climb while the parent adds prose rather than links.
        while (best.ParentElement is { } parent && parent != page.DocumentElement && ProseLength(parent) > 1.15 * ProseLength(best))
        {
            best = parent;
        }

        return best;
    }

    private static int ProseLength(IElement element)
    {
        int length = 0;
        foreach (IElement paragraph in element.QuerySelectorAll("p"))
        {
            string text = paragraph.TextContent;
            length += text.Length >= MinScoredLength && LinkDensity(paragraph, text.Length) < 0.5 ? text.Length : 0;
        }

        return length > 0 ? length : element.TextContent.Length;
    }

    private static bool HasBlockChild(IElement element)
    {
        foreach (IElement child in element.Children)
        {
            if (BlockElements.Contains(child.LocalName))
            {
                return true;
            }
        }

        return false;
    }

    private static double LinkDensity(IElement element, int length)
    {
        int linked = 0;
        foreach (IElement link in element.QuerySelectorAll("a"))
        {
            linked += link.TextContent.Length;
        }

        return length == 0 ? 0 : Math.Min(1, (double)linked / length);
    }

    /// <summary>Walks an element in document order and cuts its text into blocks where block elements (or two line breaks) do.</summary>
    private sealed class BlockWriter(List<Block> blocks)
    {
        private readonly StringBuilder text = new();
        private int linked;
        private int breaks;

        public void Write(IElement root)
        {
            WriteChildren(root, BlockKind.Paragraph, inLink: false);
            Flush(BlockKind.Paragraph);
        }

        private void WriteChildren(INode node, BlockKind kind, bool inLink)
        {
            foreach (INode child in node.ChildNodes)
            {
                switch (child)
                {
                    case IText inline:
                        Append(inline.Data, inLink);
                        break;
                    case IElement { LocalName: "br" }:
                        if (++breaks >= 2)
                        {
                            Flush(kind);
                        }
                        else
                        {
                            text.Append('\n');
                        }

                        break;
                    case IElement { LocalName: "tr" } row when !IsLayout(row):
                        Flush(kind);
                        WriteRow(row);
                        break;
                    case IElement element when BlockElements.Contains(element.LocalName):
                        Flush(kind);
                        BlockKind own = KindOf(element, kind);
                        WriteChildren(element, own, inLink);
                        Flush(own);
                        break;
                    case IElement element:
                        WriteChildren(element, kind, inLink || element.LocalName == "a");
                        break;
                    default:
                        break;
                }
            }
        }

        /// <summary>A row that places text on a page, as mail does, rather than figures side by side: one cell, or cells with paragraphs or tables in them.</summary>
        private static bool IsLayout(IElement row)
        {
            int filled = 0;
            foreach (IElement cell in row.Children)
            {
                filled += string.IsNullOrWhiteSpace(cell.TextContent) ? 0 : 1;
                if (cell.QuerySelector("table") is not null || cell.QuerySelectorAll("p").Length > 1)
                {
                    return true;
                }
            }

            return filled <= 1 && row.QuerySelector("p, div, h1, h2, h3, ul, ol") is not null;
        }

        private void WriteRow(IElement row)
        {
            bool first = true;
            foreach (IElement cell in row.Children)
            {
                string content = PlainText.Normalize(cell.TextContent);
                if (content.Length > 0)
                {
                    text.Append(first ? "" : " | ").Append(content);
                    first = false;
                }
            }

            Flush(BlockKind.TableRow);
        }

        private static BlockKind KindOf(IElement element, BlockKind outer) => element.LocalName switch
        {
            "h1" or "h2" or "h3" or "h4" or "h5" or "h6" => BlockKind.Heading,
            "li" or "dd" or "dt" => BlockKind.ListItem,
            "blockquote" => BlockKind.Quote,
            _ => outer,
        };

        private void Append(string data, bool inLink)
        {
            if (!string.IsNullOrWhiteSpace(data))
            {
                breaks = 0;
                linked += inLink ? data.Length : 0;
            }

            text.Append(data);
        }

        private void Flush(BlockKind kind)
        {
            if (text.Length > 0)
            {
                string plain = PlainText.Normalize(text.ToString());
                if (plain.Length > 0)
                {
                    blocks.Add(new Block(plain, kind, Math.Min(1, (double)linked / plain.Length)));
                }
            }

            text.Clear();
            linked = 0;
            breaks = 0;
        }
    }
}
