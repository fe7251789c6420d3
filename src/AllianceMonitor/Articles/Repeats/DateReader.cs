using System.Globalization;
using static AllianceMonitor.Articles.ParagraphVocabulary;

namespace AllianceMonitor.Articles;

/// <summary>Dates in figures ("2024-09-03", "03.09.2024", "9/21/2024"), and parts of a year ("Q3", "1H", "FY25"), as the words for them are read.</summary>
internal sealed class DateReader(ParagraphVocabulary vocabulary, WordScanner scanner, TokenWriter writer)
{
    private readonly List<ScannedWord> words = scanner.Words;

    /// <summary>The place behind a date in figures that begins here; the place itself without one.</summary>
    public int ReadDate(int at)
    {
        if (scanner.TextOf(words[at]) is { Length: >= 8 and <= 10 } whole && whole.Count('.') == 2)
        {
            return ReadPointed(at, whole);
        }

        if (words[at].Length > 4 || at + 2 >= words.Count || !words[at + 1].IsDigits || !words[at + 2].IsDigits || !(AreJoined(at, '-') || AreJoined(at, '/')))
        {
            return at;
        }

        (int first, int second, int third) = (Number(at), Number(at + 1), Number(at + 2));
        (int year, int month, int day) = IsYear(first) ? (first, second, third)
            : third is >= 0 and < 100 && words[at + 2].Length == 2 && !IsYear(third) ? (2000 + third, first, second)
            : (third, first, second);

        // Whether the day or the month comes first shows only where one of the two is more than 12.
        if (!IsYear(first) && month > 12)
        {
            (month, day) = (day, month);
        }
        else if (!IsYear(first) && day <= 12 && day != month)
        {
            return at;
        }

        return Write(at, year, month, day) ? at + 3 : at;
    }

