using System.Text.Json;
using AllianceMonitor.Articles;

namespace AllianceMonitor.Tests.Evaluation;

/// <summary>A deal fact as a person labelled it, by the rules of the <c>scan</c> contract.</summary>
/// <param name="Kind">E.g. <c>joint-venture</c>.</param>
/// <param name="Subject">Entity id or name; null for nobody.</param>
/// <param name="Object">The same.</param>
/// <param name="After">E.g. <c>15%</c>.</param>
/// <param name="Stage">E.g. <c>in-talks</c>.</param>
/// <param name="Polarity">E.g. <c>denied</c>.</param>
/// <param name="Evidence">The sentence that says so, or how it begins.</param>
internal sealed record LabelledFact(string Kind, string? Subject, string? Object, string? After, string Stage, string Polarity, string Evidence);

/// <summary>A passage with its facts.</summary>
internal sealed record LabelledArticle(string Id, string? Title, string? Published, IReadOnlyList<string> Paragraphs, bool OnTopic, IReadOnlyList<LabelledFact> Facts)
{
    public Article Article => new()
    {
        Name = Id,
        Format = ArticleFormat.Text,
        Encoding = "utf-8",
        Title = Title,
        Published = Published,
        Language = "en",
        Paragraphs = Paragraphs,
        Removed = [],
        Flags = [],
    };

    /// <summary>A folder of passages, a JSON file each.</summary>
    public static IEnumerable<LabelledArticle> ReadFolder(string folder)
    {
        foreach (string file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
            JsonElement gold = document.RootElement;
            yield return new LabelledArticle(
                Text(gold, "id")!, Text(gold, "title"), Text(gold, "published"), [.. gold.GetProperty("paragraphs").EnumerateArray().Select(paragraph => paragraph.GetString()!)], gold.GetProperty("onTopic").GetBoolean(),
                [.. gold.GetProperty("facts").EnumerateArray().Select(Fact)]);
        }
    }

    /// <summary>A file of passages: <c>=== id</c>, lines <c>published:</c>, <c>onTopic:</c> and <c>title:</c>, the paragraphs, <c>---</c>, and a line of JSON for each fact.</summary>
    public static IEnumerable<LabelledArticle> ReadFile(string file)
    {
        foreach (string passage in File.ReadAllText(file).Split("\n=== ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] lines = passage.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            int end = Array.IndexOf(lines, "---");
            yield return new LabelledArticle(
                lines[0].TrimStart('=', ' '), Header("title"), Header("published"), lines[4..end], Header("onTopic") == "true",
                [.. lines[(end + 1)..].Select(line => { using JsonDocument fact = JsonDocument.Parse(line); return Fact(fact.RootElement); })]);

            string? Header(string name) => lines[1..4].Select(line => line.Split(": ", 2)).FirstOrDefault(pair => pair[0] == name) is [_, var value] && value is not ("None" or "null") ? value : null;
        }
    }

    private static LabelledFact Fact(JsonElement fact) =>
        new(Text(fact, "kind")!, Text(fact, "subject"), Text(fact, "object"), Text(fact, "after"), Text(fact, "stage")!, Text(fact, "polarity")!, Text(fact, "evidence") ?? "");

    private static string? Text(JsonElement element, string field) =>
        element.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
