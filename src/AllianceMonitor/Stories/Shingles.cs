using System.IO.Hashing;
using System.Runtime.InteropServices;
using AllianceMonitor.Articles;

namespace AllianceMonitor.Stories;

/// <summary>
/// MinHash signature of an article's word shingles (Broder 1997). The parameters are part of what is stored: signatures with other parameters
/// must not be compared.
/// </summary>
public static class Shingles
{
    /// <summary>Words per shingle.</summary>
    public const int Words = 4;

    /// <summary>Hash functions per signature; the standard error of an estimate is sqrt(J(1-J)/128), at most 0.045.</summary>
    public const int SignatureLength = 128;

    /// <summary>LSH bands of four rows: a pair at Jaccard 0.5 becomes a candidate with probability 0.87, at 0.7 with 0.9998.</summary>
    public const int Bands = 32;

    private const int Rows = SignatureLength / Bands;

    private static readonly (uint Factor, uint Offset)[] Functions = MakeFunctions();

    /// <summary>The signature of the paragraphs' shingles; independent of the order of paragraphs but for shingles that cross them.</summary>
    public static uint[] Signature(IReadOnlyList<string> paragraphs)
    {
        var signature = new uint[SignatureLength];
        Array.Fill(signature, uint.MaxValue);
        Span<ulong> window = stackalloc ulong[Words];
        int count = 0;
        foreach (string paragraph in paragraphs)
        {
            string key = ParagraphFeatures.ComparisonKey(paragraph);
            foreach (Range range in key.AsSpan().Split(' '))
            {
                window[count % Words] = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(key.AsSpan(range)));
                count++;
                if (count >= Words)
                {
                    Add(signature, Combine(window, count));
                }
            }
        }

        if (count is > 0 and < Words)
        {
            Add(signature, Combine(window, count));
        }

        return signature;
    }

    /// <summary>Estimated Jaccard similarity of two shingle sets, 0.0 to 1.0.</summary>
    public static double Similarity(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        int equal = 0;
        for (int i = 0; i < SignatureLength; i++)
        {
            equal += a[i] == b[i] ? 1 : 0;
        }

        return (double)equal / SignatureLength;
    }

    /// <summary>One key per band; articles that share one are candidates.</summary>
    public static IEnumerable<ulong> BandKeys(uint[] signature)
    {
        for (int band = 0; band < Bands; band++)
        {
            yield return XxHash3.HashToUInt64(MemoryMarshal.AsBytes(signature.AsSpan(band * Rows, Rows)), band);
        }
    }

    private static uint Combine(ReadOnlySpan<ulong> window, int count)
    {
        ulong hash = 0;
        for (int i = 0; i < Words; i++)
        {
            hash = (hash * 0x9E3779B97F4A7C15) + window[(count + i) % Words];
        }

        return (uint)(hash >> 32);
    }

    private static void Add(Span<uint> signature, uint shingle)
    {
        (uint Factor, uint Offset)[] functions = Functions;
        for (int i = 0; i < signature.Length && i < functions.Length; i++)
        {
            uint hash = Mix((shingle * functions[i].Factor) + functions[i].Offset);
            signature[i] = Math.Min(signature[i], hash);
        }
    }

    private static uint Mix(uint value)
    {
        value ^= value >> 16;
        value *= 0x85EBCA6B;
        return value ^ (value >> 13);
    }

    private static (uint, uint)[] MakeFunctions()
    {
        var functions = new (uint, uint)[SignatureLength];
        ulong state = 0x5EED;
        for (int i = 0; i < functions.Length; i++)
        {
            functions[i] = ((uint)Next() | 1, (uint)Next());
        }

        return functions;

        // SplitMix64, Steele et al. 2014.
        ulong Next()
        {
            state += 0x9E3779B97F4A7C15;
            ulong z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
