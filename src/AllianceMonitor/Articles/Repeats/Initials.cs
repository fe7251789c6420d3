namespace AllianceMonitor.Articles;

/// <summary>Names by their initials: "ECB" for "European Central Bank".</summary>
internal static class Initials
{
    /// <summary>The place behind the words that these are the initials of, which begin here; 0 if they are not. Function words may go without an initial: "CMA" for "Competition and Markets Authority", "DOJ" for "Department of Justice".</summary>
    public static int EndOf(string letters, ParagraphToken[] tokens, int start, ParagraphVocabulary vocabulary)
    {
        int read = 0, at = start, words = 0;
        for (; read < letters.Length && at < tokens.Length; at++)
        {
            string stem = vocabulary[tokens[at].Term].Stem;
            if (!tokens[at].IsContent)
            {
                read += letters[read] == stem[0] ? 1 : 0;
                continue;
            }

            if (tokens[at].Kind is not (TokenKind.Name or TokenKind.MaybeName or TokenKind.Word) || (tokens[at].Kind == TokenKind.Word && !stem.Contains('_', StringComparison.Ordinal)))
            {
                return 0;
            }

            // A phrase is one token: "national_bank".
            for (int part = 0; part >= 0; part = stem.IndexOf('_', part) is >= 0 and var next ? next + 1 : -1)
            {
                if (read == letters.Length || char.ToLowerInvariant(letters[read]) != stem[part])
                {
                    return 0;
                }

                (read, words) = (read + 1, words + 1);
            }
        }

        return read == letters.Length && words > 1 ? at : 0;
    }
}
