namespace AllianceMonitor.Articles;

/// <summary>
/// Which tokens of two paragraphs say the same, wherever they stand, and what is left over on each side. Tokens are matched by their normalised form first,
/// preferring those whose neighbours match too, then by synonyms and derivation. Linear in the length of the paragraphs. One instance serves many pairs, one after another.
/// </summary>
internal sealed class ParagraphAlignment(ParagraphVocabulary vocabulary)
{
    /// <summary>Places that are tried for a token: bounds the work on a text that repeats one word.</summary>
    private const int MaxPlaces = 8;

    /// <summary>Letters that words of one root have in common at least.</summary>
    public const int LeastBeginning = 4;

    private readonly Dictionary<int, int> firstPlace = [];
    private readonly Dictionary<int, List<int>> leftByGroup = [];
    private readonly List<List<int>> inUse = [];
    private int[] nextPlace = [];

    public ParagraphToken[] A { get; private set; } = [];

    public ParagraphToken[] B { get; private set; } = [];

    /// <summary>For each token of A the place of its match in B, or -1.</summary>
    public int[] InB { get; private set; } = [];

    /// <summary>For each token of B the place of its match in A, or -1.</summary>
    public int[] InA { get; private set; } = [];

    /// <summary>Content tokens that are matched by a synonym or a derived word.</summary>
    public int Synonyms { get; private set; }

    public ParagraphVocabulary Vocabulary => vocabulary;

    public void Align(ParagraphToken[] a, ParagraphToken[] b)
    {
        (A, B, Synonyms) = (a, b, 0);
        (InB, InA) = (new int[a.Length], new int[b.Length]);
        InB.AsSpan().Fill(-1);
        InA.AsSpan().Fill(-1);
        MatchSameForms();
        MatchRoundedFigures();
        MatchSynonyms();
        MatchNegatedOpposites();
        MatchAcronyms();
        MatchJoined(A, B, InB, InA);
        MatchJoined(B, A, InA, InB);
    }

    /// <summary>"co-founder" and "cofounder", "start up" and "startup".</summary>
    private void MatchJoined(ParagraphToken[] from, ParagraphToken[] to, int[] inTo, int[] inFrom)
    {
        for (int i = 0; i + 1 < from.Length; i++)
        {
            if (inTo[i] >= 0 || inTo[i + 1] >= 0 || from[i].Kind == TokenKind.Number)
            {
                continue;
            }

            (string head, string tail) = (vocabulary[from[i].Term].Stem, vocabulary[from[i + 1].Term].Stem);
            for (int j = 0, tries = 0; j < to.Length && tries < MaxPlaces; j++)
            {
                if (inFrom[j] >= 0 || !to[j].IsContent)
                {
                    continue;
                }

                tries++;
                ReadOnlySpan<char> whole = vocabulary[to[j].Term].Stem;
                if (whole.StartsWith(head) && whole[head.Length..].TrimStart('_') is var rest && rest.StartsWith(tail) && rest[tail.Length..] is "" or "e" or "s")
                {
                    (inTo[i], inTo[i + 1], inFrom[j]) = (j, j, i);
                    break;
                }
            }
        }
    }

