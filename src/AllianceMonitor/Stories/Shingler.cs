using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace AllianceMonitor.Stories;

/// <summary>
/// Turns text into hashes of <see cref="WordsPerShingle"/> words in a row. The text is folded as <see cref="Articles.ParagraphFeatures.ComparisonKey"/> does: letters and
/// digits in lower case, apostrophes dropped, anything else between words. The hashes are stored: another function means another version of the story rules.
/// </summary>
/// <param name="shingles">Where the hashes go; room for one per two characters and one per paragraph is enough.</param>
internal ref struct Shingler(Span<uint> shingles)
{
    public const int WordsPerShingle = 4;

    private const char Gap = '\0';
    private const char Dropped = '\u0001';

    /// <summary>Bytes that are folded, searched for gaps or hashed at a time.</summary>
    private const int Lanes = 16;

    // 2^64 divided by the golden ratio, and the multiplier of MurmurHash3's finaliser.
    private const ulong ShingleFactor = 0x9E3779B97F4A7C15;
    private const ulong MixFactor = 0xFF51AFD7ED558CCD;

    private static readonly char[] FoldedAscii = [.. Enumerable.Range(0, 128).Select(c => FoldAny((char)c))];

    private readonly Span<uint> shingles = shingles;
    private int words;
    private (ulong First, ulong Second, ulong Third) before;

    /// <summary>Shingles so far, repeated ones included.</summary>
    public int Count { get; private set; }

    /// <summary>Reads a paragraph; its first shingles begin in the paragraph before.</summary>
    public void Read(ReadOnlySpan<char> paragraph)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent((3 * paragraph.Length) + (2 * Lanes));
        Span<byte> folded = buffer;
        int length = Fold(paragraph, folded);

        // The last word is followed by a gap, and whatever is read at a time is there.
        folded.Slice(length, 2 * Lanes).Clear();
        (ulong first, ulong second, ulong third) = before;
        int start = 0;
        for (int at = 0; at <= length; at += Lanes)
        {
            uint gaps = Vector128.Equals(Vector128.Create<byte>(folded[at..]), Vector128<byte>.Zero).ExtractMostSignificantBits();
            while (gaps != 0)
            {
                int end = at + BitOperations.TrailingZeroCount(gaps);
                gaps &= gaps - 1;
                if (end > start)
                {
                    ulong word = HashWord(folded[start..], end - start);
                    if (++words >= WordsPerShingle)
                    {
                        shingles[Count++] = Hash(first, second, third, word);
                    }

                    (first, second, third) = (second, third, word);
                }

                start = end + 1;
            }
        }

        before = (first, second, third);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>A text of one to three words is one shingle.</summary>
    public void Finish()
    {
        if (words is > 0 and < WordsPerShingle)
        {
            shingles[Count++] = Hash(0, before.First, before.Second, before.Third);
        }
    }

    /// <summary>Words as bytes that are not 0, with gaps of one or more 0; returns how many bytes. Characters beyond ASCII are three bytes.</summary>
    private static int Fold(ReadOnlySpan<char> text, Span<byte> into)
    {
        int length = 0, at = 0;
        while (at < text.Length)
        {
            if (at + Lanes <= text.Length && TryFoldAscii(text[at..], into[length..]))
            {
                at += Lanes;
                length += Lanes;
                continue;
            }

            foreach (char c in text.Slice(at, Math.Min(Lanes, text.Length - at)))
            {
                char folded = c < FoldedAscii.Length ? FoldedAscii[c] : FoldAny(c);
                if (folded is > Dropped and > '\u007F')
                {
                    into[length++] = (byte)(0xE0 | (folded >> 12));
                    into[length++] = (byte)(0x80 | ((folded >> 6) & 0x3F));
                    into[length++] = (byte)(0x80 | (folded & 0x3F));
                }
                else if (folded != Dropped)
                {
                    into[length++] = (byte)folded;
                }
            }

            at += Lanes;
        }

        return length;
    }

    /// <summary>Folds <see cref="Lanes"/> characters at once when they are ASCII without apostrophes.</summary>
    private static bool TryFoldAscii(ReadOnlySpan<char> text, Span<byte> into)
    {
        ReadOnlySpan<ushort> units = System.Runtime.InteropServices.MemoryMarshal.Cast<char, ushort>(text);
        Vector128<ushort> low = Vector128.Create(units), high = Vector128.Create(units[(Lanes / 2)..]);
        if (Vector128.GreaterThanAny(low | high, Vector128.Create((ushort)0x7F)))
        {
            return false;
        }

        Vector128<byte> bytes = Vector128.Narrow(low, high), lower = bytes | Vector128.Create((byte)0x20);
        if (Vector128.EqualsAny(bytes, Vector128.Create((byte)'\'')))
        {
            return false;
        }

        Vector128<byte> letters = Vector128.LessThan(lower - Vector128.Create((byte)'a'), Vector128.Create((byte)26));
        Vector128<byte> others = Vector128.LessThan(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)10))
            | Vector128.Equals(bytes, Vector128.Create((byte)'%')) | Vector128.Equals(bytes, Vector128.Create((byte)'$')) | Vector128.Equals(bytes, Vector128.Create((byte)'+'));
        ((letters & lower) | (others & bytes)).CopyTo(into);
        return true;
    }

    /// <summary>Hash of a word, with at least <see cref="Lanes"/> bytes behind it.</summary>
    private static ulong HashWord(ReadOnlySpan<byte> word, int length)
    {
        ulong hash = (ulong)length;
        for (int at = 0; at < length; at += Lanes)
        {
            Vector128<byte> places = Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create((byte)Math.Min(Lanes, length - at)));
            Vector128<ulong> halves = (Vector128.Create(word[at..]) & places).AsUInt64();
            hash = (hash ^ halves[0]) * ShingleFactor;
            hash = (BitOperations.RotateLeft(hash, 29) ^ halves[1]) * MixFactor;
        }

        return hash ^ (hash >> 32);
    }

    private static uint Hash(ulong first, ulong second, ulong third, ulong fourth)
    {
        ulong hash = (((((first * ShingleFactor) + second) * ShingleFactor) + third) * ShingleFactor) + fourth;
        hash = (hash ^ (hash >> 32)) * MixFactor;
        return (uint)((hash ^ BitOperations.RotateLeft(hash, 31)) >> 32);
    }

    private static char FoldAny(char c) =>
        char.IsLetterOrDigit(c) || c is '%' or '€' or '$' or '£' or '¥' or '+' ? char.ToLowerInvariant(c)
        : c is '\'' or '’' ? Dropped : Gap;
}
