using System.Globalization;
using AllianceMonitor.Alerts;

namespace AllianceMonitor.Tests.Alerts;

/// <summary>Local times over the days on which clocks change. In Paris they went from 02:00 to 03:00 on 28 March 2027 and go back from 03:00 to 02:00 on 31 October 2027.</summary>
public class TimingTests
{
    private const string Paris = "Europe/Paris";

    [Theory]
    [InlineData("an ordinary day", "2027-03-15T06:30Z", null, "08:00", Paris, "2027-03-15T07:00Z")]
    [InlineData("the time itself is past", "2027-03-15T07:00Z", null, "08:00", Paris, "2027-03-16T07:00Z")]
    [InlineData("the day before is still today there", "2027-03-15T20:00Z", null, "08:00", "Asia/Tokyo", "2027-03-15T23:00Z")]
    [InlineData("over the spring change", "2027-03-27T20:00Z", null, "08:00", Paris, "2027-03-28T06:00Z")]
    [InlineData("a time that is skipped", "2027-03-27T20:00Z", null, "02:30", Paris, "2027-03-28T01:30Z")]
    [InlineData("a time that comes twice", "2027-10-30T20:00Z", null, "02:30", Paris, "2027-10-31T00:30Z")]
    [InlineData("the second of the two does not count", "2027-10-31T00:45Z", null, "02:30", Paris, "2027-11-01T01:30Z")]
    [InlineData("weekly", "2027-03-15T06:30Z", DayOfWeek.Monday, "08:00", Paris, "2027-03-15T07:00Z")]
    [InlineData("weekly, just missed", "2027-03-15T07:00Z", DayOfWeek.Monday, "08:00", Paris, "2027-03-22T07:00Z")]
    [InlineData("weekly over the autumn change", "2027-10-25T12:00Z", DayOfWeek.Monday, "08:00", Paris, "2027-11-01T07:00Z")]
    [InlineData("half-hour zones", "2027-03-15T00:00Z", null, "09:00", "Asia/Kolkata", "2027-03-15T03:30Z")]
    [InlineData("a change of half an hour", "2027-10-02T12:00Z", null, "02:15", "Australia/Lord_Howe", "2027-10-02T15:45Z")]
    public void A_schedule_knows_its_next_time(string what, string now, DayOfWeek? day, string at, string zone, string next)
    {
        var schedule = new Timing.Scheduled(day, TimeOnly.Parse(at, CultureInfo.InvariantCulture), Zone(zone));

        Assert.True(At(next) == schedule.NextAfter(At(now)), $"{what}: {schedule.NextAfter(At(now)):u}");
    }

    [Theory]
    [InlineData("before", "2027-03-15T20:59Z", "22:00", "07:00", null)]
    [InlineData("the first moment", "2027-03-15T21:00Z", "22:00", "07:00", "2027-03-16T06:00Z")]
    [InlineData("after midnight", "2027-03-16T02:00Z", "22:00", "07:00", "2027-03-16T06:00Z")]
    [InlineData("the last moment is over", "2027-03-16T06:00Z", "22:00", "07:00", null)]
    [InlineData("within a day", "2027-03-15T12:00Z", "12:00", "14:00", "2027-03-15T13:00Z")]
    [InlineData("the night of the spring change", "2027-03-28T00:30Z", "22:00", "07:00", "2027-03-28T05:00Z")]
    [InlineData("they end in the skipped hour", "2027-03-28T01:10Z", "22:00", "02:30", "2027-03-28T01:30Z")]
    [InlineData("they end in the hour that comes twice", "2027-10-31T00:10Z", "22:00", "02:30", "2027-10-31T00:30Z")]
    [InlineData("and do not begin again in its second run", "2027-10-31T01:10Z", "22:00", "02:30", null)]
    public void Quiet_hours_know_their_end(string what, string now, string from, string to, string? end)
    {
        var quiet = new QuietHours(TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(to, CultureInfo.InvariantCulture), Zone(Paris));

        Assert.True((end is null ? null : At(end)) == quiet.EndAt(At(now)), $"{what}: {quiet.EndAt(At(now)):u}");
    }

    /// <summary>Whatever the clocks do.</summary>
    [Theory]
    [InlineData("Europe/Paris")]
    [InlineData("America/New_York")]
    [InlineData("Asia/Tokyo")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("America/St_Johns")]
    [InlineData("Europe/Dublin")]
    [InlineData("UTC")]
    public void Over_a_year_a_daily_time_comes_once_a_day(string zone)
    {
        foreach (TimeOnly time in (TimeOnly[])[new(0, 0), new(1, 30), new(2, 0), new(2, 30), new(3, 0), new(8, 0), new(23, 59)])
        {
            var schedule = new Timing.Scheduled(null, time, Zone(zone));
            DateTimeOffset last = schedule.NextAfter(At("2027-01-01T00:00Z"));
            for (int day = 0; day < 365; day++)
            {
                DateTimeOffset next = schedule.NextAfter(last);
                Assert.InRange(next - last, TimeSpan.FromHours(23), TimeSpan.FromHours(25));
                bool isByAChange = Zone(zone).GetUtcOffset(next) != Zone(zone).GetUtcOffset(next.AddHours(-2));
                Assert.True(TimeZoneInfo.ConvertTime(next, Zone(zone)).TimeOfDay == time.ToTimeSpan() || isByAChange, $"{zone} {next:u}");
                last = next;
            }
        }
    }

    [Fact]
    public void Groups_wait_and_keep_their_distance()
    {
        var grouped = new Timing.Grouped(TimeSpan.FromMinutes(5), TimeSpan.FromHours(1));
        DateTimeOffset now = At("2027-03-15T06:30Z");

        Assert.Equal(now.AddMinutes(5), grouped.HoldAt(now, null).DueAt);
        Assert.Equal(now.AddMinutes(50), grouped.HoldAt(now, now.AddMinutes(-10)).DueAt);
        Assert.Equal(now.AddMinutes(5), grouped.HoldAt(now, now.AddHours(-2)).DueAt);
    }

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
