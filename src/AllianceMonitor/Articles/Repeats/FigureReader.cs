using System.Globalization;
using static AllianceMonitor.Articles.ParagraphVocabulary;

namespace AllianceMonitor.Articles;

/// <summary>Figures with their scale and unit, in digits or words, to one form: "€27.6bn", "27.6 billion euros"; "a fifth of", "20%"; "1 p.m.", "13:00". Each method gives the place behind what it read.</summary>
internal sealed class FigureReader(ParagraphVocabulary vocabulary, WordScanner scanner, TokenWriter writer)
{
    private readonly List<ScannedWord> words = scanner.Words;

    public int ReadDigits(int at)
    {
        ScannedWord raw = words[at];
        ReadOnlySpan<char> digits = scanner.TextOf(raw);
        int next = at + 1;
        if (ReadRatio(at) is var ratio && ratio > at)
        {
            return ratio;
        }

        bool isTime = digits.Contains(':');
        if (isTime || (next < words.Count && words[next].Spelling is { Text: "am" or "pm" or "AM" or "PM" }))
        {
            return ReadTime(at, digits);
        }

        if (!double.TryParse(digits, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value))
        {
            writer.Emit(vocabulary.NumberOf($"#{digits}"), TokenKind.Number, raw);
            return next;
        }

        if (next < words.Count && words[next] is { Glued: true, Spelling.Text: "st" or "nd" or "rd" or "th" })
        {
            bool inDate = (next + 1 < words.Count && words[next + 1].Spelling?.Role is SpellingRole.Date or SpellingRole.AmbiguousDate) || (writer.Tokens.Count > 0 && writer.Tokens[^1].Kind == TokenKind.Date);
            writer.EmitNumber(value, raw, inDate ? "" : "th", inDate ? TokenTraits.None : TokenTraits.Soft);
            return next + 1;
        }

        // Groups of three digits with spaces between: "15 000".
        while (raw.Length <= 3 && value >= 1 && value == Math.Floor(value) && next < words.Count && words[next] is { IsDigits: true, Length: 3, AfterComma: false, Hyphened: false, Sign: '\0' } group
            && !scanner.TextOf(group).ContainsAnyExceptInRange('0', '9') && group.Start == words[next - 1].Start + words[next - 1].Length + 1)
        {
            value = (value * 1000) + double.Parse(scanner.TextOf(group), CultureInfo.InvariantCulture);
            next++;
        }

        char sign = raw.Sign;
        bool isMoney = sign is not ('\0' or '°');
        (value, int end) = ReadScale(value, next, isMoney);
        return ReadUnit(end == next ? value * ScaleOfRange(at, value, isMoney) : value, end, raw, sign);
    }

    /// <summary>In "between 200 and 250 million", "from 1 to 1.5 billion" and "2-3 million" the scale of the second figure is that of the first too.</summary>
    private double ScaleOfRange(int at, double value, bool isMoney)
    {
        int second = at + 1 < words.Count && words[at + 1].IsDigits && words[at + 1].Hyphened ? at + 1
            : at > 0 && at + 2 < words.Count && words[at + 2].IsDigits && !words[at + 2].AfterComma && ((words[at - 1].Is("between") && words[at + 1].Is("and")) || (words[at - 1].Is("from") && words[at + 1].Is("to"))) ? at + 2
            : 0;
        return second > 0 && double.TryParse(scanner.TextOf(words[second]), NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double other) && value < other && other < 1000
            ? ReadScale(1, second + 1, isMoney).Value
            : 1;
    }

    private (double Value, int Next) ReadScale(double value, int next, bool isMoney)
    {
        while (next < words.Count && words[next].Spelling is { } word && !words[next].AfterComma)
        {
            if (word.Role == SpellingRole.Scale)
            {
                value *= word.Value;
            }
            else if (word.Text is "m" or "M" && (isMoney || (words[next].Glued && !IsLength(next))))
            {
                value *= 1e6;
            }
            else
            {
                break;
            }

            next++;
        }

        return (value, next);
    }

