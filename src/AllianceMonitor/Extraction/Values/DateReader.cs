using System.Globalization;

namespace AllianceMonitor.Extraction;

/// <summary>Dates and times of day: what begins at a token.</summary>
internal static class DateReader
{
    /// <summary>What a number begins: "1 February 2023", "2023-02-06", "2016", "10:30 a.m. GMT", "1990s".</summary>
    public static ReadValue? OfNumber(ValueText text, int i, Calendar calendar) =>
        ClockTime(text, i) ?? Numeric(text, i) ?? DayMonth(text, i, calendar) ?? Ago(text, i) ?? YearAlone(text, i);

    /// <summary>What a word begins: "Feb. 6", "Monday", "last month", "the third quarter", "fiscal 2024", "early 2024", "yesterday".</summary>
    public static ReadValue? OfWord(ValueText text, int i, ValueWord word, Calendar calendar) => word.Kind switch
    {
        ValueWordKind.Month => MonthDay(text, i, (int)word.Number, calendar),
        ValueWordKind.Weekday when IsWeekday(text, i) => WeekdayDate(text, i, (DayOfWeek)(int)word.Number, calendar),
        ValueWordKind.Day => Date(i, i, calendar.InDays((int)word.Number)),
        ValueWordKind.Relative => Relative(text, i, word, calendar),
        ValueWordKind.Ordinal => Quarter(text, i, i, (int)word.Number, calendar),
        ValueWordKind.PartOfPeriod => PartOf(text, i, i, calendar),
        ValueWordKind.Fiscal => FiscalYear(text, i),
        ValueWordKind.Season when text[i - 1].Is(WordClass.Preposition) => SeasonDate(text, i, i),
        ValueWordKind.Clock => new ReadValue(ValueType.Time, i, i, word.Code),
        ValueWordKind.Number => Ago(text, i),
        _ => null,
    };

    /// <summary>What "the" begins: "the third quarter", "the 1990s", "the summer", "the previous year", "the weekend".</summary>
    public static ReadValue? BehindArticle(ValueText text, int the, Calendar calendar)
    {
        int i = the + 1;
        if (text.IsNumber(i))
        {
            return Decade(text, the, i) ?? (text.IsWord(text.Is(i + 2, "of") ? i + 3 : i + 2, ValueWordKind.Month) ? DayMonth(text, i, calendar) : null);
        }

        ValueWord word = text.Word(i);
        return word.Kind switch
        {
            ValueWordKind.Ordinal => Quarter(text, the, i, (int)word.Number, calendar),
            ValueWordKind.PartOfPeriod => PartOf(text, the, i, calendar),
            ValueWordKind.Season => SeasonDate(text, the, i),
            ValueWordKind.Relative when !text.Is(i, "this") && Relative(text, i, word, calendar) is { } relative => relative with { First = the },
            ValueWordKind.Period when text.Is(i, "weekend") => Date(the, i, null),
            ValueWordKind.Period when text.Is(i, "day") && (text.Is(i + 1, "before") || text.Is(i + 1, "after")) && (text.Is(i + 2, "yesterday") || text.Is(i + 2, "tomorrow")) => Date(the, i + 2, null),
            _ => null,
        };
    }

    /// <summary>"Q3", "H1 2024", "FY2024": a letter and a number that are glued.</summary>
    public static ReadValue? LetterPeriod(ValueText text, int i)
    {
        bool fiscal = text.Is(i, "FY") && text.IsNumber(i + 1);
        if (!text.IsGlued(i + 1) || !(fiscal || (text.Span(i) is "Q" && text.Whole(i + 1) is >= 1 and <= 4) || (text.Span(i) is "H" && text.Whole(i + 1) is 1 or 2)))
        {
            return null;
        }

        int year = text.Is(i + 2, "of") ? i + 3 : i + 2;
        bool dated = !fiscal && YearAt(text, year) is not null;
        return Date(i, dated ? year : i + 1, dated ? $"{YearAt(text, year)}-{text.Words(i, i + 1)}" : null);
    }

    private static ReadValue Date(int first, int last, string? value) => new(ValueType.Date, first, last, value);

