using AllianceMonitor.Extraction;
using AllianceMonitor.Tests.Evaluation;

namespace AllianceMonitor.Benchmarks;

/// <summary>
/// Trains the weights of <see cref="NameModel"/>: a structured perceptron, averaged over all steps (Collins 2002), with a fixed seed, so every run gives the same. What hangs on single words is
/// forgotten now and then, and what was seen once is not learned: the tagger must get by in texts of another kind.
/// </summary>
internal sealed class NameTraining
{
    private const int Rounds = 8;
    private const int Seed = 20261121;

    /// <summary>Share of the examples in which a feature of a single word is forgotten.</summary>
    private const double Forgotten = 0.6;
    private const int LeastSeen = 2;

    /// <summary>The largest weight, as an integer; smaller ones than a half are forgotten.</summary>
    private const int Largest = 2_000;

    private readonly Random random = new(Seed);
    private readonly float[] weights = new float[(1 << NameModel.Bits) * NameModel.Labels];
    private readonly double[] sums = new double[(1 << NameModel.Bits) * NameModel.Labels];
    private readonly float[] steps = [.. Enumerable.Range(0, NameModel.Labels * NameModel.Labels).Select(step => NameModel.MayFollow(step / NameModel.Labels, step % NameModel.Labels) ? 0 : float.NegativeInfinity)];
    private readonly double[] stepSums = new double[NameModel.Labels * NameModel.Labels];

    private sealed record Word(uint[] Features, int Lexical, NameLabel Label);

    public NameModel Train(IEnumerable<LabelledText> texts)
    {
        Word[][] regions = WithoutRareFeatures([.. texts.SelectMany(Regions)]);
        long count = 1;
        for (int round = 0; round < Rounds; round++)
        {
            random.Shuffle(regions);
            foreach (Word[] region in regions)
            {
                Learn(region, count++);
            }
        }

        return Quantised(count);
    }

    private static IEnumerable<Word[]> Regions(LabelledText text)
    {
        for (int paragraph = 0; paragraph < text.Paragraphs.Count; paragraph++)
        {
            string plain = text.Paragraphs[paragraph];
            List<Token> tokens = Tokenizer.Tokenize(plain);
            bool[] taken = ValueTokens(plain, tokens);
            List<LabelledSpan> spans = [.. text.Spans.Where(span => span.Paragraph == paragraph)];
            for (int from = 0; NameRegion.Next(plain, tokens, taken, from) is { } region; from = region.Last + 1)
            {
                var words = new Word[region.Last - region.First + 1];
                var seen = new NameToken[words.Length + (2 * NameFeatures.Margin)];
                NameTagger.See(plain, tokens, region, seen);
                for (int i = 0; i < words.Length; i++)
                {
                    uint[] features = new uint[NameFeatures.Most];
                    int count = NameFeatures.Of(seen, i + NameFeatures.Margin, features, out int lexical);
                    words[i] = new Word(features[..count], lexical, LabelOf(tokens[region.First + i], spans));
                }

                yield return words;
            }
        }
    }

    public static bool[] ValueTokens(string text, List<Token> tokens)
    {
        bool[] taken = new bool[tokens.Count];
        foreach (FoundValue value in ValueFinder.Find(text, tokens, 0, default))
        {
            taken.AsSpan(value.FirstToken, value.LastToken - value.FirstToken + 1).Fill(true);
        }

        return taken;
    }

    private static NameLabel LabelOf(Token token, List<LabelledSpan> spans)
    {
        foreach (LabelledSpan span in spans)
        {
            if (token.Start < span.End && token.End > span.Start)
            {
                bool first = token.Start <= span.Start;
                return span.Type switch
                {
                    "person" => first ? NameLabel.PersonFirst : NameLabel.PersonInner,
                    "organization" => first ? NameLabel.OrganizationFirst : NameLabel.OrganizationInner,
                    "place" => first ? NameLabel.PlaceFirst : NameLabel.PlaceInner,
                    "other" or "product" => NameLabel.Other,
                    _ => NameLabel.Outside,
                };
            }
        }

        return NameLabel.Outside;
    }

    private static Word[][] WithoutRareFeatures(Word[][] regions)
    {
        int[] seen = new int[1 << NameModel.Bits];
        foreach (uint feature in regions.SelectMany(region => region).SelectMany(word => word.Features))
        {
            seen[feature]++;
        }

        return [.. regions.Select(region => region.Select(word =>
        {
            uint[] lexical = [.. word.Features.Take(word.Lexical).Where(feature => seen[feature] >= LeastSeen)];
            return word with { Features = [.. lexical, .. word.Features.Skip(word.Lexical).Where(feature => seen[feature] >= LeastSeen)], Lexical = lexical.Length };
        }).ToArray())];
    }

    private void Learn(Word[] region, long count)
    {
        uint[][] features = [.. region.Select(word => word.Features.Where((_, i) => i >= word.Lexical || random.NextDouble() >= Forgotten).ToArray())];
        float[] scores = new float[region.Length * NameModel.Labels];
        for (int i = 0; i < region.Length; i++)
        {
            foreach (uint feature in features[i])
            {
                for (int label = 0; label < NameModel.Labels; label++)
                {
                    scores[(i * NameModel.Labels) + label] += weights[(feature * NameModel.Labels) + label];
                }
            }
        }

        var labels = new NameLabel[region.Length];
        NameModel.Decode(scores, steps, labels);
        (int wrongBefore, int rightBefore) = (0, 0);
        for (int i = 0; i < region.Length; i++)
        {
            (int wrong, int right) = ((int)labels[i], (int)region[i].Label);
            if (wrong != right)
            {
                foreach (uint feature in features[i])
                {
                    Change(weights, sums, ((int)feature * NameModel.Labels) + right, 1, count);
                    Change(weights, sums, ((int)feature * NameModel.Labels) + wrong, -1, count);
                }
            }

            if (wrong != right || wrongBefore != rightBefore)
            {
                Change(steps, stepSums, (rightBefore * NameModel.Labels) + right, 1, count);
                Change(steps, stepSums, (wrongBefore * NameModel.Labels) + wrong, -1, count);
            }

            (wrongBefore, rightBefore) = (wrong, right);
        }
    }

    private static void Change(float[] values, double[] sums, int at, int by, long count)
    {
        values[at] += by;
        sums[at] += (double)by * count;
    }

    private NameModel Quantised(long count)
    {
        double[] average = [.. weights.Select((weight, i) => weight - (sums[i] / count))];
        double scale = Largest / average.Max(Math.Abs);
        return new NameModel([.. average.Select(weight => (short)Math.Round(weight * scale))], [.. steps.Select((step, i) => (float)((step - (stepSums[i] / count)) * scale))]);
    }
}
