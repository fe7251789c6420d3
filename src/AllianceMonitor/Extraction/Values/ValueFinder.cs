namespace AllianceMonitor.Extraction;

/// <summary>A value with the tokens that it covers.</summary>
/// <param name="FirstToken">First token without the qualifier.</param>
/// <param name="LastToken">Last token.</param>
/// <param name="Value">The value.</param>
/// <param name="QualifierTokens">How many tokens in front say "up to", "about" and the like.</param>
internal sealed record FoundValue(int FirstToken, int LastToken, ArticleValue Value, int QualifierTokens);

/// <summary>Finds money, percentages, dates, times and counts in the tokens of a paragraph, in one pass.</summary>
internal static class ValueFinder
{
    private static readonly (string Words, string Qualifier)[] Qualifiers =
    [
        ("as much as", "up to"), ("as many as", "up to"), ("up to", "up to"), ("at most", "up to"), ("at least", "more than"), ("as little as", "more than"), ("no less than", "more than"), ("more than", "more than"), ("upwards of", "more than"),
        ("less than", "less than"), ("fewer than", "less than"), ("close to", "about"), ("over", "more than"), ("above", "more than"), ("exceeding", "more than"), ("under", "less than"), ("below", "less than"),
        ("about", "about"), ("around", "about"), ("roughly", "about"), ("approximately", "about"), ("nearly", "about"), ("almost", "about"), ("some", "about"), ("an estimated", "about"),
    ];

    /// <param name="text">The paragraph.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="paragraph">Its index.</param>
    /// <param name="calendar">When the article was published.</param>
    public static List<FoundValue> Find(string text, List<Token> tokens, int paragraph, Calendar calendar)
    {
        var values = new List<FoundValue>();
        var words = new ValueText(text, tokens);
        string? currency = null;
        for (int i = 0; i < tokens.Count; i++)
        {
            if (At(words, i, calendar, currency) is not { } read || (values is [.., var before] && read.First <= before.LastToken))
            {
                continue;
            }

            values.Add(Found(words, read, paragraph));
            currency = read is { Type: ValueType.Money, Value: { } money } ? money[(money.LastIndexOf(' ') + 1)..] : currency;
            i = Math.Max(i, read.Last);
        }

        return values;
    }

    private static ReadValue? At(ValueText text, int i, Calendar calendar, string? currency)
    {
        switch (text[i].Kind)
        {
            case TokenKind.Number:
                return OfNumber(text, i, currency) ?? DateReader.OfNumber(text, i, calendar) ?? Quantity(text, i);
            case TokenKind.Punctuation:
                return text.CharAt(i) is '.' or ',' ? null : MoneyReader.BehindSign(text, i);
        }

        char first = text.CharAt(i);
        if (first is 't' or 'T' && text.Is(i, "the"))
        {
            return DateReader.BehindArticle(text, i, calendar);
        }

        if (first is 'a' or 'A' && text[i].Length <= 2 && (text.Is(i, "a") || text.Is(i, "an")))
        {
            return text.IsWord(i + 1, ValueWordKind.Magnitude) ? OfNumber(text, i, currency)
                : text.Is(i + 1, "percentage") && text.Is(i + 2, "point") ? new ReadValue(ValueType.Percent, i, i + 2, "1 pp") : DateReader.AgoBehindArticle(text, i);
        }

        ValueWord word = text.Word(i);
        return word.Kind switch
        {
            ValueWordKind.None => first is 'Q' or 'H' or 'F' && text.IsNumber(i + 1) ? DateReader.LetterPeriod(text, i) : null,
            ValueWordKind.CurrencySign => MoneyReader.BehindSign(text, i),
            ValueWordKind.Number or ValueWordKind.Magnitudes => OfNumber(text, i, currency) ?? DateReader.OfWord(text, i, word, calendar),
            _ => DateReader.OfWord(text, i, word, calendar),
        };
    }

    private static ReadValue? OfNumber(ValueText text, int i, string? currency)
    {
        if (text.NumeralAt(i) is not { } number)
        {
            return null;
        }

        return MoneyReader.OfNumber(text, number)
            ?? (currency is not null && MoneyReader.Continues(text, number) ? new ReadValue(ValueType.Money, number.First, number.Last, $"{MoneyReader.Write(number.Value)} {currency}") : null);
    }

    /// <summary>"54 gigawatt-hours", "6.9 million cars", "1,400 stations": a figure and what it counts or measures.</summary>
    private static ReadValue? Quantity(ValueText text, int i)
    {
        if (text.IsGlued(i) || text.NumeralAt(i) is not { } number || text[number.Last + 1].Kind != TokenKind.Word || text[number.Last + 1].Start != text[number.Last].End + 1)
        {
            return null;
        }

        int at = number.Last + 1;
        int last = text.IsHyphen(at + 1) && text.IsGlued(at + 2) && text[at + 2].Kind == TokenKind.Word ? at + 2 : at;
        string thing = text.Words(at, last);
        ValueWord unit = ValueWords.Of(thing);
        bool counted = thing.EndsWith('s') && char.IsLower(thing[0]) && thing.Length > 3 && unit.Kind == ValueWordKind.None && last == at && !Measures.NotCounted.Contains($" {thing} ", StringComparison.Ordinal) && !text[at].Is(WordClass.Preposition | WordClass.Pronoun);
        return unit.Kind == ValueWordKind.Unit || counted ? new ReadValue(ValueType.Quantity, i, last, $"{MoneyReader.Write(number.Value)} {(counted ? thing : unit.Code)}") : null;
    }

    private static FoundValue Found(ValueText text, ReadValue read, int paragraph)
    {
        (int start, int end) = (text[read.First].Start, text[read.Last].End);
        (string? qualifier, int words) = read.Type is ValueType.Date or ValueType.Time ? (null, 0) : QualifierBefore(text, read.First);
        return new FoundValue(read.First, read.Last, new ArticleValue(read.Type, text.Text[start..end], paragraph, start, end, read.Value, qualifier), words);
    }

    private static (string? Qualifier, int Tokens) QualifierBefore(ValueText text, int first)
    {
        // "up to a 5% stake"
        int last = text.Is(first - 1, "a") || text.Is(first - 1, "an") ? first - 2 : first - 1;
        if (last < 0 || text[last].Kind != TokenKind.Word)
        {
            return (null, 0);
        }

        ReadOnlySpan<char> before = text.Text.AsSpan(0, text[last].End);
        foreach ((string words, string qualifier) in Qualifiers)
        {
            if (before.EndsWith(words, StringComparison.OrdinalIgnoreCase) && (before.Length == words.Length || !char.IsLetter(before[^(words.Length + 1)])))
            {
                return (qualifier, first - last + words.Count(c => c == ' '));
            }
        }

        return (null, 0);
    }
}
