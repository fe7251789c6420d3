namespace AllianceMonitor.Extraction;

/// <summary>Where a name that the tagger found really begins and ends.</summary>
internal static partial class NameFinder
{
    /// <summary>"Shares of Marelli": the capital of a sentence's first word is not the name's. "London-headquartered Horse": nor is half of an adjective.</summary>
    private static TaggedName WithoutWordsInFront(string text, List<Token> tokens, TaggedName name) =>
        name.LastToken > name.FirstToken && name.FirstToken > 0 && char.IsLower(text[tokens[name.FirstToken].Start]) && text[tokens[name.FirstToken].Start - 1] == '-' ? name with { FirstToken = name.FirstToken + 1 }
        : name.LastToken > name.FirstToken + 1 && text.AsSpan(tokens[name.FirstToken + 1].Start, tokens[name.FirstToken + 1].Length) is "of" && tokens[name.FirstToken].Lexeme is { IsNeverName: true }
            ? name with { FirstToken = name.FirstToken + 2 }
            : name;

    /// <summary>"Yes Bank declined": a name that is known from elsewhere, although it begins with a word of the language.</summary>
    private static TaggedName WithFirstWord(string text, List<Token> tokens, bool[] taken, TaggedName name, NameVotes votes) =>
        name.FirstToken > 0 && tokens[name.FirstToken - 1] is { Kind: TokenKind.Word, IsCapitalised: true } before && !taken[name.FirstToken - 1] && before.End + 1 == tokens[name.FirstToken].Start
        && votes.IsWhole(tokens.TextOf(text, name.FirstToken - 1, name.LastToken)) ? name with { FirstToken = name.FirstToken - 1, Type = EntityType.Organization } : name;

    /// <summary>"trans-Pacific": half of an adjective.</summary>
    private static bool IsBehindPrefix(string text, int start) => start > 4 && text[start - 1] == '-' && text.AsSpan(0, start - 1) is var before && (before.EndsWith("trans") || before.EndsWith("pan") || before.EndsWith("intra") || before.EndsWith("cross"));

    /// <summary>"TAIPEI - Foxtron": a dash between spaces parts two names, of which the second is told of.</summary>
    private static TaggedName WithoutDateline(string text, List<Token> tokens, TaggedName name)
    {
        for (int i = name.LastToken - 1; i > name.FirstToken; i--)
        {
            if (text[tokens[i].Start] is '-' or '–' or '—' && tokens[i].Start > tokens[i - 1].End && tokens[i + 1].Start > tokens[i].End)
            {
                return name with { FirstToken = i + 1, Type = EntityType.Organization };
            }
        }

        return name;
    }

    /// <summary>"sold its interest in Avora to Nami": no name goes on over such a preposition.</summary>
    private static TaggedName UpToPreposition(string text, List<Token> tokens, TaggedName name)
    {
        for (int i = name.FirstToken + 1; i < name.LastToken; i++)
        {
            if (text.AsSpan(tokens[i].Start, tokens[i].Length) is "to" or "from" or "with" or "by" or "into")
            {
                return name with { LastToken = i - 1 };
            }
        }

        return name;
    }
}
