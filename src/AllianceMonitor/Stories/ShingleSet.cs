using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AllianceMonitor.Stories;

/// <summary>
/// The distinct shingles of an article (four words in a row) as 32-bit hashes in ascending order: all of them below <see cref="MaxShingles"/>, else the smallest ones.
/// Those are a uniform sample of all (a bottom-k sketch: Broder, "On the resemblance and containment of documents", 1997). Immutable.
/// </summary>
public sealed class ShingleSet
{
    /// <summary>Most hashes that are kept. Comparisons of longer texts are estimates, with a standard error of at most sqrt(J(1-J)/1024), 0.016.</summary>
    public const int MaxShingles = 1024;

    /// <summary>Hashes that are compared at a time.</summary>
    internal const int Lanes = 8;

    private readonly ReadOnlyMemory<uint> hashes;

    /// <param name="hashes">Ascending, distinct, at most <see cref="MaxShingles"/>, and never changed.</param>
    internal ShingleSet(ReadOnlyMemory<uint> hashes) => this.hashes = hashes;

    /// <summary>Ascending, distinct, at most <see cref="MaxShingles"/>.</summary>
    public ReadOnlySpan<uint> Hashes => hashes.Span;

    /// <summary>Whether this is a sample of a long text's shingles; nothing is known of shingles above the largest hash then.</summary>
    public bool IsSampled => hashes.Length == MaxShingles;

    /// <summary>Distinct shingles of the text: counted, or estimated from the density of the sample.</summary>
    public double Count => hashes.Length / Coverage;

    /// <summary>Share of the hash space that is known, up to 1.0.</summary>
    internal double Coverage => IsSampled ? (Hashes[^1] + 1.0) / (1L << 32) : 1;

    /// <summary>The shingles of an article; independent of the order of paragraphs but for shingles that cross them.</summary>
    /// <param name="paragraphs">As cleaned. One to three words are one shingle, no words are an empty set.</param>
    public static ShingleSet Of(IReadOnlyList<string> paragraphs)
    {
        int room = 1;
        for (int i = 0; i < paragraphs.Count; i++)
        {
            room += (paragraphs[i].Length / 2) + 1;
        }

        uint[] buffer = ArrayPool<uint>.Shared.Rent(2 * room);
        try
        {
            var shingler = new Shingler(buffer.AsSpan(0, room));
            for (int i = 0; i < paragraphs.Count; i++)
            {
                shingler.Read(paragraphs[i]);
            }

            shingler.Finish();
            Span<uint> shingles = buffer.AsSpan(0, shingler.Count);
            Sort(shingles, buffer.AsSpan(room, shingler.Count));
            return new ShingleSet(shingles[..Distinct(shingles)].ToArray());
        }
        finally
        {
            ArrayPool<uint>.Shared.Return(buffer);
        }
    }

    /// <summary>The shingles of one sentence or paragraph.</summary>
    public static ShingleSet OfText(string text) => Of([text]);

    /// <summary>Jaccard similarity, 0.0 to 1.0; an empty set is similar to nothing.</summary>
    public double Jaccard(ShingleSet other) => Compare(other).Jaccard;

    /// <summary>Share of this one's shingles that the other has, 0.0 to 1.0; 0.0 for an empty set.</summary>
    public double ContainmentIn(ShingleSet other) => Compare(other).ContainmentOfFirst;

