using System.Text.Json.Serialization;

namespace AllianceMonitor.Delivery;

/// <summary>What a channel's peer takes; 0 for no limit.</summary>
/// <param name="PerMinute">Sends within any minute.</param>
/// <param name="PerHour">Sends within any hour.</param>
/// <param name="PerRecipient">Whether each recipient has a limit of its own, or all share one.</param>
public sealed record RateLimit(int PerMinute, int PerHour, bool PerRecipient = false)
{
    public static readonly RateLimit None = new(0, 0);

    public bool IsNone => PerMinute == 0 && PerHour == 0;
}

/// <summary>The turns that were given under a rate limit, in the past hour and in advance; never decreasing. Stored as <c>recipients/rates/HASH.json</c>, shared by all instances. Pure.</summary>
public sealed record Turns
{
    public IReadOnlyList<DateTimeOffset> Given { get; init; } = [];

    [JsonIgnore]
    public DateTimeOffset Last => Given[^1];

    /// <summary>With one more turn, <see cref="Last"/>: the first moment from now on at which no limit is broken.</summary>
    public Turns Next(RateLimit limit, DateTimeOffset now)
    {
        List<DateTimeOffset> given = [.. Given.Where(turn => now - turn < TimeSpan.FromHours(1))];
        DateTimeOffset next = new[] { now, After(given, limit.PerMinute, TimeSpan.FromMinutes(1)), After(given, limit.PerHour, TimeSpan.FromHours(1)) }.Max();
        return new Turns { Given = [.. given, next] };
    }

    private static DateTimeOffset After(List<DateTimeOffset> given, int count, TimeSpan within) => count > 0 && given.Count >= count ? given[^count] + within : DateTimeOffset.MinValue;
}
