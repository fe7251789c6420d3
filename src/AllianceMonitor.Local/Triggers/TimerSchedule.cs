using NCrontab;

namespace AllianceMonitor.Local.Triggers;

/// <summary>An NCRONTAB expression of six fields (seconds first) or five, in UTC.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule crontab;

    private TimerSchedule(CrontabSchedule crontab) => this.crontab = crontab;

    public static TimerSchedule? Parse(string expression)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length;
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 };
        return CrontabSchedule.TryParse(expression, options) is { } crontab ? new TimerSchedule(crontab) : null;
    }

    /// <summary>Strictly after <paramref name="time"/>.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset time) =>
        new(DateTime.SpecifyKind(crontab.GetNextOccurrence(time.UtcDateTime), DateTimeKind.Utc));

    /// <summary>The host keeps no status for timers that fire more than once a minute.</summary>
    public bool IsFasterThanAMinute(DateTimeOffset now)
    {
        var first = NextAfter(now);
        return NextAfter(first) - first < TimeSpan.FromMinutes(1);
    }
}
