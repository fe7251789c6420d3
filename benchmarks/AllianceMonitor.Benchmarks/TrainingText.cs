using System.Text;
using AllianceMonitor.Tests.Evaluation;

namespace AllianceMonitor.Benchmarks;

/// <summary>Reads <c>Training/newswire.txt</c>: one paragraph a line, names in square brackets behind a letter for their kind.</summary>
internal static class TrainingText
{
    public static IEnumerable<LabelledText> Read(string path) =>
        File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#').Select((line, index) => Parse($"newswire-{index + 1:000}", line));

    private static LabelledText Parse(string id, string line)
    {
        var plain = new StringBuilder();
        List<LabelledSpan> spans = [];
        int at = 0;
        while (line.IndexOf('[', at) is >= 0 and var open)
        {
            int close = line.IndexOf(']', open);
            plain.Append(line, at, open - at);
            int start = plain.Length;
            plain.Append(line, open + 3, close - open - 3);
            spans.Add(new LabelledSpan(0, start, plain.Length, line[open + 1] switch
            {
                'P' => "person",
                'O' => "organization",
                'L' => "place",
                'M' => "other",
                var kind => throw new InvalidDataException($"{id}: \"{kind}\" is no kind of name; use P, O, L or M."),
            }));
            at = close + 1;
        }

        return new LabelledText(id, null, [plain.Append(line, at, line.Length - at).ToString()], spans, HasValues: false);
    }
}
