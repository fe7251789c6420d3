using AllianceMonitor.Articles;

namespace AllianceMonitor.Benchmarks;

/// <summary>
/// Fits the weights of <see cref="RepeatModel"/>: logistic regression with a ridge, by gradient descent from zero, so every run gives the same. Material: the development pairs that are not
/// held out, both ways round, and as further look-alikes neighbouring paragraphs of the seed articles (half weight). Pairs that contradict one another are decided before the model and left out.
/// </summary>
internal static class RepeatFit
{
    private const int Steps = 20_000;
    private const double Rate = 0.5;
    private const double Ridge = 0.004;
    private const double LeastNeighbour = 0.12;

    private sealed record Example(double[] Features, bool IsSame, double Weight);

    public static void Run()
    {
        List<Example> examples = [.. Examples()];
        int count = RepeatModel.Names.Count;
        double[] mean = new double[count], deviation = new double[count], weights = new double[count];
        deviation[0] = 1;
        for (int k = 1; k < count; k++)
        {
            mean[k] = examples.Average(example => example.Features[k]);
            deviation[k] = Math.Sqrt(examples.Average(example => Math.Pow(example.Features[k] - mean[k], 2))) + 1e-9;
        }

        for (int step = 0; step < Steps; step++)
        {
            double[] gradient = new double[count];
            foreach (Example example in examples)
            {
                double odds = 0;
                for (int k = 0; k < count; k++)
                {
                    odds += weights[k] * (example.Features[k] - mean[k]) / deviation[k];
                }

                double error = example.Weight * ((1 / (1 + Math.Exp(-odds))) - (example.IsSame ? 1 : 0));
                for (int k = 0; k < count; k++)
                {
                    gradient[k] += error * (example.Features[k] - mean[k]) / deviation[k];
                }
            }

            double total = examples.Sum(example => example.Weight);
            for (int k = 0; k < count; k++)
            {
                weights[k] -= Rate * ((gradient[k] / total) + (k == 0 ? 0 : Ridge * weights[k]));
            }
        }

        double[] plain = [.. weights.Select((weight, k) => weight / deviation[k])];
        plain[0] -= Enumerable.Range(1, count - 1).Sum(k => plain[k] * mean[k]);
        Console.WriteLine($"{examples.Count} examples");
        Console.WriteLine(string.Join(Environment.NewLine, RepeatModel.Names.Select((name, k) => $"{name,-24} {plain[k],8:0.00}")));
    }

    private static IEnumerable<Example> Examples()
    {
        foreach (RepeatPairs.Pair pair in RepeatPairs.Read(RepeatPairs.Dev).Concat(RepeatPairs.Read(RepeatPairs.More)).Where(pair => !pair.IsHeldOut))
        {
            foreach ((string a, string b) in new[] { (pair.A, pair.B), (pair.B, pair.A) })
            {
                if (Compare(a, b) is { Contradiction: Contradiction.None } comparison)
                {
                    yield return new Example(Features(comparison), pair.IsSame, 1);
                }
            }
        }

        foreach ((_, byte[] bytes) in Material.PlainTexts)
        {
            string[] paragraphs = [.. System.Text.Encoding.UTF8.GetString(bytes).Split('\n').Where(line => line.AsSpan().Count(' ') >= 8)];
            for (int i = 0; i < paragraphs.Length; i++)
            {
                for (int j = i + 1; j < paragraphs.Length; j++)
                {
                    if (Compare(paragraphs[i], paragraphs[j]) is { Contradiction: Contradiction.None, Shared: > LeastNeighbour } comparison)
                    {
                        yield return new Example(Features(comparison), false, 0.5);
                    }
                }
            }
        }
    }

    private static Comparison Compare(string a, string b)
    {
        var vocabulary = new ParagraphVocabulary();
        var tokenizer = new ParagraphTokenizer(vocabulary);
        return new ParagraphComparison(vocabulary).Compare(tokenizer.Tokenize(a), tokenizer.Tokenize(b));
    }

    private static double[] Features(Comparison comparison)
    {
        double[] features = new double[RepeatModel.Names.Count];
        RepeatModel.Features(comparison, features);
        return features;
    }
}
