using System.Globalization;

namespace AllianceMonitor.Extraction;

/// <summary>A value before it knows its paragraph and qualifier. <paramref name="Value"/> is null where the amount is no exact one.</summary>
internal readonly record struct ReadValue(ValueType Type, int First, int Last, string? Value);

/// <summary>Money and percentages: what begins at a token.</summary>
internal static class MoneyReader
{
    /// <summary>Money whose currency stands in front: "$1.2bn", "US$5 million", "EUR 600 million", "Rs. 500 crore", "$15-20 billion".</summary>
    /// <param name="text">The paragraph.</param>
    /// <param name="i">The sign or code.</param>
    public static ReadValue? BehindSign(ValueText text, int i)
    {
        int first = i, number = i + 1;
        string code;
        if (text[i].Kind == TokenKind.Punctuation)
        {
            if (!Currencies.TryOfSymbol(text.CharAt(i), out code))
            {
                return null;
            }

            if (text.IsGlued(i) && text[i - 1].Kind == TokenKind.Word && Currencies.OfPrefix(text.Words(i - 1, i - 1)) is { } prefixed)
            {
                (code, first) = (prefixed, i - 1);
            }
        }
        else if (text.Word(i) is { Kind: ValueWordKind.CurrencySign } sign && (char.IsUpper(text.Span(i)[^1]) || sign.Code is "INR" or "IDR") && text.IsUpper(i))
        {
            code = sign.Code;
            number += text.CharAt(number) == '.' && text.IsGlued(number) ? 1 : 0;
        }
        else
        {
            return null;
        }

        if (!text.IsNumber(number) || text.NumeralAt(number, isMoney: true) is not { } amount)
        {
            return null;
        }

        // "$15-20 billion", "$1.2bn-$1.5bn"
        int end = text.IsHyphen(amount.Last + 1) ? amount.Last + 2 : -1;
        end += end > 0 && text.CharAt(end) == text.CharAt(i) && text[end].Kind == TokenKind.Punctuation ? 1 : 0;
        if (end > 0 && text.IsNumber(end) && text.NumeralAt(end, isMoney: true) is { } upper)
        {
            decimal factor = amount.HasMagnitude || !upper.HasMagnitude ? 1 : upper.Value!.Value / Plain(text, upper);
            return new ReadValue(ValueType.Money, first, WithCurrencyWord(text, upper.Last), $"{Write(amount.Value * factor)}-{Write(upper.Value)} {code}");
        }

        return new ReadValue(ValueType.Money, first, WithCurrencyWord(text, amount.Last), $"{Write(amount.Value)} {code}");
    }

    /// <summary>What a number makes with the words behind it: a percentage or money; null where it makes neither.</summary>
    public static ReadValue? OfNumber(ValueText text, Numeral number)
    {
        return Percent(text, number) ?? WithCurrency(text, number) ?? Range(text, number);
    }

    /// <summary>Whether the number gets its currency from the money before it: "259 million euros, against 582 million a year before".</summary>
    public static bool Continues(ValueText text, Numeral number) =>
        number is { HasMagnitude: true, Value: >= 1e6m } && (text.Is(number.First - 1, "against") || text.Is(number.First - 1, "from") || text.Is(number.First - 1, "to") || text.Is(number.First - 1, "than") || text.Is(number.First - 1, "with") || text.Is(number.First - 1, "versus"))
        && (number.Last + 1 >= text.Count || text[number.Last + 1].Kind == TokenKind.Punctuation || text.Is(number.Last + 1, "a") || text[number.Last + 1].Is(WordClass.Preposition) || text[number.Last + 1].Is(WordClass.Conjunction)) && !text.IsHyphen(number.Last + 1);

    public static string Write(decimal? number) => number?.ToString("0.############", CultureInfo.InvariantCulture) ?? "";

    private static ReadValue? Percent(ValueText text, Numeral number)
    {
        if (number.HasMagnitude)
        {
            return null;
        }

        (int last, string unit) = PercentEnd(text, number.Last + 1);
        if (last >= 0)
        {
            return new ReadValue(ValueType.Percent, number.First, last, number.Value is { } value ? $"{Write(value)} {unit}" : null);
        }

        // "5-10%", "5 to 10 percent"; but "from 43 to 15 percent" are two.
        bool hyphen = text.IsHyphen(number.Last + 1) && text.IsGlued(number.Last + 1);
        if ((hyphen || (text.Is(number.Last + 1, "to") && !text.Is(number.First - 1, "from") && text.IsNumber(number.First))) && text.IsNumber(number.Last + 2) && text.NumeralAt(number.Last + 2) is { HasMagnitude: false } upper)
        {
            (last, unit) = PercentEnd(text, upper.Last + 1);
            return last < 0 ? null : new ReadValue(ValueType.Percent, number.First, last, $"{Write(number.Value)}-{Write(upper.Value)} {unit}");
        }

        return null;
    }