    /// <summary>"330m long", "length: 330m": metres, not millions.</summary>
    private bool IsLength(int at)
    {
        for (int i = Math.Max(0, at - 4); i < words.Count && i <= at + 1; i++)
        {
            if (words[i].Spelling is { } word && Dimensions.Contains(word.Text))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly HashSet<string> Dimensions = [.. "length height depth width altitude distance long high deep wide tall away above below metres meters hurdles freestyle sprint".Split(' ')];

    /// <summary>A figure and what it counts, which may be nothing: in the base unit, so that "1.2 kilometres" and "1,200 metres" are the same.</summary>
    public int ReadUnit(double value, int next, ScannedWord raw, char sign = '\0', TokenTraits traits = TokenTraits.None)
    {
        string? unit = sign switch { '$' => "USD", '€' => "EUR", '£' => "GBP", '¥' => "JPY", '₹' => "INR", _ => null };
        if (unit is null && next < words.Count && !words[next].AfterComma && words[next].Spelling is { } word)
        {
            if (words[next].Sign == '°')
            {
                (unit, next) = (word.Text is "f" or "F" ? "degF" : "degC", next + 1);
            }
            else if (word.Stem == "degre")
            {
                next++;
                bool named = next < words.Count && NewsLexicon.Units.ContainsKey(words[next].Spelling?.Stem ?? "");
                (unit, next) = named ? (NewsLexicon.Units[words[next].Spelling!.Stem], next + 1) : ("degC", next);
            }
            else if (next + 1 < words.Count && words[next + 1].Spelling is { } second && NewsLexicon.Units.TryGetValue($"{word.Stem}_{second.Stem}", out unit))
            {
                next += 2;
            }
            else if (NewsLexicon.Units.TryGetValue(word.Stem, out unit))
            {
                next++;
            }
        }

        // "a 34-year-old", "a man of 34"
        next += unit is "year" && next < words.Count && words[next].Is("old") ? 1 : 0;
        (unit, double factor) = unit is not null && BaseUnits.TryGetValue(unit, out (string, double) known) ? known : (unit, 1);
        writer.EmitNumber(factor == 1 ? value : Math.Round(value * factor, 4), raw, "", traits);
        if (unit is not null)
        {
            writer.Emit(vocabulary.NumberOf(unit), TokenKind.Unit, raw);
        }

        return next;
    }

    private static readonly Dictionary<string, (string Unit, double Factor)> BaseUnits = new(StringComparer.Ordinal)
    {
        ["km"] = ("m", 1000), ["cm"] = ("m", 0.01), ["mm"] = ("m", 0.001), ["t"] = ("kg", 1000), ["g"] = ("kg", 0.001), ["gw"] = ("mw", 1000), ["kw"] = ("mw", 0.001), ["pence"] = ("GBP", 0.01),
        ["hour"] = ("minute", 60), ["week"] = ("day", 7), ["fortnight"] = ("day", 14), ["month"] = ("year", 1.0 / 12), ["decade"] = ("year", 10),
    };

    /// <summary>"an hour and a half".</summary>
    public bool IsOneAndAHalf(int at) =>
        at + 4 < words.Count && words[at + 2].Is("and") && words[at + 3].Is("a") && words[at + 4].Is("half") && words[at + 1].Spelling is { } unit && NewsLexicon.Units.ContainsKey(unit.Stem);

    private int ReadTime(int at, ReadOnlySpan<char> digits)
    {
        int next = at + 1;
        int colon = digits.IndexOfAny(':', '.');
        string? half = next < words.Count && words[next].Spelling is { Text: "am" or "pm" or "AM" or "PM" } word ? word.Text.ToLowerInvariant() : null;
        ReadOnlySpan<char> hours = colon < 0 ? digits : digits[..colon], minutes = colon < 0 ? "0" : digits[(colon + 1)..];
        if (int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out int hour) && hour < 25 && int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out int minute))
        {
            hour = half is null ? hour : (hour % 12) + (half == "pm" ? 12 : 0);
            writer.Emit(vocabulary.NumberOf($"@{(hour * 60) + minute}"), TokenKind.Number, words[at]);
        }
        else
        {
            writer.Emit(vocabulary.NumberOf($"@{digits}"), TokenKind.Number, words[at]);
        }

        return half is null ? next : next + 1;
    }

