using System.Globalization;
using static AllianceMonitor.Articles.ParagraphVocabulary;

namespace AllianceMonitor.Articles;

/// <summary>Figures with their scale and unit, in digits or words, to one form: "€27.6bn", "27.6 billion euros"; "a fifth of", "20%"; "1 p.m.", "13:00". Each method gives the place behind what it read.</summary>
internal sealed class FigureReader(ParagraphVocabulary vocabulary, WordScanner scanner, TokenWriter writer)
{
    private readonly List<ScannedWord> words = scanner.Words;
    private readonly UnitReader units = new(vocabulary, scanner, writer);
    private readonly TimeReader times = new(vocabulary, scanner, writer);
    private readonly DateReader dates = new(vocabulary, scanner, writer);
    private readonly ScaleReader scales = new(scanner);
    private readonly ShareReader shares = new(vocabulary, scanner, writer);

    public int ReadDigits(int at)
    {
        int special = dates.ReadDate(at);
        special = special > at ? special : shares.ReadRatio(at);
        special = special > at ? special : times.Read(at);
        if (special > at)
        {
            return special;
        }

        ScannedWord raw = words[at];
        ReadOnlySpan<char> digits = scanner.TextOf(raw);
        int next = at + 1;
        if (WrittenFigure.Read(digits) is not { } value)
        {
            writer.Emit(vocabulary.NumberOf($"#{digits}"), TokenKind.Number, raw);
            return next;
        }

        if (next < words.Count && words[next] is { Glued: true, Spelling.Text: "st" or "nd" or "rd" or "th" })
        {
            bool inDate = IsDateAt(next + 1) || (next + 1 < words.Count && words[next + 1].Is("of") && IsDateAt(next + 2)) || (writer.Tokens.Count > 0 && writer.Tokens[^1].Kind == TokenKind.Date);
            writer.EmitNumber(value, raw, inDate ? "" : "th", inDate ? TokenTraits.None : TokenTraits.Soft);
            return next + 1;
        }

        if (dates.ReadPeriodOfDigit(at))
        {
            return at + 2;
        }

        if ((dates.SecondYear(at) ?? dates.ShortYear(at)) is { } year)
        {
            writer.EmitNumber(year, raw);
            return next;
        }

        if (dates.Decade(at) is { } decade)
        {
            writer.EmitNumber(decade, raw, "s");
            return at + 2;
        }

        if (shares.ReadFraction(at) is { } part)
        {
            return next + 1 < words.Count && words[next + 1].Spelling is { Role: SpellingRole.Scale } && !words[next + 1].AfterComma ? ReadScaled(part, at, at + 2) : shares.Emit(part, 1, raw, SkipOf(at + 2));
        }

        value = WrittenFigure.MayBeThousands(digits) && (digits[^1] == '0' || CountsThings(at)) ? value * 1000 : value;
        (value, next) = ReadGroups(value, at);
        if (next == at + 1 && next < words.Count && words[next].IsDigits && !scanner.IsJoined(raw, '/', words[next]) && shares.ReadFraction(next) is { } rest)
        {
            // "2 1/2"
            (value, next) = (value + rest, next + 2);
        }

        return ReadScaled(value, at, next);
    }

    /// <summary>A plain word follows, no unit and no scale.</summary>
    private bool CountsThings(int at) =>
        words[at].Unit is null && at + 1 < words.Count && words[at + 1] is { Glued: false, AfterComma: false, Spelling.Role: SpellingRole.Word } && !units.IsUnit(at + 1);

    private bool IsDateAt(int at) => at < words.Count && words[at].Spelling?.Role is SpellingRole.Date or SpellingRole.AmbiguousDate;

    private int SkipOf(int at) => at < words.Count && words[at].Is("of") ? at + 1 : at;

