using System.Globalization;

namespace AllianceMonitor.Articles;

/// <summary>Times of day, in minutes since midnight: "1 p.m.", "13:00", "1300 GMT", "noon".</summary>
internal sealed class TimeReader(ParagraphVocabulary vocabulary, WordScanner scanner, TokenWriter writer)
{
    private readonly List<ScannedWord> words = scanner.Words;

    private static readonly HashSet<string> Zones = [.. "gmt utc bst cet cest eet est edt cst cdt mst pst pdt et pt ct jst kst ist msk aest local".Split(' ')];

    /// <summary>The place behind a time that begins here; the place itself without one.</summary>
    public int Read(int at)
    {
        ReadOnlySpan<char> digits = scanner.TextOf(words[at]);
        int next = at + 1;
        if (digits.Length <= 2 && next < words.Count && words[next] is { Glued: true, Spelling.Text: ['h', >= '0' and <= '5', >= '0' and <= '9'] minutesBehind } && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int hourBefore) && hourBefore < 24)
        {
            // "18h30"
            Emit((hourBefore * 60) + int.Parse(minutesBehind.AsSpan(1), CultureInfo.InvariantCulture), at);
            return next + 1;
        }

        string? half = HalfOfDay(next);
        string? halfOfRange = half is null && next < words.Count && (words[next].Hyphened || words[next].Is("to") || words[next].Is("and")) ? HalfOfDay(words[next].IsDigits ? next + 1 : next + 2) : null;
        bool isZoned = next < words.Count && words[next].Spelling is { } zone && (words[next].Acronym || zone.Text == "local") && Zones.Contains(zone.Text.ToLowerInvariant());
        int mark = digits.IndexOfAny(':', '.');
        bool isMilitary = isZoned && mark < 0 && digits.Length == 4;
        if (!digits.Contains(':') && half is null && halfOfRange is null && !isMilitary && !(isZoned && mark > 0 && digits.Length - mark == 3) && !IsOnTheHour(next) && !IsPointedTime(at, mark) && !(next < words.Count && words[next].Spelling is { Text: "noon" or "midnight" }))
        {
            return at;
        }

        ReadOnlySpan<char> hours = isMilitary ? digits[..2] : mark < 0 ? digits : digits[..mark], minutes = isMilitary ? digits[2..] : mark < 0 ? "0" : digits[(mark + 1)..];
        if (int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out int hour) && hour < 25 && int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out int minute) && minute < 60)
        {
            hour = (half ?? halfOfRange) is { } named ? (hour % 12) + (named == "pm" ? 12 : 0) : hour;
            bool isMidnight = next < words.Count && words[next].Is("midnight");
            Emit(isMidnight ? 0 : (hour * 60) + minute, at);
            return half is not null || IsOnTheHour(next) || (next < words.Count && words[next].Spelling is { Text: "noon" or "midnight" }) ? next + 1 : next;
        }

        writer.Emit(vocabulary.NumberOf($"@{digits}"), TokenKind.Number, words[at]);
        return half is null ? next : next + 1;
    }

    /// <summary>"at 7.30 on Monday", "at 7.30.": no unit follows.</summary>
    private bool IsPointedTime(int at, int mark) =>
        words[at].Unit is null && mark is 1 or 2 && words[at].Length - mark == 3 && at > 0 && words[at - 1].Is("at")
        && (at + 1 >= words.Count || words[at + 1].AfterComma || words[at + 1].Is("on") || words[at + 1].Spelling?.Role == ParagraphVocabulary.SpellingRole.Date);

    private string? HalfOfDay(int at) => at < words.Count && words[at].Spelling is { Text: "am" or "pm" or "AM" or "PM" } word ? word.Text.ToLowerInvariant() : null;

    /// <summary>"5 o'clock".</summary>
    public bool IsOnTheHour(int at) => at < words.Count && words[at].Is("o'clock");

    public void Emit(int minutes, int at) => writer.Emit(vocabulary.NumberOf($"@{minutes % (24 * 60)}"), TokenKind.Number, words[at]);
}
