using System.Globalization;

namespace AllianceMonitor.Alerts;

/// <summary>Hours of every day in which nothing is told; when they end, all that came is told in one digest.</summary>
/// <param name="From">Local time at which they begin.</param>
/// <param name="To">Local time at which they end; the next day's where it is not later than <paramref name="From"/>.</param>
/// <param name="Zone">Whose local time.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    /// <summary>When the quiet hours end that <paramref name="now"/> is in; null when it is in none.</summary>
    public DateTimeOffset? EndAt(DateTimeOffset now)
    {
        DateOnly today = LocalTime.DayOf(now, Zone);
        foreach (DateOnly day in (DateOnly[])[today.AddDays(-1), today])
        {
            DateTimeOffset end = LocalTime.InstantOf(From < To ? day : day.AddDays(1), To, Zone);
            if (LocalTime.InstantOf(day, From, Zone) <= now && now < end)
            {
                return end;
            }
        }

        return null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:HH:mm} to {To:HH:mm} ({Zone.Id})");
}
