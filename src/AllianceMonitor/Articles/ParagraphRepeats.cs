using System.Collections.Frozen;
using System.Globalization;

namespace AllianceMonitor.Articles;

/// <summary>Paragraphs without their repeats. <paramref name="Comparisons"/> counts the pairs that had to be looked at: the cost.</summary>
internal sealed record DistinctParagraphs(IReadOnlyList<string> Paragraphs, IReadOnlyList<Removal> Removed, long Comparisons);

/// <summary>
/// Finds exact and near repeats of paragraphs inside one article, in time linear in its length. Near repeats are found by prefix filtering over the
/// sets of content words (Bayardo et al. 2007, <i>Scaling up all pairs similarity search</i>) and verified by weighted Jaccard similarity. Twins that
/// disagree in a figure, a name, a negation or a direction are no repeats, however alike. The richer twin stays, at the place of the first.
/// </summary>
internal static class ParagraphRepeats
{
    /// <summary>Weighted Jaccard similarity of content words from which two paragraphs say the same.</summary>
    private const double Threshold = 0.5;

    /// <summary>Below this many content words only exact repeats are looked for: headings, table rows, refrains.</summary>
    private const int MinContentWords = 6;

    /// <summary>Postings kept per word: bounds the work on texts that repeat one word over and over.</summary>
    private const int MaxPostings = 48;

    /// <summary>Two passes settle nearly every article; the bound keeps the cost linear for any.</summary>
    private const int MaxPasses = 8;

    public static DistinctParagraphs Remove(IReadOnlyList<Block> blocks)
    {
        List<Group> groups = [];
        var byText = new Dictionary<string, int>(StringComparer.Ordinal);
        List<(Group Group, Block Block, bool Exact, double Similarity)> repeats = [];
        var features = new List<ParagraphFeatures?>(blocks.Count);
        foreach (Block block in blocks)
        {
            string key = ParagraphFeatures.ComparisonKey(block.Text);
            if (byText.TryGetValue(key, out int known) && block.Kind != BlockKind.TableRow && !IsRefrain(block, key))
            {
                repeats.Add((groups[known], block, true, 1.0));
                continue;
            }

            byText[key] = groups.Count;
            groups.Add(new Group(groups.Count, block, block.Kind is BlockKind.Paragraph or BlockKind.Quote ? ParagraphFeatures.Of(block.Text) : null));
        }

        // A richer twin that takes the place of another may in turn be the twin of a third: go on until nothing joins.
        long comparisons = 0;
        for (int pass = 0, before = -1; pass < MaxPasses && repeats.Count > before; pass++)
        {
            before = repeats.Count;
            comparisons += JoinNearRepeats([.. groups.Where(group => group.Joined is null)], repeats);
        }

        int index = 0;
        foreach (Group group in groups)
        {
            group.Index = group.Joined is null ? index++ : -1;
        }

        return new DistinctParagraphs(
            [.. groups.Where(group => group.Joined is null).Select(group => group.Kept.Text)],
            [.. repeats.Select(repeat => new Removal(
                repeat.Block.Text, repeat.Exact ? RemovalReason.Repeat : RemovalReason.NearRepeat, repeat.Exact ? "exact" : "similar",
                repeat.Group.Root.Index, Math.Round(repeat.Similarity, 3)))],
            comparisons);
    }

    private sealed class Group(int id, Block first, ParagraphFeatures? features)
    {
        public int Id { get; } = id;
        public Block Kept { get; set; } = first;
        public ParagraphFeatures? Features { get; set; } = features;
        public Group? Joined { get; set; }
        public int Index { get; set; }
        public Group Root => Joined is null ? this : Joined.Root;
    }

    /// <summary>"Asked about it, she laughed." may well stand twice; a heading may head two sections.</summary>
    private static bool IsRefrain(Block block, string key) => block.Kind == BlockKind.Paragraph && key.Length < 20;

    private static long JoinNearRepeats(List<Group> groups, List<(Group, Block, bool, double)> repeats)
    {
        var frequency = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Group group in groups)
        {
            foreach (string word in group.Features?.Words ?? [])
            {
                frequency[word] = frequency.GetValueOrDefault(word) + 1;
            }
        }

        var postings = new Dictionary<string, List<Group>>(StringComparer.Ordinal);
        var seen = new HashSet<int>();
        long comparisons = 0;
        foreach (Group group in groups)
        {
            if (group.Features is not { } features || features.Words.Count < MinContentWords)
            {
                continue;
            }

            string[] prefix = Prefix(features, frequency);
            seen.Clear();
            (Group? twin, double best) = (null, Threshold);
            foreach (string word in prefix)
            {
                if (!postings.TryGetValue(word, out List<Group>? candidates))
                {
                    continue;
                }

                foreach (Group candidate in candidates)
                {
                    if (!seen.Add(candidate.Id) || candidate.Joined is not null)
                    {
                        continue;
                    }

                    comparisons++;
                    double similarity = ParagraphFeatures.Similarity(features, candidate.Features!);
                    if (similarity >= best && !ParagraphFeatures.Disagree(features, candidate.Features!))
                    {
                        (twin, best) = (candidate, similarity);
                    }
                }
            }

            if (twin is not null)
            {
                Join(group, twin, best, repeats);
            }

            foreach (string word in prefix)
            {
                if (!postings.TryGetValue(word, out List<Group>? list))
                {
                    postings[word] = list = [];
                }

                if (list.Count < MaxPostings)
                {
                    list.Add(twin ?? group);
                }
            }
        }

        return comparisons;
    }

    private static void Join(Group later, Group first, double similarity, List<(Group, Block, bool, double)> repeats)
    {
        later.Joined = first;
        if (ParagraphFeatures.Richness(later.Features!) > ParagraphFeatures.Richness(first.Features!))
        {
            repeats.Add((first, first.Kept, false, similarity));
            first.Kept = later.Kept;
            first.Features = later.Features;
        }
        else
        {
            repeats.Add((first, later.Kept, false, similarity));
        }
    }

    /// <summary>
    /// The rarest words of a set: two sets with Jaccard similarity of at least t share one of the first |x| - ceil(t|x|) + 1 words of each, when
    /// words are sorted alike. The weighting is mild, so a margin of two words covers it.
    /// </summary>
    private static string[] Prefix(ParagraphFeatures features, Dictionary<string, int> frequency)
    {
        string[] words = [.. features.Words];
        Array.Sort(words, (a, b) => frequency[a] != frequency[b] ? frequency[a].CompareTo(frequency[b]) : string.CompareOrdinal(a, b));
        int length = Math.Min(words.Length, words.Length - (int)Math.Ceiling(Threshold * words.Length) + 3);
        return words[..length];
    }
}
