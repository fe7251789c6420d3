using System.Text.Json.Nodes;

namespace AllianceMonitor.Local.Triggers;

/// <summary>Fires at every occurrence of its schedule; one that falls due during a run is skipped. The status lives as long as the host.</summary>
internal sealed class TimerTrigger(TimerFunction function, Invoker invoker, TimeProvider time) : ITrigger
{
    /// <summary>Task.Delay has an upper limit of 49 days.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private int inFlight;

    public async Task Run(CancellationToken cancel)
    {
        var started = time.GetUtcNow();
        var status = function.KeepsStatus && !function.Schedule.IsFasterThanAMinute(started) ? TimerStatus.Starting(function.Schedule, started) : null;
        if (function.RunsOnStartup)
            await Fire(status, cancel);

        while (true)
        {
            var due = function.Schedule.NextAfter(time.GetUtcNow());
            await WaitUntil(due, cancel);
            await Fire(status, cancel);
            status = status is null ? null : TimerStatus.After(due, function.Schedule);
        }
    }

    public Task<Backlog> Backlog(CancellationToken cancel) => Task.FromResult(new Backlog(function.Name, 0, Volatile.Read(ref inFlight), 0));

    /// <summary>The value of a timer trigger in the request.</summary>
    public static JsonObject Value(TimerStatus? status) => new()
    {
        ["Schedule"] = new JsonObject { ["AdjustForDST"] = true },
        ["ScheduleStatus"] = status is null ? null : new JsonObject
        {
            ["Last"] = status.Last,
            ["Next"] = status.Next,
            ["LastUpdated"] = status.LastUpdated,
        },
        ["IsPastDue"] = false,
    };

    private async Task Fire(TimerStatus? status, CancellationToken cancel)
    {
        Interlocked.Increment(ref inFlight);
        try
        {
            var metadata = new JsonObject { ["sys"] = Metadata.Sys(function.Name, time.GetUtcNow()) };
            await invoker.Invoke(function.Name, InvocationBody.Of(function.Binding, Value(status), metadata), cancel);
        }
        finally
        {
            Interlocked.Decrement(ref inFlight);
        }
    }

    private async Task WaitUntil(DateTimeOffset due, CancellationToken cancel)
    {
        while (due - time.GetUtcNow() is var left && left > TimeSpan.Zero)
            await Task.Delay(left < LongestWait ? left : LongestWait, time, cancel);
    }
}

/// <summary>As the host stores it for each timer.</summary>
/// <param name="Last">The occurrence that ran before; the first day of the calendar when none did.</param>
internal sealed record TimerStatus(DateTimeOffset Last, DateTimeOffset Next, DateTimeOffset LastUpdated)
{
    public static TimerStatus Starting(TimerSchedule schedule, DateTimeOffset now) => new(default, schedule.NextAfter(now), now);

    public static TimerStatus After(DateTimeOffset due, TimerSchedule schedule) => new(due, schedule.NextAfter(due), due);
}
