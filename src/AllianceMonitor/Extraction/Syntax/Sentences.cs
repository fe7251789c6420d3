namespace AllianceMonitor.Extraction;

/// <summary>Where sentences end.</summary>
internal static class Sentences
{
    /// <summary>Token ranges of the sentences of a paragraph, ends included.</summary>
    public static IEnumerable<(int First, int Last)> Split(string text, List<Token> tokens)
    {
        int first = 0;
        for (int i = 0; i < tokens.Count; i++)
        {
            if (!Ends(text, tokens, i))
            {
                continue;
            }

            int last = i;
            while (last + 1 < tokens.Count && tokens[last + 1].Start == tokens[last].End && text[tokens[last + 1].Start] is '”' or '"' or '’' or '\'' or ')')
            {
                last++;
            }

            yield return (first, last);
            first = last + 1;
            i = last;
        }

        if (first < tokens.Count)
        {
            yield return (first, tokens.Count - 1);
        }
    }

    private static bool Ends(string text, List<Token> tokens, int i)
    {
        Token token = tokens[i];
        char mark = text[token.Start];
        if (token.Kind != TokenKind.Punctuation || mark is not ('.' or '!' or '?' or '…'))
        {
            return false;
        }

        int next = i + 1;
        while (next < tokens.Count && tokens[next].Start == tokens[next - 1].End && text[tokens[next].Start] is '”' or '"' or '’' or '\'' or ')')
        {
            next++;
        }

        if (next >= tokens.Count)
        {
            return true;
        }

        char follower = text[tokens[next].Start];
        bool spaced = tokens[next].Start > tokens[next - 1].End;
        if (!spaced || char.IsLower(follower))
        {
            return false;
        }

        // "Co. Ltd", "Mr. Ito", "Feb. 1": an abbreviation goes on, unless a new sentence plainly begins.
        Token before = i > 0 ? tokens[i - 1] : default;
        if (mark == '.' && i > 0 && before.End == token.Start && before.Kind == TokenKind.Word)
        {
            bool suffix = before.Has(Cue.CompanySuffix);
            if (before.Has(Cue.Abbreviation) && !(suffix && !tokens[next].Has(Cue.CompanySuffix) && tokens[next].Has(Cue.Article | Cue.Pronoun | Cue.In)))
            {
                return false;
            }

            if (before.Length == 1 && char.IsUpper(text[before.Start]))
            {
                return false;
            }
        }

        return true;
    }
}