    /// <summary>"03.09.2024": the day comes first where points are written.</summary>
    private int ReadPointed(int at, ReadOnlySpan<char> text)
    {
        int first = text.IndexOf('.'), second = text.LastIndexOf('.');
        return int.TryParse(text[..first], NumberStyles.None, CultureInfo.InvariantCulture, out int day)
            && int.TryParse(text[(first + 1)..second], NumberStyles.None, CultureInfo.InvariantCulture, out int month)
            && int.TryParse(text[(second + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int year)
            && Write(at, year, month, day) ? at + 1 : at;
    }

    private bool Write(int at, int year, int month, int day)
    {
        if (!IsYear(year) || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        ScannedWord raw = words[at];
        writer.EmitNumber(day, raw);
        writer.Emit(vocabulary.NumberOf(CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month).ToLowerInvariant()), TokenKind.Date, raw);
        writer.EmitNumber(year, raw);
        return true;
    }

    /// <summary>The second year of "2018-20" and "2024/25" in full; null if it is none.</summary>
    public double? SecondYear(int at) =>
        at > 0 && words[at].Length == 2 && words[at - 1] is { IsDigits: true, Length: 4, Unit: null } && (scanner.IsJoined(words[at - 1], '-', words[at]) || scanner.IsJoined(words[at - 1], '–', words[at]) || scanner.IsJoined(words[at - 1], '/', words[at]))
        && Number(at - 1) is var first && IsYear(first) && Number(at) is >= 0 and var second && second > first % 100
            ? (first / 100 * 100) + second
            : null;

    /// <summary>"'24" as 2024, "'98" as 1998; null if it is none.</summary>
    public double? ShortYear(int at) =>
        words[at].Length == 2 && scanner.Before(words[at]) is '\'' or '’' or '‘' && Number(at) is >= 0 and var year && !(at + 1 < words.Count && words[at + 1].Glued) ? (year < 50 ? 2000 : 1900) + year : null;

    /// <summary>"1990s", "'90s"; null if it is none.</summary>
    public double? Decade(int at) =>
        at + 1 < words.Count && words[at + 1] is { Glued: true, Spelling.Text: "s" } && Number(at) is var year && year % 10 == 0
            ? IsYear(year) ? year : scanner.Before(words[at]) is '\'' or '’' or '‘' ? 1900 + year : null
            : null;

    /// <summary>"Q3", "H1", "FY25" as "third quarter", "first half", "fiscal 2025".</summary>
    public bool ReadPeriod(int at, string word)
    {
        if (word.Length == 2 && word[1] is >= '1' and <= '4')
        {
            return WritePart(words[at], word[0], word[1] - '0');
        }

        if (word.Length is 4 or 6 && word.StartsWith("fy", StringComparison.Ordinal) && int.TryParse(word.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out int year))
        {
            writer.Emit(vocabulary.NumberOf("fiscal"), TokenKind.Word, words[at]);
            writer.EmitNumber(year < 100 ? 2000 + year : year, words[at]);
            return true;
        }

        return false;
    }

    /// <summary>Behind "three" or "six": "months to 30 June" is a quarter or a half. Gives the place behind "months", 0 without such a span.</summary>
    public int ReadSpan(int at, double months, ScannedWord raw)
    {
        if (months is not (3 or 6) || at + 1 >= words.Count || !(words[at].Is("months") || words[at].Is("month")) || !IsEnd(words[at + 1]) || at + 2 >= words.Count)
        {
            return 0;
        }

        bool named = words[at + 2].IsDigits || words[at + 2].Spelling!.Role is SpellingRole.Date or SpellingRole.AmbiguousDate || words[at + 2].Is("the");
        if (named)
        {
            writer.Emit(vocabulary.NumberOf(months == 3 ? "quarter" : "half"), TokenKind.Word, raw);
        }

        return named ? at + 1 : 0;
    }

    private static bool IsEnd(ScannedWord word) => word.Is("to") || word.Is("ended") || word.Is("ending") || word.Is("through") || word.Is("until");

    /// <summary>"first six months", "first three months": half and quarter. Gives the place behind, 0 for anything else.</summary>
    public int ReadPartOfYear(int at, double which)
    {
        if (which is not (1 or 2) || at + 2 >= words.Count || !words[at + 2].Is("months") || words[at + 1].AfterComma)
        {
            return 0;
        }

        double months = words[at + 1].Spelling is { Role: SpellingRole.Cardinal } cardinal ? cardinal.Value : words[at + 1].IsDigits ? Number(at + 1) : 0;
        return (months == 6 && WritePart(words[at], 'h', (int)which)) || (months == 3 && which == 1 && WritePart(words[at], 'q', 1)) ? at + 3 : 0;
    }

    /// <summary>"April-June", "July to September": a quarter of the calendar year, with or without that word. Gives the place behind; the place itself without one.</summary>
    public int ReadMonths(int at)
    {
        int last = at + 1 < words.Count && (words[at + 1].Hyphened || IsDash(at)) ? at + 1 : 0;
        if (last == 0 || MonthAt(at) is not (> 0 and var first) || MonthAt(last) is not (> 0 and var end) || (end - first, first) is not ((2, 1 or 4 or 7 or 10) or (5, 1 or 7)))
        {
            return at;
        }

        bool isQuarter = end - first == 2;
        WritePart(words[at], isQuarter ? 'q' : 'h', isQuarter ? (first + 2) / 3 : (first + 5) / 6);
        return last + 1 < words.Count && (words[last + 1].Is("quarter") || words[last + 1].Is("period") || words[last + 1].Is("half")) ? last + 2 : last + 1;
    }

    private bool IsDash(int at) => scanner.IsJoined(words[at], '–', words[at + 1]) || scanner.IsJoined(words[at], '—', words[at + 1]);

    /// <summary>1 to 12; 0: no month.</summary>
    private int MonthAt(int at) =>
        words[at] is { Capital: true, Spelling: { Role: SpellingRole.Date or SpellingRole.AmbiguousDate } name } ? Months.IndexOf(vocabulary[name.TermNumber].Stem) + 1 : 0;

    private static readonly List<string> Months = [.. CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Take(12).Select(name => name.ToLowerInvariant())];

    /// <summary>"3Q", "1H".</summary>
    public bool ReadPeriodOfDigit(int at) =>
        words[at].Length == 1 && at + 1 < words.Count && words[at + 1] is { Glued: true, Hyphened: false, Capital: true, Spelling.Text: "q" or "h" } letter && WritePart(words[at], letter.Spelling.Text[0], Number(at));

    private static readonly string[] OrdinalWords = ["first", "second", "third", "fourth"];

    private bool WritePart(ScannedWord raw, char part, int number)
    {
        if (part is not ('q' or 'h') || number < 1 || number > (part == 'q' ? 4 : 2))
        {
            return false;
        }

        // Where the lexicon has the two words as one phrase, that is how they are read.
        string name = part == 'q' ? "quarter" : "half", phrase = $"{OrdinalWords[number - 1]}_{name}";
        if (NewsLexicon.Find(phrase).IsKnown)
        {
            writer.Emit(vocabulary.NumberOf(phrase), TokenKind.Word, raw);
            return true;
        }

        writer.EmitNumber(number, raw, "th", TokenTraits.Soft);
        writer.Emit(vocabulary.NumberOf(name), TokenKind.Word, raw);
        return true;
    }

    private bool AreJoined(int at, char by) => scanner.IsJoined(words[at], by, words[at + 1]) && scanner.IsJoined(words[at + 1], by, words[at + 2]);

    private int Number(int at) => int.TryParse(scanner.TextOf(words[at]), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;

    private static bool IsYear(int number) => number is > 1800 and < 2100;
}
