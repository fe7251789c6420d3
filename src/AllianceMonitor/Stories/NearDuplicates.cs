namespace AllianceMonitor.Stories;

/// <summary>
/// Finds copies, rewrites and excerpts among the articles of a window. Of each stored set only the hashes in the lowest part of the hash space are indexed, a uniform
/// sample of its shingles; it is queried with all hashes of the new set, so an excerpt meets its source whichever came first. Sets that are hit as often as a match would
/// be are compared in full: what is returned is exact (but for texts beyond <see cref="ShingleSet.MaxShingles"/>), and of what should be less than one in a thousand is missed.
/// Not safe for concurrent use.
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
    /// Articles per shingle that a query looks at, the latest ones. A phrase that more articles share tells nothing, and of a story that is copied hundreds of times the
    /// latest copies are enough.
    /// </summary>
    public const int MaxPostings = 64;

    /// <summary>Hashes below 2^(32-2), one in four, are indexed; of a verbatim excerpt of 24 shingles at least one is in 999 of 1,000 cases.</summary>
    private const int SampleBits = 2;

    private const uint SampleEnd = 1u << (32 - SampleBits);

    /// <summary>Of a short text this many are indexed, wherever they are, so that there is enough to count.</summary>
    private const int MinIndexed = 16;

    /// <summary>Of a text beyond <see cref="ShingleSet.MaxShingles"/> no more are indexed than of one just below.</summary>
    private const int MaxIndexed = ShingleSet.MaxShingles >> SampleBits;

    /// <summary>Standard deviations below the expected number of hits at which a match would still be seen.</summary>
    private const double Slack = 4;

    // Nearly all entries are in the first; the second, asked three times as often, has those of short texts only and stays in the processor's cache.
    private readonly HashTable sampled = new(SampleBits);
    private readonly HashTable beyond = new(0);
    private readonly List<int> hit = [];
    private Stored[] stored = new Stored[16];
    private Posting[] postings = new Posting[1024];
    private int postingCount = 1;
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

    private struct Stored
    {
        public ShingleSet Set;
        public int Indexed;
        public int Hits;
    }

    /// <summary>One stored set that has a hash, and the posting before it of the same hash (0: none). Handles descend along a chain.</summary>
    private readonly record struct Posting(int Handle, int Previous);

    /// <summary>Sets in the window.</summary>
    public int Count => next - oldest;

    /// <summary>Stores a set and returns its handle: 0, 1, 2 and so on.</summary>
    public int Add(ShingleSet set)
    {
        if (next - first == stored.Length)
        {
            Array.Resize(ref stored, 2 * stored.Length);
        }

        stored[next - first].Set = set;
        Index(next);
        return next++;
    }

    /// <summary>Forgets all sets before the handle. Room is reclaimed when half of it is dead, so the cost per removed set is constant on average.</summary>
    public void RemoveBefore(int handle)
    {
        oldest = Math.Clamp(handle, oldest, next);
        if (oldest - first > (next - first) / 2)
        {
            Compact();
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
        int split = CountInSample(hashes);
        int overfull = CountHits(sampled, hashes[..split]) + CountHits(beyond, hashes[split..]);
        foreach (int at in hit)
        {
            ref Stored candidate = ref stored[at];
            // Hashes whose chain was not walked to its end may have hit this one too.
            if (candidate.Hits + overfull >= LeastHits(candidate, set))
            {
                Verify(candidate.Set, set, first + at, into);
            }

            candidate.Hits = 0;
        }

        hit.Clear();
        into.Sort(static (a, b) => (b.Jaccard, b.Containment, a.Handle).CompareTo((a.Jaccard, a.Containment, b.Handle)));
    }

    private static int CountInSample(ReadOnlySpan<uint> hashes)
    {
        int at = hashes.BinarySearch(SampleEnd);
        return at < 0 ? ~at : at;
    }

    private void Index(int handle)
    {
        ref Stored entry = ref stored[handle - first];
        ReadOnlySpan<uint> hashes = entry.Set.Hashes;
        int inSample = CountInSample(hashes);
        entry.Indexed = Math.Min(Math.Clamp(inSample, MinIndexed, MaxIndexed), hashes.Length);
        if (postingCount + entry.Indexed > postings.Length)
        {
            Array.Resize(ref postings, 2 * postings.Length);
        }

        inSample = Math.Min(inSample, entry.Indexed);
        Chain(sampled, hashes[..inSample], handle);
        Chain(beyond, hashes[inSample..entry.Indexed], handle);
    }

    private void Chain(HashTable table, ReadOnlySpan<uint> hashes, int handle)
    {
        table.Reserve(hashes.Length);
        foreach (uint hash in hashes)
        {
            postings[postingCount] = new Posting(handle, table.Exchange(hash, postingCount));
            postingCount++;
        }
    }

    /// <summary>Counts the hits of each stored set and returns the number of hashes with more postings than are looked at.</summary>
    private int CountHits(HashTable table, ReadOnlySpan<uint> hashes)
    {
        int overfull = 0;
        foreach (uint hash in hashes)
        {
            int at = table.Find(hash), seen = 0;
            while (at != 0 && postings[at] is var posting && posting.Handle >= oldest)
            {
                if (seen++ == MaxPostings)
                {
                    overfull++;
                    break;
                }

                if (stored[posting.Handle - first].Hits++ == 0)
                {
                    hit.Add(posting.Handle - first);
                }

                at = posting.Previous;
            }
        }

        return overfull;
    }

    /// <summary>
    /// Hits that a match would have at the least. Those of a pair that shares just enough are hypergeometric: indexed shingles drawn from all of the stored set, of which
    /// the shared ones count.
    /// </summary>
    private static double LeastHits(in Stored candidate, ShingleSet query)
    {
        (double count, double queryCount) = (candidate.Set.Count, query.Count);
        double shorter = Math.Min(count, queryCount);
        double shared = (count + queryCount) * (MinJaccard / (1 + MinJaccard));
        if (shorter >= MinExcerptShingles)
        {
            shared = Math.Min(shared, MinContainment * shorter);
        }

        shared = Math.Min(shared, count);
        double drawn = Math.Min(candidate.Indexed / count, query.Coverage);
        double expected = shared * drawn;
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

    private void Compact()
    {
        Stored[] alive = stored[(oldest - first)..(next - first)];
        Array.Clear(stored);
        alive.CopyTo(stored, 0);
        sampled.Clear();
        beyond.Clear();
        (first, postingCount) = (oldest, 1);
        for (int handle = first; handle < next; handle++)
        {
            Index(handle);
        }
    }
}
