using System.Globalization;

namespace AllianceMonitor.Alerts;

/// <summary>A time in which a subscription is told nothing, and not afterwards either; it ends by itself.</summary>
/// <param name="Until">When it ends.</param>
/// <param name="Reason">Why, in words of whoever asked for it; null where nobody said.</param>
/// <param name="Story">Id of the one story that it is about; null for all.</param>
public sealed record Silence(DateTimeOffset Until, string? Reason, string? Story)
{
    public bool Covers(Alert alert, DateTimeOffset now) => now < Until && (Story is null || Story == alert.StoryId);

    /// <summary><c>silenced until 2027-04-01 06:00 UTC (trade fair)</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Story is null ? "" : $"story {Story} ")}silenced until {Until.UtcDateTime:yyyy-MM-dd HH:mm} UTC{(Reason is null ? "" : $" ({Reason})")}");
}