    private void MatchSameForms()
    {
        firstPlace.Clear();
        if (nextPlace.Length < B.Length)
        {
            nextPlace = new int[Math.Max(B.Length, 2 * nextPlace.Length)];
        }

        for (int j = B.Length - 1; j >= 0; j--)
        {
            nextPlace[j] = firstPlace.TryGetValue(B[j].Term, out int later) ? later : -1;
            firstPlace[B[j].Term] = j;
        }

        // First where both neighbours agree, then one, then anywhere; content words only in the last round.
        for (int needed = 2; needed >= 0; needed--)
        {
            for (int i = 0; i < A.Length; i++)
            {
                if (InB[i] >= 0 || (needed == 0 && !A[i].IsContent && A[i].Kind != TokenKind.Particle) || !firstPlace.TryGetValue(A[i].Term, out int j))
                {
                    continue;
                }

                (int best, int bestScore) = (-1, needed - 1);
                for (int tries = 0; j >= 0 && tries < MaxPlaces; j = nextPlace[j])
                {
                    if (InA[j] >= 0)
                    {
                        continue;
                    }

                    tries++;
                    int score = (TermAt(A, i - 1) == TermAt(B, j - 1) ? 1 : 0) + (TermAt(A, i + 1) == TermAt(B, j + 1) ? 1 : 0);
                    if (score > bestScore)
                    {
                        (best, bestScore) = (j, score);
                    }
                }

                if (best >= 0)
                {
                    Match(i, best);
                }

                // Used up places at the head of the list are never looked at again.
                while (firstPlace.TryGetValue(A[i].Term, out int head) && head >= 0 && InA[head] >= 0)
                {
                    firstPlace[A[i].Term] = nextPlace[head];
                    if (nextPlace[head] < 0)
                    {
                        firstPlace.Remove(A[i].Term);
                    }
                }
            }
        }
    }

    /// <summary>"not as strong" and "weaker".</summary>
    private void MatchNegatedOpposites()
    {
        for (int i = 0; i < A.Length; i++)
        {
            for (int j = 0, tries = 0; InB[i] < 0 && A[i].Kind == TokenKind.Word && j < B.Length && tries < MaxPlaces; j++)
            {
                if (InA[j] < 0 && B[j].Kind == TokenKind.Word && A[i].IsNegated != B[j].IsNegated)
                {
                    tries++;
                    if (vocabulary.AreOpposite(A[i], B[j]))
                    {
                        Match(i, j);
                        Synonyms++;
                    }
                }
            }
        }
    }

    private void MatchRoundedFigures()
    {
        for (int i = 0; i < A.Length; i++)
        {
            for (int j = 0, tries = 0; InB[i] < 0 && A[i].IsFigure && j < B.Length && tries < MaxPlaces; j++)
            {
                if (InA[j] < 0 && B[j].IsFigure)
                {
                    tries++;
                    if (vocabulary.AreSameRounded(A[i], B[j]))
                    {
                        Match(i, j);
                    }
                }
            }
        }
    }

    private void MatchSynonyms()
    {
        foreach (List<int> places in inUse)
        {
            places.Clear();
        }

        inUse.Clear();

        for (int j = 0; j < B.Length; j++)
        {
            if (InA[j] < 0 && B[j].Kind is TokenKind.Word or TokenKind.Particle or TokenKind.Name or TokenKind.MaybeName)
            {
                foreach (int group in vocabulary[B[j].Term].Entry.Groups)
                {
                    Places(group).Add(j);
                }

                Places(~Beginning(vocabulary[B[j].Term].Joined)).Add(j);
            }
        }

        for (int i = 0; i < A.Length; i++)
        {
            if (InB[i] < 0 && A[i].Kind is TokenKind.Word or TokenKind.Particle or TokenKind.Name or TokenKind.MaybeName)
            {
                int found = -1;
                foreach (int group in vocabulary[A[i].Term].Entry.Groups)
                {
                    found = leftByGroup.TryGetValue(group, out List<int>? places) ? Better(i, found, places) : found;
                }

                if (found < 0 && leftByGroup.TryGetValue(~Beginning(vocabulary[A[i].Term].Joined), out List<int>? alike))
                {
                    found = DerivedFrom(vocabulary[A[i].Term].Joined, alike);
                }

                if (found >= 0)
                {
                    Match(i, found);
                    Synonyms += A[i].IsContent ? 1 : 0;
                }
            }
        }

        List<int> Places(int group)
        {
            if (!leftByGroup.TryGetValue(group, out List<int>? places))
            {
                leftByGroup[group] = places = [];
            }

            if (places.Count == 0)
            {
                inUse.Add(places);
            }

            return places;
        }

        // Of several synonyms the one that stands at the same place.
        int Better(int i, int found, List<int> places)
        {
            for (int k = 0, tries = 0; k < places.Count && tries < MaxPlaces; k++)
            {
                int j = places[k];
                if (InA[j] < 0 && !NewsLexicon.Exclude(vocabulary[A[i].Term].Entry, vocabulary[B[j].Term].Entry))
                {
                    tries++;
                    found = found < 0 || (SamePlace(i, j) && !SamePlace(i, found)) ? j : found;
                }
            }

            return found;
        }

        int DerivedFrom(string stem, List<int> places)
        {
            for (int k = 0; k < places.Count && k < MaxPlaces; k++)
            {
                if (InA[places[k]] < 0 && IsDerived(stem, vocabulary[B[places[k]].Term].Joined))
                {
                    return places[k];
                }
            }

            return -1;
        }
    }

