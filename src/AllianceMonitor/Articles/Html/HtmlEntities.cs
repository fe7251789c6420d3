using System.Globalization;
using System.Net;
using System.Text;

namespace AllianceMonitor.Articles;

/// <summary>Character references in text and attribute values.</summary>
internal static class HtmlEntities
{
    /// <summary>No name of HTML 4 is longer.</summary>
    private const int MaxNameLength = 10;

    /// <summary>Windows-1252 at 0x80 to 0x9F: what pages mean by <c>&amp;#146;</c> (HTML standard, 13.2.5.80).</summary>
    public const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    /// <summary>Names that are understood without a semicolon, as pages write them.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Unterminated =
        new HashSet<string>(["amp", "lt", "gt", "quot", "nbsp", "copy", "reg"], StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public static string Decode(ReadOnlySpan<char> text)
    {
        if (!text.Contains('&'))
        {
            return text.ToString();
        }

        var decoded = new StringBuilder(text.Length);
        AppendDecoded(decoded, text);
        return decoded.ToString();
    }

    public static void AppendDecoded(StringBuilder decoded, ReadOnlySpan<char> text)
    {
        while (text.IndexOf('&') is >= 0 and var at)
        {
            decoded.Append(text[..at]);
            text = text[at..];
            int length = text.Length > 1 && text[1] == '#' ? AppendNumber(decoded, text) : AppendName(decoded, text);
            if (length == 0)
            {
                decoded.Append('&');
                length = 1;
            }

            text = text[length..];
        }

        decoded.Append(text);
    }

    /// <summary>"&amp;#8217;" or "&amp;#x2019;", with or without the semicolon: how long it is, 0 where it is none.</summary>
    private static int AppendNumber(StringBuilder decoded, ReadOnlySpan<char> text)
    {
        bool hex = text.Length > 2 && text[2] is 'x' or 'X';
        int start = hex ? 3 : 2, at = start;
        long code = 0;
        while (at < text.Length && (hex ? char.IsAsciiHexDigit(text[at]) : char.IsAsciiDigit(text[at])))
        {
            code = Math.Min(int.MaxValue, (code * (hex ? 16 : 10)) + int.Parse(text.Slice(at, 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            at++;
        }

        if (at == start)
        {
            return 0;
        }

        if (code is >= 0x80 and <= 0x9F)
        {
            code = Windows1252[(int)code - 0x80];
        }

        decoded.Append(Rune.IsValid((int)code) && code != 0 ? new Rune((int)code).ToString() : "\uFFFD");
        return at < text.Length && text[at] == ';' ? at + 1 : at;
    }

    private static int AppendName(StringBuilder decoded, ReadOnlySpan<char> text)
    {
        int end = 1;
        while (end < text.Length && end <= MaxNameLength && char.IsAsciiLetterOrDigit(text[end]))
        {
            end++;
        }

        if (end < text.Length && text[end] == ';')
        {
            string reference = text[..(end + 1)].ToString();
            string value = WebUtility.HtmlDecode(reference);
            decoded.Append(value);
            return end + 1;
        }

        if (Unterminated.Contains(text[1..end]))
        {
            decoded.Append(WebUtility.HtmlDecode($"{text[..end]};"));
            return end;
        }

        return 0;
    }
}
