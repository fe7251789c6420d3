namespace AllianceMonitor.Articles;

/// <summary>Content tokens in a row without a match, between two that have one (-1 and the length stand for the ends).</summary>
internal readonly record struct Run(int Previous, int Next);

/// <summary>How two runs at the same place differ.</summary>
/// <param name="Contradiction">What the two cannot both mean.</param>
/// <param name="Words">Words of the one that stand where the other has unrelated words.</param>
/// <param name="Unrelated">Those of them that are known to mean something else.</param>
internal readonly record struct RunDifference(Contradiction Contradiction, int Words, int Unrelated);

/// <summary>Finds the runs that an alignment leaves over, and compares those that stand at the same place of the two paragraphs.</summary>
internal sealed class RunComparison(ParagraphAlignment alignment, PolarityDifferences polarity)
{
    /// <summary>Words of a run that are compared with each of the other: bounds the work.</summary>
    private const int MostTries = 40;

    /// <summary>Content words of a run in which a word stands for the one at its place.</summary>
    private const int FewWords = 2;

    private readonly ParagraphVocabulary vocabulary = alignment.Vocabulary;
    private readonly Dictionary<int, int> byPrevious = [];
    private readonly Dictionary<int, int> byNext = [];

    public List<Run> OfA { get; } = [];

    public List<Run> OfB { get; } = [];

    public void Find()
    {
        FindRuns(alignment.A, alignment.InB, OfA);
        FindRuns(alignment.B, alignment.InA, OfB);
    }

    private static void FindRuns(ParagraphToken[] tokens, int[] match, List<Run> runs)
    {
        runs.Clear();
        int previous = -1;
        bool open = false;
        for (int i = 0; i < tokens.Length; i++)
        {
            if (!tokens[i].IsContent && tokens[i].Kind != TokenKind.Particle)
            {
                continue;
            }

            if (match[i] < 0)
            {
                open = true;
            }
            else if (tokens[i].IsContent)
            {
                if (open)
                {
                    runs.Add(new Run(previous, i));
                }

                (previous, open) = (i, false);
            }
        }

        if (open)
        {
            runs.Add(new Run(previous, tokens.Length));
        }
    }

    /// <summary>Runs at the same place: between the same neighbours, or beside the same one.</summary>
    public RunDifference Compare()
    {
        byPrevious.Clear();
        byNext.Clear();
        for (int r = 0; r < OfB.Count; r++)
        {
            byPrevious[OfB[r].Previous] = r;
            byNext[OfB[r].Next] = r;
        }

        (int substitutions, int unrelated) = (0, 0);
        foreach (Run run in OfA)
        {
            int previous = run.Previous < 0 ? -1 : alignment.InB[run.Previous];
            int next = run.Next == alignment.A.Length ? alignment.B.Length : alignment.InB[run.Next];
            int after = byPrevious.GetValueOrDefault(previous, -1), before = byNext.GetValueOrDefault(next, -1);
            RunDifference difference = after >= 0 ? CompareRun(run, OfB[after]) : default;
            if (difference.Contradiction == Contradiction.None && before >= 0 && before != after)
            {
                RunDifference other = CompareRun(run, OfB[before]);
                difference = other.Contradiction != Contradiction.None || other.Words > difference.Words ? other : difference;
            }

            if (difference.Contradiction != Contradiction.None)
            {
                return difference;
            }

            substitutions += difference.Words;
            unrelated += difference.Unrelated;
        }

        return new RunDifference(Contradiction.None, substitutions, unrelated);
    }

    private RunDifference CompareRun(Run runA, Run runB)
    {
        (int wordsA, int wordsB, int knownA, int knownB, int opposites) = (0, 0, 0, 0, 0);
        ulong opposed = 0;
        (int contentA, int contentB) = (ContentOf(alignment.A, runA), ContentOf(alignment.B, runB));
        bool areFew = contentA <= FewWords && contentB <= FewWords;
        for (int i = runA.Previous + 1; i < runA.Next; i++)
        {
            if (alignment.InB[i] >= 0)
            {
                continue;
            }

            ParagraphToken a = alignment.A[i];
            wordsA += IsPlainWord(a) ? 1 : 0;
            knownA += IsKnownWord(a) ? 1 : 0;
            bool isOpposed = false;
            (wordsB, knownB) = (0, 0);
            for (int j = runB.Previous + 1, tries = 0; j < runB.Next && tries < MostTries; j++)
            {
                if (alignment.InA[j] >= 0)
                {
                    continue;
                }

                ParagraphToken b = alignment.B[j];
                wordsB += IsPlainWord(b) ? 1 : 0;
                knownB += IsKnownWord(b) ? 1 : 0;
                if (Contradict(a, b, areFew) is var contradiction and not Contradiction.None)
                {
                    return new RunDifference(contradiction, 0, 0);
                }

                if (!isOpposed && (opposed & (1UL << tries)) == 0 && polarity.AreOpposed(i, j) && !polarity.AreTurnedBack(i, j))
                {
                    (isOpposed, opposites, opposed) = (true, opposites + 1, opposed | (1UL << tries));
                }

                tries++;
            }
        }

        // "completed" and "announced" in an otherwise equal frame: not only said, but said to be.
        bool isOneForOne = contentA == 1 && contentB == 1 && wordsA + wordsB > 0 && alignment.IsMatch(runA.Previous, runB.Previous) && alignment.IsMatch(runA.Next, runB.Next);
        return opposites % 2 == 1 ? new RunDifference(Contradiction.Opposite, 0, 0) : new RunDifference(Contradiction.None, isOneForOne ? 1 : Math.Max(0, Math.Min(wordsA, wordsB) - opposites), Math.Max(0, Math.Min(knownA, knownB) - opposites));
    }

    private bool IsKnownWord(ParagraphToken token) => IsPlainWord(token) && vocabulary[token.Term].Entry.Groups.Length > 0;

    private bool IsPlainWord(ParagraphToken token) => token.IsContent && !vocabulary[token.Term].IsReporting;

    private static int ContentOf(ParagraphToken[] tokens, Run run)
    {
        int content = 0;
        for (int i = run.Previous + 1; i < run.Next; i++)
        {
            content += tokens[i].IsContent ? 1 : 0;
        }

        return content;
    }

    /// <summary>Whether one cannot stand for the other. Of many words that were rewritten, two things of one kind need not stand for one another.</summary>
    private Contradiction Contradict(ParagraphToken a, ParagraphToken b, bool areFew)
    {
        if (a.Kind == b.Kind)
        {
            switch (a.Kind)
            {
                case TokenKind.Number:
                    return Contradiction.Figure;
                case TokenKind.Unit:
                    return Contradiction.Unit;
                case TokenKind.Date when vocabulary[a.Term].Is(WordClass.Weekday) == vocabulary[b.Term].Is(WordClass.Weekday):
                    return Contradiction.Date;
            }
        }

        // "Boeing" is taken for a word at the beginning of a sentence, but not beside a name.
        if ((a.IsName && (b.IsName || b.IsCapital)) || (a.IsCapital && b.IsName))
        {
            return Contradiction.Name;
        }

        return areFew && NewsLexicon.AreRivals(vocabulary[a.Term].Entry, vocabulary[b.Term].Entry) ? Contradiction.Kind : Contradiction.None;
    }
}
