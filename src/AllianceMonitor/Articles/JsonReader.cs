using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AllianceMonitor.Articles;

/// <summary>
/// Articles in JSON: one object, an array of them, or an envelope around an array (NewsAPI and its kin). Fields are found under the names that
/// the common schemas use for them.
/// </summary>
internal static partial class JsonReader
{
    private static readonly string[] TitleFields = ["title", "headline", "headline_main", "name"];
    private static readonly string[] HtmlFields = ["body_xhtml", "body_html", "bodyHtml", "body_richtext", "html", "content_html"];
    private static readonly string[] TextFields = ["body", "content", "body_text", "body_main", "content_text", "text", "articleBody", "article_text", "fulltext", "maintext", "description"];

    /// <summary>Lists of variants (ninjs 2 and 3): objects with <c>value</c>, <c>role</c> and <c>contenttype</c>.</summary>
    private static readonly string[] BodyLists = ["bodies", "descriptions"];
    private static readonly string[] TitleLists = ["headlines"];
    private static readonly string[] UrlFields = ["url", "link", "canonical_url", "canonicalurl", "uri"];
    private static readonly string[] DateFields = ["publishedAt", "published", "dateTimePub", "dateTime", "published_at", "datePublished", "date_published", "versioncreated", "versionCreated", "firstcreated", "firstCreated", "pubDate", "date"];
    private static readonly string[] BylineFields = ["byline", "by", "author", "authors"];
    private static readonly string[] SourceFields = ["source", "publisher", "copyrightholder", "copyrightHolder", "outlet", "infosource", "infosources", "infoSources"];
    private static readonly string[] IdentityFields = ["uri", "guid", "id"];
    private static readonly string[] StatusFields = ["pubstatus", "pubStatus"];
    private static readonly string[] ContentTypeFields = ["contenttype", "contentType"];
    private static readonly string[] ListFields = ["articles", "results", "items", "data", "docs"];

