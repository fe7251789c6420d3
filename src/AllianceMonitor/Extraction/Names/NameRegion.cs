using System.Runtime.InteropServices;

namespace AllianceMonitor.Extraction;

/// <summary>
/// A stretch of text that may hold names: capitalised words, and what may stand between the words of a name ("of the", "de", "&amp;", hyphens, figures).
/// Whatever lies outside of all regions is no name, so only a fifth of the words of an article is looked at closely.
/// </summary>
internal readonly record struct NameRegion(int First, int Last)
{
    /// <summary>More tokens than any region has.</summary>
    public const int Longest = 48;

    /// <summary>The next region at or behind a token; null where there is none.</summary>
    /// <param name="text">The paragraph.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="taken">Tokens of watched names and of values, which are no part of a region.</param>
    /// <param name="from">Where to begin.</param>
    public static NameRegion? Next(string text, List<Token> tokens, bool[] taken, int from)
    {
        ReadOnlySpan<Token> span = CollectionsMarshal.AsSpan(tokens);
        for (int i = from; i < span.Length; i++)
        {
            if (taken[i] || !span[i].IsCapitalised)
            {
                continue;
            }

            int last = i;
            while (last - i < Longest - 8 && Continuation(text, span, taken, last) is > 0 and var next)
            {
                last = next;
            }

            return new NameRegion(i, last);
        }

        return null;
    }

    /// <summary>A word that begins with a capital, or has one behind small letters ("iPhone", "airBaltic").</summary>
    public static bool IsCapitalised(Lexeme lexeme) => char.IsUpper(lexeme.Spelling[0]) || (lexeme is { Spelling.Length: > 3, Word: null } && HasInnerCapital(lexeme.Spelling));

    private static bool HasInnerCapital(ReadOnlySpan<char> word) => word[1..^1].IndexOfAnyInRange('A', 'Z') is >= 0 and var capital && char.IsLower(word[capital + 2]);

    /// <summary>The next capitalised word or figure of the region, -1 at its end.</summary>
    private static int Continuation(string text, ReadOnlySpan<Token> tokens, bool[] taken, int last)
    {
        int next = last + 1;
        if (next >= tokens.Length || taken[next])
        {
            return -1;
        }

        bool glued = tokens[next].Start == tokens[last].End;
        if (tokens[next].IsCapitalised)
        {
            return next;
        }

        if (tokens[next].Kind == TokenKind.Number)
        {
            return tokens[last].Kind == TokenKind.Word && (glued || tokens[next].Length <= 3) ? next : -1;
        }

        int behind = next + 1;
        if (behind >= tokens.Length || taken[behind])
        {
            return -1;
        }

        char mark = text[tokens[next].Start];
        if (tokens[next].Kind == TokenKind.Punctuation)
        {
            bool close = tokens[behind].Start == tokens[next].End;
            return mark switch
            {
                '-' or '‑' or '/' when glued && close && tokens[behind].Kind != TokenKind.Punctuation => behind,
                '&' when tokens[behind].IsCapitalised => behind,
                '\'' or '’' when glued && close && tokens[behind].Kind == TokenKind.Word && tokens[behind].Length > 1 && tokens[behind].IsCapitalised => behind,
                '.' when glued && tokens[behind].IsCapitalised && tokens[behind].Start <= tokens[next].End + 1 && IsAbbreviation(text, tokens[last]) => behind,
                _ => -1,
            };
        }

        if (!IsInner(text.AsSpan(tokens[next].Start, tokens[next].Length)))
        {
            return -1;
        }

        return tokens[behind].IsCapitalised ? behind
            : behind + 1 < tokens.Length && !taken[behind + 1] && tokens[behind + 1].IsCapitalised && text.AsSpan(tokens[behind].Start, tokens[behind].Length) is "the" or "la" or "los" or "las" or "der" or "den" ? behind + 1 : -1;
    }

    private static bool IsAbbreviation(string text, Token token) => (token.Length == 1 && char.IsUpper(text[token.Start])) || token.Has(Cue.Abbreviation) || text.AsSpan(token.Start, token.Length) is "Mt" or "Ft" or "Bros" or "Sgt" or "Lt" or "Col" or "Capt" or "Maj" or "Adm";

    private static bool IsInner(ReadOnlySpan<char> word) =>
        word is "of" or "and" or "for" or "de" or "the" or "la" or "le" or "du" or "des" or "van" or "von" or "der" or "den" or "ter" or "bin" or "ibn" or "al" or "el" or "ul" or "y" or "e" or "da" or "do" or "dos" or "di" or "del" or "della" or "dei" or "delle" or "degli" or "on" or "in" or "et" or "und" or "to";
}
