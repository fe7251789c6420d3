namespace AllianceMonitor.Stories;

/// <summary>
/// Open addressing from 32-bit hashes to positive integers, kept in the order of the hashes (the slot is the hash's leading bits), at most half full. Growing is a sweep through memory.
/// </summary>
/// <param name="zeroBits">Leading bits that are zero in all hashes.</param>
internal sealed class HashTable(int zeroBits)
{
    private const int InitialBits = 10;

    // The hash in the upper half, the value in the lower; 0 is a free slot.
    private ulong[] slots = new ulong[1 << InitialBits];
    private int shift = 32 - InitialBits;
    private int used;

    /// <summary>The value of a hash; 0 when it has none.</summary>
    public int Find(uint hash)
    {
        ulong[] slots = this.slots;
        for (uint at = (hash << zeroBits) >> shift; at < (uint)slots.Length; at = (at + 1) & (uint)(slots.Length - 1))
        {
            ulong slot = slots[at];
            if (slot == 0 || (uint)(slot >> 32) == hash)
            {
                return (int)(uint)slot;
            }
        }

        return 0;
    }

    /// <summary>Gives a hash another value and returns the one before, 0 when there was none. There must be room: <see cref="Reserve"/>.</summary>
    public int Exchange(uint hash, int value)
    {
        ref ulong slot = ref SlotOf(hash);
        int before = (int)(uint)slot;
        used += slot == 0 ? 1 : 0;
        slot = ((ulong)hash << 32) | (uint)value;
        return before;
    }

    /// <summary>Makes room for so many more hashes.</summary>
    public void Reserve(int more)
    {
        while (used + more > slots.Length / 2)
        {
            ulong[] old = slots;
            slots = new ulong[2 * old.Length];
            shift--;
            foreach (ulong slot in old)
            {
                if (slot != 0)
                {
                    SlotOf((uint)(slot >> 32)) = slot;
                }
            }
        }
    }

    public void Clear()
    {
        Array.Clear(slots);
        used = 0;
    }

    private ref ulong SlotOf(uint hash)
    {
        uint at = (hash << zeroBits) >> shift;
        while (slots[at] != 0 && (uint)(slots[at] >> 32) != hash)
        {
            at = (at + 1) & (uint)(slots.Length - 1);
        }

        return ref slots[at];
    }
}
