namespace AllianceMonitor.Articles;

/// <summary>
/// "Renault buys from Nissan" and "Nissan buys from Renault": the same words, but two parties have changed places. Parts that merely stand in another
/// order, members of a list and the passive voice are no swap.
/// </summary>
internal sealed class RoleSwaps(ParagraphVocabulary vocabulary)
{
    /// <summary>A party is told in at most this many content words.</summary>
    private const int LongestParty = 5;

    private readonly List<Block> blocks = [];
    private readonly PartySwaps parties = new(vocabulary);

    /// <summary>Matched content tokens that follow one another in both paragraphs.</summary>
    private sealed class Block
    {
        public required int FirstInA { get; init; }
        public required int FirstInB { get; init; }
        public int LastInA { get; set; }
        public int LastInB { get; set; }
        public int Count { get; set; } = 1;
        public int RankInB { get; set; }
    }

    /// <param name="alignment">The pair.</param>
    /// <param name="isRewritten">Little is literal, so that only names that have changed places tell a swap.</param>
    public bool Swapped(ParagraphAlignment alignment, bool isRewritten)
    {
        if (parties.Swapped(alignment))
        {
            return true;
        }

        FindBlocks(alignment);
        if (blocks.Count is < 2 or > 64)
        {
            return VoiceTurned(alignment);
        }

        Block[] inB = [.. blocks.OrderBy(block => block.FirstInB)];
        for (int rank = 0; rank < inB.Length; rank++)
        {
            inB[rank].RankInB = rank;
        }

        for (int p = 0; p + 1 < blocks.Count; p++)
        {
            for (int q = p + 1; q < blocks.Count && q <= p + 6; q++)
            {
                if ((!isRewritten || (HasName(alignment.A, blocks[p]) && HasName(alignment.A, blocks[q]))) && ExchangePlaces(inB, p, q) && IsSwap(alignment, blocks[p], blocks[q], p, q))
                {
                    return true;
                }
            }
        }

        return VoiceTurned(alignment);
    }

    private void FindBlocks(ParagraphAlignment alignment)
    {
        blocks.Clear();
        int[] rank = new int[alignment.B.Length];
        for (int j = 0, next = 0; j < rank.Length; j++)
        {
            rank[j] = alignment.InA[j] >= 0 && alignment.B[j].IsContent ? next++ : -2;
        }

        for (int i = 0; i < alignment.A.Length; i++)
        {
            int j = alignment.InB[i];
            if (j < 0 || !alignment.A[i].IsContent || alignment.InA[j] != i)
            {
                continue;
            }

            if (blocks.Count > 0 && blocks[^1] is { } last && rank[j] == rank[last.LastInB] + 1)
            {
                (last.LastInA, last.LastInB, last.Count) = (i, j, last.Count + 1);
            }
            else
            {
                blocks.Add(new Block { FirstInA = i, FirstInB = j, LastInA = i, LastInB = j });
            }
        }
    }

    /// <summary>Whether in B the one stands between the neighbours that the other has in A, and what is between the two has stayed.</summary>
    private bool ExchangePlaces(Block[] inB, int p, int q)
    {
        Block first = blocks[p], second = blocks[q];
        if (second.RankInB > first.RankInB || first.Count > LongestParty || second.Count > LongestParty || first.RankInB - second.RankInB != q - p)
        {
            return false;
        }

        for (int k = p + 1; k < q; k++)
        {
            if (!ReferenceEquals(inB[second.RankInB + k - p], blocks[k]))
            {
                return false;
            }
        }

        bool before = p == 0 ? second.RankInB == 0 : second.RankInB > 0 && ReferenceEquals(inB[second.RankInB - 1], blocks[p - 1]);
        bool after = q == blocks.Count - 1 ? first.RankInB == inB.Length - 1 : first.RankInB < inB.Length - 1 && ReferenceEquals(inB[first.RankInB + 1], blocks[q + 1]);
        return before && after;
    }

    private bool IsSwap(ParagraphAlignment alignment, Block first, Block second, int p, int q)
    {
        (ParagraphToken[] a, ParagraphToken[] b) = (alignment.A, alignment.B);
        (int[] inB, int[] inA) = (alignment.InB, alignment.InA);
        string firstInA = Lead(a, inB, first.FirstInA), secondInA = Lead(a, inB, second.FirstInA), firstInB = Lead(b, inA, first.FirstInB), secondInB = Lead(b, inA, second.FirstInB);
        // Each must stand in the other's frame: "from 43 to 15" and "to 15 from 43" have moved together with theirs, as "by" has in the passive voice.
        if (firstInA != secondInB || secondInA != firstInB)
        {
            return false;
        }

        // "wine exports grew 7 percent", "growth of 7 percent in wine exports": a verb and its figure are no party, and a noun made of a verb has another place in its sentence.
        if (HasFigure(a, first) != HasFigure(a, second) || IsDerived(alignment, first.FirstInA) || IsDerived(alignment, second.FirstInA))
        {
            return false;
        }

        // Clauses that stand in another order: a party is followed by its verb, not by a comma, and says nothing itself.
        if (StartsClauseAfter(a, first.LastInA) || StartsClauseAfter(b, second.LastInB) || Reports(a, first) || Reports(a, second))
        {
            return false;
        }

        // Members of a list, the one or the other way round.
        if (IsJoint(a, second.FirstInA) && IsJoint(b, first.FirstInB))
        {
            return false;
        }

        // Next to one another, something has to tell their roles.
        if (q == p + 1)
        {
            return secondInA.Length > 0 && firstInA != secondInA;
        }

        // "on Sunday" between two clauses is no predicate; "said" has become "according to".
        bool hasPredicate = false;
        for (int k = p + 1; k < q; k++)
        {
            for (int i = blocks[k].FirstInA; i <= blocks[k].LastInA; i++)
            {
                hasPredicate |= a[i].Kind == TokenKind.Word && !IsDerived(alignment, i);
                if (vocabulary[a[i].Term].IsReporting && alignment.InB[i] is >= 0 and var j && b[j].Term != a[i].Term)
                {
                    return false;
                }

                if (a[i].IsContent && vocabulary[a[i].Term].Is(WordClass.Symmetric) && blocks[k].Count <= 2)
                {
                    return false;
                }
            }
        }

        return hasPredicate || (secondInA.Length > 0 && firstInA != secondInA);
    }

