namespace AllianceMonitor.Articles;

/// <summary>One paragraph of an aligned pair.</summary>
/// <param name="Tokens">What it says.</param>
/// <param name="Match">For each token the place of its match in the other paragraph, or -1.</param>
/// <param name="Runs">What is left over.</param>
internal readonly record struct AlignedSide(ParagraphToken[] Tokens, int[] Match, List<Run> Runs);

/// <summary>
/// Whether everything that a paragraph says is said by its twin, so that it can go without a loss: no figure, date or name of its own, no statement that the twin
/// does not have, nothing of some length put in, and what both say stands together in both. It does not depend on how alike the two are otherwise.
/// </summary>
internal sealed class ParagraphCoverage(ParagraphVocabulary vocabulary)
{
    /// <summary>Least share, by weight, of each sentence that the twin says too. Half of it may be words for which no synonym is known.</summary>
    private const double LeastOfStatement = 0.5;

    /// <summary>Most weight of what is put in at one place: less than two ordinary words, which may be a statement.</summary>
    private const double MostPutIn = 1.9;

    /// <summary>Least share of neighbouring matches that are near one another in the twin. A rewrite moves clauses; words that two texts merely happen to share are scattered.</summary>
    private const double LeastCohesion = 0.55;

    /// <summary>Tokens; the shortcut compares each with each.</summary>
    private const int LongestForShortcut = 128;

    /// <summary>Content tokens that may stand between neighbours.</summary>
    private const int NearBy = 3;

    public bool IsTold(AlignedSide side, AlignedSide twin) =>
        !HasOwnFact(side, twin) && TellsStatements(side, twin) && Cohesion(side, twin) >= LeastCohesion && MostPutInAt(side, twin) <= MostPutIn;

    public static double WeightOf(ParagraphToken token, ParagraphVocabulary vocabulary) => token.Kind switch
    {
        TokenKind.Function => 0,
        TokenKind.Particle => 0.1,
        TokenKind.Unit => 0.5,
        TokenKind.Number => token.IsSoft ? 0.7 : 1.8,
        TokenKind.Date or TokenKind.Name => 1.5,
        TokenKind.MaybeName => 1.2,
        _ => vocabulary[token.Term].IsReporting && !token.IsNegated ? 0.3 : 1,
    };

    /// <summary>Whether each has a figure, a month or a name that no word of the other can stand for: decides most pairs without an alignment. Long paragraphs go without this shortcut.</summary>
    public bool EachHasOwnFact(ParagraphToken[] a, ParagraphToken[] b) => a.Length <= LongestForShortcut && b.Length <= LongestForShortcut && HasCertainFact(a, b) && HasCertainFact(b, a);

