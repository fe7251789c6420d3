using System.Text.Json.Serialization;

namespace AllianceMonitor.Alerts;

/// <summary>Why an alert waits for a digest.</summary>
[JsonConverter(typeof(KebabCase<HoldKind>))]
public enum HoldKind
{
    /// <summary>Too many came within an hour.</summary>
    Storm,

    QuietHours,

    /// <summary>The subscription is told in groups.</summary>
    Grouped,

    /// <summary>The subscription is told daily or weekly.</summary>
    Scheduled,
}

/// <summary>How long an alert waits, and why.</summary>
/// <param name="Kind">What sort of wait it is.</param>
/// <param name="DueAt">When it is told.</param>
/// <param name="Cause">After "because": <c>more than 20 an hour came</c>.</param>
public sealed record Hold(HoldKind Kind, DateTimeOffset DueAt, string Cause);
