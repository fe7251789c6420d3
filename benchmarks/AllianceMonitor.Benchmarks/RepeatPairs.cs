using System.Text.Json;
using AllianceMonitor.Articles;
using AllianceMonitor.Local.Stack;

namespace AllianceMonitor.Benchmarks;

/// <summary>The labelled pairs of paragraphs in the tests' folder. A part of the development pairs is held out: rules and weights are made without them.</summary>
internal static class RepeatPairs
{
    public const string Dev = "repeats-dev.jsonl";
    public const string More = "repeats-more-dev.jsonl";
    public const string Agency = "repeats-agency-dev.jsonl";
    public const string Paraphrase = "repeats-paraphrase-dev.jsonl";
    public const string Typography = "repeats-typography-dev.jsonl";

    /// <summary>The files that rules may be made with.</summary>
    public static IReadOnlyList<string> Development { get; } = [Dev, More, Agency, Paraphrase, Typography];

    public sealed record Pair(string Id, string A, string B, bool IsSame)
    {
        /// <summary>Of the first file the odd ones of those that were never read while rules were written, of the second a third by number, of the others the even ones.</summary>
        public bool IsHeldOut => Id.Split('-')[0] switch
        {
            "dev" => Number is >= 29 and <= 158 && Number % 2 == 1,
            "more" => (uint)((Number * 2654435761L) % 4294967296L) % 3 == 0,
            _ => Number % 2 == 0,
        };

        private int Number => int.Parse(Id.AsSpan(Id.IndexOf('-', StringComparison.Ordinal) + 1), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <param name="Name">For the print-out.</param>
    /// <param name="File">Name of the file.</param>
    /// <param name="HeldOut">Which of its pairs; null: all.</param>
    public sealed record Part(string Name, string File, bool? HeldOut);

    public static IEnumerable<Pair> Read(string file)
    {
        foreach (string line in File.ReadLines(Path.Combine(Repository.Root, "tests", "AllianceMonitor.Tests", "Evaluation", file)))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement pair = document.RootElement;
            yield return new Pair(pair.GetProperty("id").GetString()!, pair.GetProperty("a").GetString()!, pair.GetProperty("b").GetString()!, pair.GetProperty("same").GetBoolean());
        }
    }

    public static string Measure(Part part)
    {
        (int hits, int extra, int missed, int pairs) = (0, 0, 0, 0);
        foreach (Pair pair in Read(part.File).Where(pair => part.HeldOut is null || pair.IsHeldOut == part.HeldOut))
        {
            bool found = ParagraphRepeats.Remove([new Block(pair.A), new Block(pair.B)]).Paragraphs.Count == 1;
            pairs++;
            hits += found && pair.IsSame ? 1 : 0;
            extra += found && !pair.IsSame ? 1 : 0;
            missed += !found && pair.IsSame ? 1 : 0;
        }

        (double precision, double recall) = ((double)hits / (hits + extra), (double)hits / (hits + missed));
        return $"{pairs,4} pairs   precision {precision:0.000}   recall {recall:0.000}   F1 {2 * precision * recall / (precision + recall):0.000}";
    }
}
