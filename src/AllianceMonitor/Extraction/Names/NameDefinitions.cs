using System.Runtime.InteropServices;

namespace AllianceMonitor.Extraction;

/// <summary>
/// Short names that a text gives to a name for further use: "Sumitomo Mitsui Banking Corp. (SMBC)", "Hon Hai Precision Industry, known as Foxconn". Initials show where the name begins that the
/// tagger may have cut at an "and": "Adani Ports and Special Economic Zone Ltd (APSEZ)".
/// </summary>
internal static class NameDefinitions
{
    /// <summary>Tokens that a name with initials may have.</summary>
    private const int LongestName = 14;

    /// <summary>Passes them on to the votes, and joins the parts of a name whose initials are given.</summary>
    public static void Read(string text, List<Token> tokens, bool[] taken, List<TaggedName> tagged, NameVotes votes)
    {
        for (int n = 0; n < tagged.Count; n++)
        {
            TaggedName name = tagged[n];
            int open = name.LastToken + 1;
            open += open < tokens.Count && text[tokens[open].Start] == '.' ? 1 : 0;
            if (ShortNameAt(text, tokens, open) is not { } shorter || taken[shorter])
            {
                continue;
            }

            string given = tokens.TextOf(text, shorter, shorter);
            if (text[tokens[open].Start] == '(' && StartOf(given, tokens, taken, name.LastToken) is >= 0 and var first && first < name.FirstToken)
            {
                int from = tagged.FindIndex(other => other.FirstToken >= first);
                tagged.RemoveRange(from, n - from);
                tagged[from] = name = new TaggedName(first, name.LastToken, EntityType.Organization);
                n = from;
            }

            if (name.Type == EntityType.Organization)
            {
                votes.Define(tokens.TextOf(text, name.FirstToken, name.LastToken), given);
            }
        }
    }

    /// <summary>The one word in "(SMBC)" or ", known as Foxconn,"; null where there is none.</summary>
    private static int? ShortNameAt(string text, List<Token> tokens, int at)
    {
        if (at + 2 < tokens.Count && text[tokens[at].Start] == '(' && text[tokens[at + 2].Start] == ')' && IsName(tokens[at + 1]))
        {
            return at + 1;
        }

        int known = at + (at + 2 < tokens.Count && tokens[at + 1].Lexeme?.Spelling is "better" or "also" or "widely" or "commonly" ? 2 : 1);
        return known + 2 < tokens.Count && text[tokens[at].Start] == ',' && tokens[known].Lexeme?.Spelling is "known" && tokens[known + 1].Lexeme?.Spelling is "as" && IsName(tokens[known + 2])
            && (known + 3 == tokens.Count || tokens[known + 3].Kind == TokenKind.Punctuation) ? known + 2 : null;
    }

    private static bool IsName(Token token) => token is { Kind: TokenKind.Word, Length: >= 2, IsCapitalised: true } && NameFinder.IsNameLike(token);

    /// <summary>Where the words begin that some initials stand for: a capitalised word for each letter; -1 if they stand for something else.</summary>
    private static int StartOf(string initials, List<Token> tokens, bool[] taken, int last)
    {
        ReadOnlySpan<Token> span = CollectionsMarshal.AsSpan(tokens);
        int left = initials.Length - 1, at = last;
        if (left < 1 || initials.AsSpan().ContainsAnyExceptInRange('A', 'Z'))
        {
            return -1;
        }

        for (; at >= 0 && at > last - LongestName && !taken[at] && left >= 0; at--)
        {
            if (span[at].Kind != TokenKind.Word || span[at].Lexeme is not { } word)
            {
                return -1;
            }

            if (word.IsCapitalised && word.Spelling[0] == initials[left])
            {
                left--;
            }
            else if (word.IsCapitalised && !span[at].Has(Cue.CompanySuffix))
            {
                return -1;
            }
        }

        return left < 0 && span[at + 1].IsCapitalised ? at + 1 : -1;
    }
}
