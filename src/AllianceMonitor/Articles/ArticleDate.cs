using System.Globalization;
using System.Text.RegularExpressions;

namespace AllianceMonitor.Articles;

/// <summary>Publication dates as articles state them.</summary>
public static partial class ArticleDate
{
    private static readonly string[] ZonedForms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyyMMdd'T'HHmmssK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:sszz00", "R"];

    /// <summary>ISO 8601: <c>yyyy-MM-dd</c>, or date and time in UTC where the offset is known; null for anything else.</summary>
    public static string? Normalize(string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return text;
        }

        if (!DateTimeOffset.TryParseExact(text, ZonedForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            return null;
        }

        // Without an offset the hour is not known to anybody else: the date is what can be relied on.
        bool offsetKnown = text.EndsWith('Z') || text.EndsWith("GMT", StringComparison.Ordinal) || text.LastIndexOfAny(['+', '-']) > 10;
        return offsetKnown
            ? time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
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

    [GeneratedRegex(@"\b(?<day>\d{1,2})(st|nd|rd|th)?\.?\s+(?<month>[A-Z][a-z]{2,8})\.?,?\s+(?<year>(19|20)\d{2})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 250)]
    private static partial Regex DayMonthYear();

    [GeneratedRegex(@"\b(?<month>[A-Z][a-z]{2,8})\.?\s+(?<day>\d{1,2})(st|nd|rd|th)?,?\s+(?<year>(19|20)\d{2})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 250)]
    private static partial Regex MonthDayYear();

    /// <summary>The moment meant by a normalised date; a bare date is its midnight in UTC.</summary>
    public static DateTimeOffset? Parse(string? published) =>
        DateTimeOffset.TryParse(published, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
}
