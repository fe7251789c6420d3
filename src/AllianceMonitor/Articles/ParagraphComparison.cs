namespace AllianceMonitor.Articles;

/// <summary>Why two alike paragraphs state different things.</summary>
internal enum Contradiction
{
    None,
    Figure,
    Unit,
    Date,
    Name,
    Opposite,
    Kind,
    Negation,
    Roles,
}

/// <summary>What an aligned pair of paragraphs has in common and how it differs.</summary>
/// <param name="Contradiction">What the two cannot both mean; the first that is found.</param>
/// <param name="Shared">Weight of what is matched, of the weight of both: weighted Jaccard similarity, 0.0 to 1.0.</param>
/// <param name="Contained">Weight of what is matched, of the weight of the shorter, 0.0 to 1.0.</param>
/// <param name="Substitutions">Words of the one that stand where the other has unrelated words.</param>
/// <param name="Unrelated">Those of them that are known to mean something else.</param>
/// <param name="Places">At how many places the two differ in content words.</param>
/// <param name="Rewriting">Signs of rewriting: synonyms, moved parts, other function words.</param>
/// <param name="Hedges">"plans to", "may", "former": words on one side that weaken what is said.</param>
/// <param name="Length">Content tokens of the shorter.</param>
/// <param name="FirstIsTold">The second says everything that the first says.</param>
/// <param name="SecondIsTold">The first says everything that the second says.</param>
internal readonly record struct Comparison(
    Contradiction Contradiction, double Shared, double Contained, int Substitutions, int Unrelated, int Places, int Rewriting, int Hedges, int Length, bool FirstIsTold, bool SecondIsTold);

/// <summary>Classifies what an alignment leaves over: neutral, or on both sides at the same place and contradictory.</summary>
internal sealed class ParagraphComparison(ParagraphVocabulary vocabulary)
{
    private readonly ParagraphAlignment alignment = new(vocabulary);
    private readonly RoleSwaps roles = new(vocabulary);
    private readonly ParagraphCoverage coverage = new(vocabulary);
    private readonly List<Run> runsOfA = [];
    private readonly List<Run> runsOfB = [];
    private readonly Dictionary<int, int> byPrevious = [];
    private readonly Dictionary<int, int> byNext = [];

    public Comparison Compare(ParagraphToken[] a, ParagraphToken[] b)
    {
        if (FiguresDiffer(a, b))
        {
            return new Comparison { Contradiction = Contradiction.Figure };
        }

        alignment.Align(a, b);
        (double totalA, double matchedA, int lengthA) = Weigh(a, alignment.InB);
        (double totalB, double matchedB, int lengthB) = Weigh(b, alignment.InA);
        double shared = (matchedA + matchedB) / Math.Max(totalA + totalB, 1e-9);
        double contained = totalA <= totalB ? matchedA / Math.Max(totalA, 1e-9) : matchedB / Math.Max(totalB, 1e-9);
        double jaccard = shared / (2 - shared);

        FindRuns(a, alignment.InB, runsOfA);
        FindRuns(b, alignment.InA, runsOfB);
        (Contradiction contradiction, int substitutions, int unrelated) = CompareRuns();
        (Contradiction elsewhere, int hedges) = CompareLeftOver();
        contradiction = contradiction != Contradiction.None ? contradiction : elsewhere;
        contradiction = contradiction != Contradiction.None ? contradiction : NegationsDiffer() ? Contradiction.Negation : Contradiction.None;
        contradiction = contradiction != Contradiction.None ? contradiction : roles.Swapped(alignment) ? Contradiction.Roles : Contradiction.None;
        AlignedSide first = new(a, alignment.InB, runsOfA), second = new(b, alignment.InA, runsOfB);
        return new Comparison(
            contradiction, jaccard, contained, substitutions, unrelated, Math.Max(runsOfA.Count, runsOfB.Count), alignment.Synonyms + Moves() + FunctionWordEdits(), hedges,
            Math.Min(lengthA, lengthB), coverage.IsTold(first, second), coverage.IsTold(second, first));
    }

