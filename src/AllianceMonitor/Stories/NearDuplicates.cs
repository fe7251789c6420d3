using System.Runtime.InteropServices;

namespace AllianceMonitor.Stories;

/// <summary>
/// Finds copies, rewrites and excerpts among the articles of a window. Of each stored set only the hashes in the lowest part of the hash space are indexed, a uniform
/// sample of its shingles; it is queried with all hashes of the new set, so an excerpt meets its source whichever came first. Sets that are hit as often as a match would
/// be are compared in full: what is returned is exact (but for texts beyond <see cref="ShingleSet.MaxShingles"/>), and of what should be less than one in a thousand is missed.
/// The answer depends on what is in the window only, not on what has left it. Not safe for concurrent use.
/// </summary>
public sealed class NearDuplicates
{
    /// <summary>Jaccard similarity from which an article is a copy or rewrite of another.</summary>
    public const double MinJaccard = 0.5;

    /// <summary>Share of the shorter article's shingles in the longer one from which it is an excerpt of it.</summary>
    public const double MinContainment = 0.8;

    /// <summary>A text with fewer shingles is a phrase, which others may share without being its source; only <see cref="MinJaccard"/> counts for it.</summary>
    public const int MinExcerptShingles = 24;

    /// <summary>
    /// A shingle that as many articles have is a trade phrase or boilerplate and is not searched by, unless a text has little else: then by the latest articles that have it,
    /// which is enough for a story that is copied hundreds of times.
    /// </summary>
    public const int MaxArticlesPerShingle = Postings.CrowdSize;

    /// <summary>Hashes below 2^(32-3), one in eight, are indexed: at least one of a verbatim excerpt of 24 shingles in 96 of 100 cases, of 60 in 999 of 1,000.</summary>
    private const int SampleBits = 3;

    private const uint SampleEnd = 1u << (32 - SampleBits);

    /// <summary>Of a short text this many are indexed, wherever they are, so that there is enough to count.</summary>
    private const int MinIndexed = 16;

    /// <summary>Of a text beyond <see cref="ShingleSet.MaxShingles"/> no more are indexed than of one just below.</summary>
    private const int MaxIndexed = ShingleSet.MaxShingles >> SampleBits;

    /// <summary>With fewer hashes of its own in the sample a text is searched by trade phrases too.</summary>
    private const int FewOwn = 4;

    /// <summary>Standard deviations below the expected number of hits at which a match would still be seen.</summary>
    private const double Slack = 2.5;

    // Nearly all entries are in the first; the second, asked seven times as often, has those of short texts only and stays in the processor's cache.
    private readonly Postings sampled = new();
    private readonly Postings beyond = new();
    private readonly List<int> hit = [];
    private readonly List<uint> crowded = [];
    private readonly List<(Postings Postings, int Value)> crowds = [];
    private Stored[] stored = new Stored[16];

    /// <summary>Of each stored set, the hits of the query that is under way. Apart from the sets, so that counting stays in the processor's cache.</summary>
    private int[] hits = new int[16];

    /// <summary>Of each stored set, the indexed hashes that have a crowd, and so give no hits.</summary>
    private int[] inCrowds = new int[16];
    private int first, oldest, next;

    public NearDuplicates()
    {
    }

    /// <summary>As if the sets had been added one after another.</summary>
    internal NearDuplicates(List<ShingleSet> sets)
    {
        sampled.Reserve(sets.Sum(set => Indexed(set).InSample));
        sets.ForEach(set => Add(set));
    }

    /// <summary>One that was found. Shares are 0.0 to 1.0, estimated where one of the texts is beyond <see cref="ShingleSet.MaxShingles"/>.</summary>
    /// <param name="Handle">What <see cref="Add"/> returned for the stored set.</param>
    /// <param name="Jaccard">Jaccard similarity of both.</param>
    /// <param name="ContainmentOfStored">Share of the stored set's shingles that the query has: 1.0 where the query quotes all of it.</param>
    /// <param name="ContainmentOfQuery">Share of the query's shingles that the stored set has.</param>
    public readonly record struct Match(int Handle, double Jaccard, double ContainmentOfStored, double ContainmentOfQuery)
    {
        public double Containment => Math.Max(ContainmentOfStored, ContainmentOfQuery);
    }

