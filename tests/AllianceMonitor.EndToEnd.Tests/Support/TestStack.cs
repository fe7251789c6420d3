using System.Diagnostics;
using AllianceMonitor.Local.Stack;
using AllianceMonitor.Local.Triggers;
using AllianceMonitor.Storage;

namespace AllianceMonitor.EndToEnd.Tests.Support;

/// <summary>
/// A local stack of a test's own: the published app as a process behind the local trigger host, a real Azurite, a real SMTP server, the Teams
/// stand-in. What Azure does in minutes is done in seconds.
/// </summary>
internal sealed class TestStack : IAsyncDisposable
{
    private static readonly TriggerHostOptions Quick = new()
    {
        BlobScanInterval = TimeSpan.FromMilliseconds(100),
        CrashInvisibility = TimeSpan.FromSeconds(2),
        RestartCap = 20,
    };

    /// <summary>The shortest that the app takes.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    private readonly TemporaryFolder folder;
    private readonly LocalStackOptions options;
    private LocalStack stack;

    private TestStack(TemporaryFolder folder, LocalStackOptions options, LocalStack stack)
    {
        (this.folder, this.options, this.stack) = (folder, options, stack);
        Store = new Store(stack.ConnectionString);
        Inbox = new Inbox(stack.Inbox, Path.Combine(stack.Folder, "inbox"));
    }

    public Store Store { get; private set; }

    public Inbox Inbox { get; private set; }

    /// <summary>The folder of the stack's state, as <c>--local</c> takes it.</summary>
    public string Folder => stack.Folder;

    public Uri Http => stack.Http;

    public string ConnectionString => stack.ConnectionString;

    public int AppProcessId => stack.Host.AppProcessId!.Value;

    /// <param name="subscriptions">YAML in place of the seeded subscriptions.</param>
    /// <param name="backoff">First wait after a send that failed.</param>
    /// <param name="settings">More settings of the app.</param>
    /// <param name="host">How the trigger host differs from the usual one of tests.</param>
    public static async Task<TestStack> Start(
        PublishedApp app, string? subscriptions = null, TimeSpan? backoff = null, IReadOnlyDictionary<string, string>? settings = null, Func<TriggerHostOptions, TriggerHostOptions>? host = null)
    {
        var folder = new TemporaryFolder();
        var options = new LocalStackOptions
        {
            Folder = folder.Combine("local"),
            AppFolder = await app.Folder(),
            Settings = new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
            {
                ["DELIVERY_LEASE"] = Lease.ToString("c"),
                ["DELIVERY_BACKOFF"] = (backoff ?? TimeSpan.FromMilliseconds(200)).ToString("c"),
            },
            Host = host?.Invoke(Quick) ?? Quick,
        };
        try
        {
            var stack = new TestStack(folder, options, await Start(options));
            // The watchlist is the last that the app puts into a fresh store.
            await stack.Until("the store is seeded", () => stack.Store.Exists(Containers.Config, Configuration.WatchlistName));
            if (subscriptions is not null)
                await stack.Configure(Configuration.SubscriptionsName, subscriptions);
            return stack;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Fails with the end of the host's log.</summary>
    public Task Until(string what, Func<Task<bool>> condition, TimeSpan? patience = null) => Eventually.Holds(what, condition, LogEnd, patience);

    public Task<T> Value<T>(string what, Func<Task<T?>> read) where T : class => Eventually.Value(what, read, LogEnd);

    /// <summary>Everything dropped has its outcome, and nothing is under way any more, not even put off.</summary>
    public Task Settled() => Until("everything is settled", Store.IsSettled);

    /// <summary>Waits for the outcome.</summary>
    public async Task<Outcome> Drop(string name, BinaryData content)
    {
        await Store.Drop(name, content);
        return await OutcomeOf(name);
    }

    public Task<Outcome> Drop(string name, string text) => Drop(name, BinaryData.FromString(text));

    public Task<Outcome> OutcomeOf(string name) => Value($"{name} has an outcome", () => Store.Outcome(name));

    /// <summary>A configuration file that counts from now on: the app, which keeps what it has read for a while, is started anew.</summary>
    public async Task Configure(string name, string content)
    {
        await Store.Write(Containers.Config, name, content);
        await KillApp();
    }

    /// <summary>kill -9, and waits until another process is there.</summary>
    public async Task KillApp()
    {
        var victim = AppProcessId;
        using (var process = Process.GetProcessById(victim))
            process.Kill();
        await Until("the app runs again", () => Task.FromResult(AppProcessId != victim));
    }

    /// <summary>Until the app answers.</summary>
    public Task AppReady() => stack.Host.Ready(CancellationToken.None);

    /// <summary>Ends all processes and starts them again over the same data. The new host knows nothing of what the old one has processed.</summary>
    public async Task Restart()
    {
        Inbox.Dispose();
        await stack.DisposeAsync();
        stack = await Start(options);
        (Store, Inbox) = (new Store(stack.ConnectionString), new Inbox(stack.Inbox, Path.Combine(stack.Folder, "inbox")));
    }

    /// <summary>All that the host, the app, Azurite and the inbox have logged.</summary>
    public string Log()
    {
        using var log = new StreamReader(new FileStream(stack.LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return log.ReadToEnd();
    }

    public async ValueTask DisposeAsync()
    {
        Inbox.Dispose();
        await stack.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Ends the processes, but leaves the folder until this is disposed.</summary>
    public ValueTask Stop() => stack.DisposeAsync();

    private static Task<LocalStack> Start(LocalStackOptions options) => LocalStack.Start(options, TimeProvider.System, _ => { }, _ => { }, CancellationToken.None);

    private string LogEnd() => string.Join(Environment.NewLine, Log().Split("\n").TakeLast(40));
}
