using AllianceMonitor.Extraction;
using Extracted = AllianceMonitor.Extraction.Extraction;

namespace AllianceMonitor.Tests.Evaluation;

/// <summary>Found facts against labels: right kind and parties in the right direction; of those, how many have stage and polarity right; and how many passages are rightly on topic.</summary>
internal sealed class FactScores
{
    private readonly SortedDictionary<string, Score> kinds = new(StringComparer.Ordinal);
    private int found;
    private int stage;
    private int polarity;
    private int onTopic;
    private int passages;

    public Score Facts { get; } = new();

    public double StageRight => (double)stage / Math.Max(1, found);

    public double PolarityRight => (double)polarity / Math.Max(1, found);

    public double OnTopicRight => (double)onTopic / Math.Max(1, passages);

    public override string ToString() => $"facts {Facts}; of those found stage right {StageRight:0.00}, polarity right {PolarityRight:0.00}; on topic right {OnTopicRight:0.00}; by kind: "
        + string.Join("; ", kinds.Select(kind => $"{kind.Key} {kind.Value}"));

    /// <param name="gold">The passage.</param>
    /// <param name="extraction">What was found in it.</param>
    /// <param name="explain">Told what is missed and superfluous.</param>
    public void Add(LabelledArticle gold, Extracted extraction, Action<string>? explain = null)
    {
        passages++;
        onTopic += extraction.OnTopic == gold.OnTopic ? 1 : 0;
        List<Fact> left = [.. extraction.Facts];
        foreach (LabelledFact label in gold.Facts)
        {
            Fact? match = left.Where(fact => IsSameDeal(fact, label)).OrderByDescending(fact => Agreement(fact, label)).FirstOrDefault();
            Facts.Add(match is null ? 0 : 1, 0, match is null ? 1 : 0);
            Of(label.Kind).Add(match is null ? 0 : 1, 0, match is null ? 1 : 0);
            if (match is null)
            {
                explain?.Invoke($"{gold.Id} missed: {label.Kind} {label.Subject} > {label.Object} {label.Stage} {label.Polarity} | {label.Evidence}");
                continue;
            }

            left.Remove(match);
            found++;
            bool stageRight = FactWords.Stage(match.Stage) == label.Stage, polarityRight = FactWords.Polarity(match.Polarity) == label.Polarity;
            stage += stageRight ? 1 : 0;
            polarity += polarityRight ? 1 : 0;
            if (!stageRight || !polarityRight)
            {
                explain?.Invoke($"{gold.Id} stance: {label.Kind} {label.Subject} > {label.Object} {label.Stage} {label.Polarity}, found {FactWords.Stage(match.Stage)} {FactWords.Polarity(match.Polarity)} | {match.Evidence.Text}");
            }
        }

        Facts.Add(0, left.Count, 0);
        foreach (Fact superfluous in left)
        {
            Of(FactWords.Kind(superfluous.Kind)).Add(0, 1, 0);
            explain?.Invoke($"{gold.Id} superfluous: {FactWords.Kind(superfluous.Kind)} {superfluous.Subject} > {superfluous.Object} {FactWords.Stage(superfluous.Stage)} {FactWords.Polarity(superfluous.Polarity)} | {superfluous.Evidence.Text}");
        }
    }

    public static bool IsSameDeal(Fact fact, LabelledFact label) => FactWords.Kind(fact.Kind) == label.Kind
        && ((Is(fact.Subject, label.Subject) && Is(fact.Object, label.Object)) || (fact.IsSymmetric && Is(fact.Subject, label.Object) && Is(fact.Object, label.Subject)));

    public static bool Is(string? party, string? label) => string.Equals(party ?? "", label ?? "", StringComparison.OrdinalIgnoreCase);

    private static int Agreement(Fact fact, LabelledFact label) =>
        (FactWords.Polarity(fact.Polarity) == label.Polarity ? 4 : 0) + (fact.After == label.After ? 2 : 0) + (FactWords.Stage(fact.Stage) == label.Stage ? 1 : 0);

    private Score Of(string kind)
    {
        if (!kinds.TryGetValue(kind, out Score? of))
        {
            kinds[kind] = of = new Score();
        }

        return of;
    }
}
