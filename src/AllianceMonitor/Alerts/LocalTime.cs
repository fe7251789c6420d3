namespace AllianceMonitor.Alerts;

/// <summary>Times of the day as clocks on the wall show them.</summary>
internal static class LocalTime
{
    /// <summary>
    /// When clocks of the zone show this time on this day, as RFC 5545 (3.3.5) has it: a time that comes twice means the first, one that is skipped the time that it would have been without
    /// the change.
    /// </summary>
    public static DateTimeOffset InstantOf(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        // The instant lies between these two, and so does at most one change of clocks. TimeZoneInfo's own notion of skipped and repeated times fails where winter is the time that is saved (Dublin).
        DateTime local = DateTime.SpecifyKind(day.ToDateTime(time), DateTimeKind.Utc);
        TimeSpan before = zone.GetUtcOffset(local.AddDays(-1)), after = zone.GetUtcOffset(local.AddDays(1));
        return zone.GetUtcOffset(local - before) != before && zone.GetUtcOffset(local - after) == after ? new DateTimeOffset(local - after) : new DateTimeOffset(local - before);
    }

    public static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}