    /// <summary>Whether each has a figure or a date that the other lacks: decides most look-alikes without an alignment. Long paragraphs go without this shortcut.</summary>
    private static bool FiguresDiffer(ParagraphToken[] a, ParagraphToken[] b) =>
        a.Length <= 64 && b.Length <= 64 && ((HasOwn(a, b, TokenKind.Number) && HasOwn(b, a, TokenKind.Number)) || (HasOwn(a, b, TokenKind.Date) && HasOwn(b, a, TokenKind.Date)));

    private static bool HasOwn(ParagraphToken[] tokens, ParagraphToken[] others, TokenKind kind)
    {
        foreach (ParagraphToken token in tokens)
        {
            if (token.Kind != kind || token.IsSoft)
            {
                continue;
            }

            bool found = false;
            foreach (ParagraphToken other in others)
            {
                found |= other.Term == token.Term;
            }

            if (!found)
            {
                return true;
            }
        }

        return false;
    }

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
    private (Contradiction Contradiction, int Substitutions, int Unrelated) CompareRuns()
    {
        byPrevious.Clear();
        byNext.Clear();
        for (int r = 0; r < runsOfB.Count; r++)
        {
            byPrevious[runsOfB[r].Previous] = r;
            byNext[runsOfB[r].Next] = r;
        }

        (int substitutions, int unrelated) = (0, 0);
        foreach (Run run in runsOfA)
        {
            int previous = run.Previous < 0 ? -1 : alignment.InB[run.Previous];
            int next = run.Next == alignment.A.Length ? alignment.B.Length : alignment.InB[run.Next];
            int after = byPrevious.GetValueOrDefault(previous, -1), before = byNext.GetValueOrDefault(next, -1);
            RunDifference difference = after >= 0 ? CompareRun(run, runsOfB[after]) : default;
            if (difference.Contradiction == Contradiction.None && before >= 0 && before != after)
            {
                RunDifference other = CompareRun(run, runsOfB[before]);
                difference = other.Contradiction != Contradiction.None || other.Words > difference.Words ? other : difference;
            }

            if (difference.Contradiction != Contradiction.None)
            {
                return (difference.Contradiction, 0, 0);
            }

            substitutions += difference.Words;
            unrelated += difference.Unrelated;
        }

        return (Contradiction.None, substitutions, unrelated);
    }

    /// <summary>How two runs at the same place differ.</summary>
    private readonly record struct RunDifference(Contradiction Contradiction, int Words, int Unrelated);

    private RunDifference CompareRun(Run runA, Run runB)
    {
        (int wordsA, int wordsB, int knownA, int knownB) = (0, 0, 0, 0);
        for (int i = runA.Previous + 1; i < runA.Next; i++)
        {
            if (alignment.InB[i] >= 0)
            {
                continue;
            }

            ParagraphToken a = alignment.A[i];
            wordsA += IsPlainWord(a) ? 1 : 0;
            knownA += IsKnownWord(a) ? 1 : 0;
            (wordsB, knownB) = (0, 0);
            for (int j = runB.Previous + 1, tries = 0; j < runB.Next && tries < 24; j++)
            {
                if (alignment.InA[j] >= 0)
                {
                    continue;
                }

                ParagraphToken b = alignment.B[j];
                wordsB += IsPlainWord(b) ? 1 : 0;
                knownB += IsKnownWord(b) ? 1 : 0;
                tries += b.IsContent ? 1 : 0;
                if (Contradict(i, j) is var contradiction and not Contradiction.None)
                {
                    return new RunDifference(contradiction, 0, 0);
                }
            }
        }

        return new RunDifference(Contradiction.None, Math.Min(wordsA, wordsB), Math.Min(knownA, knownB));
    }

    private bool IsKnownWord(ParagraphToken token) => IsPlainWord(token) && vocabulary[token.Term].Entry.Groups.Length > 0;

    private bool IsPlainWord(ParagraphToken token) => token.IsContent && !vocabulary[token.Term].IsReporting;

