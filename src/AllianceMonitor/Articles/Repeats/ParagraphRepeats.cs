namespace AllianceMonitor.Articles;

/// <summary>Paragraphs without their repeats.</summary>
/// <param name="Paragraphs">What is left, in reading order.</param>
/// <param name="Removed">What was taken out, each with the paragraph that stays for it.</param>
/// <param name="Comparisons">Pairs that had to be compared: the cost.</param>
/// <param name="Lookups">Index entries that had to be read to find them.</param>
internal sealed record DistinctParagraphs(IReadOnlyList<string> Paragraphs, IReadOnlyList<Removal> Removed, long Comparisons, long Lookups);

/// <summary>
/// Finds exact and near repeats of paragraphs inside one article, in time linear in its length. Pairs that share rare words are aligned; what is left over on both sides decides
/// (<see cref="ParagraphComparison"/>, <see cref="RepeatModel"/>). Twins that contradict one another in a figure, a name, a negation, a direction or who does what to whom
/// are no repeats, however alike, and one goes only if the other says everything that it says (<see cref="ParagraphCoverage"/>). The richer twin stays, at the place of the first.
/// </summary>
internal static class ParagraphRepeats
{
    /// <summary>Below this many content words only exact repeats are looked for: table rows, refrains.</summary>
    private const int MinContentWords = 3;

    /// <summary>Below this many a paragraph has to end as a sentence does, else it may be a subheading, which repeats what follows it by its nature.</summary>
    private const int MinWordsOfUnfinished = 7;

    /// <summary>
    /// Two passes settle nearly every article. Each pass that goes on removes a paragraph at least, so it would end by itself, but an article made for it could have as many passes as
    /// paragraphs: the bound keeps the cost linear, and what it leaves is a repeat too many, never a paragraph too few.
    /// </summary>
    private const int MaxPasses = 8;

    /// <summary>Least share of the words of the shorter that the other has, or has a synonym of, for a closer look: an alignment finds little more, and a repeat needs half.</summary>
    private const double LeastSameWords = 0.35;

    public static DistinctParagraphs Remove(IReadOnlyList<Block> blocks)
    {
        List<Group> groups = [];
        List<Repeat> repeats = [];
        RemoveExact(blocks, groups, repeats);

        // A richer twin that takes the place of another may in turn be the twin of a third: go on until nothing joins.
        var search = new NearRepeats();
        for (int pass = 0, before = -1; pass < MaxPasses && repeats.Count > before; pass++)
        {
            before = repeats.Count;
            search.Join([.. groups.Where(group => group.Joined is null)], repeats);
        }

        int index = 0;
        foreach (Group group in groups)
        {
            group.Index = group.Joined is null ? index++ : -1;
        }

        return new DistinctParagraphs(
            [.. groups.Where(group => group.Joined is null).Select(group => group.Kept.Text)],
            [.. repeats.Select(repeat => new Removal(
                repeat.Block.Text, repeat.IsExact ? RemovalReason.Repeat : RemovalReason.NearRepeat, repeat.IsExact ? "exact" : "similar",
                repeat.Of.Root.Index, Math.Round(repeat.Similarity, 3)))],
            search.Comparisons,
            search.Lookups);
    }

    private static void RemoveExact(IReadOnlyList<Block> blocks, List<Group> groups, List<Repeat> repeats)
    {
        var byText = new Dictionary<string, Group>(StringComparer.Ordinal);
        Group? twinOfPrevious = null;
        foreach (Block block in blocks)
        {
            string key = ParagraphFeatures.ComparisonKey(block.Text);
            if (byText.TryGetValue(key, out Group? known) && block.Kind != BlockKind.TableRow && (!IsRefrain(block, key) || (twinOfPrevious is not null && known.Id == twinOfPrevious.Id + 1)))
            {
                repeats.Add(new Repeat(known, block, true, 1.0));
                twinOfPrevious = known;
                continue;
            }

            twinOfPrevious = null;
            var group = new Group(groups.Count, block);
            byText[key] = group;
            groups.Add(group);
        }
    }

    /// <summary>"She laughed." may well stand twice, unless what stands before it does so too: then a part of the page was read twice.</summary>
    private static bool IsRefrain(Block block, string key) => block.Kind == BlockKind.Paragraph && key.Length < 20;

    private sealed record Repeat(Group Of, Block Block, bool IsExact, double Similarity);

    private sealed class Group(int id, Block first)
    {
        public int Id { get; } = id;
        public Block Kept { get; set; } = first;

        /// <summary>Tells texts apart: the number of the group that <see cref="Kept"/> came with.</summary>
        public int Text { get; set; } = id;
        public ParagraphToken[]? Tokens { get; set; }

        /// <summary>How many of the tokens are content.</summary>
        public int Words { get; set; }

        /// <summary>Texts that this one was compared with in vain: they need no second look in a later pass.</summary>
        private List<int>? unlike;

        public Group? Joined { get; set; }
        public int Index { get; set; }

        public bool IsUnlike(Group earlier) => unlike is not null && unlike.Contains(earlier.Text);

        public void SetUnlike(Group earlier) => (unlike ??= new List<int>(RepeatCandidates.MaxCandidates)).Add(earlier.Text);

        /// <summary>Takes over the text of a richer twin.</summary>
        public void Become(Group richer) => (Kept, Tokens, Words, Text, unlike) = (richer.Kept, richer.Tokens, richer.Words, richer.Text, richer.unlike);

