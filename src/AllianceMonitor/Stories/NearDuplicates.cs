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

    /// <summary>Hashes below 2^(32-2), one in four, are indexed; of a verbatim excerpt of 24 shingles at least one is in 999 of 1,000 cases.</summary>
    private const int SampleBits = 2;

    private const uint SampleEnd = 1u << (32 - SampleBits);

    /// <summary>Of a short text this many are indexed, wherever they are, so that there is enough to count.</summary>
    private const int MinIndexed = 16;

    /// <summary>Of a text beyond <see cref="ShingleSet.MaxShingles"/> no more are indexed than of one just below.</summary>
    private const int MaxIndexed = ShingleSet.MaxShingles >> SampleBits;

    /// <summary>With fewer hashes of its own in the sample a text is searched by trade phrases too.</summary>
    private const int FewOwn = 12;

    /// <summary>Standard deviations below the expected number of hits at which a match would still be seen.</summary>
    private const double Slack = 2.5;

    // Nearly all entries are in the first; the second, asked three times as often, has those of short texts only and stays in the processor's cache.
    private readonly Postings sampled = new();
    private readonly Postings beyond = new();
    private readonly List<int> hit = [];
    private readonly List<uint> crowded = [];
    private readonly List<int[]> crowds = [];
    private Stored[] stored = new Stored[16];

    /// <summary>Of each stored set, the hits of the query that is under way. Apart from the sets, so that counting stays in the processor's cache.</summary>
    private int[] hits = new int[16];
    private int first, oldest, next;

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
    private readonly record struct Stored(ShingleSet Set, double Count, int Indexed)
    {
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
        }

        stored[next - first] = Index(set, next);
        return next++;
    }

    /// <summary>Forgets all sets before the handle. Room is reclaimed when half of it is dead, so the cost per removed set is constant on average.</summary>
    public void RemoveBefore(int handle)
    {
        oldest = Math.Clamp(handle, oldest, next);
        if (oldest - first > (next - first) / 2)
        {
            Reclaim();
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
            crowds.ForEach(Notice);
        }

        CollectMatches(set, into);
        hit.Clear();
        crowded.Clear();
        crowds.Clear();
        into.Sort(static (a, b) => (b.Jaccard, b.Containment, a.Handle).CompareTo((a.Jaccard, a.Containment, b.Handle)));
    }

    private void CollectMatches(ShingleSet set, List<Match> into)
    {
        double count = set.Count, coverage = set.Coverage;
        int most = crowded.Count;
        while (crowded.Count % ShingleSet.Lanes != 0)
        {
            crowded.Add(uint.MaxValue);
        }

        ReadOnlySpan<uint> common = CollectionsMarshal.AsSpan(crowded);
        foreach (int at in hit)
        {
            ref Stored candidate = ref stored[at];
            double missing = LeastHits(candidate, count, coverage) - hits[at];
            hits[at] = 0;
            if (missing <= 0 || (missing <= most && missing <= ShingleSet.Shared(common, candidate.IndexedHashes)))
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

    private Stored Index(ShingleSet set, int handle)
    {
        ReadOnlySpan<uint> hashes = set.Hashes;
        int inSample = CountInSample(hashes), indexed = Math.Min(Math.Clamp(inSample, MinIndexed, MaxIndexed), hashes.Length);
        inSample = Math.Min(inSample, indexed);
        sampled.Add(hashes[..inSample], handle);
        beyond.Add(hashes[inSample..indexed], handle);
        return new Stored(set, set.Count, indexed);
    }

    /// <summary>Counts the hits of each stored set; hashes with a crowd are put aside.</summary>
    private void CountHits(Postings postings, ReadOnlySpan<uint> hashes)
    {
        foreach (uint hash in hashes)
        {
            int at = postings.Find(hash);
            while (at > 0 && postings.LinkAt(at) is var link && link.Handle >= oldest)
            {
                CountHit(link.Handle);
                at = link.Next;
            }

            if (at < 0 && postings.OldestOfCrowd(at) >= oldest)
            {
                crowded.Add(hash);
                crowds.Add(postings.CrowdAt(at));
            }
            else if (at < 0)
            {
                foreach (int handle in postings.CrowdAt(at))
                {
                    if (handle >= oldest)
                    {
                        CountHit(handle);
                    }
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
    private void Notice(int[] handles)
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
    private static double LeastHits(in Stored candidate, double queryCount, double queryCoverage)
    {
        double count = candidate.Count, shorter = Math.Min(count, queryCount), shared = (count + queryCount) * (MinJaccard / (1 + MinJaccard));
        if (shorter >= MinExcerptShingles)
        {
            shared = Math.Min(shared, MinContainment * shorter);
        }

        shared = Math.Min(shared, count);
        double drawn = Math.Min(candidate.Indexed / count, queryCoverage), expected = shared * drawn;
        return expected - (Slack * Math.Sqrt(expected * (1 - (shared / count)) * (1 - drawn))) - 1;
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

    private void Reclaim()
    {
        Stored[] alive = stored[(oldest - first)..(next - first)];
        Array.Clear(stored);
        sampled.Clear();
        beyond.Clear();
        first = oldest;
        for (int i = 0; i < alive.Length; i++)
        {
            stored[i] = Index(alive[i].Set, first + i);
        }
    }
}