    /// <param name="Set">As it was added.</param>
    /// <param name="Count">Distinct shingles of the whole text.</param>
    /// <param name="Indexed">Hashes that are indexed.</param>
    private readonly record struct Stored(ShingleSet Set, float Count, int Indexed)
    {
        /// <summary>Share of one shingle in all; what is divided by here need not be for each query.</summary>
        public float One { get; } = 1 / Count;

        /// <summary>And some more, so that they fill whole vectors.</summary>
        public ReadOnlySpan<uint> IndexedHashes => Set.Hashes[..Math.Min(Set.Hashes.Length, (Indexed + ShingleSet.Lanes - 1) / ShingleSet.Lanes * ShingleSet.Lanes)];
    }

    /// <summary>Sets in the window.</summary>
    public int Count => next - oldest;

    /// <summary>The handle of the set that is added next.</summary>
    public int Next => next;

    /// <summary>Stores a set and returns its handle: 0, 1, 2 and so on.</summary>
    public int Add(ShingleSet set)
    {
        if (next - first == stored.Length)
        {
            Array.Resize(ref stored, 2 * stored.Length);
            Array.Resize(ref hits, stored.Length);
            Array.Resize(ref inCrowds, stored.Length);
        }

        (int inSample, int indexed) = Indexed(set);
        sampled.Add(set.Hashes[..inSample], next, inCrowds, first);
        beyond.Add(set.Hashes[inSample..indexed], next, inCrowds, first);
        stored[next - first] = new Stored(set, (float)set.Count, indexed);
        return next++;
    }

    /// <summary>Forgets all sets before the handle.</summary>
    public void RemoveBefore(int handle)
    {
        for (; oldest < Math.Min(handle, next); oldest++)
        {
            ShingleSet set = stored[oldest - first].Set;
            (int inSample, int indexed) = Indexed(set);
            sampled.Remove(set.Hashes[..inSample], oldest, inCrowds, first);
            beyond.Remove(set.Hashes[inSample..indexed], oldest, inCrowds, first);
        }

        int alive = next - oldest;
        if (oldest - first > alive)
        {
            Shift(stored);
            Shift(hits);
            Shift(inCrowds);
            first = oldest;
        }

        void Shift<T>(T[] array)
        {
            Array.Copy(array, oldest - first, array, 0, alive);
            Array.Clear(array, alive, array.Length - alive);
        }
    }

    /// <summary>The stored sets with <see cref="MinJaccard"/> or <see cref="MinContainment"/>: by Jaccard similarity, then containment, highest first, then by handle.</summary>
    public IReadOnlyList<Match> Query(ShingleSet set)
    {
        List<Match> matches = [];
        Query(set, matches);
        return matches;
    }

    /// <summary>As <see cref="Query(ShingleSet)"/>, into a list that is emptied first.</summary>
    public void Query(ShingleSet set, List<Match> into)
    {
        into.Clear();
        ReadOnlySpan<uint> hashes = set.Hashes;
        int inSample = CountInSample(hashes);
        CountHits(sampled, hashes[..inSample]);
        CountHits(beyond, hashes[inSample..]);
        if (inSample - crowds.Count < Math.Max(crowds.Count, FewOwn))
        {
            foreach ((Postings postings, int value) in crowds)
            {
                Notice(postings.HandlesAt(value));
            }
        }

        CollectMatches(set, into);
        hit.Clear();
        crowded.Clear();
        crowds.Clear();
        into.Sort(static (a, b) => (b.Jaccard, b.Containment, a.Handle).CompareTo((a.Jaccard, a.Containment, b.Handle)));
    }

