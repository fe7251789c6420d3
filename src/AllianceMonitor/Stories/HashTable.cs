namespace AllianceMonitor.Stories;

/// <summary>
/// Open addressing from 32-bit hashes to integers, at most three quarters full. The slot is given by the leading bits of a product (Fibonacci hashing, Knuth 6.4): hashes that come from
/// one part of their space, as the smallest of many sets do, are spread, and growing is a sweep through memory. One bit for each half of a slot, in memory that a processor's
/// cache can hold, tells most of the hashes that are not there.
/// </summary>
internal sealed class HashTable
{
    private const int InitialBits = 10;
    private const uint Factor = 0x9E3779B1;

    private Slot[] slots = new Slot[1 << InitialBits];
    private ulong[] present = new ulong[(2 << InitialBits) / 64];
    private int shift = 32 - InitialBits;
    private int used, touched;

    /// <summary>Hashes that have left since the bits were set; theirs are still there.</summary>
    private int removed;

    private struct Slot
    {
        public uint Hash;
        public int Value;
    }

    /// <summary>Copies the hashes that may be here, nearly all of which are, and counts them.</summary>
    public int Sift(ReadOnlySpan<uint> hashes, Span<uint> into)
    {
        int count = 0;
        foreach (uint hash in hashes)
        {
            uint bit = (hash * Factor) >> (shift - 1);
            into[count] = hash;
            count += (int)(present[bit >> 6] >> (int)bit) & 1;
        }

        return count;
    }

    /// <summary>Brings the slots of hashes into the processor's cache all at once; the probes that follow would wait for one after another.</summary>
    public void Touch(ReadOnlySpan<uint> hashes)
    {
        int sum = 0;
        foreach (uint hash in hashes)
        {
            sum += slots[(hash * Factor) >> shift].Value;
        }

        touched = sum;
    }

    /// <summary>The value of a hash; 0 when it has none.</summary>
    public int Find(uint hash) => slots[SlotOf(hash)].Value;

    /// <summary>The value of a hash, to be replaced; when it is 0, something else must be put there. There must be room: <see cref="Reserve"/>.</summary>
    public ref int Entry(uint hash)
    {
        ref Slot slot = ref slots[SlotOf(hash)];
        if (slot.Value == 0)
        {
            slot.Hash = hash;
            Mark(hash);
            used++;
        }

        return ref slot.Value;
    }

    /// <summary>Makes room for so many more hashes.</summary>
    public void Reserve(int more)
    {
        int length = slots.Length;
        while (used + more > length / 4 * 3)
        {
            length *= 2;
            shift--;
        }

        if (length == slots.Length)
        {
            return;
        }

        Slot[] old = slots;
        slots = new Slot[length];
        present = new ulong[2 * length / 64];
        foreach (Slot slot in old)
        {
            if (slot.Value != 0)
            {
                slots[SlotOf(slot.Hash)] = slot;
            }
        }

        MarkAll();
    }

    /// <summary>Removes a hash that is here.</summary>
    public void Remove(uint hash)
    {
        int mask = slots.Length - 1, free = SlotOf(hash);
        for (int at = (free + 1) & mask; slots[at].Value != 0; at = (at + 1) & mask)
        {
            // What was pushed beyond the free slot moves into it.
            int home = (int)((slots[at].Hash * Factor) >> shift);
            if (((at - home) & mask) >= ((at - free) & mask))
            {
                slots[free] = slots[at];
                free = at;
            }
        }

        slots[free] = default;
        used--;
        if (++removed > slots.Length / 4)
        {
            MarkAll();
        }
    }

    private void MarkAll()
    {
        Array.Clear(present);
        removed = 0;
        foreach (Slot slot in slots)
        {
            if (slot.Value != 0)
            {
                Mark(slot.Hash);
            }
        }
    }

    private void Mark(uint hash)
    {
        uint bit = (hash * Factor) >> (shift - 1);
        present[bit >> 6] |= 1ul << (int)bit;
    }

    private int SlotOf(uint hash)
    {
        Slot[] slots = this.slots;
        uint at = (hash * Factor) >> shift;
        while (slots[at].Value != 0 && slots[at].Hash != hash)
        {
            at = (at + 1) & (uint)(slots.Length - 1);
        }

        return (int)at;
    }
}
