using AllianceMonitor.Local.Triggers;

namespace AllianceMonitor.Local.Stack;

/// <summary>Storage, inbox, trigger host and app, running together. Disposing ends them in reverse order, storage last.</summary>
internal sealed class LocalStack : IAsyncDisposable
{
    private static readonly TimeSpan PartsEndDelay = TimeSpan.FromMilliseconds(500);

    private readonly Stack<IAsyncDisposable> parts = [];
    private readonly List<(string Name, Task Exited)> processes = [];

    private LocalStack(string folder, StackPorts ports, string connectionString)
    {
        (Folder, Ports, ConnectionString) = (folder, ports, connectionString);
    }

    public string Folder { get; }

    public StackPorts Ports { get; }

    /// <summary>For the app, and for Storage Explorer.</summary>
    public string ConnectionString { get; private set; }

    public Uri Inbox { get; private set; } = null!;

    /// <summary>Base of the app's HTTP functions: /api/...</summary>
    public Uri Http => new($"http://127.0.0.1:{Ports.Http}/");

    public TriggerHost Host { get; private set; } = null!;

    public string LogPath => Path.Combine(Folder, "host.log");

    /// <summary>Fails when one of the parts ends that should not; never completes otherwise.</summary>
    public Task Stopped { get; private set; } = Task.CompletedTask;

    /// <param name="say">Takes a line for each step that takes time.</param>
    /// <param name="warn">Takes the warnings and errors of everything that runs.</param>
    public static async Task<LocalStack> Start(LocalStackOptions options, TimeProvider time, Action<string> say, Action<string> warn, CancellationToken cancel)
    {
        var folder = Path.GetFullPath(options.Folder);
        Directory.CreateDirectory(folder);
        var alone = CrossProcessLock.TryTake(Path.Combine(folder, "stack.lock")) ?? throw new SetupException(
            $"A local stack runs already on {folder}{(StackFile.Running(folder) is { } other ? $" (process {other.ProcessId})" : "")}. "
            + "Talk to it with drop and status, stop it, or name another folder with --local.");

        var ports = options.Ports ?? StackPorts.Free();
        var stack = new LocalStack(folder, ports, options.Storage ?? "");
        stack.parts.Push(alone);
        try
        {
            var configuration = SeedConfiguration.Read(options.Seeds);
            ports.CheckFree(withStorage: options.Storage is null);
            if (options.Fresh)
                stack.Clear();
            await NodePackages.Install(options.NodeFolder, say, cancel);
            await stack.StartParts(options, configuration, time, say, warn, cancel);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    /// <summary>Does some work while all parts run; when one ends, the work is cancelled and that part's end is the error.</summary>
    public async Task<T> While<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var working = work(stop.Token);
        await Task.WhenAny(working, Stopped);

        // Work that fails for a storage that is gone may see it before we do.
        if (working is { IsFaulted: true, Exception.InnerException: { } fault } && StorageClients.IsFault(fault))
            await Task.WhenAny(Stopped, Task.Delay(PartsEndDelay * 2, cancel));
        if (!Stopped.IsCompleted)
            return await working;

        await stop.CancelAsync();
        await working.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        cancel.ThrowIfCancellationRequested();
        await Stopped;
        throw new HostStoppedException("The local stack has ended.");
    }

    public async ValueTask DisposeAsync()
    {
        while (parts.TryPop(out var part))
            await part.DisposeAsync();
    }

    private async Task StartParts(LocalStackOptions options, SeedConfiguration configuration, TimeProvider time, Action<string> say, Action<string> warn, CancellationToken cancel)
    {
        var log = new StackLog(LogPath, time, warn);
        parts.Push(new Ending(log.Dispose));

        // Both at once: node takes its time to start.
        AzuriteProcess? azurite = null;
        if (options.Storage is null)
        {
            say("Starting Azurite, the inbox and the function app.");
            azurite = AzuriteProcess.Start(
                options.NodeFolder, DataFolder("azurite"), Ports.Blob, Ports.Queue, line => log.CreateLogger("Azurite").LogInformation("{Line}", line), options.OperationsLog);
            parts.Push(azurite);
            processes.Add(("Azurite", azurite.Exited));
            ConnectionString = azurite.ConnectionString;
        }
        else
        {
            await StorageClients.CheckAnswers(ConnectionString, cancel);
            say("Starting the inbox and the function app.");
        }

        var inbox = InboxProcess.Start(options.NodeFolder, DataFolder("inbox"), Ports.Smtp, Ports.Inbox, line => log.CreateLogger("Inbox").LogInformation("{Line}", line));
        parts.Push(inbox);
        processes.Add(("The inbox", inbox.Exited));
        Inbox = inbox.Page;
        if (azurite is not null)
            await azurite.Ready(cancel);
        await configuration.Upload(ConnectionString, cancel);
        await inbox.Ready(cancel);

        await StartHost(options, time, log, say, cancel);
        parts.Push(new Ending(() => File.Delete(StackFile.PathIn(Folder))));
        StackFile.OfThisProcess(Ports, ConnectionString, Inbox, Http).Write(Folder);
    }

    private async Task StartHost(LocalStackOptions options, TimeProvider time, StackLog log, Action<string> say, CancellationToken cancel)
    {
        var settings = LocalSettings.Read(Repository.Root);
        foreach (var (name, value) in options.Settings)
            settings[name] = value;
        settings = LocalSettings.PointedAt(settings, ConnectionString, Ports);

        var app = FunctionApp.Load(options.AppFolder, settings);
        if (options.Host.RunningApp is { } running)
        {
            var environment = Path.Combine(Folder, "app.env");
            parts.Push(new Ending(() => File.Delete(environment)));
            await File.WriteAllLinesAsync(environment, settings.Select(setting => $"{setting.Key}={setting.Value}"), cancel);
            say($"Waiting for the app at {running}; {environment} holds the settings that it needs.");
        }

        Host = await TriggerHost.Start(app, settings, options.Host with { HttpPort = Ports.Http }, time, log, cancel);
        parts.Push(Host);
        await Host.Ready(cancel);
        Stopped = AnyEnds();
    }

    private async Task AnyEnds()
    {
        var first = await Task.WhenAny([Host.Stopped, .. processes.Select(process => process.Exited)]);
        if (processes.Find(process => process.Exited == first) is { Name: { } name })
        {
            // As with the app, a terminal's Ctrl+C may end it before our own cancellation is heard.
            await Task.Delay(PartsEndDelay);
            throw new HostStoppedException($"{name} ended unexpectedly.");
        }

        await first;
    }

    private string DataFolder(string name) => Path.Combine(Folder, name);

    /// <summary>Only what the stack itself puts there: the folder is the user's to name.</summary>
    private void Clear()
    {
        foreach (var data in (string[])["azurite", "inbox"])
        {
            if (Directory.Exists(DataFolder(data)))
                Directory.Delete(DataFolder(data), recursive: true);
        }
    }

    private sealed class Ending(Action end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            end();
            return ValueTask.CompletedTask;
        }
    }
}