    private static bool HasFigure(ParagraphToken[] tokens, Block block) => Has(tokens, block, token => token.IsFigure);

    private static bool HasName(ParagraphToken[] tokens, Block block) => Has(tokens, block, token => token.IsName);

    private static bool Has(ParagraphToken[] tokens, Block block, Predicate<ParagraphToken> trait) => Array.FindIndex(tokens, block.FirstInA, block.LastInA - block.FirstInA + 1, trait) >= 0;

    /// <summary>Whether a token and its match are a verb and a noun of one root: "develop", "development"; a name is neither.</summary>
    private bool IsDerived(ParagraphAlignment alignment, int i) =>
        alignment.InB[i] is >= 0 and var j && alignment.A[i].Term != alignment.B[j].Term && !alignment.A[i].IsName && !alignment.B[j].IsName && ParagraphAlignment.IsDerived(vocabulary[alignment.A[i].Term].Joined, vocabulary[alignment.B[j].Term].Joined);

    private static bool StartsClauseAfter(ParagraphToken[] tokens, int last)
    {
        int next = last + 1;
        while (next < tokens.Length && !tokens[next].IsAfterJoint && !tokens[next].IsContent)
        {
            next++;
        }

        return next < tokens.Length && tokens[next].IsAfterJoint;
    }

    private bool Reports(ParagraphToken[] tokens, Block block)
    {
        for (int i = block.FirstInA; i <= block.LastInA; i++)
        {
            if (vocabulary[tokens[i].Term].IsReporting)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Ford sued Fiat" and "Ford was sued by Fiat": the verb changes its voice, and the parties stay where they are.</summary>
    private bool VoiceTurned(ParagraphAlignment alignment) =>
        VoiceTurned(alignment.A, alignment.InB, alignment.B, alignment.InA) || VoiceTurned(alignment.B, alignment.InA, alignment.A, alignment.InB);

    private bool VoiceTurned(ParagraphToken[] active, int[] inPassive, ParagraphToken[] passive, int[] inActive)
    {
        for (int j = 1; j < passive.Length; j++)
        {
            if (passive[j].Kind is not (TokenKind.Word or TokenKind.Name or TokenKind.MaybeName) || inActive[j] < 0 || Lead(passive, inActive, j) != "by" || Lead(active, inPassive, inActive[j]).Length > 0 || (j + 1 < passive.Length && passive[j + 1].Kind == TokenKind.Number))
            {
                continue;
            }

            int verb = ParagraphTokens.PreviousContent(passive, j);
            if (verb >= 0 && inActive[verb] is >= 0 and var verbInActive && ParagraphTokens.PreviousContent(active, inActive[j]) == verbInActive
                && (HasForm(vocabulary, passive, verb, WordClass.Be) || passive[verb].IsPast) && !HasForm(vocabulary, active, verbInActive, WordClass.Be))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a word of a class stands among the function words before the verb: a form of "be" makes the passive voice.</summary>
    public static bool HasForm(ParagraphVocabulary vocabulary, ParagraphToken[] tokens, int verb, WordClass form)
    {
        for (int i = verb - 1; i >= 0 && !tokens[i].IsContent; i--)
        {
            if (vocabulary[tokens[i].Term].Is(form))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The function words before a token as far as they tell its role: the last one that is no article or pronoun. What the other paragraph has not is an adjective: "by its late founder".</summary>
    private string Lead(ParagraphToken[] tokens, int[] match, int at)
    {
        for (int i = at - 1; i >= 0 && (!tokens[i].IsContent || match[i] < 0); i--)
        {
            if (vocabulary[tokens[i].Term].Is(WordClass.Preposition))
            {
                return vocabulary[tokens[i].Term].Stem;
            }
        }

        return "";
    }

    private bool IsJoint(ParagraphToken[] tokens, int at) => tokens[at].IsAfterJoint || (at > 0 && vocabulary[tokens[at - 1].Term].Stem is "and" or "or");
}
