using System.Globalization;

namespace AllianceMonitor.Extraction;

/// <summary>A value with the tokens that it covers.</summary>
/// <param name="FirstToken">First token without the qualifier.</param>
/// <param name="LastToken">Last token.</param>
/// <param name="Value">The value.</param>
/// <param name="QualifierTokens">How many tokens in front say "up to", "about" and the like.</param>
internal sealed record FoundValue(int FirstToken, int LastToken, ArticleValue Value, int QualifierTokens);

/// <summary>Finds money, percentages and dates in the tokens of a paragraph.</summary>
internal static class ValueFinder
{
    private static readonly Dictionary<string, string> CurrencyByWord = new(StringComparer.OrdinalIgnoreCase)
    {
        ["euro"] = "EUR", ["euros"] = "EUR", ["eur"] = "EUR", ["€"] = "EUR", ["dollar"] = "USD", ["dollars"] = "USD", ["usd"] = "USD", ["$"] = "USD",
        ["yen"] = "JPY", ["jpy"] = "JPY", ["¥"] = "JPY", ["yuan"] = "CNY", ["renminbi"] = "CNY", ["rmb"] = "CNY", ["cny"] = "CNY", ["pound"] = "GBP", ["pounds"] = "GBP",
        ["gbp"] = "GBP", ["£"] = "GBP", ["won"] = "KRW", ["krw"] = "KRW", ["₩"] = "KRW", ["franc"] = "CHF", ["francs"] = "CHF", ["chf"] = "CHF", ["rupee"] = "INR", ["rupees"] = "INR", ["inr"] = "INR", ["₹"] = "INR",
    };