    private static (int Last, string Unit) PercentEnd(ValueText text, int i)
    {
        i += text.IsHyphen(i) ? 1 : 0;
        if (text.CharAt(i) is '%' or '％')
        {
            return (i, "%");
        }

        if (text.Is(i, "per") && text.Is(i + 1, "cent"))
        {
            return (i + 1, "%");
        }

        if (!text.IsWord(i, ValueWordKind.Percent))
        {
            return (-1, "");
        }

        int point = text.IsHyphen(i + 1) ? i + 2 : i + 1;
        return text.Is(point, "point") || text.Is(point, "points") ? (point, "pp") : text.Is(i, "percentage") ? (-1, "") : (i, "%");
    }

    private static ReadValue? WithCurrency(ValueText text, Numeral number)
    {
        (int last, string code, decimal unit) = Currency(text, number);
        return last < 0 ? null : new ReadValue(ValueType.Money, number.First, last, number.Value is { } value ? $"{Write(value * unit)} {code}" : null);
    }

    /// <summary>"between 814 million and 1.23 billion euros", "15 to 20 billion yen", "15-20 billion yen".</summary>
    private static ReadValue? Range(ValueText text, Numeral number)
    {
        int joint = number.Last + 1;
        bool hyphen = text.IsHyphen(joint) && text.IsGlued(joint);
        if (!(hyphen || text.Is(joint, "to") || text.Is(joint, "or") || (text.Is(joint, "and") && text.Is(number.First - 1, "between"))) || !text.IsNumber(joint + 1) || text.NumeralAt(joint + 1) is not { } upper)
        {
            return null;
        }

        (int last, string code, decimal unit) = Currency(text, upper);
        if (last < 0)
        {
            return null;
        }

        decimal factor = unit * (number.HasMagnitude || !upper.HasMagnitude ? 1 : upper.Value!.Value / Plain(text, upper));
        string lower = Write(number.Value * factor);
        return hyphen
            ? new ReadValue(ValueType.Money, number.First, last, $"{lower}-{Write(upper.Value * unit)} {code}")
            : new ReadValue(ValueType.Money, number.First, number.Last, $"{lower} {code}");
    }

    /// <summary>The number without its magnitude; never zero.</summary>
    private static decimal Plain(ValueText text, Numeral number) =>
        decimal.TryParse(text.Span(number.First), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out decimal plain) && plain != 0 ? plain : 1;

    /// <summary>The currency behind a number: last token (-1 where there is none), code, and how much of it one of what is counted makes.</summary>
    private static (int Last, string Code, decimal Unit) Currency(ValueText text, Numeral number)
    {
        int i = number.Last + 1;
        bool hyphen = text.IsHyphen(i) && text.IsGlued(i);
        i += hyphen ? 1 : number.Value is null && text.Is(i, "of") ? 1 : 0;
        if (text[i].Kind == TokenKind.Punctuation)
        {
            // "600 million €", "5$": but not "5 $10 bills".
            return Currencies.TryOfSymbol(text.CharAt(i), out string symbol) && !text.IsNumber(i + 1) ? (i, symbol, 1) : (-1, "", 0);
        }

        ValueWord word = text.Word(i);
        if (word.Kind == ValueWordKind.CurrencySign && char.IsUpper(text.Span(i)[^1]) && text.IsUpper(i))
        {
            return (i, word.Code, 1);
        }

        if (word.Kind == ValueWordKind.Subunit)
        {
            return (i, word.Code, 0.01m);
        }

        if (word.Kind == ValueWordKind.Currency)
        {
            return IsMeant(text, number, i, word, hyphen) ? (text.Is(i + 1, "sterling") ? i + 1 : i, word.Code, 1) : (-1, "", 0);
        }

        // "Australian dollars", "U.S. dollars", "Hong Kong dollars", "euro cents"
        int currency = text.IsWord(i + 1, ValueWordKind.Currency) ? i + 1 : text.IsWord(i + 2, ValueWordKind.Currency) ? i + 2 : -1;
        return text.IsUpper(i) && currency > 0 && Currencies.OfCountry(text.Words(currency - 1, currency - 1), text.Words(currency, currency)) is { } code ? (currency, code, 1)
            : text.IsUpper(i) && text.Is(i + 1, "real") && text.Is(i, "Brazilian") ? (i + 1, "BRL", 1) : (-1, "", 0);
    }

    /// <summary>Names of currencies that are other words too: "3 won", "20 pounds of steel", "high marks".</summary>
    private static bool IsMeant(ValueText text, Numeral number, int i, ValueWord currency, bool hyphen) => currency.Code switch
    {
        "KRW" or "DEM" or "CZK" => number.HasMagnitude || number.Value >= 1000,
        "GBP" => number.HasMagnitude || !(text.Is(i + 1, "of") || hyphen),
        _ => true,
    };

    /// <summary>"$50 million dollars" says it twice.</summary>
    private static int WithCurrencyWord(ValueText text, int last) => text.IsWord(last + 1, ValueWordKind.Currency) && text[last + 1].Length > 5 && text.Is(last + 1, "dollars") ? last + 1 : last;
}