    private int ReadScaled(double value, int at, int next)
    {
        ScannedWord raw = words[at];
        if (dates.ReadSpan(next, value, raw) is > 0 and var behind)
        {
            return behind;
        }

        bool mayBeMetres = next < words.Count && words[next] is { Glued: true, Spelling.Text: "m" } && raw.Unit is null && !scales.IsLength(next);
        (value, int end) = scales.Read(value, next, raw.Unit is not null);
        return units.Read(end == next ? value * scales.OfRange(at, value, raw.Unit is not null) : value, end, raw, mayBeMetres ? TokenTraits.MetresOrMillions : TokenTraits.None);
    }

    /// <summary>Groups of three digits with spaces between: "15 000".</summary>
    private (double Value, int Next) ReadGroups(double value, int at)
    {
        int next = at + 1;
        while (words[at].Length <= 3 && value >= 1 && value == Math.Floor(value) && next < words.Count && words[next] is { IsDigits: true, Length: 3, AfterComma: false, Hyphened: false, Unit: null } group
            && !scanner.TextOf(group).ContainsAnyExceptInRange('0', '9') && scanner.IsJoined(words[next - 1], ' ', group))
        {
            value = (value * 1000) + double.Parse(scanner.TextOf(group), CultureInfo.InvariantCulture);
            next++;
        }

        return (value, next);
    }

    public int ReadUnit(double value, int next, ScannedWord raw, TokenTraits traits = TokenTraits.None) => units.Read(value, next, raw, traits);

    public int ReadMonths(int at) => dates.ReadMonths(at);

    public bool ReadPeriod(int at, string word) => dates.ReadPeriod(at, word);

    public void ReadTimeWord(int at, string word) => times.Emit(word == "midnight" ? 0 : 12 * 60, at);

    /// <summary>"an hour and a half".</summary>
    public bool IsOneAndAHalf(int at) => at + 4 < words.Count && IsAndAHalf(at + 2) && words[at + 1].Spelling is { } unit && NewsLexicon.Units.ContainsKey(unit.Stem);

    private bool IsAndAHalf(int at) => at + 2 < words.Count && words[at].Is("and") && words[at + 1].Is("a") && words[at + 2].Is("half");

    /// <summary>"twenty-five", "two hundred", "a million", "a fifth of", "two thirds", "third".</summary>
    public int ReadNumberWords(int at)
    {
        int ratio = shares.ReadRatio(at);
        if (ratio > at)
        {
            return ratio;
        }

        ScannedWord raw = words[at];
        bool isArticle = raw.Is("a") || raw.Is("an");
        if (!isArticle && raw.Spelling!.Role == SpellingRole.Ordinal)
        {
            return ReadOrdinal(at);
        }

        if (!isArticle && raw.Spelling!.Role == SpellingRole.Scale)
        {
            // "hundreds of", "millions": how many is not said.
            writer.Emit(raw.Spelling.TermNumber, TokenKind.Word, raw);
            return at + 1;
        }

        (double value, int next) = ReadCardinal(at, isArticle);
        if (next < words.Count && words[next].Spelling is { Role: SpellingRole.Ordinal } ordinal && !words[next].AfterComma)
        {
            if (words[next].Hyphened && value is >= 20 and < 100 && value % 10 == 0 && ordinal.Value is >= 1 and < 10)
            {
                // "twenty-first"
                writer.EmitNumber(value + ordinal.Value, raw, "th", TokenTraits.Soft);
                return next + 1;
            }

            if (ordinal.Value >= 0.5 && (ordinal.Text[^1] == 's' || (value == 1 && ordinal.Value > 2) || isArticle || next + 1 >= words.Count || words[next + 1].Is("of")))
            {
                double whole = ordinal.Value < 1 ? 2 : ordinal.Value;
                int rest = SkipOf(next + 1);
                return units.PointsAt(rest) is > 0 and var points ? units.Read(value / whole, points, raw) : shares.Emit(value, whole, raw, rest);
            }
        }

        if (times.IsOnTheHour(next) && value <= 12)
        {
            times.Emit((int)value * 60, at);
            return next + 1;
        }

        if (dates.ReadSpan(next, value, raw) is > 0 and var behind)
        {
            return behind;
        }

        bool isOne = value == 1 && next == at + 1;
        if (IsAndAHalf(next))
        {
            (value, next) = scales.Read(value + 0.5, next + 3, isMoney: false);
        }

        return units.Read(value, next, raw, isOne && next == at + 1 ? TokenTraits.Soft : TokenTraits.None);
    }