    /// <summary>Whether one cannot stand for the other.</summary>
    private Contradiction Contradict(int i, int j)
    {
        (ParagraphToken a, ParagraphToken b) = (alignment.A[i], alignment.B[j]);
        if (a.Kind == TokenKind.Number && b.Kind == TokenKind.Number)
        {
            return Contradiction.Figure;
        }

        if (a.Kind == TokenKind.Unit && b.Kind == TokenKind.Unit)
        {
            return Contradiction.Unit;
        }

        if (a.Kind == TokenKind.Date && b.Kind == TokenKind.Date)
        {
            return Contradiction.Date;
        }

        if (a.IsName && b.IsName)
        {
            return Contradiction.Name;
        }

        NewsLexicon.Entry first = vocabulary[a.Term].Entry, second = vocabulary[b.Term].Entry;
        return NewsLexicon.AreOpposite(first, second) && AreOpposed(i, j) ? Contradiction.Opposite : NewsLexicon.AreRivals(first, second) ? Contradiction.Kind : Contradiction.None;
    }

    /// <summary>Whether opposites are said of the same: not when one of them is negated ("weaker", "not as strong"), when two particles stand before different things, or when converse
    /// verbs tell it from both ends ("the bank paid investors", "investors received"; "was given", "received").</summary>
    private bool AreOpposed(int i, int j)
    {
        (ParagraphToken[] a, ParagraphToken[] b) = (alignment.A, alignment.B);
        if (a[i].IsNegated != b[j].IsNegated)
        {
            return false;
        }

        if (a[i].Kind == TokenKind.Particle && b[j].Kind == TokenKind.Particle)
        {
            (int nextA, int nextB) = (NextContent(a, i), NextContent(b, j));
            int matched = nextA < a.Length ? alignment.InB[nextA] : b.Length;
            return matched == nextB || (matched < 0 && (nextB == b.Length || alignment.InA[nextB] < 0));
        }

        if (Converses.Contains(vocabulary[a[i].Term].Stem) && Converses.Contains(vocabulary[b[j].Term].Stem))
        {
            (int subjectA, int subjectB) = (RoleSwaps.PreviousContent(a, i), RoleSwaps.PreviousContent(b, j));
            bool subjectIsObject = (subjectA >= 0 && alignment.InB[subjectA] > j) || (subjectB >= 0 && alignment.InA[subjectB] > i);
            bool sameInOtherVoice = subjectA >= 0 && alignment.InB[subjectA] == subjectB && roles.HasBeForm(a, i) != roles.HasBeForm(b, j);
            return !subjectIsObject && !sameInOtherVoice;
        }

        return true;
    }

    /// <summary>What the one does, the other undergoes from the other end.</summary>
    private static readonly HashSet<string> Converses = [.. "give receive pay get buy sell lend borrow send award grant hand purchase acquire".Split(' ').Select(NewsLexicon.Stem)];

    private static int NextContent(ParagraphToken[] tokens, int at)
    {
        int next = at + 1;
        while (next < tokens.Length && !tokens[next].IsContent)
        {
            next++;
        }

        return next;
    }

    /// <summary>What is left on both sides at different places: figures and dates contradict wherever they stand.</summary>
    private (Contradiction Contradiction, int Hedges) CompareLeftOver()
    {
        (int figuresA, int datesA, int hedgesA) = CountLeftOver(alignment.A, alignment.InB);
        (int figuresB, int datesB, int hedgesB) = CountLeftOver(alignment.B, alignment.InA);
        Contradiction contradiction = figuresA > 0 && figuresB > 0 ? Contradiction.Figure : datesA > 0 && datesB > 0 ? Contradiction.Date : UnitsDiffer() ? Contradiction.Unit : TimesDiffer() ? Contradiction.Date : Contradiction.None;
        return (contradiction, Math.Abs(hedgesA - hedgesB));
    }

    private static readonly HashSet<string> Hedging = [.. "plan intend propose consider seek want hope aim may-modal might could threaten former ex almost nearly allege alleged reportedly partly potential possible possibly try attempt offer only except claim".Split(' ').Select(NewsLexicon.Stem)];

