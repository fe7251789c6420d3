namespace AllianceMonitor.Stories;

/// <summary>Which sets have a hash, as handles. Handles are added in ascending order; old ones are recognised by the reader and leave with <see cref="Clear"/> only.</summary>
internal sealed class Postings
{
    /// <summary>With so many handles a hash has a crowd: the latest ones only, in no order.</summary>
    public const int CrowdSize = 32;

    // A chain's head is positive, a crowd is the complement of its number.
    private readonly HashTable table = new();
    private readonly List<Crowd> crowds = [];
    private Link[] links = new Link[1024];
    private int linkCount = 1;

    /// <param name="Handle">Lower than in the links before.</param>
    /// <param name="Next">The link after it, 0 at the end.</param>
    /// <param name="Length">Links from here to the end.</param>
    public readonly record struct Link(int Handle, int Next, int Length);

    private sealed record Crowd(int[] Handles)
    {
        public int Oldest { get; set; }
    }

    public void Add(ReadOnlySpan<uint> hashes, int handle)
    {
        table.Reserve(hashes.Length);
        if (linkCount + hashes.Length > links.Length)
        {
            Array.Resize(ref links, 2 * links.Length);
        }

        foreach (uint hash in hashes)
        {
            ref int entry = ref table.Entry(hash);
            int length = entry > 0 ? links[entry].Length + 1 : 1;
            if (entry >= 0 && length < CrowdSize)
            {
                links[linkCount] = new Link(handle, entry, length);
                entry = linkCount++;
            }
            else if (entry >= 0)
            {
                entry = ToCrowd(entry, handle);
            }
            else
            {
                Crowd crowd = crowds[~entry];
                crowd.Handles[crowd.Oldest] = handle;
                crowd.Oldest = (crowd.Oldest + 1) % CrowdSize;
            }
        }
    }

    /// <summary>Where the handles of a hash are: a <see cref="LinkAt"/> when positive, a <see cref="CrowdAt"/> when negative, none when 0.</summary>
    public int Find(uint hash) => table.Find(hash);

    public ref readonly Link LinkAt(int at) => ref links[at];

    public int[] CrowdAt(int at) => crowds[~at].Handles;

    public int OldestOfCrowd(int at) => crowds[~at] is var crowd ? crowd.Handles[crowd.Oldest] : 0;

    public void Clear()
    {
        table.Clear();
        crowds.Clear();
        linkCount = 1;
    }

    private int ToCrowd(int link, int latest)
    {
        int[] handles = new int[CrowdSize];
        handles[^1] = latest;
        for (int i = CrowdSize - 2; i >= 0; i--)
        {
            (handles[i], link) = (links[link].Handle, links[link].Next);
        }

        crowds.Add(new Crowd(handles));
        return ~(crowds.Count - 1);
    }
}
