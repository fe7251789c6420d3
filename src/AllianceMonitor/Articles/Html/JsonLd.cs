using System.Text.Json;

namespace AllianceMonitor.Articles;

/// <summary>What the JSON-LD of a page says about its article (schema.org <c>Article</c> and its kinds).</summary>
internal sealed class JsonLd
{
    public string? Title { get; private set; }
    public string? Byline { get; private set; }
    public string? Source { get; private set; }
    public string? Url { get; private set; }
    public string? Published { get; private set; }
    public string? Section { get; private set; }
    public string? Body { get; private set; }

    /// <summary>What several scripts say together; what comes first counts. A broken one says nothing.</summary>
    public static JsonLd Read(IEnumerable<string> scripts)
    {
        var said = new JsonLd();
        foreach (string script in scripts)
        {
            said.ReadScript(script);
        }

        return said;
    }

    private void ReadScript(string script)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(Mended(script), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            ReadNode(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Broken JSON-LD, half a surrogate pair among it, is common on real pages; the meta elements say the same.
        }
    }

    /// <summary>Line breaks within strings, and a comment or CDATA around the whole, are the common faults.</summary>
    private static string Mended(string script)
    {
        ReadOnlySpan<char> json = script;
        int start = json.IndexOfAny('{', '['), end = json.LastIndexOfAny('}', ']');
        if (json.Contains("<![CDATA[", StringComparison.Ordinal))
        {
            int inner = json.IndexOf('{');
            start = inner < 0 ? start : inner;
            end = json.LastIndexOf('}');
        }

        json = start >= 0 && end > start ? json[start..(end + 1)] : json;
        return string.Create(json.Length, json, static (mended, source) =>
        {
            for (int i = 0; i < mended.Length; i++)
            {
                mended[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
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

        if (node.TryGetProperty("@type", out JsonElement type) && IsArticleType(type))
        {
            Title ??= JsonReader.Text(node, "headline");
            Published ??= JsonReader.Text(node, "datePublished");
            Byline ??= JsonReader.Names(node, "author");
            Source ??= JsonReader.Names(node, "publisher");
            Url ??= JsonReader.Text(node, "url");
            Section ??= JsonReader.Names(node, "articleSection");
            Body ??= JsonReader.Text(node, "articleBody");
        }

        foreach (string field in (ReadOnlySpan<string>)["@graph", "mainEntity", "mainEntityOfPage"])
        {
            if (node.TryGetProperty(field, out JsonElement inner))
            {
                ReadNode(inner);
            }
        }
    }

    /// <summary>A type of schema.org that news is published as, by name or address: <c>NewsArticle</c>, <c>https://schema.org/LiveBlogPosting</c>.</summary>
    public static bool IsArticleType(ReadOnlySpan<char> type) => type.EndsWith("Article") || type.EndsWith("BlogPosting");

    private static bool IsArticleType(JsonElement type) => type.ValueKind switch
    {
        JsonValueKind.String => IsArticleType(type.GetString()),
        JsonValueKind.Array => type.EnumerateArray().Any(IsArticleType),
        _ => false,
    };
}
