using System.Text.Json;
using AngleSharp.Dom;

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

    public static HtmlMetadata Of(IDocument page)
    {
        var metadata = new HtmlMetadata();
        foreach (IElement script in page.QuerySelectorAll("script[type='application/ld+json']"))
        {
            metadata.ReadJsonLd(script.TextContent);
        }

        string? heading = page.QuerySelector("article h1, main h1, h1")?.TextContent;
        metadata.Title = Plain(metadata.Title) ?? Plain(Meta(page, "og:title")) ?? Plain(heading) ?? Plain(WithoutSiteName(page.Title));
        metadata.Byline = Plain(metadata.Byline) ?? Plain(Meta(page, "author")) ?? Plain(Meta(page, "article:author") is { } author && !author.Contains("://", StringComparison.Ordinal) ? author : null);
        metadata.Source = Plain(metadata.Source) ?? Plain(Meta(page, "og:site_name"));
        metadata.Url = page.QuerySelector("link[rel=canonical]")?.GetAttribute("href") ?? Meta(page, "og:url") ?? metadata.Url;
        metadata.Published = ArticleDate.Normalize(metadata.Published)
            ?? ArticleDate.Normalize(Meta(page, "article:published_time"))
            ?? ArticleDate.Normalize(Meta(page, "datePublished"))
            ?? ArticleDate.Normalize(page.QuerySelector("time[itemprop=datePublished]")?.GetAttribute("datetime"))
            ?? ArticleDate.Normalize(page.QuerySelector("article time[datetime], main time[datetime]")?.GetAttribute("datetime"));
        metadata.Language = LanguageOf(page.DocumentElement.GetAttribute("lang")) ?? LanguageOf(Meta(page, "og:locale"));
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

    private static string? Meta(IDocument page, string name)
    {
        foreach (IElement meta in page.QuerySelectorAll("meta"))
        {
            if (name.Equals(meta.GetAttribute("property"), StringComparison.OrdinalIgnoreCase)
                || name.Equals(meta.GetAttribute("name"), StringComparison.OrdinalIgnoreCase)
                || name.Equals(meta.GetAttribute("itemprop"), StringComparison.OrdinalIgnoreCase))
            {
                return meta.GetAttribute("content");
            }
        }

        return null;
    }

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
}
