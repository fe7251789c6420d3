namespace AllianceMonitor.Articles;

/// <summary>
/// Whether what one paragraph affirms is denied or turned around in the other. Two differences make none: "not as strong" is "weaker", "less quickly" is "more slowly", "did not agree" is
/// "failed to reach an agreement". So differences of one statement are counted, and an odd number of them is a contradiction.
/// </summary>
internal sealed class PolarityDifferences(ParagraphAlignment alignment)
{
    /// <summary>Content tokens on each side of a word that tell what it is said of.</summary>
    private const int Frame = 4;

    /// <summary>Content tokens between a negation and what makes up for it.</summary>
    private const int NearBy = 6;

    /// <summary>Content tokens between a negation and the opposites that it turns back.</summary>
    private const int Beside = 2;

    /// <summary>Least share of the words around one that must stand around the other.</summary>
    private const double LeastOfFrame = 0.6;

    /// <summary>Left-over words of a paragraph that are looked at: bounds the work.</summary>
    private const int MostLeftOver = 24;

    private readonly ParagraphVocabulary vocabulary = alignment.Vocabulary;
    private readonly List<int> leftOfA = [];
    private readonly List<int> leftOfB = [];

    /// <summary>Whether two words are opposites that are said of the same: not when one of them is negated ("weaker", "not as strong"), when two particles stand before different things, or when
    /// converse verbs tell it from both ends ("the bank paid investors", "investors received"; "was given", "received").</summary>
    public bool AreOpposed(int i, int j)
    {
        (ParagraphToken[] a, ParagraphToken[] b) = (alignment.A, alignment.B);
        (ParagraphVocabulary.Term first, ParagraphVocabulary.Term second) = (vocabulary[a[i].Term], vocabulary[b[j].Term]);
        if (a[i].IsNegated != b[j].IsNegated || !vocabulary.AreOpposite(a[i], b[j]))
        {
            return false;
        }

        if (a[i].Kind == TokenKind.Particle && b[j].Kind == TokenKind.Particle)
        {
            (int nextA, int nextB) = (ParagraphTokens.NextContent(a, i), ParagraphTokens.NextContent(b, j));
            int matched = nextA < a.Length ? alignment.InB[nextA] : b.Length;
            return matched == nextB || (matched < 0 && (nextB == b.Length || alignment.InA[nextB] < 0));
        }

        return !(first.Is(WordClass.Converse) && second.Is(WordClass.Converse)) || !TellTheSameFromBothEnds(i, j);
    }

    /// <summary>Whether a negation beside opposites turns them back: "is unlikely to be sold", "will probably not be sold".</summary>
    public bool AreTurnedBack(int i, int j) => HasNegationBeside(alignment.A, alignment.B, alignment.InB, i) || HasNegationBeside(alignment.B, alignment.A, alignment.InA, j);

    private static bool HasNegationBeside(ParagraphToken[] tokens, ParagraphToken[] others, int[] match, int at)
    {
        for (int step = -1; step <= 1; step += 2)
        {
            for (int k = at + step, seen = 0; k >= 0 && k < tokens.Length && seen < Beside; k += step)
            {
                if (tokens[k].IsNegated && (match[k] < 0 || !others[match[k]].IsNegated))
                {
                    return true;
                }

                seen += tokens[k].IsContent ? 1 : 0;
            }
        }

        return false;
    }

    private bool TellTheSameFromBothEnds(int i, int j)
    {
        (ParagraphToken[] a, ParagraphToken[] b) = (alignment.A, alignment.B);
        (int subjectA, int subjectB) = (ParagraphTokens.PreviousContent(a, i), ParagraphTokens.PreviousContent(b, j));
        if (subjectA >= 0 && subjectB >= 0 && alignment.InB[subjectA] < 0 && alignment.InA[subjectB] < 0 && !a[subjectA].IsName && !b[subjectB].IsName)
        {
            // "the company pays", "shareholders receive"
            return true;
        }

        if ((subjectA >= 0 && alignment.InB[subjectA] > j) || (subjectB >= 0 && alignment.InA[subjectB] > i))
        {
            return true;
        }

        // One in the passive voice, with the same before it: "the company was given", "a firm of the brother received".
        if (RoleSwaps.HasForm(vocabulary, a, i, WordClass.Be) == RoleSwaps.HasForm(vocabulary, b, j, WordClass.Be))
        {
            return false;
        }

        for (int steps = 0; subjectA >= 0 && steps < Frame; steps++)
        {
            if (alignment.InB[subjectA] is >= 0 and var match && match < j && ContentBetween(b, match, j) < Frame)
            {
                return true;
            }

            subjectA = ParagraphTokens.PreviousContent(a, subjectA);
        }

        return false;
    }

