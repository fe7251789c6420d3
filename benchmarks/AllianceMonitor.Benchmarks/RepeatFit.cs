using System.Text;
using AllianceMonitor.Articles;

namespace AllianceMonitor.Benchmarks;

/// <summary>
/// Fits the weights of <see cref="RepeatModel"/>: logistic regression with a ridge, by gradient descent from zero, so every run gives the same. Material: the development pairs that are not
/// held out, both ways round; as further look-alikes sentences of one paragraph, and paragraphs of one seed article. Pairs that contradict one another, or of which neither tells all of the other, are decided before the model and left out.
/// Each pair is seen several times, each time with another part of the lexicon forgotten: the model must get by with words that no list holds.
/// </summary>
internal static class RepeatFit
{
    private const int Steps = 4_000;
    private const double Rate = 0.5;
    private const double Ridge = 0.004;

    /// <summary>Paragraphs of one article that are this alike are repeats.</summary>
    private const double MostNeighbour = 0.6;

    private static readonly double[] Forgotten = [0, 0.1, 0.2, 0.3];

    /// <summary>Paragraphs that share less are no test of the weights.</summary>
    private const double LeastAlike = 0.15;

    /// <summary>A wrong removal loses what an article says, a missed one only says it twice.</summary>
    private const double CostOfRemoval = 2;

    /// <summary>Which way a feature may count, in the order of the names: more in common speaks for a repeat, an odd difference against it.</summary>
    private static readonly int[] Signs = [0, 1, -1, -1, -1, -1, -1];

    private sealed record Example(double[] Features, bool IsSame);

    public static void Run()
    {
        List<Example> examples = [.. Forgotten.SelectMany((share, seed) => Examples(new Comparer(share, seed)))];
        double[] weights = Fit(examples);
        int wrong = examples.Count(example => example.Features.Zip(weights, (x, w) => x * w).Sum() > 0 != example.IsSame);
        Console.WriteLine($"{examples.Count} examples, {examples.Count(example => example.IsSame)} the same, {wrong} on the wrong side");
        Console.WriteLine(string.Join(Environment.NewLine, RepeatModel.Names.Select((name, k) => $"{name,-24} {weights[k],8:0.00}")));
        Console.WriteLine($"[{string.Join(", ", weights.Select(weight => weight.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)))}]");
    }

    private static double[] Fit(List<Example> examples)
    {
        int count = RepeatModel.Names.Count;
        double[] mean = new double[count], deviation = new double[count], weights = new double[count];
        deviation[0] = 1;
        for (int k = 1; k < count; k++)
        {
            mean[k] = examples.Average(example => example.Features[k]);
            deviation[k] = Math.Sqrt(examples.Average(example => Math.Pow(example.Features[k] - mean[k], 2))) + 1e-9;
        }

        double[][] scaled = [.. examples.Select(example => example.Features.Select((x, k) => (x - mean[k]) / deviation[k]).ToArray())];
        for (int step = 0; step < Steps; step++)
        {
            double[] gradient = new double[count];
            for (int e = 0; e < scaled.Length; e++)
            {
                double odds = 0;
                for (int k = 0; k < count; k++)
                {
                    odds += weights[k] * scaled[e][k];
                }

                double error = examples[e].IsSame ? (1 / (1 + Math.Exp(-odds))) - 1 : CostOfRemoval / (1 + Math.Exp(-odds));
                for (int k = 0; k < count; k++)
                {
                    gradient[k] += error * scaled[e][k];
                }
            }

            for (int k = 0; k < count; k++)
            {
                weights[k] -= Rate * ((gradient[k] / scaled.Length) + (k == 0 ? 0 : Ridge * weights[k]));
                weights[k] = Signs[k] == 0 || Math.Sign(weights[k]) == Signs[k] ? weights[k] : 0;
            }
        }

        double[] plain = [.. weights.Select((weight, k) => weight / deviation[k])];
        plain[0] -= Enumerable.Range(1, count - 1).Sum(k => plain[k] * mean[k]);
        return plain;
    }

    private static IEnumerable<Example> Examples(Comparer comparer)
    {
        foreach (RepeatPairs.Pair pair in RepeatPairs.Development.SelectMany(RepeatPairs.Read).Where(pair => !pair.IsHeldOut))
        {
            string[] a = pair.A.Split(". ", 2), b = pair.B.Split(". ", 2);
            (string, string)[] others = a.Length == 2 && b.Length == 2 ? [(a[0], a[1]), (a[0], b[1]), (b[0], a[1])] : [];
            foreach (Example example in comparer.Compare(pair.IsSame, (pair.A, pair.B), (pair.B, pair.A)).Concat(comparer.Compare(false, others)))
            {
                yield return example;
            }
        }

        foreach ((_, byte[] bytes) in Material.PlainTexts)
        {
            string[] paragraphs = [.. Encoding.UTF8.GetString(bytes).Split('\n').Where(line => line.AsSpan().Count(' ') >= 8)];
            for (int i = 0; i < paragraphs.Length; i++)
            {
                foreach (Example example in comparer.Compare(false, [.. paragraphs.Skip(i + 1).Select(other => (paragraphs[i], other))], MostNeighbour))
                {
                    yield return example;
                }
            }
        }
    }

    /// <summary>Compares with a lexicon of which a share is forgotten.</summary>
    private sealed class Comparer(double forgotten, int seed)
    {
        public IEnumerable<Example> Compare(bool isSame, params (string A, string B)[] pairs) => Compare(isSame, pairs, 1.1);

        public IEnumerable<Example> Compare(bool isSame, (string A, string B)[] pairs, double most)
        {
            foreach ((string a, string b) in pairs)
            {
                var vocabulary = new ParagraphVocabulary(IsForgotten);
                var tokenizer = new ParagraphTokenizer(vocabulary);
                Comparison comparison = new ParagraphComparison(vocabulary).Compare(tokenizer.Tokenize(a), tokenizer.Tokenize(b));
                if (comparison.Contradiction == Contradiction.None && (comparison.FirstIsTold || comparison.SecondIsTold) && comparison.Shared >= LeastAlike && comparison.Shared < most)
                {
                    double[] features = new double[RepeatModel.Names.Count];
                    RepeatModel.Features(comparison, features);
                    yield return new Example(features, isSame);
                }
            }
        }

        private bool IsForgotten(string stem)
        {
            uint hash = 2166136261 ^ ((uint)seed * 2654435761);
            foreach (char c in stem)
            {
                hash = (hash ^ c) * 16777619;
            }

            hash = (hash ^ (hash >> 15)) * 2246822519;
            return (hash ^ (hash >> 13)) % 1000 < forgotten * 1000;
        }
    }
}