    /// <summary>Null when the text is not JSON and need not be.</summary>
    public static IReadOnlyList<(Draft? Draft, Rejection? Rejection)>? Read(string text, bool mustBeJson, ReadingLimits limits)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(WithoutHalfPairs(text));
            List<JsonElement> articles = [.. Articles(document.RootElement)];
            return articles.Count switch
            {
                0 => [(null, new Rejection("no-article-text", "The JSON holds no object with a title or a body."))],
                _ when articles.Count > limits.MaxArticlesPerFile => [(null, new Rejection("too-many-articles", string.Create(
                    CultureInfo.InvariantCulture, $"The file holds {articles.Count} articles; the limit MaxArticlesPerFile is {limits.MaxArticlesPerFile}.")))],
                _ => [.. articles.Select(article => ReadArticle(article, limits))],
            };
        }
        catch (JsonException broken)
        {
            return mustBeJson
                ? [(null, new Rejection("invalid-json", string.Create(
                    CultureInfo.InvariantCulture, $"The JSON is broken at line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1} of that line.")))]
                : null;
        }
    }

    /// <summary>A non-empty string field, else null.</summary>
    internal static string? Text(JsonElement node, string field) =>
        node.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.String ? NotBlank(value) : null;

    /// <summary>A name, an object with a name, or a list of either, joined by commas.</summary>
    internal static string? Names(JsonElement node, string field) => node.TryGetProperty(field, out JsonElement value) ? Name(value) : null;

    private static string? Name(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => NotBlank(value),
        JsonValueKind.Object => Text(value, "name") ?? Text(value, "title"),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Name).OfType<string>()) is { Length: > 0 } names ? names : null,
        _ => null,
    };

    private static IEnumerable<JsonElement> Articles(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            return root.EnumerateArray().SelectMany(Articles);
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        if (HtmlFields.Concat(TextFields).Any(field => Text(root, field) is not null) || BodyLists.Any(field => root.TryGetProperty(field, out JsonElement bodies) && bodies.ValueKind == JsonValueKind.Array))
        {
            return [root];
        }

        foreach (string field in ListFields)
        {
            if (root.TryGetProperty(field, out JsonElement list) && list.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
            {
                return Articles(list);
            }
        }

        return First(root, [.. TitleFields, .. StatusFields]) is null && Variant(root, TitleLists, _ => true) is null ? [] : [root];
    }

    private static (Draft?, Rejection?) ReadArticle(JsonElement article, ReadingLimits limits)
    {
        (ArticleNotice notice, Rejection? withheld) = PublishingStatus.Of(First(article, StatusFields));
        if (withheld is not null)
        {
            return (null, withheld);
        }

        string? html = First(article, HtmlFields) ?? Variant(article, BodyLists, type => type.Contains("html", StringComparison.OrdinalIgnoreCase));
        string? text = First(article, TextFields) ?? Variant(article, BodyLists, _ => true);
        if (html is null && text is not null && (HtmlReader.LooksLikeHtml(text.AsSpan().TrimStart()) || BlockTag().IsMatch(text)))
        {
            (html, text) = (text, null);
        }

        List<Removal> removed = [];
        IReadOnlyList<Block> blocks = html is not null ? HtmlReader.ReadFragment(html, limits, removed) : PlainTextReader.ReadBody(text ?? "");
        string? title = (First(article, TitleFields) ?? Variant(article, TitleLists, _ => true)) is { } raw ? PlainText.Normalize(raw) : null;
        if (blocks.Count == 0 && notice != ArticleNotice.Retraction && EditorialNotice.OfTitle(title ?? "") != ArticleNotice.Retraction)
        {
            return (null, new Rejection("no-article-text", "The JSON object has no text in body, content, text or a field of that kind."));
        }

        return (new Draft
        {
            Format = ArticleFormat.Json,
            Title = title,
            Byline = BylineFields.Select(field => Names(article, field)).FirstOrDefault(name => name is not null),
            Source = SourceFields.Select(field => Names(article, field)).FirstOrDefault(name => name is not null),
            Url = First(article, UrlFields),
            Published = DateFields.Select(field => ArticleDate.Normalize(Text(article, field))).FirstOrDefault(date => date is not null),
            Language = HtmlMetadata.LanguageOf(Text(article, "language") ?? Text(article, "lang")),
            Identity = First(article, IdentityFields),
            Notice = notice,
            EmbargoedUntil = ArticleDate.Parse(Text(article, "embargoed")),
            EditorNotes = First(article, ["ednote"]) is { } note ? [PlainText.Normalize(note)] : [],
            Removed = removed,
            Blocks = blocks.Count > 1 && HtmlReader.SameText(blocks[0].Text, title) ? [.. blocks.Skip(1)] : blocks,
        }, null);
    }

    /// <summary>The value of the variant whose content type is asked for; the main one before others.</summary>
    private static string? Variant(JsonElement node, string[] lists, Func<string, bool> ofType)
    {
        foreach (string list in lists)
        {
            List<JsonElement> variants = node.TryGetProperty(list, out JsonElement found) && found.ValueKind == JsonValueKind.Array
                ? [.. found.EnumerateArray().Where(variant => variant.ValueKind == JsonValueKind.Object && Text(variant, "value") is not null && ofType(First(variant, ContentTypeFields) ?? ""))]
                : [];
            if (variants.Count > 0)
            {
                return Text(variants.Find(variant => Text(variant, "role") == "main") is { ValueKind: JsonValueKind.Object } main ? main : variants[0], "value");
            }
        }

        return null;
    }

    private static string? First(JsonElement node, string[] fields)
    {
        foreach (string field in fields)
        {
            if (Text(node, field) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    private static string? NotBlank(JsonElement value) => value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>
    /// JSON may hold half a surrogate pair (a body that was cut in the middle of an emoji), in values and in names, which <see cref="JsonElement"/>
    /// refuses to read: it becomes a replacement character. Nothing changes its length.
    /// </summary>
    private static string WithoutHalfPairs(string json)
    {
        if (!json.Contains("\\ud", StringComparison.OrdinalIgnoreCase))
        {
            return json;
        }

        char[] mended = json.ToCharArray();
        for (int i = 0; i + 1 < mended.Length; i++)
        {
            if (mended[i] != '\\')
            {
                continue;
            }

            int escaped = Escaped(json, i);
            if (char.IsHighSurrogate((char)escaped) && char.IsLowSurrogate((char)Escaped(json, i + 6)))
            {
                i += 11;
            }
            else if (char.IsSurrogate((char)escaped))
            {
                "FFFD".CopyTo(0, mended, i + 2, 4);
                i += 5;
            }
            else
            {
                i++;
            }
        }

        return new string(mended);
    }

    /// <summary>The code unit of the escape sequence at a place; 0 where there is none.</summary>
    private static int Escaped(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
            && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit) ? unit : 0;

    /// <summary>Text fields hold HTML as often as not; a closed or a block tag tells.</summary>
    [GeneratedRegex(@"</(p|div|li|a|b|i|em|strong|span|h\d)\s*>|<br\s*/?>|<p>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex BlockTag();
}
