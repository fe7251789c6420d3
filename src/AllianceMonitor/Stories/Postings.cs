using System.Numerics;

namespace AllianceMonitor.Stories;

/// <summary>Which sets have a hash, as handles. They are added and removed in ascending order.</summary>
internal sealed class Postings
{
    /// <summary>With so many handles a hash has a crowd: the latest ones only, in no order.</summary>
    public const int CrowdSize = 32;

    private const int SmallestBlock = 4;

    // A block is its room (4, 8, 16 or 32), how many handles were added, and the handles. One that is free has the next such one in place of the second number.
    private const int Added = 1, Head = 2;

    /// <summary>Most hashes have one handle: it is the value itself, plus one. Else the value is the complement of where the block of handles is.</summary>
    private readonly HashTable table = new();

    private readonly int[] free = new int[BitOperations.Log2(CrowdSize) + 1];
    private int[] blocks = new int[1024];
    private int end = 1;

    /// <summary>Makes room for so many more hashes.</summary>
    public void Reserve(int more) => table.Reserve(more);

    /// <summary>Adds a set's hashes.</summary>
    /// <param name="hashes">Distinct.</param>
    /// <param name="handle">Above those added before.</param>
    /// <param name="inCrowds">Counts, by handle from <paramref name="first"/>, hashes of the set that have a crowd.</param>
    /// <param name="first">Handle of the first count.</param>
    public void Add(ReadOnlySpan<uint> hashes, int handle, int[] inCrowds, int first)
    {
        table.Reserve(hashes.Length);
        table.Touch(hashes);
        foreach (uint hash in hashes)
        {
            ref int value = ref table.Entry(hash);
            if (value == 0)
            {
                value = handle + 1;
                continue;
            }

            if (value > 0)
            {
                int single = value - 1;
                value = ~Take(SmallestBlock);
                Append(ref value, single);
            }

            int added = Append(ref value, handle);
            if (added == CrowdSize)
            {
                foreach (int other in HandlesAt(value))
                {
                    inCrowds[other - first]++;
                }
            }
            else if (added > CrowdSize)
            {
                inCrowds[handle - first]++;
            }
        }
    }

    /// <summary>Copies the hashes that sets may have, and counts them.</summary>
    public int Sift(ReadOnlySpan<uint> hashes, Span<uint> into)
    {
        int count = table.Sift(hashes, into);
        table.Touch(into[..count]);
        return count;
    }

    /// <summary>What is known of a hash: 0 when nothing, a handle plus one when positive, else see <see cref="HandlesAt"/>.</summary>
    public int Find(uint hash) => table.Find(hash);

    public ReadOnlySpan<int> HandlesAt(int value) => blocks.AsSpan(~value + Head, Math.Min(blocks[~value + Added], CrowdSize));

    public bool IsCrowd(int value) => blocks[~value + Added] >= CrowdSize;

    /// <summary>Removes the oldest set, which has these hashes; the counts are those of <see cref="Add"/>.</summary>
    public void Remove(ReadOnlySpan<uint> hashes, int handle, int[] inCrowds, int first)
    {
        table.Touch(hashes);
        foreach (uint hash in hashes)
        {
            ref int value = ref table.Entry(hash);
            if (value > 0)
            {
                table.Remove(hash);
                continue;
            }

            // The oldest is the first, in a crowd the next to be replaced; unless it has been.
            Span<int> block = blocks.AsSpan(~value), handles = block[Head..(Head + block[0])];
            ref int added = ref block[Added];
            if (added < CrowdSize)
            {
                handles[1..added].CopyTo(handles);
                added--;
            }
            else if (handles[added % CrowdSize] == handle)
            {
                handles.Sort();
                handles[1..].CopyTo(handles);
                added = CrowdSize - 1;
                foreach (int other in handles[..added])
                {
                    inCrowds[other - first]--;
                }
            }

            if (added == 1)
            {
                int single = handles[0] + 1;
                Give(~value);
                value = single;
            }
        }
    }

    /// <summary>Adds to a block, which moves when it is full, and returns how many it has had.</summary>
    private int Append(ref int value, int handle)
    {
        int block = ~value, room = blocks[block], added = blocks[block + Added];
        if (added == room && room < CrowdSize)
        {
            int larger = Take(2 * room);
            blocks.AsSpan(block + Head, room).CopyTo(blocks.AsSpan(larger + Head));
            Give(block);
            (block, value) = (larger, ~larger);
        }

        blocks[block + Head + (added % CrowdSize)] = handle;
        return blocks[block + Added] = added + 1;
    }

    private void Give(int block)
    {
        ref int next = ref free[BitOperations.Log2((uint)blocks[block])];
        blocks[block + Added] = next;
        next = block;
    }

    private int Take(int room)
    {
        ref int next = ref free[BitOperations.Log2((uint)room)];
        int block = next;
        if (block > 0)
        {
            next = blocks[block + Added];
        }
        else
        {
            // Behind the last block there is always as much as the largest takes.
            if (end + (2 * (Head + CrowdSize)) > blocks.Length)
            {
                Array.Resize(ref blocks, 2 * blocks.Length);
            }

            block = end;
            end += Head + room;
        }

        (blocks[block], blocks[block + Added]) = (room, 0);
        return block;
    }
}