    /// <summary>"twenty-five", "two hundred", "a million", "a fifth of", "two thirds", "third".</summary>
    public int ReadNumberWords(int at)
    {
        ScannedWord raw = words[at];
        int next = ReadRatio(at);
        if (next > at)
        {
            return next;
        }

        (double value, bool any) = (0, false);
        if (raw.Is("a") || raw.Is("an"))
        {
            (value, any, next) = (1, true, at + 1);
        }

        while (next < words.Count && words[next].Spelling is { Role: SpellingRole.Cardinal } word && (next == at || !words[next].AfterComma) && !(any && value % 10 != 0 && word.Value != 12))
        {
            value = word.Value == 12 && any && word.Text == "dozen" ? value * 12 : value + word.Value;
            (any, next) = (true, next + 1);
        }

        if (any && next < words.Count && words[next].Spelling is { Role: SpellingRole.Ordinal } fraction && !words[next].AfterComma && fraction.Value >= 0.5 && (fraction.Text[^1] == 's' || (value == 1 && fraction.Value > 2) || raw.Is("a") || next + 1 >= words.Count || words[next + 1].Is("of")))
        {
            double whole = fraction.Value < 1 ? 2 : fraction.Value;
            EmitShare(value, whole, raw);
            return words.Count > next + 1 && words[next + 1].Is("of") ? next + 2 : next + 1;
        }

        if (!any && raw.Spelling!.Role == SpellingRole.Ordinal)
        {
            if (raw.Spelling.Value >= 1 && at + 2 < words.Count && words[at + 1].Is("of") && words[at + 2] is { Capital: true, Spelling.Role: SpellingRole.Date or SpellingRole.AmbiguousDate })
            {
                // "the first of May"
                writer.EmitNumber(raw.Spelling.Value, raw);
                return at + 2;
            }

            if (raw.Spelling.Value >= 2 && at > 0 && (words[at - 1].Is("every") || words[at - 1].Is("each")))
            {
                // "every second household"
                EmitShare(1, raw.Spelling.Value, raw);
                return at + 1;
            }

            bool ofWhole = at + 1 < words.Count && (words[at + 1].Is("of") || words[at + 1].Is("the") || words[at + 1].Is("its") || words[at + 1].Is("their"));
            if (raw.Is("half") && at + 2 < words.Count && (words[at + 1].Is("a") || words[at + 1].Is("an")))
            {
                (double half, int after) = ReadScale(0.5, at + 2, isMoney: false);
                return ReadUnit(half, after, raw);
            }

            if (raw.Is("half") && ofWhole && !(writer.Tokens.Count > 0 && writer.Tokens[^1].IsSoft))
            {
                writer.EmitNumber(50, raw);
                writer.Emit(vocabulary.NumberOf("%"), TokenKind.Unit, raw);
            }
            else if (raw.Spelling.Value is 0.5 || raw.Spelling.Stem == "quarter")
            {
                writer.Emit(raw.Spelling.TermNumber, TokenKind.Word, raw);
            }
            else
            {
                writer.EmitNumber(raw.Spelling.Value, raw, "th", TokenTraits.Soft);
            }

            return at + 1;
        }

        if (!any && raw.Spelling!.Role == SpellingRole.Scale)
        {
            // "hundreds of", "millions": how many is not said.
            writer.Emit(raw.Spelling.TermNumber, TokenKind.Word, raw);
            return at + 1;
        }

        (double scaled, int end) = ReadScale(any ? value : 1, next, isMoney: false);
        if (end < words.Count && end > next && words[end].Spelling is { Role: SpellingRole.Cardinal } && words[end].Is("and"))
        {
            end++;
        }

        if (end == next && end + 2 < words.Count && words[end].Is("and") && words[end + 1].Is("a") && words[end + 2].Is("half"))
        {
            (scaled, end) = (scaled + 0.5, end + 3);
        }

        return ReadUnit(scaled, Math.Max(end, at + 1), raw, '\0', value == 1 && end == next ? TokenTraits.Soft : TokenTraits.None);
    }

    /// <summary>"one in four", "nine out of ten": a share.</summary>
    private int ReadRatio(int at)
    {
        int second = at + 3 < words.Count && words[at + 1].Is("in") && words[at + 2].Is("every") ? at + 3
            : at + 2 < words.Count && words[at + 1].Is("in") ? at + 2 : at + 3 < words.Count && words[at + 1].Is("out") && words[at + 2].Is("of") ? at + 3 : 0;
        if (second == 0 || words[second].AfterComma || SmallNumber(at) is not { } part || SmallNumber(second) is not { } whole || part >= whole
            || (second == at + 2 && words[at].IsDigits != words[second].IsDigits))
        {
            return at;
        }

        EmitShare(part, whole, words[at]);
        return second + 1;
    }

    /// <summary>A number from one to a hundred that is written as one word or in digits.</summary>
    private double? SmallNumber(int at) =>
        words[at].Spelling is { Role: SpellingRole.Cardinal, Value: >= 1 } word ? word.Value
        : words[at] is { IsDigits: true, Length: <= 2 } digits && int.TryParse(scanner.TextOf(digits), NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0 ? value
        : null;

    /// <summary>In percent, with one decimal place.</summary>
    private void EmitShare(double part, double whole, ScannedWord raw)
    {
        writer.EmitNumber(Math.Round(part / whole * 100, 1), raw);
        writer.Emit(vocabulary.NumberOf("%"), TokenKind.Unit, raw);
    }
}
