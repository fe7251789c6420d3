using System.Numerics;

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

    // FNV-1a, 64 bits: offset basis and prime.
    private const ulong EmptyWord = 0xCBF29CE484222325;
    private const ulong WordPrime = 0x100000001B3;

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
        char[] ascii = FoldedAscii;
        ulong word = EmptyWord;
        foreach (char c in paragraph)
        {
            char folded = c < ascii.Length ? ascii[c] : FoldAny(c);
            if (folded > Dropped)
            {
                word = (word ^ folded) * WordPrime;
            }
            else if (folded == Gap && word != EmptyWord)
            {
                End(word);
                word = EmptyWord;
            }
        }

        if (word != EmptyWord)
        {
            End(word);
        }
    }

    /// <summary>A text of one to three words is one shingle.</summary>
    public void Finish()
    {
        if (words is > 0 and < WordsPerShingle)
        {
            Add(0, before.First, before.Second, before.Third);
        }
    }

    private void End(ulong word)
    {
        if (++words >= WordsPerShingle)
        {
            Add(before.First, before.Second, before.Third, word);
        }

        before = (before.Second, before.Third, word);
    }

    private void Add(ulong first, ulong second, ulong third, ulong fourth)
    {
        ulong hash = (((((first * ShingleFactor) + second) * ShingleFactor) + third) * ShingleFactor) + fourth;
        hash = (hash ^ (hash >> 32)) * MixFactor;
        shingles[Count++] = (uint)((hash ^ BitOperations.RotateLeft(hash, 31)) >> 32);
    }

    private static char FoldAny(char c) =>
        char.IsLetterOrDigit(c) || c is '%' or '€' or '$' or '£' or '¥' or '+' ? char.ToLowerInvariant(c)
        : c is '\'' or '’' ? Dropped : Gap;
}
