namespace AllianceMonitor.Local.Triggers;

/// <summary>An app that runs already, say under a debugger. It may come and go; calls wait for it.</summary>
internal sealed class RunningApp(Uri address, TimeProvider time) : IHandler, IDisposable
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>An answer counts for this long, so that idle triggers do not keep a debugger busy.</summary>
    private static readonly TimeSpan AnswerAge = TimeSpan.FromSeconds(2);

    private readonly HttpClient http = HandlerHttp.NewClient();
    private long? answeredAt;

    public Task Run(CancellationToken cancel) => Task.Delay(Timeout.InfiniteTimeSpan, time, cancel);

    public async Task<HandlerRun> Ready(CancellationToken cancel)
    {
        if (answeredAt is not { } moment || time.GetElapsedTime(moment) > AnswerAge)
        {
            while (!await HandlerHttp.Answers(http, address, cancel))
                await Task.Delay(ProbeInterval, time, cancel);
            answeredAt = time.GetTimestamp();
        }

        return new HandlerRun(address, CancellationToken.None);
    }

    public Task<bool> Survived(HandlerRun run, CancellationToken cancel)
    {
        answeredAt = null;
        return HandlerHttp.Answers(http, address, cancel);
    }

    public void TimedOut(HandlerRun run)
    {
        // Not ours to kill.
    }

    public void Dispose() => http.Dispose();
}
