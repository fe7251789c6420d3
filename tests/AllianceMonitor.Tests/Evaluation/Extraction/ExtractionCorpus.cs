using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AllianceMonitor.Tests.Evaluation;

/// <summary>A page with texts that must come out of it and texts that must not.</summary>
/// <param name="Id">Name of the page in the corpus.</param>
/// <param name="Html">Its bytes.</param>
/// <param name="With">Texts of the article.</param>
/// <param name="Without">Texts beside the article.</param>
internal sealed record SegmentPage(string Id, byte[] Html, IReadOnlyList<string> With, IReadOnlyList<string> Without)
{
    /// <summary>Rules are tuned on one half of the pages and confirmed on the other; a hash of the id tells which.</summary>
    public bool IsForTuning => SHA256.HashData(Encoding.UTF8.GetBytes(Id))[0] % 2 == 0;
}

/// <summary>A page with a whole text to compare with.</summary>
internal sealed record TextPage(string Id, byte[] Html, string Text);

/// <summary>Pages of <c>../shared/corpora/extraction</c>; its README says where they come from.</summary>
internal static partial class ExtractionCorpus
{
    /// <summary>330 pages of the evaluation set of trafilatura.</summary>
    public static IReadOnlyList<SegmentPage> Segments(string folder) =>
        [.. File.ReadLines(Path.Combine(folder, "segments", "segments.jsonl")).Select(line =>
        {
            using JsonDocument page = JsonDocument.Parse(line);
            string id = page.RootElement.GetProperty("id").GetString()!;
            return new SegmentPage(id, Unzip(Path.Combine(folder, "segments", $"{id}.html.gz")), Texts(page, "with"), Texts(page, "without"));
        })];

    /// <summary>130 pages with what Readability makes of them: its opinion, not the truth.</summary>
    public static IReadOnlyList<TextPage> Readability(string folder) =>
        [.. Directory.GetFiles(Path.Combine(folder, "readability"), "*.source.html.gz").Order(StringComparer.Ordinal).Select(source => new TextPage(
            Path.GetFileName(source).Split('.')[0],
            Unzip(source),
            WebUtility.HtmlDecode(Tag().Replace(Encoding.UTF8.GetString(Unzip(source.Replace(".source.", ".expected.", StringComparison.Ordinal))), " "))))];

    /// <summary>The pages whose publisher tells the article's text in JSON-LD, with that field taken out: the publisher's own opinion.</summary>
    public static IReadOnlyList<TextPage> ToldByPublisher(IEnumerable<(string Id, byte[] Html)> pages)
    {
        List<TextPage> told = [];
        foreach ((string id, byte[] html) in pages)
        {
            string page = Encoding.Latin1.GetString(html);
            if (ArticleBody().Match(page) is { Success: true } match
                && JsonText(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(match.Groups["text"].Value))) is { Length: > 400 } text)
            {
                text = WebUtility.HtmlDecode(Tag().Replace(WebUtility.HtmlDecode(text), " "));
                told.Add(new TextPage(id, Encoding.Latin1.GetBytes(page.Replace("\"articleBody\"", "\"formerly\"", StringComparison.Ordinal)), text));
            }
        }

        return told;
    }

    /// <summary>One form for texts and what is looked for in them: NFC, single spaces, nothing invisible.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char c in text.Normalize(NormalizationForm.FormC))
        {
            if (char.IsWhiteSpace(c))
            {
                if (plain.Length > 0 && plain[^1] != ' ')
                {
                    plain.Append(' ');
                }
            }
            else if (char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Control))
            {
                plain.Append(c);
            }
        }

        return plain.ToString().Trim();
    }

    private static IReadOnlyList<string> Texts(JsonDocument page, string name) =>
        [.. page.RootElement.GetProperty(name).EnumerateArray().Select(text => Plain(text.GetString()!)).Where(text => text.Length > 0)];

    private static byte[] Unzip(string path)
    {
        using var zipped = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        zipped.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string? JsonText(string literal)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(literal.ReplaceLineEndings(" ").Replace('\t', ' '));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("""
        "articleBody"\s*:\s*(?<text>"([^"\\]|\\.)*")
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex ArticleBody();
}