    /// <summary>"Feb. 6", "February 6, 2023", "Feb.6", "March 2027", "March 3-5", "in April".</summary>
    private static ReadValue? MonthDay(ValueText text, int i, int month, Calendar calendar)
    {
        if (!text.IsUpper(i))
        {
            return null;
        }

        bool isShort = text[i].Length <= 4 && !(text.Is(i, "may") || text.Is(i, "june") || text.Is(i, "july"));
        bool pointed = isShort && text.CharAt(i + 1) == '.' && text.IsGlued(i + 1);
        int at = pointed ? i + 2 : i + 1;
        if (DayAt(text, at, out int dayEnd) is { } day && !(text.IsWord(dayEnd + 1, ValueWordKind.Magnitude) || text.CharAt(dayEnd + 1) == '%'))
        {
            int last = dayEnd;
            if (text.IsHyphen(last + 1) && text.IsGlued(last + 1) && text.Whole(last + 2) is >= 1 and <= 31)
            {
                last += 2;
            }

            int year = text.CharAt(last + 1) == ',' ? last + 2 : last + 1;
            return YearAt(text, year) is { } of ? Date(i, year, Calendar.Day(of, month, day)) : Date(i, last, last == dayEnd ? calendar.NearestDay(month, day) : null);
        }

        int yearAt = text.Is(at, "of") || text.CharAt(at) == ',' ? at + 1 : at;
        if (YearAt(text, yearAt) is { } ofYear)
        {
            return Date(i, yearAt, Calendar.Month(ofYear, month));
        }

        bool governed = i > 0 && (text[i - 1].Is(WordClass.Preposition) || IsPeriodWord(text.Word(i - 1)) || text.Is(i - 1, "and") || text.Is(i - 1, "or") || text.Is(i - 1, "mid") || text.IsHyphen(i - 1));
        bool ambiguous = isShort || text.Is(i, "may") || text.Is(i, "march");
        bool isName = text[i + 1].Kind == TokenKind.Word && text.IsUpper(i + 1) && !text.IsGlued(i + 1);
        return (ambiguous && !pointed && !governed) || isName || (!governed && i > 0 && text[i - 1].Kind == TokenKind.Word && text.IsUpper(i - 1)) ? null
            : Date(i, i, calendar.MonthOf(month, text.Is(i - 1, "since") || text.Is(i - 1, "last") ? -1 : text.Is(i - 1, "by") || text.Is(i - 1, "from") || text.Is(i - 1, "until") || text.Is(i - 1, "next") ? 1 : 0));
    }

    private static bool IsPeriodWord(ValueWord word) => word.Kind is ValueWordKind.Relative or ValueWordKind.PartOfPeriod;

    /// <summary>"6", "6th"; with the last token that it takes.</summary>
    private static int? DayAt(ValueText text, int i, out int last)
    {
        last = i;
        if (text[i].Length > 2 || text.Whole(i) is not (>= 1 and <= 31 and var day))
        {
            return null;
        }

        if (text.IsGlued(i + 1) && text[i + 1].Kind == TokenKind.Word)
        {
            if (!(text.Is(i + 1, "st") || text.Is(i + 1, "nd") || text.Is(i + 1, "rd") || text.Is(i + 1, "th")))
            {
                return null;
            }

            last = i + 1;
        }

        return text.CharAt(last + 1) == ':' && text.IsGlued(last + 1) ? null : day;
    }

    private static int? YearAt(ValueText text, int i) => text[i].Length == 4 && text.Whole(i) is >= 1000 and <= 2100 and var year && !(text.IsGlued(i + 1) && text[i + 1].Kind == TokenKind.Word) ? year : null;

    /// <summary>"1 February 2023", "1st of February".</summary>
    private static ReadValue? DayMonth(ValueText text, int i, Calendar calendar)
    {
        if (DayAt(text, i, out int last) is not { } day)
        {
            return null;
        }

        int at = text.Is(last + 1, "of") ? last + 2 : last + 1;
        if (text.Word(at) is not { Kind: ValueWordKind.Month } month || !text.IsUpper(at))
        {
            return null;
        }

        int year = text.CharAt(at + 1) is ',' or '.' ? at + 2 : at + 1;
        return YearAt(text, year) is { } of ? Date(i, year, Calendar.Day(of, (int)month.Number, day)) : Date(i, at, calendar.NearestDay((int)month.Number, day));
    }

