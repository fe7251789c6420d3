using System.Text.Json;

namespace AllianceMonitor.Articles;

/// <summary>What a page says about its article: JSON-LD first, then Open Graph and the other meta elements, then the visible heading.</summary>
internal sealed record HtmlMetadata
{
    public string? Title { get; private set; }
    public string? Byline { get; private set; }
    public string? Source { get; private set; }
    public string? Url { get; private set; }
    public string? Published { get; private set; }
    public string? Language { get; private set; }

    public static HtmlMetadata Of(HtmlTree tree)
    {
        var metadata = new HtmlMetadata();
        var found = new Elements(tree);
        foreach (int script in found.JsonLd)
        {
            metadata.ReadJsonLd(tree.Raw(script).ToString());
        }

        metadata.Title = Plain(metadata.Title) ?? Plain(found.Meta("og:title")) ?? Plain(found.Heading) ?? Plain(WithoutSiteName(found.Title));
        metadata.Byline = Plain(metadata.Byline) ?? Plain(found.Meta("author")) ?? Plain(found.Meta("article:author") is { } author && !author.Contains("://", StringComparison.Ordinal) ? author : null);
        metadata.Source = Plain(metadata.Source) ?? Plain(found.Meta("og:site_name"));
        metadata.Url = found.Canonical ?? found.Meta("og:url") ?? metadata.Url;
        metadata.Published = ArticleDate.Normalize(metadata.Published)
            ?? ArticleDate.Normalize(found.Meta("article:published_time"))
            ?? ArticleDate.Normalize(found.Meta("datePublished"))
            ?? ArticleDate.Normalize(found.PublishedTime)
            ?? ArticleDate.Normalize(found.ArticleTime);
        metadata.Language = LanguageOf(tree.Attribute(tree.Nodes[0], "lang")) ?? LanguageOf(found.Meta("og:locale"));
        return metadata;
    }

    internal static string? LanguageOf(string? tag) =>
        tag is { Length: >= 2 } && char.IsAsciiLetter(tag[0]) && char.IsAsciiLetter(tag[1]) && (tag.Length == 2 || !char.IsAsciiLetter(tag[2])) ? tag[..2].ToLowerInvariant() : null;

    private void ReadJsonLd(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            ReadNode(document.RootElement);
        }
        catch (JsonException)
        {
            // Broken JSON-LD is common on real pages; the meta elements say the same.
        }
    }

    private void ReadNode(JsonElement node)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement element in node.EnumerateArray())
            {
                ReadNode(element);
            }

            return;
        }

        if (node.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (node.TryGetProperty("@graph", out JsonElement graph))
        {
            ReadNode(graph);
        }

        if (node.TryGetProperty("@type", out JsonElement type) && IsArticleType(type))
        {
            Title ??= JsonReader.Text(node, "headline");
            Published ??= JsonReader.Text(node, "datePublished");
            Byline ??= JsonReader.Names(node, "author");
            Source ??= JsonReader.Names(node, "publisher");
            Url ??= JsonReader.Text(node, "url");
        }
    }

    private static bool IsArticleType(JsonElement type) => type.ValueKind switch
    {
        JsonValueKind.String => type.GetString()!.EndsWith("Article", StringComparison.Ordinal) || type.ValueEquals("BlogPosting") || type.ValueEquals("LiveBlogPosting"),
        JsonValueKind.Array => type.EnumerateArray().Any(IsArticleType),
        _ => false,
    };

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