    private bool SamePlace(int i, int j) => (i > 0 && j > 0 && InB[i - 1] == j - 1) || (i + 1 < A.Length && j + 1 < B.Length && InB[i + 1] == j + 1) || (i == 0 && j == 0);

    /// <summary>"ECB" for "European Central Bank": the initials of names in a row.</summary>
    private void MatchAcronyms()
    {
        MatchAcronyms(A, B, InB, InA);
        MatchAcronyms(B, A, InA, InB);
    }

    private void MatchAcronyms(ParagraphToken[] from, ParagraphToken[] to, int[] inTo, int[] inFrom)
    {
        for (int i = 0; i < from.Length; i++)
        {
            if (inTo[i] >= 0 || (from[i].Traits & TokenTraits.Acronym) == 0)
            {
                continue;
            }

            string letters = vocabulary[from[i].Term].Stem.Replace("&", "", StringComparison.Ordinal);
            for (int j = 0; j < to.Length; j++)
            {
                if (to[j].IsName && Initials.EndOf(letters, to, j, vocabulary) is > 0 and var end)
                {
                    inTo[i] = j;
                    for (int k = j; k < end; k++)
                    {
                        inFrom[k] = inFrom[k] < 0 ? i : inFrom[k];
                    }

                    break;
                }
            }
        }
    }

    /// <summary>Whether two places are matched, ends included: -1 with -1, one behind the last with one behind the last.</summary>
    public bool IsMatch(int i, int j) => i < 0 || i == A.Length ? i < 0 == j < 0 && i == A.Length == (j == B.Length) : InB[i] == j;

    private void Match(int i, int j) => (InB[i], InA[j]) = (j, i);

    private static int TermAt(ParagraphToken[] tokens, int at) => at >= 0 && at < tokens.Length ? tokens[at].Term : -1;

    /// <summary>A number for the first four letters, so that only words with one beginning are compared.</summary>
    private static int Beginning(string stem)
    {
        int number = 17;
        for (int i = 0; i < stem.Length && i < LeastBeginning; i++)
        {
            number = (number * 31) + stem[i];
        }

        return number & 0x3FFFFFFF;
    }

    private static readonly HashSet<string> Suffixes = [.. "ment ion ation tion sion al er or ly nes ity ty anc enc iv abl ible ist ism ful y ant ent ur re ing ed en iz ic our ours iser izer ys is us n t s es d r ies an e".Split(' '), ""];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> SuffixLookup = Suffixes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>"announce" and "announcement", "organise" and "organize": a common beginning and endings that make words of words.</summary>
    internal static bool IsDerived(string a, string b)
    {
        int common = 0;
        while (common < a.Length && common < b.Length && a[common] == b[common])
        {
            common++;
        }

        return common >= LeastBeginning && common * 5 >= Math.Min(a.Length, b.Length) * 4 && char.IsAsciiLetter(a[0]) && SuffixLookup.Contains(a.AsSpan(common)) && SuffixLookup.Contains(b.AsSpan(common));
    }
}
