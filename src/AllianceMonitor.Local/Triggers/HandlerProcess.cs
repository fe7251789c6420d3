using System.Globalization;
using AllianceMonitor.Local.Stack;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor.Local.Triggers;

/// <summary>The app as a process of ours, started and restarted as the Functions host does.</summary>
internal sealed class HandlerProcess : IHandler, IDisposable
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(25);

    /// <summary>A dying process closes its connections a little before its exit can be seen.</summary>
    private static readonly TimeSpan ExitDelay = TimeSpan.FromMilliseconds(500);

    private readonly HttpClient http = HandlerHttp.NewClient();
    private readonly Queue<DateTimeOffset> crashes = [];
    private readonly FunctionApp app;
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly TriggerHostOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly ILogger appLog;
    private readonly string executable;

    private TaskCompletionSource<HandlerRun> ready = NewSource();
    private volatile AppProcess? current;

    /// <param name="appLog">Takes what the app writes to its standard streams.</param>
    public HandlerProcess(
        FunctionApp app, IReadOnlyDictionary<string, string> settings, TriggerHostOptions options, TimeProvider time, ILogger logger, ILogger appLog)
    {
        (this.app, this.settings, this.options, this.time, this.logger, this.appLog) = (app, settings, options, time, logger, appLog);
        executable = FindExecutable(app);
    }

    /// <summary>Of the latest run.</summary>
    public int? ProcessId => current?.Id;

    public async Task<HandlerRun> Ready(CancellationToken cancel)
    {
        while (true)
        {
            var run = await Volatile.Read(ref ready).Task.WaitAsync(cancel);
            if (!run.Gone.IsCancellationRequested)
                return run;
            Retire(run);
        }
    }

    public async Task Run(CancellationToken cancel)
    {
        while (true)
        {
            using var process = AppProcess.Start(executable, app, settings, FreePorts.Next(), appLog);
            try
            {
                current = process;
                await KeepReady(process, cancel);
            }
            finally
            {
                Retire(process.Run);
                process.Kill();
                await process.Exited;
            }

            if (!process.WasOverdue)
                await CountExit(await process.Exited, cancel);
        }
    }

    public async Task<bool> Survived(HandlerRun run, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(run.Gone, cancel);
        await Task.Delay(ExitDelay, time, either.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return !either.IsCancellationRequested;
    }

    public void TimedOut(HandlerRun run)
    {
        // Retired first, so that no other call reaches for it while it dies.
        Retire(run);
        if (current is { } process && process.Run == run)
            process.KillAsOverdue();
    }

    public void Dispose() => http.Dispose();

    private async Task KeepReady(AppProcess process, CancellationToken cancel)
    {
        using var starting = CancellationTokenSource.CreateLinkedTokenSource(cancel, process.Run.Gone);
        starting.CancelAfter(app.Host.InitializationTimeout);
        try
        {
            while (!await HandlerHttp.Answers(http, process.Run.Address, starting.Token))
                await Task.Delay(ProbeInterval, time, starting.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            if (!process.Run.Gone.IsCancellationRequested)
                throw new HostStoppedException($"The app did not answer GET {process.Run.Address} within {app.Host.InitializationTimeout.TotalSeconds:0} s of its start.");
            return;
        }

        logger.LogInformation("The app is ready: process {ProcessId}, {Address}", process.Id, process.Run.Address);
        Volatile.Read(ref ready).TrySetResult(process.Run);
        await process.Exited.WaitAsync(cancel);
    }

    /// <summary>From now on <see cref="Ready"/> waits for the next run.</summary>
    private void Retire(HandlerRun run)
    {
        var source = Volatile.Read(ref ready);
        if (source.Task is { IsCompletedSuccessfully: true, Result: var current } && current == run)
            Interlocked.CompareExchange(ref ready, NewSource(), source);
    }

    private async Task CountExit(int exitCode, CancellationToken cancel)
    {
        // A terminal's Ctrl+C goes to the app as well, which may be gone before our own cancellation is heard.
        await Task.Delay(exitCode == 0 ? ExitDelay : ExitDelay / 5, time, cancel);
        if (exitCode == 0)
            throw new HostStoppedException("The app ended with exit code 0, which the Functions host never restarts.");

        var now = time.GetUtcNow();
        crashes.Enqueue(now);
        while (crashes.Peek() < now - options.RestartWindow)
            crashes.Dequeue();
        if (crashes.Count >= options.RestartCap)
        {
            throw new HostStoppedException(string.Create(CultureInfo.InvariantCulture,
                $"The app ended with exit code {exitCode}, its exit number {crashes.Count} within {options.RestartWindow.TotalMinutes:0} minutes: the host stops."));
        }

        logger.LogWarning("The app ended with exit code {ExitCode} and is started again; the host stops at exit number {RestartCap}, this was {Crashes}",
            exitCode, options.RestartCap, crashes.Count);
    }

    private static string FindExecutable(FunctionApp app)
    {
        var file = Path.Combine(app.Folder, "host.json");
        if (app.Host.Executable is not { Length: > 0 } named)
            throw new SetupException($"{file}: customHandler.description.defaultExecutablePath is missing.");

        // The app's own folder goes before PATH, as in the host.
        var program = OperatingSystem.IsWindows() && !Path.HasExtension(named) ? named + ".exe" : named;
        var folders = Path.GetFileName(program) == program ? Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [] : [];
        return folders.Prepend(app.Folder).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new SetupException($"{file}: customHandler.description.defaultExecutablePath is \"{named}\", but there is no {Path.Combine(app.Folder, program)}.");
    }

    private static TaskCompletionSource<HandlerRun> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
