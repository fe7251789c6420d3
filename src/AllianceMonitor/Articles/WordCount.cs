namespace AllianceMonitor.Articles;

/// <summary>How many words a line has, also in scripts that do not put spaces between them.</summary>
internal static class WordCount
{
    /// <summary>Words between spaces; of Chinese and Japanese text, two characters make one.</summary>
    public static int Of(string line)
    {
        int spaces = 0, ideographs = 0;
        foreach (char c in line)
        {
            spaces += c == ' ' ? 1 : 0;
            ideographs += c is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF' ? 1 : 0;
        }

        return 1 + spaces + (ideographs / 2);
    }
}
