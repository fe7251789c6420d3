using System.Collections.Concurrent;
using AllianceMonitor.EndToEnd.Tests.Support;
using AllianceMonitor.Local.Triggers;
using AllianceMonitor.Tests.Local;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor.EndToEnd.Tests.Triggers;

/// <summary>A trigger host on an app folder, with short times, and the log that it writes.</summary>
internal sealed class RunningHost : IAsyncDisposable, ILoggerFactory, ILogger
{
    public static readonly TriggerHostOptions Quick = new()
    {
        BlobScanInterval = TimeSpan.FromMilliseconds(50),
        QueuePollingCap = TimeSpan.FromMilliseconds(20),
        CrashInvisibility = TimeSpan.FromSeconds(2),
    };

    private readonly ConcurrentQueue<(LogLevel Level, string Line)> log = new();

    public TriggerHost Host { get; private set; } = null!;

    public IReadOnlyList<(LogLevel Level, string Line)> Log => [.. log];

    public static async Task<RunningHost> Start(AppFolder folder, string storage, TriggerHostOptions options, IReadOnlyDictionary<string, string>? more = null)
    {
        var settings = new Dictionary<string, string>(more ?? new Dictionary<string, string>()) { ["AzureWebJobsStorage"] = storage };
        var running = new RunningHost();
        running.Host = await TriggerHost.Start(FunctionApp.Load(folder.Path, settings), settings, options, TimeProvider.System, running, CancellationToken.None);
        return running;
    }

    public static async Task<QueueClient> Queue(string storage, string name)
    {
        var queue = new QueueClient(storage, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.CreateIfNotExistsAsync();
        return queue;
    }

    public static async Task<BlobContainerClient> Container(string storage, string name)
    {
        var container = new BlobContainerClient(storage, name);
        await container.CreateIfNotExistsAsync();
        return container;
    }

    public static Task Until(Func<Task<bool>> condition, string what) => Eventually.Holds(what, condition);

    public static Task Until(Func<bool> condition, string what) => Until(() => Task.FromResult(condition()), what);

    public Task UntilEmpty() => Until(async () => (await Host.Backlog(CancellationToken.None)).All(backlog => backlog.IsEmpty), "the backlog is empty");

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
        // The log holds nothing.
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        log.Enqueue((logLevel, formatter(state, exception)));
}
