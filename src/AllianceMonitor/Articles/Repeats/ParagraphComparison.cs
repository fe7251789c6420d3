namespace AllianceMonitor.Articles;

/// <summary>
/// Aligns two paragraphs and classifies what is left over: neutral, or contradictory. A contradiction is one of the same statement: at the same place of the two, among the same words, or said by
/// somebody else. One instance serves many pairs, one after another.
/// </summary>
internal sealed class ParagraphComparison
{
    /// <summary>Similarity from which on most words are the same, so that their order tells who does what.</summary>
    private const double LeastLiteral = 0.6;

    private readonly ParagraphVocabulary vocabulary;
    private readonly ParagraphAlignment alignment;
    private readonly RunComparison runs;
    private readonly FigureDifferences figures;
    private readonly PolarityDifferences polarity;
    private readonly StageDifferences stages;
    private readonly SpeakerDifferences speakers;
    private readonly RoleSwaps roles;
    private readonly ParagraphCoverage coverage;

    public ParagraphComparison(ParagraphVocabulary vocabulary)
    {
        this.vocabulary = vocabulary;
        alignment = new ParagraphAlignment(vocabulary);
        polarity = new PolarityDifferences(alignment);
        runs = new RunComparison(alignment, polarity);
        figures = new FigureDifferences(alignment);
        stages = new StageDifferences(alignment);
        speakers = new SpeakerDifferences(alignment);
        roles = new RoleSwaps(vocabulary);
        coverage = new ParagraphCoverage(vocabulary);
    }

    public Comparison Compare(ParagraphToken[] a, ParagraphToken[] b)
    {
        if (coverage.EachHasOwnFact(a, b))
        {
            return default;
        }

        alignment.Align(a, b);
        (double totalA, double matchedA, int lengthA) = Weigh(a, alignment.InB);
        (double totalB, double matchedB, int lengthB) = Weigh(b, alignment.InA);
        double shared = (matchedA + matchedB) / Math.Max(totalA + totalB, 1e-9);
        double contained = totalA <= totalB ? matchedA / Math.Max(totalA, 1e-9) : matchedB / Math.Max(totalB, 1e-9);
        double jaccard = shared / (2 - shared);

        if (!RepeatModel.ShareEnough(jaccard, contained))
        {
            return new Comparison { Shared = jaccard, Contained = contained };
        }

        runs.Find();
        AlignedSide first = new(a, alignment.InB, runs.OfA), second = new(b, alignment.InA, runs.OfB);
        (bool firstIsTold, bool secondIsTold) = (coverage.IsTold(first, second), coverage.IsTold(second, first));
        RunDifference difference = firstIsTold || secondIsTold ? runs.Compare() : default;
        Contradiction contradiction = difference.Contradiction == Contradiction.None && (firstIsTold || secondIsTold) ? FindContradiction(jaccard) : difference.Contradiction;
        if (contradiction != Contradiction.None || !(firstIsTold || secondIsTold))
        {
            return new Comparison { Contradiction = contradiction, Shared = jaccard, Contained = contained };
        }

        return new Comparison(
            contradiction, jaccard, contained, difference.Words, difference.Unrelated, Math.Max(runs.OfA.Count, runs.OfB.Count), alignment.Synonyms + Moves() + FunctionWordEdits(), stages.OddHedges(),
            Math.Min(lengthA, lengthB), firstIsTold, secondIsTold);
    }

    /// <summary>Of those that do not show at one place.</summary>
    private Contradiction FindContradiction(double shared) =>
        figures.Find() is var contradiction and not Contradiction.None ? contradiction
        : polarity.NegationsDiffer() ? Contradiction.Negation
        : polarity.OppositesElsewhere() ? Contradiction.Opposite
        : stages.Differ() ? Contradiction.Stage
        : speakers.Differ() ? Contradiction.Speaker
        : roles.Swapped(alignment, shared < LeastLiteral) ? Contradiction.Roles
        : Contradiction.None;

    private (double Total, double Matched, int Length) Weigh(ParagraphToken[] tokens, int[] match)
    {
        (double total, double matched, int length) = (0, 0, 0);
        for (int i = 0; i < tokens.Length; i++)
        {
            double weight = ParagraphCoverage.WeightOf(tokens[i], vocabulary);
            total += weight;
            length += tokens[i].IsContent ? 1 : 0;
            matched += match[i] >= 0 ? weight : 0;
        }

        return (total, matched, length);
    }

    /// <summary>How often two matched neighbours of A are no neighbours in B.</summary>
    private int Moves()
    {
        int moves = 0, last = -1;
        for (int i = 0; i < alignment.A.Length; i++)
        {
            if (alignment.A[i].IsContent && alignment.InB[i] is >= 0 and var j)
            {
                moves += j < last ? 1 : 0;
                last = j;
            }
        }

        return moves;
    }

    private int FunctionWordEdits()
    {
        (int a, int b) = (0, 0);
        for (int i = 0; i < alignment.A.Length; i++)
        {
            a += alignment.InB[i] < 0 && !alignment.A[i].IsContent ? 1 : 0;
        }

        for (int j = 0; j < alignment.B.Length; j++)
        {
            b += alignment.InA[j] < 0 && !alignment.B[j].IsContent ? 1 : 0;
        }

        return (a + b) / 2;
    }
}
