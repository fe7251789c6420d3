using System.Globalization;
using System.Text;

namespace AllianceMonitor.Tests.Evaluation;

/// <summary>
/// How much of what must come out does, and how much of what must not: each text that is found or missed counts once, over all pages, as in the
/// evaluation of trafilatura.
/// </summary>
internal sealed class SegmentScore
{
    private int found;
    private int missed;
    private int superfluous;

    public double Precision => found == 0 ? 0 : (double)found / (found + superfluous);

    public double Recall => found == 0 ? 0 : (double)found / (found + missed);

    public double F1 => found == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public void Add(SegmentPage page, string extracted)
    {
        string text = ExtractionCorpus.Plain(extracted);
        int hits = page.With.Count(segment => text.Contains(segment, StringComparison.Ordinal));
        found += hits;
        missed += page.With.Count - hits;
        superfluous += page.Without.Count(segment => text.Contains(segment, StringComparison.Ordinal));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"F1 {F1:0.000} (P {Precision:0.000} R {Recall:0.000})");
}

/// <summary>Agreement of texts in sequences of four words: precision and recall of each page, averaged over the pages.</summary>
internal sealed class ShingleScore
{
    private const int Words = 4;

    private double precisions;
    private double recalls;
    private int pages;

    public double Precision => precisions / Math.Max(1, pages);

    public double Recall => recalls / Math.Max(1, pages);

    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>Adds a page and returns its own precision and recall.</summary>
    public (double Precision, double Recall) Add(string expected, string extracted)
    {
        Dictionary<string, int> truth = Shingles(expected), said = Shingles(extracted);
        int common = said.Sum(shingle => Math.Min(shingle.Value, truth.GetValueOrDefault(shingle.Key)));
        int saidCount = said.Values.Sum(), truthCount = truth.Values.Sum();
        (double Precision, double Recall) page = (saidCount == 0 ? 0 : (double)common / saidCount, truthCount == 0 ? 0 : (double)common / truthCount);
        (precisions, recalls, pages) = (precisions + page.Precision, recalls + page.Recall, pages + 1);
        return page;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"F1 {F1:0.000} (P {Precision:0.000} R {Recall:0.000})");

    private static Dictionary<string, int> Shingles(string text)
    {
        List<string> words = [];
        var word = new StringBuilder();
        foreach (char c in text.Append(' '))
        {
            if (char.IsLetterOrDigit(c) || c == '_')
            {
                word.Append(c);
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        var shingles = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i <= Math.Max(0, words.Count - Words) && words.Count > 0; i++)
        {
            string shingle = string.Join(' ', words.Skip(i).Take(Words));
            shingles[shingle] = shingles.GetValueOrDefault(shingle) + 1;
        }

        return shingles;
    }
}
