using System.Globalization;

namespace AllianceMonitor.Extraction;

/// <summary>Which day a date means that a text of a given day names by halves. Everything is null where the text is undated.</summary>
internal readonly struct Calendar(DateOnly? published)
{
    /// <param name="published">ISO 8601 date or date and time, as <see cref="Articles.Article.Published"/> has it.</param>
    public static Calendar Of(string? published) =>
        new(published is { Length: >= 10 } && DateOnly.TryParseExact(published.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null);

    public static string? Day(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? Write(new DateOnly(year, month, day)) : null;

    public static string Month(int year, int month) => string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}");

    /// <summary>"15 December": that of the year which lies nearest.</summary>
    public string? NearestDay(int month, int day)
    {
        if (published is not { } today)
        {
            return null;
        }

        string? best = null;
        int distance = int.MaxValue;
        for (int year = today.Year - 1; year <= today.Year + 1; year++)
        {
            if (day <= DateTime.DaysInMonth(year, month) && Math.Abs(new DateOnly(year, month, day).DayNumber - today.DayNumber) is var apart && apart < distance)
            {
                (best, distance) = (Day(year, month, day), apart);
            }
        }

        return best;
    }

    /// <summary>"in June": the nearest; "by June": the next; "since June", "last June": the one before.</summary>
    /// <param name="month">1 to 12.</param>
    /// <param name="direction">-1: before, 1: not before, 0: either.</param>
    public string? MonthOf(int month, int direction)
    {
        if (published is not { } today)
        {
            return null;
        }

        int ahead = (month - today.Month + 12) % 12;
        int apart = direction switch { < 0 => ahead == 0 ? -12 : ahead - 12, > 0 => ahead, _ => ahead < 6 ? ahead : ahead - 12 };
        DateOnly then = new DateOnly(today.Year, today.Month, 1).AddMonths(apart);
        return Month(then.Year, then.Month);
    }

    /// <summary>"on Monday": the last one, the day of publication among them; "next Monday": the one after it.</summary>
    public string? Weekday(DayOfWeek day, bool next)
    {
        if (published is not { } today)
        {
            return null;
        }

        int back = ((int)today.DayOfWeek - (int)day + 7) % 7;
        return Write(today.AddDays(next ? 7 - back : -back));
    }

    public string? InDays(int days) => published is { } today ? Write(today.AddDays(days)) : null;

    /// <summary>"last month", "next year"; weeks and quarters have no usual notation and stay unresolved.</summary>
    public string? Period(string period, int apart)
    {
        if (published is not { } today)
        {
            return null;
        }

        DateOnly month = new DateOnly(today.Year, today.Month, 1).AddMonths(period == "month" ? apart : 0);
        return period switch
        {
            "day" => Write(today.AddDays(apart)),
            "month" => Month(month.Year, month.Month),
            "year" => (today.Year + apart).ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    private static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