    private void CollectMatches(ShingleSet set, List<Match> into)
    {
        (float count, float coverage) = ((float)set.Count, (float)set.Coverage);
        int most = crowded.Count;
        while (crowded.Count % ShingleSet.Lanes != 0)
        {
            crowded.Add(uint.MaxValue);
        }

        ReadOnlySpan<uint> common = CollectionsMarshal.AsSpan(crowded);
        foreach (int at in hit)
        {
            ref Stored candidate = ref stored[at];
            float missing = LeastHits(candidate, count, coverage) - hits[at];
            hits[at] = 0;
            if (missing <= 0 || (missing <= Math.Min(most, inCrowds[at]) && missing <= ShingleSet.Shared(common, candidate.IndexedHashes)))
            {
                Verify(candidate.Set, set, first + at, into);
            }
        }
    }

    private static int CountInSample(ReadOnlySpan<uint> hashes)
    {
        int at = hashes.BinarySearch(SampleEnd);
        return at < 0 ? ~at : at;
    }

    /// <summary>How many of a set's hashes are indexed among the sampled ones, and in all.</summary>
    private static (int InSample, int All) Indexed(ShingleSet set)
    {
        int inSample = CountInSample(set.Hashes), all = Math.Min(Math.Clamp(inSample, MinIndexed, MaxIndexed), set.Hashes.Length);
        return (Math.Min(inSample, all), all);
    }

    /// <summary>Counts the hits of each stored set; hashes with a crowd are put aside.</summary>
    private void CountHits(Postings postings, ReadOnlySpan<uint> hashes)
    {
        Span<uint> sifted = stackalloc uint[hashes.Length];
        foreach (uint hash in sifted[..postings.Sift(hashes, sifted)])
        {
            int value = postings.Find(hash);
            if (value > 0)
            {
                CountHit(value - 1);
            }
            else if (value < 0 && postings.IsCrowd(value))
            {
                crowded.Add(hash);
                crowds.Add((postings, value));
            }
            else if (value < 0)
            {
                foreach (int handle in postings.HandlesAt(value))
                {
                    CountHit(handle);
                }
            }
        }
    }

    private void CountHit(int handle)
    {
        if (hits[handle - first]++ == 0)
        {
            hit.Add(handle - first);
        }
    }

    /// <summary>Makes candidates of a crowd. What they share with the query beside the one hit is counted when they are looked at.</summary>
    private void Notice(ReadOnlySpan<int> handles)
    {
        foreach (int handle in handles)
        {
            if (hits[handle - first] == 0)
            {
                CountHit(handle);
            }
        }
    }

    /// <summary>
    /// Hits that a match would have at the least. Those of a pair that shares just enough are hypergeometric: indexed shingles drawn from all of the stored set, of which
    /// the shared ones count.
    /// </summary>
    private static float LeastHits(in Stored candidate, float queryCount, float queryCoverage)
    {
        const float SharedOfBoth = (float)(MinJaccard / (1 + MinJaccard));
        float shorter = Math.Min(candidate.Count, queryCount), shared = (candidate.Count + queryCount) * SharedOfBoth;
        if (shorter >= MinExcerptShingles)
        {
            shared = Math.Min(shared, (float)MinContainment * shorter);
        }

        shared = Math.Min(shared, candidate.Count);
        float drawn = Math.Min(candidate.Indexed * candidate.One, queryCoverage), expected = shared * drawn;
        return expected - ((float)Slack * MathF.Sqrt(expected * (1 - (shared * candidate.One)) * (1 - drawn))) - 1;
    }

    private static void Verify(ShingleSet candidate, ShingleSet query, int handle, List<Match> into)
    {
        ShingleSet.Overlap overlap = candidate.Compare(query);
        var match = new Match(handle, overlap.Jaccard, overlap.ContainmentOfFirst, overlap.ContainmentOfSecond);
        bool excerpt = match.Containment >= MinContainment && Math.Min(overlap.First, overlap.Second) >= MinExcerptShingles;
        if (match.Jaccard >= MinJaccard || excerpt)
        {
            into.Add(match);
        }
    }
}
