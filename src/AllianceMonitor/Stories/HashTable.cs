namespace AllianceMonitor.Stories;

/// <summary>
/// Open addressing from 32-bit hashes to integers, at most half full. The slot is given by the leading bits of a product (Fibonacci hashing, Knuth 6.4): hashes that come from
/// one part of their space, as the smallest of many sets do, are spread, and growing is a sweep through memory.
/// </summary>
internal sealed class HashTable
{
    private const int InitialBits = 10;
    private const uint Factor = 0x9E3779B1;

    private Slot[] slots = new Slot[1 << InitialBits];
    private int shift = 32 - InitialBits;
    private int used;

    private struct Slot
    {
        public uint Hash;
        public int Value;
    }

    /// <summary>The value of a hash; 0 when it has none.</summary>
    public int Find(uint hash)
    {
        Slot[] slots = this.slots;
        for (uint at = (hash * Factor) >> shift; at < (uint)slots.Length; at = (at + 1) & (uint)(slots.Length - 1))
        {
            Slot slot = slots[at];
            if (slot.Hash == hash || slot.Value == 0)
            {
                return slot.Value;
            }
        }

        return 0;
    }

    /// <summary>The value of a hash, to be replaced; when it is 0, something else must be put there. There must be room: <see cref="Reserve"/>.</summary>
    public ref int Entry(uint hash)
    {
        ref Slot slot = ref SlotOf(hash);
        if (slot.Value == 0)
        {
            slot.Hash = hash;
            used++;
        }

        return ref slot.Value;
    }

    /// <summary>Makes room for so many more hashes.</summary>
    public void Reserve(int more)
    {
        while (used + more > slots.Length / 2)
        {
            Slot[] old = slots;
            slots = new Slot[2 * old.Length];
            shift--;
            foreach (Slot slot in old)
            {
                if (slot.Value != 0)
                {
                    SlotOf(slot.Hash) = slot;
                }
            }
        }
    }

    public void Clear()
    {
        Array.Clear(slots);
        used = 0;
    }

    private ref Slot SlotOf(uint hash)
    {
        uint at = (hash * Factor) >> shift;
        while (slots[at].Value != 0 && slots[at].Hash != hash)
        {
            at = (at + 1) & (uint)(slots.Length - 1);
        }

        return ref slots[at];
    }
}
