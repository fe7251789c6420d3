namespace AllianceMonitor.EndToEnd.Tests.Support;

internal static class Eventually
{
    /// <summary>Far beyond what anything here takes on the busiest machine (a run of 20 s has taken over 60): reached only by what never happens.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <param name="what">Ends the sentence "Waited in vain until".</param>
    /// <param name="context">Adds what may explain the failure.</param>
    /// <param name="patience">For what takes longer; null for the usual patience.</param>
    public static async Task Holds(string what, Func<Task<bool>> condition, Func<string>? context = null, TimeSpan? patience = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > (patience ?? Patience))
                Assert.Fail($"Waited in vain until {what}.{(context is null ? "" : $"{Environment.NewLine}{context()}")}");
            await Task.Delay(Interval);
        }
    }

    /// <summary>The first value that is not null.</summary>
    public static async Task<T> Value<T>(string what, Func<Task<T?>> read, Func<string>? context = null)
        where T : class
    {
        T? value = null;
        await Holds(what, async () => (value = await read()) is not null, context);
        return value!;
    }
}
