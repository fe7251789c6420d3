namespace AllianceMonitor.Articles;

/// <summary>
/// Whether two paragraphs without a contradiction say the same: a logistic regression over what the comparison found. The weights were fitted with
/// <c>AllianceMonitor.Benchmarks -- repeats fit</c> on the development pairs, a third of them held out.
/// </summary>
internal static class RepeatModel
{
    /// <summary>Features in the order of <see cref="Weights"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["bias", "similarity", "unexplained words", "unrelated words", "odd hedge", "short", "one odd place"];

    /// <summary>Least weighted Jaccard similarity and containment: below, no rewriting is believed.</summary>
    private const double LeastShared = 0.33, LeastContained = 0.5;

    /// <summary>A few words stand in many a longer sentence ("Renault cuts its stake in Nissan."): half of both must be the same.</summary>
    private const int FewWords = 5;
    private const double LeastSharedOfFew = 0.5;

    /// <summary>From here on, more in common is no more evidence: look-alikes are the most alike of all.</summary>
    private const double EnoughShared = 0.7;

    /// <summary>Content words from which on more of them are no more evidence.</summary>
    private const int EnoughWords = 24;

    private static ReadOnlySpan<double> Weights => [3.44, 4.87, -4.30, -1.39, -4.55, -4.70, -3.67];

    /// <summary>Log odds that the two say the same; contradictions are not in it.</summary>
    public static double LogOdds(in Comparison comparison)
    {
        Span<double> features = stackalloc double[Weights.Length];
        Features(comparison, features);
        double sum = 0;
        for (int i = 0; i < features.Length; i++)
        {
            sum += features[i] * Weights[i];
        }

        return sum;
    }

    public static bool SaySame(in Comparison comparison) => IsUndecided(comparison) && LogOdds(comparison) > 0;

    /// <summary>No contradiction, not too little in common, and one of the two can go without a loss: up to the weights.</summary>
    public static bool IsUndecided(in Comparison comparison) =>
        comparison.Contradiction == Contradiction.None && (comparison.FirstIsTold || comparison.SecondIsTold) && ShareEnough(comparison.Shared, comparison.Contained) && (comparison.Length >= FewWords || comparison.Shared >= LeastSharedOfFew);

    /// <summary>Below, nothing else needs to be looked at.</summary>
    public static bool ShareEnough(double shared, double contained) => shared >= LeastShared && contained >= LeastContained;

    /// <summary>A difference is odd when little else was rewritten: words that differ in an otherwise literal copy are there for a reason.</summary>
    public static void Features(in Comparison comparison, Span<double> features)
    {
        features[0] = 1;
        features[1] = Math.Min(comparison.Shared, EnoughShared);
        features[2] = (double)comparison.Substitutions / Math.Max(1, comparison.Substitutions + comparison.Rewriting);
        features[3] = (double)comparison.Unrelated / Math.Max(1, comparison.Unrelated + comparison.Rewriting);
        features[4] = comparison.Hedges > 0 ? 1.0 / Math.Max(1, comparison.Rewriting) : 0;
        features[5] = comparison.Length < EnoughWords ? (double)(EnoughWords - comparison.Length) / EnoughWords : 0;
        features[6] = comparison.Substitutions > 0 && comparison.Places == 1 ? 1.0 / (1 + comparison.Rewriting) : 0;
    }
}
