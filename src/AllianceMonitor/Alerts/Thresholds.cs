using System.Globalization;
using AllianceMonitor.Extraction;

namespace AllianceMonitor.Alerts;

/// <summary>An amount of money as alerts write it: <c>600 million EUR</c>.</summary>
public sealed record Amount(decimal Value, string Currency)
{
    private static readonly Dictionary<string, decimal> Magnitudes = new(StringComparer.Ordinal) { ["thousand"] = 1e3m, ["million"] = 1e6m, ["billion"] = 1e9m, ["trillion"] = 1e12m };

    /// <summary>Null for a text that is no amount.</summary>
    public static Amount? Parse(string? text)
    {
        string[] words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        decimal magnitude = 1;
        bool wellFormed = words.Length is 2 or 3 && words[^1].Length == 3 && words[^1].All(char.IsAsciiLetterUpper) && (words.Length == 2 || Magnitudes.TryGetValue(words[1], out magnitude));
        return wellFormed && decimal.TryParse(words[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) && number < 1e12m ? new Amount(number * magnitude, words[^1]) : null;
    }
}

/// <summary>Sizes of changes, for subscriptions that ask for large ones only. What an article does not say counts as large.</summary>
internal static class Thresholds
{
    /// <summary>By how many percentage points the stake changes; null where it is not said.</summary>
    public static decimal? StakeChange(AlertChange change) =>
        (Percent(change.Known) ?? Percent(change.Fact.Before)) is { } before && (Percent(change.Now) ?? Percent(change.Fact.After)) is { } after ? Math.Abs(after - before) : null;

    private static decimal? Percent(string? text) =>
        text is not null && text.EndsWith('%') && decimal.TryParse(text[..^1].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal points) ? points : null;
}