        /// <summary>The group that everything that joined this one has come to. Shortens the way for the next.</summary>
        public Group Root
        {
            get
            {
                Group root = this;
                while (root.Joined is { } next)
                {
                    root = next;
                }

                Joined = ReferenceEquals(root, this) ? null : root;
                return root;
            }
        }
    }

    private sealed class NearRepeats
    {
        private readonly ParagraphVocabulary vocabulary = new();
        private readonly ParagraphTokenizer tokenizer;
        private readonly ParagraphComparison comparison;

        /// <summary>By term, and by group of synonyms: the paragraph that it was seen in last.</summary>
        private int[] seenIn = [];
        private readonly int[] groupSeenIn = new int[NewsLexicon.GroupCount];

        public NearRepeats() => (tokenizer, comparison) = (new ParagraphTokenizer(vocabulary), new ParagraphComparison(vocabulary));

        public long Comparisons { get; private set; }

        public long Lookups { get; private set; }

        public void Join(List<Group> groups, List<Repeat> repeats)
        {
            foreach (Group group in groups)
            {
                if (group.Tokens is null)
                {
                    group.Tokens = Tokens(group.Kept);
                    group.Words = group.Tokens.Count(token => token.IsContent);
                }
            }

            seenIn = new int[vocabulary.Count];
            Array.Clear(groupSeenIn);

            var candidates = new RepeatCandidates(Frequencies(groups), groups.Count);
            for (int g = 0; g < groups.Count; g++)
            {
                Group group = groups[g];
                if (group.Tokens!.Length == 0)
                {
                    continue;
                }

                foreach (ParagraphToken token in group.Tokens)
                {
                    seenIn[token.Term] = g + 1;
                    foreach (int synonyms in vocabulary[token.Term].Entry.Groups)
                    {
                        groupSeenIn[synonyms] = g + 1;
                    }
                }

                (Group? twin, Comparison best, int twinIndex) = (null, default, -1);
                foreach (int candidate in candidates.Find(group.Tokens))
                {
                    Group other = groups[candidate];
                    if (other.Joined is not null || group.IsUnlike(other) || SameWords(other, g + 1) < LeastSameWords * Math.Min(other.Words, group.Words))
                    {
                        continue;
                    }

                    Comparisons++;
                    Comparison compared = comparison.Compare(other.Tokens!, group.Tokens);
                    if (!RepeatModel.SaySame(compared))
                    {
                        group.SetUnlike(other);
                    }
                    else if (compared.Shared > best.Shared)
                    {
                        (twin, best, twinIndex) = (other, compared, candidate);
                    }
                }

                if (twin is not null)
                {
                    repeats.Add(JoinTo(twin, group, best));
                }

                candidates.AddFound(twin is null ? g : twinIndex);
            }

            Lookups += candidates.Lookups;
        }

        /// <summary>Words of the other that the paragraph with this number has too, or has a synonym of.</summary>
        private int SameWords(Group other, int paragraph)
        {
            int same = 0;
            foreach (ParagraphToken token in other.Tokens!)
            {
                same += token.IsContent && (seenIn[token.Term] == paragraph || HasSynonym(token, paragraph)) ? 1 : 0;
            }

            return same;
        }

        private bool HasSynonym(ParagraphToken token, int paragraph)
        {
            foreach (int synonyms in vocabulary[token.Term].Entry.Groups)
            {
                if (groupSeenIn[synonyms] == paragraph)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Of two that tell the same the richer stays, else the one that tells what the other does.</summary>
        private Repeat JoinTo(Group first, Group later, in Comparison compared)
        {
            later.Joined = first;
            if (compared.SecondIsTold && (!compared.FirstIsTold || Richness(later.Tokens!) <= Richness(first.Tokens!)))
            {
                return new Repeat(first, later.Kept, false, compared.Shared);
            }

            var poorer = new Repeat(first, first.Kept, false, compared.Shared);
            first.Become(later);
            return poorer;
        }

        /// <summary>How much a paragraph tells.</summary>
        private double Richness(ParagraphToken[] tokens)
        {
            double richness = 0;
            foreach (ParagraphToken token in tokens)
            {
                richness += ParagraphCoverage.WeightOf(token, vocabulary);
            }

            return richness;
        }

        private ParagraphToken[] Tokens(Block block)
        {
            if (block.Kind is not (BlockKind.Paragraph or BlockKind.Quote) || block.Text.AsSpan().Count(' ') + 1 < MinContentWords)
            {
                return [];
            }

            ParagraphToken[] tokens = tokenizer.Tokenize(block.Text);
            int content = tokens.Count(token => token.IsContent);
            return content < MinContentWords || (content < MinWordsOfUnfinished && block.Text[^1] is not ('.' or '!' or '?' or '…' or '”' or '"' or '’')) ? [] : tokens;
        }

        /// <summary>In how many paragraphs each term stands.</summary>
        private int[] Frequencies(List<Group> groups)
        {
            int[] frequency = new int[vocabulary.Count], lastSeen = new int[vocabulary.Count];
            for (int g = 0; g < groups.Count; g++)
            {
                foreach (ParagraphToken token in groups[g].Tokens!)
                {
                    if (lastSeen[token.Term] != g + 1)
                    {
                        (lastSeen[token.Term], frequency[token.Term]) = (g + 1, frequency[token.Term] + 1);
                    }
                }
            }

            return frequency;
        }
    }
}