    private static readonly Dictionary<string, decimal> Magnitudes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["thousand"] = 1e3m, ["k"] = 1e3m, ["million"] = 1e6m, ["millions"] = 1e6m, ["mln"] = 1e6m, ["m"] = 1e6m, ["billion"] = 1e9m, ["billions"] = 1e9m, ["bln"] = 1e9m, ["bn"] = 1e9m,
        ["trillion"] = 1e12m, ["tn"] = 1e12m,
    };

    private static readonly string[] MonthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly Dictionary<string, string> QualifierByWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["up to"] = "up to", ["as much as"] = "up to", ["at most"] = "up to", ["about"] = "about", ["around"] = "about", ["roughly"] = "about", ["approximately"] = "about", ["nearly"] = "about", ["almost"] = "about",
        ["some"] = "about", ["more than"] = "more than", ["over"] = "more than", ["at least"] = "more than", ["less than"] = "less than", ["under"] = "less than", ["below"] = "less than",
    };

    public static List<FoundValue> Find(string text, List<Token> tokens, int paragraph)
    {
        var values = new List<FoundValue>();
        for (int i = 0; i < tokens.Count; i++)
        {
            FoundValue? value = tokens[i].Kind switch
            {
                TokenKind.Number => Percent(text, tokens, i, paragraph) ?? Money(text, tokens, i, paragraph) ?? DayMonth(text, tokens, i, paragraph),
                TokenKind.Word when tokens[i].Has(Cue.Month) && char.IsUpper(text[tokens[i].Start]) => MonthDay(text, tokens, i, paragraph),
                _ => null,
            };
            if (value is not null)
            {
                values.Add(value);
                i = value.LastToken;
            }
        }

        return values;
    }

    private static FoundValue? Percent(string text, List<Token> tokens, int i, int paragraph)
    {
        if (i + 1 >= tokens.Count || !TryNumber(text, tokens[i], out decimal number))
        {
            return null;
        }

        int last = Is(text, tokens, i + 1, "%") || Is(text, tokens, i + 1, "percent") || Is(text, tokens, i + 1, "pct") ? i + 1
            : Is(text, tokens, i + 1, "per") && Is(text, tokens, i + 2, "cent") ? i + 2
            : Is(text, tokens, i + 1, "-") && Is(text, tokens, i + 2, "percent") ? i + 2
            : -1;
        return last < 0 ? null : Value(ValueType.Percent, text, tokens, i, last, paragraph, $"{Plain(number)} %");
    }

    private static FoundValue? Money(string text, List<Token> tokens, int i, int paragraph)
    {
        if (!TryNumber(text, tokens[i], out decimal number))
        {
            return null;
        }

        (int first, int last) = (i, i);
        string? currency = null;
        if (i > 0 && tokens[i - 1].End == tokens[i].Start && CurrencyByWord.TryGetValue(Text(text, tokens[i - 1]), out string? sign))
        {
            (currency, first) = (sign, i - 1);
            if (first > 0 && tokens[first - 1].End == tokens[first].Start && tokens[first - 1].Kind == TokenKind.Word)
            {
                // US$, A$, C$, HK$
                string prefix = Text(text, tokens[first - 1]);
                currency = prefix switch { "US" or "U.S." => "USD", "A" or "AU" => "AUD", "C" or "CA" => "CAD", "HK" => "HKD", "S" => "SGD", "NZ" => "NZD", _ => currency };
                first -= prefix is "US" or "U.S." or "A" or "AU" or "C" or "CA" or "HK" or "S" or "NZ" ? 1 : 0;
            }
        }
        else if (i > 0 && tokens[i - 1].Has(Cue.Currency) && char.IsUpper(text[tokens[i - 1].Start]) && tokens[i - 1].Length == 3)
        {
            (currency, first) = (CurrencyByWord[Text(text, tokens[i - 1])], i - 1);
        }

        int next = i + 1;
        if (next < tokens.Count && tokens[next].Kind == TokenKind.Punctuation && Is(text, tokens, next, "-") && next + 1 < tokens.Count && tokens[next + 1].Has(Cue.Magnitude))
        {
            next++;
        }

        if (next < tokens.Count && tokens[next].Has(Cue.Magnitude) && Magnitudes.TryGetValue(Text(text, tokens[next]), out decimal magnitude)
            && (tokens[next].Length > 2 || currency is not null || tokens[next].Start == tokens[i].End || (next + 1 < tokens.Count && tokens[next + 1].Has(Cue.Currency))))
        {
            number *= magnitude;
            last = next++;
        }

        if (currency is null && next < tokens.Count)
        {
            int word = Is(text, tokens, next, "-") ? next + 1 : next;
            word += word < tokens.Count && (Is(text, tokens, word, "US") || Is(text, tokens, word, "U.S.")) && word + 1 < tokens.Count && tokens[word + 1].Has(Cue.Currency) ? 1 : 0;
            if (word < tokens.Count && (tokens[word].Has(Cue.Currency) || Is(text, tokens, word, "€")) && CurrencyByWord.TryGetValue(Text(text, tokens[word]), out currency))
            {
                last = word;
            }
        }

        return currency is null ? null : Value(ValueType.Money, text, tokens, first, last, paragraph, $"{Plain(number)} {currency}");
    }

    /// <summary>"February 1", "Feb. 1, 2023", "Feb.1", "March 2027".</summary>
    private static FoundValue? MonthDay(string text, List<Token> tokens, int i, int paragraph)
    {
        int month = MonthOf(text, tokens[i]);
        int at = i + 1;
        at += Is(text, tokens, at, ".") ? 1 : 0;
        if (month == 0 || at >= tokens.Count || tokens[at].Kind != TokenKind.Number || !int.TryParse(Text(text, tokens[at]), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return null;
        }

        if (number is >= 1900 and <= 2100)
        {
            return Value(ValueType.Date, text, tokens, i, at, paragraph, $"{number}-{month:00}");
        }

        if (number is < 1 or > 31)
        {
            return null;
        }

        int year = at + 1 < tokens.Count && Is(text, tokens, at + 1, ",") ? at + 2 : at + 1;
        return year < tokens.Count && Year(text, tokens[year]) is { } value
            ? Value(ValueType.Date, text, tokens, i, year, paragraph, IsoDate(value, month, number))
            : Value(ValueType.Date, text, tokens, i, at, paragraph, null);
    }

    /// <summary>"1 February 2023", "1 February".</summary>
    private static FoundValue? DayMonth(string text, List<Token> tokens, int i, int paragraph)
    {
        if (i + 1 >= tokens.Count || !tokens[i + 1].Has(Cue.Month) || !char.IsUpper(text[tokens[i + 1].Start])
            || !int.TryParse(Text(text, tokens[i]), NumberStyles.None, CultureInfo.InvariantCulture, out int day) || day is < 1 or > 31)
        {
            return null;
        }

        int month = MonthOf(text, tokens[i + 1]);
        return i + 2 < tokens.Count && Year(text, tokens[i + 2]) is { } year
            ? Value(ValueType.Date, text, tokens, i, i + 2, paragraph, IsoDate(year, month, day))
            : Value(ValueType.Date, text, tokens, i, i + 1, paragraph, null);
    }

    private static string? IsoDate(int year, int month, int day) =>
        day <= DateTime.DaysInMonth(year, month) ? string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}") : null;

    private static int? Year(string text, Token token) =>
        token.Kind == TokenKind.Number && token.Length == 4 && int.TryParse(Text(text, token), NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year is >= 1900 and <= 2100 ? year : null;

    private static int MonthOf(string text, Token token) =>
        Array.IndexOf(MonthNames, text.AsSpan(token.Start, Math.Min(3, token.Length)).ToString().ToLowerInvariant()) + 1;

    private static FoundValue Value(ValueType type, string text, List<Token> tokens, int first, int last, int paragraph, string? value) => new(
        first, last, new ArticleValue(type, text[tokens[first].Start..tokens[last].End], paragraph, tokens[first].Start, tokens[last].End, value, Qualifier(text, tokens, first, out int words)), words);

    private static string? Qualifier(string text, List<Token> tokens, int first, out int words)
    {
        for (words = 3; words >= 1; words--)
        {
            if (first >= words && QualifierByWords.TryGetValue(text[tokens[first - words].Start..tokens[first - 1].End], out string? qualifier))
            {
                return qualifier;
            }
        }

        return null;
    }

    private static bool TryNumber(string text, Token token, out decimal number) => decimal.TryParse(
        text.AsSpan(token.Start, token.Length), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number) && number < 1e12m;

    private static string Plain(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Text(string text, Token token) => text[token.Start..token.End];

    private static bool Is(string text, List<Token> tokens, int index, string word) =>
        index >= 0 && index < tokens.Count && text.AsSpan(tokens[index].Start, tokens[index].Length).Equals(word, StringComparison.OrdinalIgnoreCase);
}
