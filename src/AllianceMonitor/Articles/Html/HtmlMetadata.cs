namespace AllianceMonitor.Articles;

/// <summary>What a page says about its article: JSON-LD first, then Open Graph and the other meta elements, then the visible heading.</summary>
internal sealed record HtmlMetadata
{
    /// <summary>No page says more than this many things about its article.</summary>
    private const int MaxScripts = 50;

    public string? Title { get; private set; }
    public string? Byline { get; private set; }
    public string? Source { get; private set; }
    public string? Url { get; private set; }
    public string? Published { get; private set; }
    public string? Language { get; private set; }

    /// <summary>The part of the paper: "Business", "Companies".</summary>
    public string? Section { get; private set; }

    /// <summary>The text of the article as JSON-LD has it, perhaps with markup.</summary>
    public string? Body { get; private set; }

    public static HtmlMetadata Of(HtmlTree tree)
    {
        var found = new Elements(tree);
        JsonLd said = JsonLd.Read(found.JsonLd.Take(MaxScripts).Select(script => tree.Raw(script).ToString()));
        return new HtmlMetadata
        {
            Title = Plain(said.Title) ?? Plain(found.Meta("og:title")) ?? Plain(found.Heading) ?? Plain(WithoutSiteName(found.Title)),
            Byline = Plain(said.Byline) ?? Name(found.Meta("author")) ?? Name(found.Meta("article:author")) ?? Name(found.Author),
            Source = Plain(said.Source) ?? Plain(found.Meta("og:site_name")),
            Url = found.Canonical ?? found.Meta("og:url") ?? said.Url,
            Published = ArticleDate.Normalize(said.Published)
                ?? ArticleDate.Normalize(found.Meta("article:published_time"))
                ?? ArticleDate.Normalize(found.Meta("datePublished"))
                ?? ArticleDate.Normalize(found.PublishedTime)
                ?? ArticleDate.Normalize(found.ArticleTime),
            Language = LanguageOf(tree.Attribute(tree.Nodes[0], "lang")) ?? LanguageOf(found.Meta("og:locale")),
            Section = Plain(said.Section) ?? Plain(found.Meta("article:section")) ?? Plain(found.Meta("articleSection")),
            Body = said.Body,
        };
    }

    internal static string? LanguageOf(string? tag) =>
        tag is { Length: >= 2 } && char.IsAsciiLetter(tag[0]) && char.IsAsciiLetter(tag[1]) && (tag.Length == 2 || !char.IsAsciiLetter(tag[2])) ? tag[..2].ToLowerInvariant() : null;

    /// <summary>Some pages give the address of a profile in place of a name.</summary>
    private static string? Name(string? name) => name is null || name.Contains("://", StringComparison.Ordinal) ? null : Plain(name);

    private static string? Plain(string? text) => string.IsNullOrWhiteSpace(text) ? null : PlainText.Normalize(text);

    /// <summary>"Headline | Outlet" and "Headline - Outlet": the part before the last separator, where the rest is short.</summary>
    private static string? WithoutSiteName(string? title)
    {
        if (title is null)
        {
            return null;
        }

        int at = Math.Max(title.LastIndexOf(" | ", StringComparison.Ordinal), Math.Max(title.LastIndexOf(" - ", StringComparison.Ordinal), title.LastIndexOf(" – ", StringComparison.Ordinal)));
        return at > title.Length / 2 ? title[..at] : title;
    }

    /// <summary>The elements of a page that speak about its article, collected in one walk.</summary>
    private sealed class Elements
    {
        /// <summary>Characters of markup; a longer element is more than a name.</summary>
        private const int MaxAuthorLength = 400;

        private readonly Dictionary<string, string> metas = new(StringComparer.OrdinalIgnoreCase);

        public Elements(HtmlTree tree)
        {
            int articleEnd = 0, headingRank = 0;
            for (int i = 0; i < tree.Nodes.Length; i++)
            {
                HtmlNode node = tree.Nodes[i];
                switch (node.Tag)
                {
                    case HtmlTag.Meta:
                        AddMeta(tree.Attributes(node));
                        break;
                    case HtmlTag.Script when tree.Attribute(node, "type") is { } type && type.Contains("ld+json", StringComparison.OrdinalIgnoreCase):
                        JsonLd.Add(i);
                        break;
                    case HtmlTag.Link when Canonical is null && "canonical".Equals(tree.Attribute(node, "rel"), StringComparison.OrdinalIgnoreCase):
                        Canonical = tree.Attribute(node, "href");
                        break;
                    case HtmlTag.Title when Title is null:
                        Title = tree.Text(i);
                        break;
                    case not (HtmlTag.Text or HtmlTag.RawText or HtmlTag.Time) when Author is null && tree.Attribute(node, "itemprop") == "author" && tree.LengthOf(i) <= MaxAuthorLength:
                        Author = tree.Text(i);
                        break;
                    case HtmlTag.H1 when headingRank < (i < articleEnd ? 2 : 1):
                        Heading = tree.Text(i);
                        headingRank = i < articleEnd ? 2 : 1;
                        break;
                    case HtmlTag.Time when tree.Attribute(node, "datetime") is { } time:
                        PublishedTime ??= tree.Attribute(node, "itemprop") == "datePublished" ? time : null;
                        ArticleTime ??= i < articleEnd ? time : null;
                        break;
                    case HtmlTag.Article or HtmlTag.Main:
                        articleEnd = Math.Max(articleEnd, node.End);
                        break;
                    default:
                        break;
                }
            }
        }

        public List<int> JsonLd { get; } = [];
        public string? Canonical { get; }
        public string? Title { get; }
        public string? Heading { get; }
        public string? Author { get; }
        public string? PublishedTime { get; }
        public string? ArticleTime { get; }

        public string? Meta(string name) => metas.GetValueOrDefault(name);

        private void AddMeta(HtmlAttributes attributes)
        {
            string? content = null;
            List<string> names = [];
            while (attributes.Read())
            {
                if (attributes.Name.Equals("content", StringComparison.OrdinalIgnoreCase))
                {
                    content = HtmlEntities.Decode(attributes.Value);
                }
                else if (attributes.Name is "property" or "name" or "itemprop")
                {
                    names.Add(attributes.Value.ToString());
                }
            }

            foreach (string name in names)
            {
                metas.TryAdd(name, content ?? "");
            }
        }
    }
}