    /// <summary>Four bytes per hash, little-endian.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[hashes.Length * sizeof(uint)];
        Span<uint> target = MemoryMarshal.Cast<byte, uint>(bytes.AsSpan());
        Hashes.CopyTo(target);
        ToLittleEndian(target);
        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are no shingle set; the message says in what.</exception>
    public static ShingleSet FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % sizeof(uint) != 0)
        {
            throw new FormatException($"shingle set: {bytes.Length} bytes are not a whole number of hashes of 4 bytes; the stored value is cut off or is something else.");
        }

        if (bytes.Length > MaxShingles * sizeof(uint))
        {
            throw new FormatException($"shingle set: {bytes.Length / sizeof(uint)} hashes, at most {MaxShingles} are kept; the stored value was written by another version or is something else.");
        }

        uint[] hashes = new uint[bytes.Length / sizeof(uint)];
        bytes.CopyTo(MemoryMarshal.AsBytes(hashes.AsSpan()));
        ToLittleEndian(hashes);
        for (int i = 1; i < hashes.Length; i++)
        {
            if (hashes[i] <= hashes[i - 1])
            {
                throw new FormatException($"shingle set: hash {i} ({hashes[i]}) is not above the one before ({hashes[i - 1]}); the stored value is damaged or is something else.");
            }
        }

        return new ShingleSet(hashes);
    }

    /// <summary>What two sets have in common, counted where both are known.</summary>
    internal Overlap Compare(ShingleSet other)
    {
        ReadOnlySpan<uint> first = Hashes, second = other.Hashes;
        if (IsSampled)
        {
            second = UpTo(second, first[^1]);
        }

        if (other.IsSampled)
        {
            first = UpTo(first, other.Hashes[^1]);
        }

        return new Overlap(Shared(first, second), first.Length, second.Length);
    }

    private static ReadOnlySpan<uint> UpTo(ReadOnlySpan<uint> ascending, uint last)
    {
        int at = ascending.BinarySearch(last);
        return ascending[..(at < 0 ? ~at : at + 1)];
    }

    /// <summary>Size of the intersection of two ascending spans, eight against eight at a time: quick when both are multiples of that.</summary>
    internal static int Shared(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        (int i, int j, int shared) = (0, 0, 0);
        while (Vector256.IsHardwareAccelerated && i + Lanes <= a.Length && j + Lanes <= b.Length)
        {
            Vector256<uint> eight = Vector256.Create(a[i..]), others = Vector256.Create(b[j..]), equal = Vector256<uint>.Zero;
            for (int turned = 0; turned < Lanes; turned++)
            {
                equal |= Vector256.Equals(eight, others);
                others = Vector256.Shuffle(others, Vector256.Create(1u, 2, 3, 4, 5, 6, 7, 0));
            }

            shared += BitOperations.PopCount(equal.ExtractMostSignificantBits());
            (uint lastA, uint lastB) = (a[i + Lanes - 1], b[j + Lanes - 1]);
            i += lastA <= lastB ? Lanes : 0;
            j += lastB <= lastA ? Lanes : 0;
        }

        while (i < a.Length && j < b.Length)
        {
            (uint fromA, uint fromB) = (a[i], b[j]);
            shared += fromA == fromB ? 1 : 0;
            i += fromA <= fromB ? 1 : 0;
            j += fromB <= fromA ? 1 : 0;
        }

        return shared;
    }

    /// <summary>
    /// Counting sort by the leading bits, then insertion: hashes are spread evenly, so few share a bucket. Five times as quick as a comparison sort on a few hundred; where one
    /// bucket is full, as in a text that repeats itself, that is used.
    /// </summary>
    private static void Sort(Span<uint> values, Span<uint> scratch)
    {
        const int Bits = 9, FullBucket = 32;
        Span<int> starts = stackalloc int[1 << Bits];
        starts.Clear();
        foreach (uint value in values)
        {
            starts[(int)(value >> (32 - Bits))]++;
        }

        (int total, int fullest) = (0, 0);
        foreach (ref int start in starts)
        {
            fullest = Math.Max(fullest, start);
            (start, total) = (total, total + start);
        }

        if (fullest > FullBucket)
        {
            values.Sort();
            return;
        }

        foreach (uint value in values)
        {
            scratch[starts[(int)(value >> (32 - Bits))]++] = value;
        }

        for (int i = 0; i < values.Length; i++)
        {
            uint value = scratch[i];
            int at = i;
            while (at > 0 && values[at - 1] > value)
            {
                values[at] = values[at - 1];
                at--;
            }

            values[at] = value;
        }
    }

    /// <summary>Moves the distinct values of a sorted span to its front and counts them, up to <see cref="MaxShingles"/>.</summary>
    private static int Distinct(Span<uint> sorted)
    {
        int count = 0;
        for (int i = 0; i < sorted.Length && count < MaxShingles; i++)
        {
            if (i == 0 || sorted[i] != sorted[count - 1])
            {
                sorted[count++] = sorted[i];
            }
        }

        return count;
    }

    private static void ToLittleEndian(Span<uint> values)
    {
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(values, values);
        }
    }

    /// <summary>Sizes of two sets and of their intersection.</summary>
    internal readonly record struct Overlap(int Shared, int First, int Second)
    {
        public double Jaccard => Ratio(Shared, First + Second - Shared);

        public double ContainmentOfFirst => Ratio(Shared, First);

        public double ContainmentOfSecond => Ratio(Shared, Second);

        private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
    }
}