    /// <summary>Opposites that stand at different places but among the same words: "lengthened the sentence by two years", "the sentence was shortened by two years".</summary>
    public bool OppositesElsewhere()
    {
        LeftOver(alignment.A, alignment.InB, leftOfA);
        LeftOver(alignment.B, alignment.InA, leftOfB);
        DropAgreeing();
        int opposites = 0;
        foreach (int i in leftOfA)
        {
            for (int k = 0; k < leftOfB.Count; k++)
            {
                int j = leftOfB[k];
                if ((alignment.A[i].IsContent || alignment.B[j].IsContent) && AreOpposed(i, j) && HaveSameFrame(i, j) && !AreTurnedBack(i, j))
                {
                    opposites++;
                    leftOfB.RemoveAt(k);
                    break;
                }
            }
        }

        return opposites % 2 == 1;
    }

    /// <summary>Words on one side of an axis agree: "rose", "were up".</summary>
    private void DropAgreeing()
    {
        for (int k = leftOfA.Count - 1; k >= 0; k--)
        {
            int[] sides = vocabulary[alignment.A[leftOfA[k]].Term].Entry.Sides;
            int agreeing = sides.Length == 0 ? -1 : leftOfB.FindIndex(j => vocabulary[alignment.B[j].Term].Entry.Sides.AsSpan().ContainsAny(sides));
            if (agreeing >= 0)
            {
                leftOfA.RemoveAt(k);
                leftOfB.RemoveAt(agreeing);
            }
        }
    }

    private void LeftOver(ParagraphToken[] tokens, int[] match, List<int> left)
    {
        left.Clear();
        for (int i = 0; i < tokens.Length && left.Count < MostLeftOver; i++)
        {
            if (match[i] < 0 && tokens[i].Kind is TokenKind.Word or TokenKind.Particle or TokenKind.MaybeName && vocabulary[tokens[i].Term].Stem.Length > 1)
            {
                left.Add(i);
            }
        }
    }

    /// <summary>Whether what stands around the one stands around the other: at least two words, and most of them.</summary>
    private bool HaveSameFrame(int i, int j)
    {
        (int around, int shared) = (0, 0);
        for (int step = -1; step <= 1; step += 2)
        {
            int seen = 0;
            for (int at = i + step; at >= 0 && at < alignment.A.Length && seen < Frame; at += step)
            {
                if (alignment.A[at].IsContent && alignment.InB[at] is >= 0 and var match)
                {
                    bool isNear = ContentBetween(alignment.B, match, j) <= Frame;
                    (seen, around, shared) = (seen + 1, around + 1, shared + (isNear ? 1 : 0));
                }

                if (step < 0 && (alignment.A[at].Traits & TokenTraits.StartsStatement) != 0)
                {
                    break;
                }
            }
        }

        return shared >= 2 && shared >= LeastOfFrame * around;
    }

    private static int ContentBetween(ParagraphToken[] tokens, int from, int to)
    {
        int content = 0;
        for (int at = Math.Min(from, to) + 1; at < Math.Max(from, to) && content <= 2 * Frame; at++)
        {
            content += tokens[at].IsContent ? 1 : 0;
        }

        return content;
    }

    /// <summary>Whether a word that both have is negated in one, and nothing near the other makes up for it: a negation of another word, or a word that says "not" by itself.</summary>
    public bool NegationsDiffer() =>
        HasOddNegation(alignment.A, alignment.B, alignment.InB, alignment.InA) || HasOddNegation(alignment.B, alignment.A, alignment.InA, alignment.InB);

    private bool HasOddNegation(ParagraphToken[] tokens, ParagraphToken[] others, int[] match, int[] back)
    {
        for (int i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].IsNegated && match[i] is >= 0 and var j && !others[j].IsNegated && !vocabulary.AreOpposite(tokens[i], others[j]) && !IsMadeUpFor(others, tokens, back, match, j))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsMadeUpFor(ParagraphToken[] tokens, ParagraphToken[] others, int[] match, int[] back, int at)
    {
        for (int step = -1; step <= 1; step += 2)
        {
            for (int k = at + step, seen = 0; k >= 0 && k < tokens.Length && seen < NearBy; k += step)
            {
                bool isOdd = tokens[k].IsNegated ? match[k] < 0 || !others[match[k]].IsNegated : match[k] < 0 && (SaysNot(tokens[k]) || HasOppositeLeft(tokens[k], others, back));
                if (isOdd)
                {
                    return true;
                }

                seen += tokens[k].IsContent ? 1 : 0;
            }
        }

        return false;
    }

    private bool HasOppositeLeft(ParagraphToken token, ParagraphToken[] others, int[] match)
    {
        bool found = false;
        for (int j = 0; j < others.Length && vocabulary[token.Term].Entry.Sides.Length > 0; j++)
        {
            found |= match[j] < 0 && others[j].Kind == TokenKind.Word && vocabulary.AreOpposite(token, others[j]);
        }

        return found;
    }

    private bool SaysNot(ParagraphToken token)
    {
        ParagraphVocabulary.Term term = vocabulary[token.Term];
        return term.Is(WordClass.Refusal)
            || (token.Kind == TokenKind.Word && term.Stem.Length > 4 && !term.Entry.IsKnown && ((term.Stem.StartsWith("un", StringComparison.Ordinal) && term.Stem[2] is not ('i' or 'd')) || term.Stem.StartsWith("dis", StringComparison.Ordinal)));
    }
}
