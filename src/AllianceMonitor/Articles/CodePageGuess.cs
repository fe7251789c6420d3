using System.Text;

namespace AllianceMonitor.Articles;

/// <summary>
/// The code page of a text that declares none and is not UTF-8. Western text has a byte above 127 here and there; in Russian and Japanese most are.
/// Of the code pages that are common for those, the one under which the text has the most letters that such a text is made of is taken.
/// </summary>
internal static class CodePageGuess
{
    /// <summary>With at most this share of bytes above 127 among all but white space, a text is Western.</summary>
    private const double MaxWesternShare = 0.3;

    /// <summary>Bytes that are looked at.</summary>
    private const int MaxSample = 20_000;

    /// <summary>How much each kind of letter speaks for a code page: lower case and kana do, capitals throughout and half-width kana are what a wrong one gives.</summary>
    private static readonly (string Name, Func<char, double> Weight)[] Candidates =
    [
        ("windows-1251", Cyrillic),
        ("koi8-r", Cyrillic),
        ("shift_jis", Japanese),
        ("euc-jp", Japanese),
    ];

    public static Encoding Of(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> sample = bytes[..Math.Min(bytes.Length, MaxSample)];
        int high = 0, other = 0;
        foreach (byte value in sample)
        {
            high += value > 127 ? 1 : 0;
            other += value is > 32 and <= 127 ? 1 : 0;
        }

        if (high <= (high + other) * MaxWesternShare)
        {
            return TextDecoder.Windows1252;
        }

        (Encoding best, double most) = (TextDecoder.Windows1252, 0.5 * high);
        foreach ((string name, Func<char, double> weight) in Candidates)
        {
            Encoding encoding = TextDecoder.Named(name)!;
            double score = encoding.GetString(sample).Sum(weight);
            (best, most) = score > most ? (encoding, score) : (best, most);
        }

        return best;
    }

    private static double Cyrillic(char c) => c is >= 'а' and <= 'я' or 'ё' ? 1 : c is >= 'А' and <= 'Я' or 'Ё' ? 0.3 : 0;

    /// <summary>A character of two bytes counts for both.</summary>
    private static double Japanese(char c) => c is >= '\u3040' and <= '\u30FF' ? 2 : c is >= '\u4E00' and <= '\u9FFF' ? 1.2 : c is '\u3001' or '\u3002' ? 2 : c is '\uFFFD' ? -4 : 0;
}
