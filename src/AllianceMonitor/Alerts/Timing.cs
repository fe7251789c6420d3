using System.Globalization;

namespace AllianceMonitor.Alerts;

/// <summary>When a subscription is told.</summary>
public abstract record Timing
{
    /// <summary>How long an alert that comes now waits; null when it is told at once.</summary>
    /// <param name="now">When it comes.</param>
    /// <param name="lastDigest">When the subscription had its last digest; null before the first.</param>
    public abstract Hold? HoldAt(DateTimeOffset now, DateTimeOffset? lastDigest);

    /// <summary>Each alert at once.</summary>
    public sealed record Instant : Timing
    {
        public override Hold? HoldAt(DateTimeOffset now, DateTimeOffset? lastDigest) => null;
    }

    /// <summary>What comes within <paramref name="Wait"/> of the first alert in one message, and no two messages within <paramref name="Interval"/>.</summary>
    public sealed record Grouped(TimeSpan Wait, TimeSpan Interval) : Timing
    {
        public override Hold HoldAt(DateTimeOffset now, DateTimeOffset? lastDigest)
        {
            DateTimeOffset waited = now + Wait, spaced = (lastDigest ?? DateTimeOffset.MinValue) + Interval;
            return new Hold(HoldKind.Grouped, waited > spaced ? waited : spaced, $"the subscription is told in groups, {Interval:c} apart");
        }
    }

    /// <summary>All that came since the last time, at a local time.</summary>
    /// <param name="Day">Day of the week; null for every day.</param>
    /// <param name="At">Local time.</param>
    /// <param name="Zone">Whose local time.</param>
    public sealed record Scheduled(DayOfWeek? Day, TimeOnly At, TimeZoneInfo Zone) : Timing
    {
        public override Hold HoldAt(DateTimeOffset now, DateTimeOffset? lastDigest) =>
            new(HoldKind.Scheduled, NextAfter(now), string.Create(CultureInfo.InvariantCulture, $"the subscription is told {(Day is { } day ? $"on {day}s" : "daily")} at {At:HH:mm} ({Zone.Id})"));

        /// <summary>The first time of the schedule that is later.</summary>
        public DateTimeOffset NextAfter(DateTimeOffset instant)
        {
            for (DateOnly day = LocalTime.DayOf(instant, Zone).AddDays(-1); ; day = day.AddDays(1))
            {
                if ((Day is null || day.DayOfWeek == Day) && LocalTime.InstantOf(day, At, Zone) is var next && next > instant)
                {
                    return next;
                }
            }
        }
    }
}
