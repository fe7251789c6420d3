namespace AllianceMonitor.Articles;

/// <summary>
/// Whether two paragraphs without a contradiction say the same: a logistic regression over what the comparison found. The weights were fitted with
/// <c>AllianceMonitor.Benchmarks -- repeats fit</c> on the development pairs and generated ones.
/// </summary>
internal static class RepeatModel
{
    /// <summary>Features in the order of <see cref="Weights"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["bias", "similarity", "containment", "substitutions per word", "one odd substitution", "few odd substitutions", "loose names", "hedges", "evidence", "short", "rewriting"];

    private static ReadOnlySpan<double> Weights => [-6, 3, 9, -6, -3, -0.5, -1, -1, 0.1, -0.5, 0.1];

    /// <summary>Log odds that the two say the same; contradictions are not in it.</summary>
    public static double LogOdds(in Comparison comparison)
    {
        Span<double> features = stackalloc double[11];
        Features(comparison, features);
        double sum = 0;
        for (int i = 0; i < features.Length; i++)
        {
            sum += features[i] * Weights[i];
        }

        return sum;
    }

    public static bool SaySame(in Comparison comparison) => comparison.Contradiction == Contradiction.None && LogOdds(comparison) > 0;

    public static void Features(in Comparison comparison, Span<double> features)
    {
        features[0] = 1;
        features[1] = comparison.Shared;
        features[2] = comparison.Contained;
        features[3] = (double)comparison.Substitutions / Math.Max(comparison.Length, 1);
        features[4] = comparison.Substitutions > 0 ? 1.0 / (1 + comparison.Rewriting) : 0;
        features[5] = comparison.Substitutions > 0 ? 1.0 / comparison.Substitutions : 0;
        features[6] = Math.Min(comparison.LooseConflicts, 3);
        features[7] = Math.Min(comparison.Hedges, 3);
        features[8] = Math.Min(comparison.Evidence, 6);
        features[9] = comparison.Length < 12 ? (12 - comparison.Length) / 12.0 : 0;
        features[10] = Math.Min((double)comparison.Rewriting / Math.Max(comparison.Length, 1), 1);
    }
}
