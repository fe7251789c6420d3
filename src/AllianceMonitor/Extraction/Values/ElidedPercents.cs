using System.Globalization;

namespace AllianceMonitor.Extraction;

/// <summary>Percentages whose sign stands with a neighbour only: "51 percent and 49", "to 37% from 44", "Honda 40 percent, Sony 30". For the grammar; the values of an article are those that it writes out.</summary>
internal static class ElidedPercents
{
    /// <summary>The values of a sentence, with the plain numbers in it that continue a percentage; the same list where there are none.</summary>
    public static List<FoundValue> Complete(string text, List<Token> tokens, int first, int last, int? paragraph, List<FoundValue> values, List<FoundMention> mentions)
    {
        if (!values.Exists(value => value.Value.Type == ValueType.Percent))
        {
            return values;
        }

        List<FoundValue>? all = null;
        for (int i = first + 1; i <= last; i++)
        {
            if ((tokens[i].Kind != TokenKind.Number && !IsNumberWord(text, tokens[i])) || !Leads(text, tokens, i, values, mentions) || !Ends(text, tokens, i, last) || values.Exists(value => value.FirstToken <= i && i <= value.LastToken) || mentions.Exists(mention => mention.FirstToken <= i && i <= mention.LastToken)
                || !TryRead(text, tokens[i], out decimal number) || number > 100)
            {
                continue;
            }

            all ??= [.. values];
            (int start, int end) = (tokens[i].Start, tokens[i].End);
            all.Add(new FoundValue(i, i, new ArticleValue(ValueType.Percent, text[start..end], paragraph ?? 0, start, end, string.Create(CultureInfo.InvariantCulture, $"{number:0.####} %"), null), 0));
        }

        all?.Sort((a, b) => a.FirstToken.CompareTo(b.FirstToken));
        return all ?? values;
    }

    private static readonly string[] NumberWords = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen", "twenty", "thirty", "forty", "fifty"];

    private static readonly decimal[] Numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 30, 40, 50];

    private static bool IsNumberWord(string text, Token token) => token.Kind == TokenKind.Word && token.Length is >= 3 and <= 7 && IndexOf(text, token) >= 3;

    private static int IndexOf(string text, Token token)
    {
        for (int i = 0; i < NumberWords.Length; i++)
        {
            if (Word(text, token).SequenceEqual(NumberWords[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool TryRead(string text, Token token, out decimal number)
    {
        if (token.Kind == TokenKind.Number)
        {
            return decimal.TryParse(Word(text, token), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
        }

        number = Numbers[IndexOf(text, token)];
        return true;
    }

    private static ReadOnlySpan<char> Word(string text, Token token) => text.AsSpan(token.Start, token.Length);

    /// <summary>In front: a preposition, article or verb of having; or a name, where a percentage stands before it and the name is one of a list.</summary>
    private static bool Leads(string text, List<Token> tokens, int i, List<FoundValue> values, List<FoundMention> mentions)
    {
        FoundMention? name = mentions.Find(mention => mention.LastToken == i - 1 || (mention.LastToken == i - 3 && Word(text, tokens[i - 1]) is "s" or "S"));
        if (name is not null)
        {
            return values.Exists(value => value.Value.Type == ValueType.Percent && value.LastToken < i) && name.FirstToken > 0 && (tokens[name.FirstToken - 1].Kind == TokenKind.Punctuation || tokens[name.FirstToken - 1].Is(WordClass.Conjunction | WordClass.Determiner | WordClass.Noun));
        }

        Token before = tokens[i - 1];
        return before.Kind == TokenKind.Word && (Word(text, before) is "to" or "from" or "with" or "and" or "at" or "on" or "of" or "or" or "below" or "under" or "above" or "past" or "other" or "remaining" or "last" or "another" or "further" or "about" or "roughly" or "nearly" or "around"
            || (before.Is(WordClass.Possessive) && !before.Is(WordClass.Relative)) || before.Is(WordClass.Have) || (before.Word is { Frames.Length: > 0 } verb && Array.Exists(verb.Frames, frame => frame.Kind == FactKind.Stake)));
    }

    /// <summary>Behind it ends a phrase: no noun is counted.</summary>
    private static bool Ends(string text, List<Token> tokens, int i, int last)
    {
        if (i == last)
        {
            return true;
        }

        Token next = tokens[i + 1];
        return next.Kind == TokenKind.Punctuation
            ? text[next.Start] is ',' or '.' or ';' or ')' or '”' or '"' or '–' or '—' or '!' or '?' && !(next.Start == tokens[i].End && i + 2 <= last && tokens[i + 2].Kind == TokenKind.Number && tokens[i + 2].Start == next.End)
            : next.Kind == TokenKind.Word && (Word(text, next) is "each" or "apiece" or "respectively" or "in" or "now" or "today" or "previously" || (next.Is(WordClass.Conjunction | WordClass.Preposition | WordClass.Subordinator | WordClass.Relative | WordClass.To) && !next.Is(WordClass.Noun)));
    }
}
