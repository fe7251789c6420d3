namespace AllianceMonitor.Local.Triggers;

/// <summary>None while there is work; then from 100 ms, doubled up to a limit.</summary>
internal sealed class PollingPause(TimeSpan longest)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private TimeSpan next = Shortest;

    public async Task After(bool foundSomething, TimeProvider time, CancellationToken cancel)
    {
        if (foundSomething)
        {
            next = Shortest;
            return;
        }

        await Task.Delay(next < longest ? next : longest, time, cancel);
        next = next < longest ? next * 2 : longest;
    }
}
