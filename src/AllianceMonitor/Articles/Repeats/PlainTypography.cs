using System.Buffers;
using System.Globalization;
using System.Text;

namespace AllianceMonitor.Articles;

/// <summary>
/// A paragraph in one typography, for comparison only: character references and damaged encodings put right, compatibility characters replaced (NFKC, Unicode Standard Annex 15),
/// one form of each quotation mark and dash, no dateline, no marks of footnotes. A text that needs nothing comes back as it is.
/// </summary>
internal static class PlainTypography
{
    /// <summary>Besides ASCII without those that markup, entities and footnotes are made of: what the scanner of words knows.</summary>
    private static readonly SearchValues<char> Settled = SearchValues.Create(
        " !\"#$%'()+,-./0123456789:;=?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~@–—‘’“”€£¥₹°•áàâäãåçéèêëíìîïñóòôöõøúùûüýßÁÀÄÅÇÉÈÍÑÓÖØÚÜæœłšžčćńőęąśżźğışţțăâîřěůýđ");

    private static readonly SearchValues<char> Damaged = SearchValues.Create("âÂÃÄÅ\uFFFD");

    /// <summary>A dateline ends within this many characters.</summary>
    private const int LongestDateline = 70;

    public static string Of(string text)
    {
        string plain = text.AsSpan().ContainsAnyExcept(Settled) || text.AsSpan().ContainsAny(Damaged) ? Settle(text) : text;
        return LengthOfAgency(plain) is > 0 and var agency ? plain[agency..] : MayHaveDateline(plain) ? plain[BoilerplateRules.Dateline(plain).Length..] : plain;
    }

    /// <summary>"(Reuters) - " at the beginning.</summary>
    private static int LengthOfAgency(string text)
    {
        int end = text.StartsWith('(') ? text.AsSpan(0, Math.Min(text.Length, LongestDateline)).IndexOf(')') : -1;
        ReadOnlySpan<char> rest = end > 0 ? text.AsSpan(end + 1).TrimStart() : "";
        return rest.Length > 0 && rest[0] is '-' or '–' or '—' ? text.Length - rest.TrimStart("-–— ").Length : 0;
    }

    /// <summary>Begins with capitals, or has an agency in brackets near the beginning.</summary>
    private static bool MayHaveDateline(string text)
    {
        ReadOnlySpan<char> start = text.AsSpan(0, Math.Min(text.Length, LongestDateline));
        return start.Length > 2 && (start[0] == '(' || char.IsUpper(start[0])) && ((char.IsUpper(start[1]) && start.ContainsAny("-–—")) || start.Contains('('));
    }

    private static string Settle(string text)
    {
        string decoded = HtmlEntities.Decode(text);
        decoded = MisreadUtf8.Repair(MisreadUtf8.Repair(decoded));
        var plain = new StringBuilder(decoded.Length);
        for (int at = 0; at < decoded.Length; at++)
        {
            char c = decoded[at];
            if (char.GetUnicodeCategory(c) == UnicodeCategory.Format || c is '™' or '®' or '©' or '℠')
            {
                continue;
            }

            if (c == '<' && LengthOfTag(decoded.AsSpan(at)) is > 0 and var tag)
            {
                (at, c) = (at + tag - 1, ' ');
            }
            else if (c == '[' && LengthOfFootnote(decoded.AsSpan(at)) is > 0 and var note)
            {
                at += note - 1;
                continue;
            }
            else if (IsSuperscript(c) && !(plain.Length > 0 && IsUnitOfLength(plain)))
            {
                continue;
            }

            // "2½" is no "21/2".
            if (char.GetUnicodeCategory(c) == UnicodeCategory.OtherNumber && !IsSuperscript(c) && plain.Length > 0 && char.IsAsciiDigit(plain[^1]))
            {
                plain.Append(' ');
            }

            plain.Append(Settle(c, plain.Length > 0 ? plain[^1] : ' ', at + 1 < decoded.Length ? decoded[at + 1] : ' '));
        }

        string settled = plain.ToString();
        return settled.IsNormalized(NormalizationForm.FormKC) ? settled : settled.Normalize(NormalizationForm.FormKC).Replace('⁄', '/');
    }

    private static char Settle(char c, char before, char after) => c switch
    {
        '´' or '`' or 'ʼ' or 'ʹ' or '′' or '‛' or 'ˈ' => '\'',
        '‘' or '\uFFFD' when char.IsLetter(before) && char.IsLetter(after) => '\'',
        '„' or '‟' or '‹' or '「' or '『' or '〝' => '“',
        '›' or '」' or '』' or '〞' or '″' => '”',
        '‚' when char.IsWhiteSpace(before) => '‘',
        '\u2010' or '\u2011' or '−' or '﹣' => '-',
        '‒' or '―' or '⸺' => '–',
        '⁄' or '∕' => '/',
        '·' or '∙' when char.IsAsciiDigit(before) && char.IsAsciiDigit(after) => '.',
        _ => char.IsWhiteSpace(c) ? ' ' : c,
    };

    private static bool IsSuperscript(char c) => c is '¹' or '²' or '³' or (>= '⁰' and <= '⁹');

    /// <summary>"km" before the two of "km²".</summary>
    private static bool IsUnitOfLength(StringBuilder text)
    {
        int start = text.Length;
        while (start > 0 && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        return text.ToString(start, Math.Min(text.Length - start, 3)) is "m" or "km" or "cm" or "mm" or "ft";
    }

    /// <summary>"[12]".</summary>
    private static int LengthOfFootnote(ReadOnlySpan<char> text)
    {
        int end = text[1..].IndexOfAnyExceptInRange('0', '9') + 1;
        return end is > 1 and <= 4 && text[end] == ']' ? end + 1 : 0;
    }

    private static int LengthOfTag(ReadOnlySpan<char> text)
    {
        const int Longest = 300;
        int end = text[..Math.Min(text.Length, Longest)].IndexOf('>');
        return end > 1 && (char.IsAsciiLetter(text[1]) || text[1] is '/' or '!') ? end + 1 : 0;
    }
}
