namespace AllianceMonitor.Articles;

/// <summary>Typography taken out of a text.</summary>
internal static class ParagraphFeatures
{
    /// <summary>Letters and digits in lower case: paragraphs with one key differ in typography at most.</summary>
    public static string ComparisonKey(string text)
    {
        Span<char> key = text.Length <= 512 ? stackalloc char[text.Length] : new char[text.Length];
        int length = 0;
        bool gap = false;
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c) || c is '%' or '€' or '$' or '£' or '¥' or '+')
            {
                if (gap && length > 0)
                {
                    key[length++] = ' ';
                }

                key[length++] = char.ToLowerInvariant(c);
                gap = false;
            }
            else
            {
                gap |= c is not ('\'' or '’');
            }
        }

        return length > 0 ? key[..length].ToString() : text;
    }
}