    private bool HasCertainFact(ParagraphToken[] tokens, ParagraphToken[] others)
    {
        foreach (ParagraphToken token in tokens)
        {
            if (IsCertainFact(token) && !HasCounterpart(token, others))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Names that the lexicon knows, and initials, may be written otherwise.</summary>
    private bool IsCertainFact(ParagraphToken token) => token.Kind switch
    {
        TokenKind.Number => token.IsFigure,
        TokenKind.Date => !vocabulary[token.Term].Is(WordClass.Weekday),
        TokenKind.Name => (token.Traits & TokenTraits.Acronym) == 0 && !vocabulary[token.Term].Entry.IsKnown && vocabulary[token.Term].Joined.Length >= ParagraphAlignment.LeastBeginning,
        _ => false,
    };

    private bool HasCounterpart(ParagraphToken token, ParagraphToken[] others)
    {
        ReadOnlySpan<char> joined = vocabulary[token.Term].Joined;
        foreach (ParagraphToken other in others)
        {
            if (other.Term == token.Term
                || (token.IsFigure && other.IsFigure && vocabulary.AreSameRounded(token, other))
                || (token.Kind == TokenKind.Name && ((other.Traits & TokenTraits.Acronym) != 0 || vocabulary[other.Term].Joined.AsSpan().StartsWith(joined[..ParagraphAlignment.LeastBeginning]))))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasOwnFact(AlignedSide side, AlignedSide twin)
    {
        for (int i = 0; i < side.Tokens.Length; i++)
        {
            ParagraphToken token = side.Tokens[i];
            if (side.Match[i] < 0 && (token.IsFigure || token.Kind is TokenKind.Name || (token.Kind == TokenKind.Date && !IsDayOfDate(token, twin)) || (token.Kind == TokenKind.MaybeName && vocabulary.IsName(token.Term))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"on Monday", where the twin has "on March 1".</summary>
    private bool IsDayOfDate(ParagraphToken token, AlignedSide twin)
    {
        bool hasDate = false;
        for (int j = 0; j < twin.Tokens.Length && vocabulary[token.Term].Is(WordClass.Weekday); j++)
        {
            hasDate |= twin.Match[j] < 0 && twin.Tokens[j].Kind == TokenKind.Date && !vocabulary[twin.Tokens[j].Term].Is(WordClass.Weekday);
        }

        return hasDate;
    }

    /// <summary>Whether the twin has enough of each statement, in one of its statements or in two in a row: one sentence may have been made of two, or two of one.</summary>
    private bool TellsStatements(AlignedSide side, AlignedSide twin)
    {
        NumberStatements(twin.Tokens);
        for (int start = 0, end; start < side.Tokens.Length; start = end)
        {
            end = start + 1;
            while (end < side.Tokens.Length && (side.Tokens[end].Traits & TokenTraits.StartsStatement) == 0)
            {
                end++;
            }

            if (ShareTold(side, start, end) < LeastOfStatement)
            {
                return false;
            }
        }

        return true;
    }

    private double ShareTold(AlignedSide side, int start, int end)
    {
        (double total, double told, bool hasContent) = (0, 0, false);
        for (int i = start; i < end; i++)
        {
            ParagraphToken token = side.Tokens[i];
            double weight = WeightOf(token, vocabulary);
            total += weight;
            hasContent |= token.IsContent && (token.IsNegated || !vocabulary[token.Term].IsReporting);
            if (side.Match[i] >= 0)
            {
                int statement = statementOf[side.Match[i]];
                matchedIn[statement] += weight;
                told = Math.Max(told, matchedIn[statement] + Math.Max(matchedIn[statement - 1], matchedIn[statement + 1]));
            }
        }

        for (int i = start; i < end; i++)
        {
            if (side.Match[i] >= 0)
            {
                matchedIn[statementOf[side.Match[i]]] = 0;
            }
        }

        return hasContent ? told / total : 1;
    }

    /// <summary>For each token of the twin the number of its statement, from 1.</summary>
    private int[] statementOf = [];

    /// <summary>Weight by statement of the twin, with a place before the first and behind the last. Zero between calls.</summary>
    private double[] matchedIn = [];

    private void NumberStatements(ParagraphToken[] tokens)
    {
        if (statementOf.Length < tokens.Length)
        {
            (statementOf, matchedIn) = (new int[2 * tokens.Length], new double[(2 * tokens.Length) + 2]);
        }

        int statement = 1;
        for (int j = 0; j < tokens.Length; j++)
        {
            statement += j > 0 && (tokens[j].Traits & TokenTraits.StartsStatement) != 0 ? 1 : 0;
            statementOf[j] = statement;
        }
    }

    /// <summary>0.0 to 1.0, a little higher for short paragraphs, in which every move weighs much.</summary>
    private static double Cohesion(AlignedSide side, AlignedSide twin)
    {
        Span<int> rank = twin.Tokens.Length <= 512 ? stackalloc int[twin.Tokens.Length] : new int[twin.Tokens.Length];
        for (int j = 0, content = 0; j < rank.Length; j++)
        {
            rank[j] = content;
            content += twin.Tokens[j].IsContent ? 1 : 0;
        }

        (int near, int steps, int last) = (0, 0, -1);
        for (int i = 0; i < side.Tokens.Length; i++)
        {
            if (!side.Tokens[i].IsContent || side.Match[i] < 0)
            {
                continue;
            }

            if (last >= 0)
            {
                steps++;
                near += Math.Abs(rank[side.Match[i]] - last) <= NearBy ? 1 : 0;
            }

            last = rank[side.Match[i]];
        }

        return (near + 1.0) / (steps + 1);
    }

    /// <summary>The weightiest run, less what stands at its place in the twin.</summary>
    private double MostPutInAt(AlignedSide side, AlignedSide twin)
    {
        double most = 0;
        foreach (Run run in side.Runs)
        {
            double weight = WeightOf(run, side);
            if (weight <= most)
            {
                continue;
            }

            int previous = run.Previous < 0 ? -1 : side.Match[run.Previous], next = run.Next == side.Tokens.Length ? twin.Tokens.Length : side.Match[run.Next];
            double there = 0;
            for (int r = 0; r < twin.Runs.Count && r < MostRuns; r++)
            {
                Run other = twin.Runs[r];
                there = other.Previous == previous || other.Next == next ? Math.Max(there, WeightOf(other, twin)) : there;
            }

            most = Math.Max(most, weight - there);
        }

        return most;
    }

    /// <summary>Runs of the twin that are looked at: bounds the work on long paragraphs.</summary>
    private const int MostRuns = 64;

    private double WeightOf(Run run, AlignedSide side)
    {
        double weight = 0;
        for (int i = run.Previous + 1; i < run.Next; i++)
        {
            weight += side.Match[i] < 0 ? WeightOf(side.Tokens[i], vocabulary) : 0;
        }

        return weight;
    }
}
