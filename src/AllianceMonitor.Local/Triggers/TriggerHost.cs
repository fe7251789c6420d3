using Microsoft.Extensions.Logging;

namespace AllianceMonitor.Local.Triggers;

/// <summary>
/// A stand-in for the Functions host: reads the app's <c>host.json</c> and <c>function.json</c> files, keeps the app running and fires its
/// functions, with the host's contract and its ways to fail.
/// </summary>
internal sealed class TriggerHost : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly IReadOnlyList<ITrigger> triggers;
    private readonly IHandler handler;
    private readonly Invoker invoker;
    private readonly HttpTrigger http;

    private TriggerHost(IHandler handler, Invoker invoker, HttpTrigger http, IReadOnlyList<ITrigger> triggers)
    {
        (this.handler, this.invoker, this.http, this.triggers) = (handler, invoker, http, triggers);
        Stopped = Run();
    }

    /// <summary>Fails when the host gives up (<see cref="HostStoppedException"/>); completes when it is disposed.</summary>
    public Task Stopped { get; }

    /// <summary>Of the app's latest run; null when it is not ours.</summary>
    public int? AppProcessId => (handler as HandlerProcess)?.ProcessId;

    public static async Task<TriggerHost> Start(
        FunctionApp app, IReadOnlyDictionary<string, string> settings, TriggerHostOptions options, TimeProvider time, ILoggerFactory logs, CancellationToken cancel)
    {
        var logger = logs.CreateLogger("Host");
        IHandler handler = options.RunningApp is { } address
            ? new RunningApp(address, time)
            : new HandlerProcess(app, settings, options, time, logger, logs.CreateLogger("App"));
        var invoker = new Invoker(handler, app.Host.FunctionTimeout, time, logger);

        // Listening first: the port is checked before anything runs, and calls wait until the app is ready.
        var http = await HttpTrigger.Start(app, options.HttpPort, invoker, logger, cancel);
        return new TriggerHost(handler, invoker, http, [.. app.Functions.Select(Trigger).OfType<ITrigger>()]);

        ITrigger? Trigger(Function function) => function switch
        {
            BlobFunction blob => new BlobTrigger(blob, app.Host.Blobs, options, invoker, time, logger),
            QueueFunction queue => new QueueTrigger(queue, app.Host.Queues, options, invoker, time, logger),
            TimerFunction timer => new TimerTrigger(timer, invoker, time),
            _ => null,
        };
    }

    /// <summary>Completes when the app answers for the first time; fails when the host gives up before.</summary>
    public async Task Ready(CancellationToken cancel) => await await Task.WhenAny(handler.Ready(cancel), Stopped);

    public async Task<IReadOnlyList<Backlog>> Backlog(CancellationToken cancel) =>
        await Task.WhenAll(triggers.Select(trigger => trigger.Backlog(cancel)));

    public async ValueTask DisposeAsync()
    {
        await http.DisposeAsync();
        await stopping.CancelAsync();
        await Stopped.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        invoker.Dispose();
        (handler as IDisposable)?.Dispose();
        stopping.Dispose();
    }

    private async Task Run()
    {
        // The first to end takes the others along: only a fault or the cancellation ends any of them.
        var running = triggers.Select(trigger => trigger.Run(stopping.Token)).Append(handler.Run(stopping.Token)).ToList();
        var first = await Task.WhenAny(running);
        await stopping.CancelAsync();
        await Task.WhenAll(running).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        if (first.IsFaulted)
            await first;
    }
}
