using System.Globalization;
using System.Text.Json;
using AllianceMonitor.Local.Triggers;

namespace AllianceMonitor.Tests.Local;

public sealed class TimerScheduleTests
{
    [Theory]
    [InlineData("every five minutes", "0 */5 * * * *", "2026-03-01T10:02:03Z", "2026-03-01T10:05:00Z")]
    [InlineData("strictly after", "0 */5 * * * *", "2026-03-01T10:05:00Z", "2026-03-01T10:10:00Z")]
    [InlineData("a second", "*/10 * * * * *", "2026-03-01T10:05:01Z", "2026-03-01T10:05:10Z")]
    [InlineData("five fields", "30 7 * * *", "2026-03-01T10:00:00Z", "2026-03-02T07:30:00Z")]
    [InlineData("Mondays", "0 0 8 * * 1", "2026-03-03T00:00:00Z", "2026-03-09T08:00:00Z")]
    [InlineData("leap day", "0 0 0 29 2 *", "2026-03-01T00:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("a time elsewhere", "0 0 8 * * *", "2026-03-01T09:30:00+02:00", "2026-03-01T08:00:00Z")]
    public void The_next_occurrence_is_in_UTC(string row, string expression, string after, string expected)
    {
        var next = TimerSchedule.Parse(expression)!.NextAfter(Time(after));

        Assert.True(Time(expected) == next, $"{row}: {next:o}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("0 61 * * * *")]
    [InlineData("00:05:00")]
    public void Other_expressions_are_none(string expression) => Assert.Null(TimerSchedule.Parse(expression));

    [Fact]
    public void The_status_tells_the_occurrence_before_and_this_one()
    {
        var schedule = TimerSchedule.Parse("0 */5 * * * *")!;

        var first = TimerStatus.Starting(schedule, Time("2026-03-01T10:02:03Z"));
        var second = TimerStatus.After(first.Next, schedule);

        AssertJson("""{"Schedule":{"AdjustForDST":true},"ScheduleStatus":{"Last":"0001-01-01T00:00:00+00:00","Next":"2026-03-01T10:05:00+00:00","LastUpdated":"2026-03-01T10:02:03+00:00"},"IsPastDue":false}""", first);
        AssertJson("""{"Schedule":{"AdjustForDST":true},"ScheduleStatus":{"Last":"2026-03-01T10:05:00+00:00","Next":"2026-03-01T10:10:00+00:00","LastUpdated":"2026-03-01T10:05:00+00:00"},"IsPastDue":false}""", second);
        AssertJson("""{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}""", null);
    }

    [Theory]
    [InlineData("*/30 * * * * *", true)]
    [InlineData("0 * * * * *", false)]
    public void A_timer_faster_than_a_minute_has_no_status(string expression, bool expected) =>
        Assert.Equal(expected, TimerSchedule.Parse(expression)!.IsFasterThanAMinute(Time("2026-03-01T10:02:03Z")));

    private static void AssertJson(string expected, TimerStatus? status) =>
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), JsonElement.Parse(TimerTrigger.Value(status).ToJsonString())), TimerTrigger.Value(status).ToJsonString());

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