    private (int Figures, int Dates, int Hedges) CountLeftOver(ParagraphToken[] tokens, int[] match)
    {
        (int figures, int dates, int hedges) = (0, 0, 0);
        for (int i = 0; i < tokens.Length; i++)
        {
            if (match[i] < 0)
            {
                figures += tokens[i].IsFigure ? 1 : 0;
                dates += tokens[i].Kind == TokenKind.Date ? 1 : 0;
                hedges += Hedging.Contains(vocabulary[tokens[i].Term].Stem) && GovernsMatched(tokens, match, i) ? 1 : 0;
            }
        }

        return (figures, dates, hedges);
    }

    /// <summary>Whether the word weakens something that the other paragraph says too: the next content word is matched.</summary>
    private static bool GovernsMatched(ParagraphToken[] tokens, int[] match, int at)
    {
        int next = NextContent(tokens, at);
        return next < tokens.Length && match[next] >= 0;
    }

    /// <summary>One figure with two units: "3 percent" and "3 percentage points".</summary>
    private bool UnitsDiffer()
    {
        for (int i = 0; i + 1 < alignment.A.Length; i++)
        {
            if (alignment.A[i].Kind == TokenKind.Number && alignment.A[i + 1].Kind == TokenKind.Unit && alignment.InB[i] is >= 0 and var j && j + 1 < alignment.B.Length
                && alignment.B[j + 1].Kind == TokenKind.Unit && alignment.B[j + 1].Term != alignment.A[i + 1].Term)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"this week" and "next week".</summary>
    private bool TimesDiffer()
    {
        for (int i = 1; i < alignment.A.Length; i++)
        {
            if (alignment.InB[i] is > 0 and var j && SpansOfTime.Contains(vocabulary[alignment.A[i].Term].Stem)
                && WhichOne(alignment.A[i - 1]) is > 0 and var which && WhichOne(alignment.B[j - 1]) is > 0 and var other && which != other)
            {
                return true;
            }
        }

        return false;
    }

    private static readonly HashSet<string> SpansOfTime = [.. "day week weekend fortnight month quarter year decade century spring summer autumn winter season night morning evening time".Split(' ').Select(NewsLexicon.Stem),
        .. "monday tuesday wednesday thursday friday saturday sunday".Split(' ')];

    /// <summary>1: the last one, 2: this one, 3: the next one; 0: says nothing of that.</summary>
    private int WhichOne(ParagraphToken token) => vocabulary[token.Term].Stem switch
    {
        "last" or "past" or "previous" => 1,
        "this" => 2,
        "next" or "com" or "follow" => 3,
        _ => 0,
    };

    /// <summary>A word that both have is negated in one. A negation before a word that only one has may stand for one before another word.</summary>
    private bool NegationsDiffer()
    {
        (int firmA, int freeA) = CountNegations(alignment.A, alignment.B, alignment.InB);
        (int firmB, int freeB) = CountNegations(alignment.B, alignment.A, alignment.InA);
        return firmA > firmB ? firmA - firmB > freeB : firmB - firmA > freeA;
    }

    private static readonly HashSet<string> Refusals = [.. "reject refuse deny dismiss decline fail avoid prevent stop unable lack miss unlikely doubt reject_call rule_out few hardly rarely escape lose knock_out cut_off deprive strip ban prohibit forbid bar block halt cease scrap cancel abandon oppose exempt exclude absence shortage free".Split(' ').Select(NewsLexicon.Stem)];

    /// <summary>Negations of words that the other has without one; and what can make up for one: negations of other words, refusals.</summary>
    private (int Firm, int Free) CountNegations(ParagraphToken[] tokens, ParagraphToken[] others, int[] match)
    {
        (int firm, int free) = (0, 0);
        for (int i = 0; i < tokens.Length; i++)
        {
            free += match[i] < 0 && Refusals.Contains(vocabulary[tokens[i].Term].Stem) ? 1 : 0;
            if (tokens[i].IsNegated)
            {
                free += match[i] < 0 ? 1 : 0;
                firm += match[i] >= 0 && !others[match[i]].IsNegated ? 1 : 0;
            }
        }

        return (firm, free);
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
