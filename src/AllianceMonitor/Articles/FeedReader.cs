using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AllianceMonitor.Articles;

/// <summary>An item of an RSS 0.9x, 1.0 or 2.0 feed or an entry of an Atom feed (RFC 4287).</summary>
internal static partial class FeedReader
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace FeedBurner = "http://rssnamespace.org/feedburner/ext/1.0";
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>Namespaces of the formats themselves, as against extensions: Media RSS has items and content of its own.</summary>
    private static readonly HashSet<string> CoreNamespaces = new(StringComparer.Ordinal)
    {
        "", Atom.NamespaceName, "http://purl.org/atom/ns#", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/", "http://backend.userland.com/rss2", "http://channel.netscape.com/rdf/simple/0.9/",
    };

    public static bool IsCore(XElement element) => CoreNamespaces.Contains(element.Name.NamespaceName);

    public static (Draft? Draft, Rejection? Rejection) Read(XElement item, XElement root, ReadingLimits limits)
    {
        XElement feed = root.Name.LocalName == "feed" ? root : root.Child("channel") ?? root;
        List<Removal> removed = [];
        string? title = Core(item, "title") is { } heading ? Inline(heading, limits) : null;
        List<Block> blocks = [.. Bodies(item).Select(body => Blocks(body, limits, removed)).FirstOrDefault(read => read.Count > 0) ?? []];
        if (blocks.Count > 1 && HtmlReader.SameText(blocks[0].Text, title))
        {
            blocks.RemoveAt(0);
        }

        if (blocks.Count > 0 && Trailer().IsMatch(blocks[^1].Text))
        {
            removed.Add(new Removal(blocks[^1].Text, RemovalReason.Boilerplate, "feed-trailer"));
            blocks.RemoveAt(blocks.Count - 1);
        }

        if (blocks.Count == 0 && EditorialNotice.OfTitle(title ?? "") != ArticleNotice.Retraction)
        {
            return (null, new Rejection("no-article-text", "The feed item has no text in content, description or summary."));
        }

        string? guid = (Core(item, "guid") ?? Core(item, "id")).Plain() ?? item.AttributeText("about");
        return (new Draft
        {
            Format = ArticleFormat.Xml,
            Title = title,
            Byline = Author(item),
            Source = Core(item, "source").Child("title").Plain() ?? Core(item, "source").Plain() ?? item.Element(DublinCore + "publisher").Plain() ?? Core(feed, "title").Plain(),
            Url = Link(item) ?? (Uri.IsWellFormedUriString(guid, UriKind.Absolute) && guid.StartsWith("http", StringComparison.OrdinalIgnoreCase) && Core(item, "guid").AttributeText("isPermaLink") != "false" ? guid : null),
            Published = Date(Core(item, "pubDate")) ?? Date(Core(item, "published")) ?? Date(item.Element(DublinCore + "date")) ?? Date(Core(item, "issued")) ?? Date(Core(item, "updated")),
            Language = HtmlMetadata.LanguageOf(item.Language() ?? item.Element(DublinCore + "language").Plain() ?? Core(feed, "language").Plain() ?? feed.Element(DublinCore + "language").Plain()),
            Identity = guid,
            Blocks = blocks,
            Removed = removed,
        }, null);
    }

    private static XElement? Core(XElement element, string name) => element.Elements().FirstOrDefault(child => child.Name.LocalName == name && IsCore(child));

    /// <summary>Where the text may stand, the fullest first.</summary>
    private static IEnumerable<XElement> Bodies(XElement item) =>
        ((XElement?[])[item.Element(Content + "encoded"), item.Element(Xhtml + "body"), Core(item, "content"), Core(item, "description"), Core(item, "summary")]).OfType<XElement>();

    /// <summary>Atom says by <c>type</c> what its text is; RSS never does, and means HTML where there is a tag.</summary>
    private static IReadOnlyList<Block> Blocks(XElement body, ReadingLimits limits, List<Removal> removed)
    {
        string? type = body.AttributeText("type")?.ToLowerInvariant();
        if (type is "xhtml" || body.HasElements)
        {
            return HtmlReader.ReadFragment(body.InnerHtml(), limits, removed);
        }

        if (type is not (null or "text" or "html") && !type.StartsWith("text/", StringComparison.Ordinal))
        {
            return [];
        }

        return type is "html" or "text/html" || (type is null && Tag().IsMatch(body.Value))
            ? HtmlReader.ReadFragment(body.Value, limits, removed)
            : PlainTextReader.ReadBody(type is null ? WebUtility.HtmlDecode(body.Value) : body.Value);
    }

    /// <summary>A line that may hold markup: a headline.</summary>
    private static string? Inline(XElement element, ReadingLimits limits)
    {
        string text = element.HasElements || Tag().IsMatch(element.Value) ? string.Join(' ', Blocks(element, limits, []).Select(block => block.Text))
            : element.AttributeText("type") is "text" ? element.Value : WebUtility.HtmlDecode(element.Value);
        return PlainText.Normalize(text) is { Length: > 0 } plain ? plain : null;
    }

    private static string? Author(XElement item)
    {
        List<string> names = [.. item.Elements().Where(child => child.Name.LocalName == "author" && IsCore(child)).Select(author => author.Child("name").Plain() ?? (author.HasElements ? null : author.Plain())).OfType<string>()];
        if (names.Count == 0)
        {
            names = [.. item.Elements(DublinCore + "creator").Select(creator => creator.Plain()).OfType<string>()];
        }

        // RSS: "jane@paper.example (Jane Doe)".
        return names.Count == 0 ? null : string.Join(", ", names.Select(name => name.Length <= 200 && MailAuthor().Match(name) is { Success: true } match ? match.Groups["name"].Value : name));
    }

    private static string? Link(XElement item)
    {
        if (item.Element(FeedBurner + "origLink").Plain() is { } original)
        {
            return original;
        }

        List<XElement> links = [.. item.Elements().Where(child => child.Name.LocalName == "link" && IsCore(child))];
        return links.FirstOrDefault(link => link.AttributeText("href") is not null && link.AttributeText("rel") is null or "alternate").AttributeText("href")
            ?? links.FirstOrDefault(link => link.Plain() is not null).Plain();
    }

    private static string? Date(XElement? element) => ArticleDate.Normalize(element.Plain());

    [GeneratedRegex(@"</?[A-Za-z][^<>]*>|&#?\w{1,32};", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    /// <summary>What WordPress and its kin put under every item: "The post Headline appeared first on Outlet."</summary>
    [GeneratedRegex(@"^(The post .{1,300} (appeared first|first appeared) on .{1,100}|(Continue reading|Read (the )?(full|more|rest)\b).{0,300})$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Trailer();

    [GeneratedRegex(@"^\S+@\S+\s+\((?<name>[^()]+)\)$", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex MailAuthor();
}
