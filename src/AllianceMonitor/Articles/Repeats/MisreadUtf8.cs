using System.Buffers;
using System.Text;

namespace AllianceMonitor.Articles;

/// <summary>Text in UTF-8 that somebody read as windows-1252: "whoâ€™s", "cafÃ©", "Â£5". Put right where the bytes are those of one character that news is written with.</summary>
internal static class MisreadUtf8
{
    /// <summary>Characters that windows-1252 gives to the first bytes of what news needs: Latin letters, punctuation and signs.</summary>
    private static readonly SearchValues<char> FirstBytes = SearchValues.Create("ÂÃÄÅâ");

    public static string Repair(string text)
    {
        int at = text.AsSpan().IndexOfAny(FirstBytes);
        if (at < 0)
        {
            return text;
        }

        var repaired = new StringBuilder(text.Length);
        int copied = 0;
        while (at < text.Length)
        {
            (int length, string meant) = Read(text.AsSpan(at), isInside: at > 0 && !char.IsWhiteSpace(text[at - 1]));
            if (length > 0)
            {
                repaired.Append(text, copied, at - copied).Append(meant);
                copied = at + length;
            }

            int next = text.AsSpan(at + Math.Max(1, length)).IndexOfAny(FirstBytes);
            at = next < 0 ? text.Length : at + Math.Max(1, length) + next;
        }

        return repaired.Append(text, copied, text.Length - copied).ToString();
    }

    private static (int Length, string Meant) Read(ReadOnlySpan<char> text, bool isInside)
    {
        int needed = text[0] == 'â' ? 3 : 2;
        Span<byte> bytes = stackalloc byte[3];
        int length = 0;
        while (length < needed && length < text.Length && ByteOf(text[length]) is var code and not 0)
        {
            bytes[length++] = code;
        }

        if (length == needed && Rune.DecodeFromUtf8(bytes[..length], out Rune rune, out int used) == OperationStatus.Done && used == length && IsOfNews(rune.Value))
        {
            return (length, rune.ToString());
        }

        // Bytes that windows-1252 does not have, or that a later step trimmed: "â€" of a closing quotation mark, "Â " of a fixed space.
        return text.StartsWith("â€") ? (2, "”") : isInside && text.Length > 1 && text[0] == 'Â' && text[1] == ' ' ? (1, "") : (0, "");
    }

    /// <summary>Latin letters and signs, general punctuation, currencies, letterlike symbols.</summary>
    private static bool IsOfNews(int rune) => rune is (>= 0xA0 and < 0x180) or (>= 0x2010 and < 0x2050) or (>= 0x20A0 and < 0x20D0) or (>= 0x2100 and < 0x2150);

    /// <summary>The byte that windows-1252, or Latin-1 where that has none, reads as this character; 0: none beyond ASCII.</summary>
    private static byte ByteOf(char c)
    {
        if (c is >= '\u0080' and <= '\u00FF')
        {
            return (byte)c;
        }

        int place = HtmlEntities.Windows1252.IndexOf(c, StringComparison.Ordinal);
        return place < 0 ? (byte)0 : (byte)(0x80 + place);
    }
}
