using System.Globalization;
using System.Text.RegularExpressions;

namespace AllianceMonitor.Articles;

/// <summary>Publication dates as articles state them.</summary>
public static partial class ArticleDate
{
    private static readonly string[] ZonedForms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyyMMdd'T'HHmmssK", "yyyyMMdd'T'HHmmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:sszz00"];

    /// <summary>Milliseconds; what is matched is short, so this is a net against errors, and wide enough that a busy machine fails no article.</summary>
    private const int Bound = 10_000;

    /// <summary>A longer text is no date.</summary>
    private const int MaxLength = 80;

    /// <summary>Zones that RFC 5322, 4.3, names, in hours; what any other letters mean is not known.</summary>
    private static readonly Dictionary<string, int> NamedZones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0, ["UTC"] = 0, ["GMT"] = 0, ["Z"] = 0, ["EST"] = -5, ["EDT"] = -4, ["CST"] = -6, ["CDT"] = -5, ["MST"] = -7, ["MDT"] = -6, ["PST"] = -8, ["PDT"] = -7,
    };

    /// <summary>ISO 8601: <c>yyyy-MM-dd</c>, or date and time in UTC where the offset is known; null for anything else.</summary>
    public static string? Normalize(string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return text;
        }

        // NITF 3.1 writes YYYYMMDD000000-HHMM where it knows no time.
        if (DateOnly.TryParseExact(text.Length == 19 && text[8..14] == "000000" ? text[..8] : text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        if (MailDate().Match(text) is { Success: true } mail)
        {
            return OfMail(mail);
        }

        if (!DateTimeOffset.TryParseExact(text, ZonedForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            return null;
        }

        // Without an offset the hour is not known to anybody else: the date is what can be relied on.
        bool offsetKnown = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10;
        return offsetKnown
            ? time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>"Mon, 15 Mar 2027 07:30:00 +0100", as mail and RSS write it (RFC 5322, 3.3 and 4.3).</summary>
    private static string? OfMail(Match mail)
    {
        string year = mail.Groups["year"].Value;
        year = year.Length == 4 ? year : $"{(year[0] < '5' ? 20 : 19)}{year}";
        string text = $"{mail.Groups["day"].Value} {mail.Groups["month"].Value} {year} {mail.Groups["time"].Value}{(mail.Groups["second"].Success ? "" : ":00")}";
        if (!DateTime.TryParseExact(text, "d MMM yyyy H:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local))
        {
            return null;
        }

        string zone = mail.Groups["zone"].Value;
        int? minutes = zone.Length == 5 && int.TryParse(zone, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int digits) ? (digits / 100 * 60) + (digits % 100)
            : NamedZones.TryGetValue(zone, out int hours) ? hours * 60 : null;
        return minutes is { } offset && Math.Abs(offset) <= 14 * 60 && local.Year is > 1 and < 9999
            ? local.AddMinutes(-offset).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>The date in a line such as "Posted on Tuesday, March 9, 2027 - 11:34"; null where there is none with a year.</summary>
    public static string? Find(string line)
    {
        Match match = DayMonthYear().Match(line);
        match = match.Success ? match : MonthDayYear().Match(line);
        if (!match.Success)
        {
            return null;
        }

        string text = $"{match.Groups["day"].Value} {match.Groups["month"].Value[..3]} {match.Groups["year"].Value}";
        return DateOnly.TryParseExact(text, "d MMM yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"^(\p{L}{3,9},?\s+)?(?<day>\d{1,2})[\s\-]+(?<month>[A-Z][a-z]{2})[a-z]*[\s\-]+(?<year>\d{4}|\d{2})\s+(?<time>\d{1,2}:\d{2}(?<second>:\d{2})?)\s*(?<zone>[+\-]\d{4}|[A-Za-z]{1,5})?(\s*\([^()]*\))*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Bound)]
    private static partial Regex MailDate();

    [GeneratedRegex(@"\b(?<day>\d{1,2})(st|nd|rd|th)?\.?\s+(?<month>[A-Z][a-z]{2,8})\.?,?\s+(?<year>(19|20)\d{2})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Bound)]
    private static partial Regex DayMonthYear();

    [GeneratedRegex(@"\b(?<month>[A-Z][a-z]{2,8})\.?\s+(?<day>\d{1,2})(st|nd|rd|th)?,?\s+(?<year>(19|20)\d{2})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Bound)]
    private static partial Regex MonthDayYear();

    /// <summary>The moment meant by a normalised date; a bare date is its midnight in UTC.</summary>
    public static DateTimeOffset? Parse(string? published) =>
        DateTimeOffset.TryParse(published, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
}
