namespace AllianceMonitor.Local.Triggers;

/// <summary>An app that runs already, say under a debugger. It may come and go; calls wait for it.</summary>
internal sealed class RunningApp(Uri address, TimeProvider time) : IHandler, IDisposable
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient http = HandlerHttp.NewClient();

    public Task Run(CancellationToken cancel) => Task.Delay(Timeout.InfiniteTimeSpan, time, cancel);

    public async Task<HandlerRun> Ready(CancellationToken cancel)
    {
        while (!await HandlerHttp.Answers(http, address, cancel))
            await Task.Delay(ProbeInterval, time, cancel);

        return new HandlerRun(address, CancellationToken.None);
    }

    public Task<bool> Survived(HandlerRun run, CancellationToken cancel) => HandlerHttp.Answers(http, address, cancel);

    public void TimedOut(HandlerRun run)
    {
        // Not ours to kill.
    }

    public void Dispose() => http.Dispose();
}
