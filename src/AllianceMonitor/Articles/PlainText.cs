using System.Globalization;
using System.Text;

namespace AllianceMonitor.Articles;

/// <summary>The one form in which text leaves the reader.</summary>
internal static class PlainText
{
    /// <summary>
    /// NFC; every kind of white space becomes one plain space, runs of it one, ends are trimmed; control characters, zero-width characters and
    /// bidirectional overrides are dropped. Quotes and dashes stay as they are. Applying it twice changes nothing.
    /// </summary>
    public static string Normalize(ReadOnlySpan<char> text)
    {
        if (IsClean(text))
        {
            return text.ToString();
        }

        var plain = new StringBuilder(text.Length);
        bool space = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c) || c == '\u2800')
            {
                space = true;
                continue;
            }

            if (IsDropped(c))
            {
                continue;
            }

            if (space && plain.Length > 0)
            {
                plain.Append(' ');
            }

            space = false;
            plain.Append(c);
        }

        string result = DropLoneSurrogates(plain);
        return result.IsNormalized(NormalizationForm.FormC) ? result : result.Normalize(NormalizationForm.FormC);
    }

    /// <summary>The common case, decided in one look: printable ASCII and typographic punctuation with single inner spaces.</summary>
    private static bool IsClean(ReadOnlySpan<char> text)
    {
        char last = ' ';
        foreach (char c in text)
        {
            if (c is < ' ' or '\u007F' || (c > '\u007E' && !(c is >= '\u2010' and <= '\u2027' and not '\u2011') && !(c is >= '\u00C0' and <= '\u024F')) || (c == ' ' && last == ' '))
            {
                return false;
            }

            last = c;
        }

        return text.Length == 0 || last != ' ';
    }

    private static bool IsDropped(char c) =>
        char.IsControl(c) || (char.GetUnicodeCategory(c) == UnicodeCategory.Format && c != '\u200D') || c is '\uFFFE' or '\uFFFF';

    private static string DropLoneSurrogates(StringBuilder text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                text[i] = '\uFFFD';
            }
        }

        return text.ToString();
    }
}
