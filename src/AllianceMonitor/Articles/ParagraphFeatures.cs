using System.Text;

namespace AllianceMonitor.Articles;

/// <summary>Typography taken out of a text.</summary>
internal static class ParagraphFeatures
{
    /// <summary>Letters and digits in lower case: paragraphs with one key differ in typography at most.</summary>
    public static string ComparisonKey(string text)
    {
        var key = new StringBuilder(text.Length);
        bool gap = false;
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c) || c is '%' or '€' or '$' or '£' or '¥' or '+')
            {
                if (gap && key.Length > 0)
                {
                    key.Append(' ');
                }

                key.Append(char.ToLowerInvariant(c));
                gap = false;
            }
            else
            {
                gap |= c is not ('\'' or '’');
            }
        }

        return key.Length > 0 ? key.ToString() : text;
    }
}
