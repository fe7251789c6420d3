using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AllianceMonitor.Tests.Evaluation;

/// <summary>A labelled stretch of a paragraph; offsets in UTF-16 units, the end excluded. <paramref name="Type"/> is the word of the <c>scan</c> contract: organization, money, ...</summary>
internal readonly record struct LabelledSpan(int Paragraph, int Start, int End, string Type);

/// <summary>A text with all its names and, where <paramref name="HasValues"/>, its values.</summary>
internal sealed record LabelledText(string Id, string? Published, IReadOnlyList<string> Paragraphs, IReadOnlyList<LabelledSpan> Spans, bool HasValues)
{
    /// <summary>Rules are tuned on one half of the texts and confirmed on the other; a hash of the text tells which.</summary>
    public bool IsForTuning => SHA256.HashData(Encoding.UTF8.GetBytes(Paragraphs[0]))[0] % 2 == 0;
}

/// <summary>Texts with labelled names and values.</summary>
internal static class EntityCorpus
{
    public static readonly IReadOnlyList<string> NameTypes = ["organization", "person", "place"];
    public static readonly IReadOnlyList<string> ValueTypes = ["date", "money", "percent"];

    /// <summary>The 145 encyclopedia articles of wikigold, one paragraph each; names only. What it calls MISC is labelled <c>other</c>.</summary>
    /// <param name="path"><c>wikigold.conll.txt</c>: a word and its IOB1 label a line, an empty line between sentences.</param>
    public static IReadOnlyList<LabelledText> Wikigold(string path)
    {
        List<LabelledText> texts = [];
        var article = new ConllText();
        foreach (string line in File.ReadLines(path))
        {
            int space = line.LastIndexOf(' ');
            if (line.StartsWith("-DOCSTART-", StringComparison.Ordinal))
            {
                texts.Add(article.Finish($"wikigold-{texts.Count + 1:000}"));
                article = new ConllText();
            }
            else if (space > 0)
            {
                article.Add(line[..space], line[(space + 1)..]);
            }
        }

        return texts;
    }

    /// <summary>Passages of the project: one JSON file each. Role descriptions and references are left out: only names are scored.</summary>
    public static IReadOnlyList<LabelledText> Passages(string folder) =>
        [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Passage)];

    private static LabelledText Passage(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        JsonElement root = document.RootElement;
        IEnumerable<LabelledSpan> names = root.GetProperty("entities").EnumerateArray().SelectMany(entity => entity.GetProperty("mentions").EnumerateArray()
            .Where(mention => !mention.TryGetProperty("via", out _)).Select(mention => Span(mention, entity.GetProperty("type").GetString()!)));
        bool hasValues = root.TryGetProperty("values", out JsonElement values);
        return new LabelledText(
            root.GetProperty("id").GetString()!,
            root.GetProperty("published").GetString(),
            [.. root.GetProperty("paragraphs").EnumerateArray().Select(paragraph => paragraph.GetString()!)],
            [.. names, .. hasValues ? values.EnumerateArray().Select(value => Span(value, value.GetProperty("type").GetString()!)) : []],
            hasValues);
    }

    private static LabelledSpan Span(JsonElement at, string type)
    {
        int start = at.GetProperty("start").GetInt32();
        return new LabelledSpan(at.GetProperty("paragraph").GetInt32(), start, start + at.GetProperty("text").GetString()!.Length, type);
    }

    /// <summary>Puts words together again as they are written: no space before a comma or behind a bracket, quotation marks by turns.</summary>
    private sealed class ConllText
    {
        private readonly StringBuilder text = new();
        private readonly List<LabelledSpan> spans = [];
        private string label = "O";
        private bool isGlued = true;
        private bool isQuoted;

        public void Add(string word, string next)
        {
            bool closes = word is "," or "." or ";" or ":" or "!" or "?" or ")" or "]" or "%" or "'" or "..." || (word == "\"" && isQuoted) || word.StartsWith('\'') || word == "n't";
            if (!isGlued && !closes)
            {
                text.Append(' ');
            }

            int start = text.Length;
            text.Append(word);
            string type = next[(next.IndexOf('-', StringComparison.Ordinal) + 1)..];
            if (next != "O" && next[0] == 'I' && label == type && spans is [.., var open])
            {
                spans[^1] = open with { End = text.Length };
            }
            else if (next != "O")
            {
                spans.Add(new LabelledSpan(0, start, text.Length, type));
            }

            label = next == "O" ? "O" : type;
            isGlued = word is "(" or "[" or "$" or "#" || (word == "\"" && !isQuoted);
            isQuoted ^= word == "\"";
        }

        public LabelledText Finish(string id) => new(
            id, null, [text.ToString()], [.. spans.Select(span => span with { Type = span.Type switch { "PER" => "person", "ORG" => "organization", "LOC" => "place", _ => "other" } })], HasValues: false);
    }
}