    /// <summary>"twenty-five", "two hundred and fifty thousand", "a dozen".</summary>
    private (double Value, int Next) ReadCardinal(int at, bool isArticle)
    {
        (double total, double current, int next) = (0, isArticle ? 1 : 0, isArticle ? at + 1 : at);
        for (; next < words.Count && words[next].Spelling is { } word && (next == at || !words[next].AfterComma); next++)
        {
            bool isFirst = next == at;
            if (word.Role == SpellingRole.Cardinal && word.Text == "dozen")
            {
                current = 12 * Math.Max(1, current);
            }
            else if (word.Role == SpellingRole.Cardinal && (isFirst || (!isArticle || next > at + 1) && (current % 100 == 0 || (current % 10 == 0 && current % 100 >= 20 && word.Value is > 0 and < 10))))
            {
                current += word.Value;
            }
            else if (word.Role == SpellingRole.Scale && word.Value == 100)
            {
                current = 100 * Math.Max(1, current);
            }
            else if (word.Role == SpellingRole.Scale)
            {
                (total, current) = (total + (Math.Max(1, current) * word.Value), 0);
            }
            else if (!word.Text.Equals("and", StringComparison.Ordinal) || !JoinsCardinals(next, at))
            {
                break;
            }
        }

        return (total + current, next);
    }

    /// <summary>"two hundred and fifty", but not "between two hundred and three hundred".</summary>
    private bool JoinsCardinals(int and, int first) =>
        and > first && words[and - 1].Spelling is { Role: SpellingRole.Scale } scale && and + 1 < words.Count && words[and + 1].Spelling is { Role: SpellingRole.Cardinal } && !(first > 0 && words[first - 1].Is("between"))
        && !(and + 2 < words.Count && words[and + 2].Spelling is { Role: SpellingRole.Scale } next && next.Value <= scale.Value);

    private int ReadOrdinal(int at)
    {
        ScannedWord raw = words[at];
        Spelling ordinal = raw.Spelling!;
        if (ordinal.Value >= 1 && at + 2 < words.Count && words[at + 1].Is("of") && words[at + 2].Capital && IsDateAt(at + 2))
        {
            // "the first of May"
            writer.EmitNumber(ordinal.Value, raw);
            return at + 2;
        }

        if (ordinal.Value >= 2 && at > 0 && (words[at - 1].Is("every") || words[at - 1].Is("each")))
        {
            // "every second household"
            return shares.Emit(1, ordinal.Value, raw, at + 1);
        }

        if (raw.Is("half") && at + 2 < words.Count && (words[at + 1].Is("a") || words[at + 1].Is("an")))
        {
            (double half, int after) = scales.Read(0.5, at + 2, isMoney: false);
            return units.Read(half, after, raw);
        }

        if ((raw.Is("quarter") || raw.Is("half")) && units.PointsAt(at + 1) is > 0 and var points)
        {
            // "a quarter-point cut"
            return units.Read(raw.Is("half") ? 0.5 : 0.25, points, raw);
        }

        if (dates.ReadPartOfYear(at, ordinal.Value) is > 0 and var behind)
        {
            return behind;
        }

        bool ofWhole = at + 1 < words.Count && (words[at + 1].Is("of") || words[at + 1].Is("the") || words[at + 1].Is("its") || words[at + 1].Is("their"));
        if (raw.Is("half") && ofWhole && !(writer.Tokens.Count > 0 && writer.Tokens[^1].IsSoft))
        {
            return shares.Emit(1, 2, raw, at + 1);
        }

        if (ordinal.Value is 0.5 || ordinal.Stem == "quarter")
        {
            writer.Emit(ordinal.TermNumber, TokenKind.Word, raw);
        }
        else
        {
            writer.EmitNumber(ordinal.Value, raw, "th", TokenTraits.Soft);
        }

        return at + 1;
    }
}
