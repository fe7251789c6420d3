using System.Diagnostics;
using AllianceMonitor.Local.Stack;
using AllianceMonitor.Local.Triggers;

namespace AllianceMonitor.Benchmarks.Soak;

/// <summary>The local stack with the published app in a folder of its own, watching the partners of the made-up articles.</summary>
internal sealed class SoakStack : IAsyncDisposable
{
    private const string Webhook = "TEAMS_WEBHOOK_SOAK";

    /// <summary>Longer than for developers, who wait for what a crash has hidden: a busy machine may renew a lease of seconds too late, and then all is done twice. Azure: 10 minutes.</summary>
    private static readonly TimeSpan CrashInvisibility = TimeSpan.FromMinutes(1);

    private readonly LocalStack stack;

    private SoakStack(LocalStack stack, string operationsLog)
    {
        (this.stack, OperationsLog) = (stack, operationsLog);
        Sinks = new Sinks(stack.Inbox, Path.Combine(stack.Folder, "inbox"));
    }

    /// <summary>What a run needs beside the defaults of the local stack.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        // The brake would tell all but 20 alerts an hour in a digest.
        ["ALERTS_PER_HOUR"] = "0",
        [Webhook] = "",
    };

    public Sinks Sinks { get; }

    /// <summary>Azurite's access log.</summary>
    public string OperationsLog { get; }

    public string HostLog => stack.LogPath;

    public string ConnectionString => stack.ConnectionString;

    /// <summary>Resident set of the app's process, in bytes; 0 while it is started anew.</summary>
    public long AppMemory
    {
        get
        {
            try
            {
                using var process = Process.GetProcessById(stack.Host.AppProcessId ?? 0);
                return process.WorkingSet64;
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
                return 0;
            }
        }
    }

    /// <summary>Fails when a part of the stack ends.</summary>
    public Task Stopped => stack.Stopped;

    /// <param name="folder">For everything that the stack keeps; empty.</param>
    /// <param name="appFolder">A published app.</param>
    /// <param name="articles">Whose watchlist is taken.</param>
    /// <param name="warn">Takes warnings and errors of the stack.</param>
    public static async Task<SoakStack> StartAsync(string folder, string appFolder, SoakArticles articles, Action<string> warn)
    {
        string seeds = Directory.CreateDirectory(Path.Combine(folder, "seeds")).FullName, operationsLog = Path.Combine(folder, "operations.log");
        await File.WriteAllTextAsync(Path.Combine(seeds, Configuration.WatchlistName), articles.Watchlist());
        await File.WriteAllTextAsync(Path.Combine(seeds, Configuration.SubscriptionsName), SoakArticles.Subscriptions(Webhook));
        var options = new LocalStackOptions
        {
            Folder = folder,
            AppFolder = appFolder,
            Seeds = seeds,
            Settings = Settings,
            OperationsLog = operationsLog,
            Host = new TriggerHostOptions { CrashInvisibility = CrashInvisibility },
        };
        return new SoakStack(await LocalStack.Start(options, TimeProvider.System, Console.WriteLine, warn, CancellationToken.None), operationsLog);
    }

    /// <summary>Publishes the app as it is deployed.</summary>
    public static async Task PublishAsync(string folder)
    {
        Console.WriteLine("Publishing the function app.");
        var start = new ProcessStartInfo(
            "dotnet", ["publish", Path.Combine(Repository.Root, "src", "AllianceMonitor.Functions"), "-c", "Release", "-r", "linux-x64", "-o", folder, "-v", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false"]);
        using Process process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet publish ended with {process.ExitCode}; give the folder of a published app with --app.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        Sinks.Dispose();
        await stack.DisposeAsync();
    }
}