    /// <summary>"2023-02-06", "6/2/2023", "06.02.2023".</summary>
    private static ReadValue? Numeric(ValueText text, int i)
    {
        char mark = text.CharAt(i + 1);
        if (mark is '-' or '/' && text.IsGlued(i + 1) && text.IsGlued(i + 2) && text.CharAt(i + 3) == mark && text.IsGlued(i + 3) && text.IsGlued(i + 4)
            && text.Whole(i) is { } first && text.Whole(i + 2) is { } second && text.Whole(i + 4) is { } third)
        {
            if (text[i].Length == 4 && second is >= 1 and <= 12 && third is >= 1 and <= 31)
            {
                return Date(i, i + 4, Calendar.Day(first, second, third));
            }

            // Which of the two is the month only a number over 12 tells.
            return text[i + 4].Length is 2 or 4 && first is >= 1 and <= 31 && second is >= 1 and <= 31 && Math.Min(first, second) <= 12
                ? Date(i, i + 4, text[i + 4].Length == 4 && Math.Max(first, second) > 12 ? Calendar.Day(third, Math.Min(first, second), Math.Max(first, second)) : null) : null;
        }

        ReadOnlySpan<char> digits = text.Span(i);
        return digits.Length is >= 8 and <= 10 && digits.Count('.') == 2 && DateOnly.TryParseExact(digits, ["d.M.yyyy", "dd.MM.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? Date(i, i, Calendar.Day(day.Year, day.Month, day.Day)) : null;
    }

    /// <summary>"10:30 a.m. GMT", "3 pm", "06:30 GMT".</summary>
    private static ReadValue? ClockTime(ValueText text, int i)
    {
        if (text[i].Length > 5 || !char.IsDigit(text.CharAt(i)))
        {
            return null;
        }

        bool colon = text.CharAt(i + 1) == ':' && text.IsGlued(i + 1) && text.IsGlued(i + 2) && text[i + 2].Length == 2 && text.Whole(i + 2) is <= 59;
        int last = colon ? i + 2 : i;
        ReadOnlySpan<char> digits = text.Span(i);
        int dot = digits.IndexOf('.');
        if (!int.TryParse(dot < 0 ? digits : digits[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out int hour) || hour > 24)
        {
            return null;
        }

        int minute = colon ? text.Whole(i + 2)!.Value : dot == digits.Length - 3 && int.TryParse(digits[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int pointed) ? pointed : 0;
        int half = HalfOfDay(text, last + 1, out int end);
        bool zoned = text.Is(end + 1, "GMT") || text.Is(end + 1, "UTC") || text.Is(end + 1, "EST") || text.Is(end + 1, "EDT") || text.Is(end + 1, "ET") || text.Is(end + 1, "CET") || text.Is(end + 1, "JST") || text.Is(end + 1, "BST");
        if (!colon && half == 0 && !(zoned && dot > 0))
        {
            return null;
        }

        hour = half switch { 1 => hour % 12, 2 => (hour % 12) + 12, _ => hour };
        return hour > 24 || minute > 59 ? null : new ReadValue(ValueType.Time, i, zoned ? end + 1 : end, string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{minute:00}"));
    }

    /// <summary>1 for a.m., 2 for p.m., 0 for neither; with the last token that it takes.</summary>
    private static int HalfOfDay(ValueText text, int i, out int end)
    {
        end = i - 1;
        bool am = text.Is(i, "am") || text.Is(i, "a"), pm = text.Is(i, "pm") || text.Is(i, "p");
        if (!am && !pm)
        {
            return 0;
        }

        if (text[i].Length == 1)
        {
            if (text.CharAt(i + 1) != '.' || !text.Is(i + 2, "m"))
            {
                return 0;
            }

            i = text.CharAt(i + 3) == '.' && text.IsGlued(i + 3) ? i + 3 : i + 2;
        }

        end = i;
        return am ? 1 : 2;
    }

    /// <summary>"1990s", "the late 1980s"; the year itself is in front of a glued "s".</summary>
    private static ReadValue? Decade(ValueText text, int first, int i) =>
        text.Whole(i) is { } year && year % 10 == 0 && (text[i].Length == 4 ? year is >= 1000 and <= 2100 : text[i].Length == 2) && text.IsGlued(i + 1) && text.Span(i + 1) is "s" ? Date(first, i + 1, null) : null;

    /// <summary>A year by itself: "in 2016", "its 2026 accounts", "1999-2003"; a count before its thing is none ("2001 vehicles").</summary>
    private static ReadValue? YearAlone(ValueText text, int i)
    {
        if (Decade(text, i, i) is { } decade)
        {
            return decade;
        }

        if (YearAt(text, i) is not { } year || (text.IsGlued(i) && text.CharAt(i - 1) is not ('(' or '"' or '“' or '\'' or '’' or '-' or '–' or '—')))
        {
            return null;
        }

        bool governed = i > 0 && (text[i - 1].Is(WordClass.Preposition | WordClass.Possessive) || text.Is(i - 1, "the") || text.Is(i - 1, "and") || text.Is(i - 1, "to") || text.CharAt(i - 1) == '(' || text.Is(i - 1, "s"));
        bool counts = text[i + 1].Is(WordClass.Plural) || text.Word(i + 1).Kind is ValueWordKind.Unit or ValueWordKind.Currency or ValueWordKind.Magnitude or ValueWordKind.Percent || (text[i + 1].Kind == TokenKind.Word && !text.IsUpper(i + 1) && text[i + 1].Word is null && text.Span(i + 1).EndsWith("s"));
        bool measured = counts && !text[i - 1].Is(WordClass.Possessive) && !text.Is(i - 1, "the") && !text.Is(i - 1, "s");
        if (measured || year is < 1100 or > 2100 || (!governed && year is < 1900 or > 2060) || text.CharAt(i + 1) == '%' || (text.IsHyphen(i + 1) && text.IsGlued(i + 1) && !text.IsNumber(i + 2) && text.IsGlued(i + 2)))
        {
            return null;
        }

        // "1999-2003", "2019/20", "2023-24"
        bool span = (text.IsHyphen(i + 1) || text.CharAt(i + 1) == '/') && text.IsGlued(i + 1) && text.IsGlued(i + 2) && text.Whole(i + 2) is { } until
            && (text[i + 2].Length == 4 ? until > year && until <= 2100 : text[i + 2].Length == 2 && until == (year + 1) % 100);
        return Date(i, span ? i + 2 : i, text.Words(i, span ? i + 2 : i));
    }

    private static bool IsWeekday(ValueText text, int i) =>
        text.IsUpper(i) && (text[i].Length > 5 || ((text.CharAt(i + 1) is '.' or ',' || text.IsWord(i + 1, ValueWordKind.Month)) && text[i - 1].Is(WordClass.Preposition)));

    /// <summary>"Monday", "Monday, Feb. 6"; "Sunday Times" is a name.</summary>
    private static ReadValue? WeekdayDate(ValueText text, int i, DayOfWeek day, Calendar calendar)
    {
        int month = text.CharAt(i + 1) == ',' ? i + 2 : i + 1;
        if (text.Word(month) is { Kind: ValueWordKind.Month } of && MonthDay(text, month, (int)of.Number, calendar) is { } full && full.Last > month + 1 | text.IsNumber(full.Last))
        {
            return full with { First = i };
        }

        if (text.IsNumber(month) && DayMonth(text, month, calendar) is { } dayFirst)
        {
            return dayFirst with { First = i };
        }

        bool isName = text[i + 1].Kind == TokenKind.Word && text.IsUpper(i + 1) && !text[i + 1].Is(WordClass.Preposition | WordClass.Determiner);
        return isName ? null : Date(i, i, calendar.Weekday(day, next: false));
    }

    /// <summary>"last month", "next Monday", "this week", "last June", "the previous year", "last fiscal year".</summary>
    private static ReadValue? Relative(ValueText text, int i, ValueWord word, Calendar calendar)
    {
        int at = text.IsWord(i + 1, ValueWordKind.PartOfPeriod) || text.IsWord(i + 1, ValueWordKind.Fiscal) || text.Is(i + 1, "calendar") ? i + 2 : i + 1;
        int apart = (int)word.Number;
        ValueWord unit = text.Word(at);
        bool direct = at == i + 1;
        return unit.Kind switch
        {
            ValueWordKind.Period when text[at].Length == unit.Code.Length && !text.IsHyphen(at + 1) && !(unit.Code is "day" && !text.Is(i, "same") && !text.Is(i, "previous") && !text.Is(i, "following") && !text.Is(i, "next"))
                && !(unit.Code is "half" or "century" && apart == 0) => Date(i, at, direct ? calendar.Period(unit.Code, apart) : null),
            ValueWordKind.Weekday when text[at].Length > 5 && text.IsUpper(at) => Date(i, at, calendar.Weekday((DayOfWeek)(int)unit.Number, next: apart > 0)),
            ValueWordKind.Month when text.IsUpper(at) && !(text.Is(at, "may") && apart == 0) => YearAt(text, at + 1) is null && DayAt(text, at + 1, out int day) is not null ? Date(i, day, null) : Date(i, at, calendar.MonthOf((int)unit.Number, apart)),
            ValueWordKind.Season when !text.Is(i, "following") => Date(i, at, null),
            _ => null,
        };
    }

    /// <summary>"third quarter", "third-quarter", "the third quarter of 2016", "the fourth fiscal quarter".</summary>
    private static ReadValue? Quarter(ValueText text, int first, int i, int number, Calendar calendar)
    {
        int at = text.IsHyphen(i + 1) || text.IsWord(i + 1, ValueWordKind.Fiscal) ? i + 2 : i + 1;
        if (!text.Is(at, "quarter"))
        {
            return null;
        }

        first = at == i + 2 && text.IsHyphen(i + 1) ? i : first;
        int of = text.Is(at + 1, "of") || text.Is(at + 1, "in") ? at + 2 : at + 1;
        if (YearAt(text, of) is { } year)
        {
            return Date(first, of, $"{year}-Q{number}");
        }

        bool the = text.Is(of, "the");
        ValueWord relative = text.Word(the ? of + 1 : of);
        return relative.Kind == ValueWordKind.Relative && of == at + 2 && Relative(text, the ? of + 1 : of, relative, calendar) is { } period ? Date(first, period.Last, null)
            : text.IsWord(of, ValueWordKind.Fiscal) && FiscalYear(text, of) is { } fiscal ? Date(first, fiscal.Last, null)
            : Date(first, at, null);
    }

    /// <summary>"early 2024", "late last year", "mid-2025", "the early 1990s", "late February".</summary>
    private static ReadValue? PartOf(ValueText text, int first, int i, Calendar calendar)
    {
        int at = text.IsHyphen(i + 1) ? i + 2 : i + 1;
        if (Decade(text, first, at) is { } decade)
        {
            return decade;
        }

        if (first != i)
        {
            return null;
        }

        if (YearAt(text, at) is { } year && year >= 1900)
        {
            return Date(i, at, year.ToString(CultureInfo.InvariantCulture));
        }

        ValueWord word = text.Word(at);
        return word.Kind == ValueWordKind.Month && text.IsUpper(at) && MonthDay(text, at, (int)word.Number, calendar) is { } month ? month with { First = i }
            : word.Kind == ValueWordKind.Relative && Relative(text, at, word, calendar) is { } relative ? relative with { First = i }
            : word.Kind == ValueWordKind.Season && text[at].Length > 4 ? Date(i, at, null) : null;
    }

    /// <summary>"fiscal 2024", "fiscal year 2024", "financial year 2024/25".</summary>
    private static ReadValue? FiscalYear(ValueText text, int i)
    {
        int at = text.Is(i + 1, "year") ? i + 2 : i + 1;
        return YearAt(text, at) is { } year && (at == i + 2 || text.Is(i, "fiscal")) && YearAlone(text, at) is { } span ? Date(i, span.Last, year.ToString(CultureInfo.InvariantCulture)) : null;
    }

    /// <summary>"the summer", "in spring", "the spring of 2024", "summer 2024"; before a noun it is a thing of that season.</summary>
    private static ReadValue? SeasonDate(ValueText text, int first, int i)
    {
        int of = text.Is(i + 1, "of") ? i + 2 : i + 1;
        if (YearAt(text, of) is { } year)
        {
            return Date(first, of, year.ToString(CultureInfo.InvariantCulture));
        }

        Token next = text[i + 1];
        bool ends = i + 1 >= text.Count || next.Kind == TokenKind.Punctuation || next.Is(WordClass.Preposition | WordClass.Conjunction | WordClass.Subordinator | WordClass.Modal | WordClass.Be | WordClass.Have | WordClass.Relative | WordClass.Determiner | WordClass.Adverb);
        return ends && !text.IsHyphen(i + 1) && (!text.Is(i, "fall") || text.Is(first, "the")) && !(text.Is(i, "fall") && text.Is(i + 1, "in")) && text[first - 1].Is(WordClass.Preposition) ? Date(first, i, null) : null;
    }

    /// <summary>"two years ago", "a week ago".</summary>
    private static ReadValue? Ago(ValueText text, int i)
    {
        if (text.NumeralAt(i) is not { HasMagnitude: false } number || !IsPeriod(text, number.Last + 1) || !text.Is(number.Last + 2, "ago"))
        {
            return null;
        }

        return Date(number.First, number.Last + 2, null);
    }

    /// <summary>"a year ago".</summary>
    public static ReadValue? AgoBehindArticle(ValueText text, int a) => IsPeriod(text, a + 1) && text.Is(a + 2, "ago") ? Date(a, a + 2, null) : null;

    private static bool IsPeriod(ValueText text, int i)
    {
        ReadOnlySpan<char> word = text.Span(i).TrimEnd('s');
        return word.Length > 2 && (word.SequenceEqual("year") || ValueWords.Of(word).Kind == ValueWordKind.Period);
    }
}
