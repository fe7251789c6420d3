using System.Text;
using System.Text.Json;
using AllianceMonitor.Alerts;
using AllianceMonitor.Articles;
using AllianceMonitor.Delivery;
using AllianceMonitor.Extraction;
using AllianceMonitor.Operations;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor.Tests.Support;

/// <summary>One process of the app over a store in memory; several may share a store, and a new one is what a restart brings.</summary>
internal sealed class App : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly Configuration configuration;
    private readonly StoryLog log;

    /// <param name="memory">The store; what survives a process.</param>
    /// <param name="clock">The clock of everything.</param>
    /// <param name="channels">The ways to reach people, which survive a process too.</param>
    /// <param name="through">What the app sees of the store, e.g. a faulty one.</param>
    /// <param name="logs">Where log lines go.</param>
    /// <param name="delivery">Times of the delivery protocol.</param>
    /// <param name="routing">The storm brake.</param>
    /// <param name="links">Keys of the links.</param>
    /// <param name="stories">Segments and snapshots of the story log.</param>
    /// <param name="recognizer">Null for the embedded one alone.</param>
    public App(
        InMemoryStore memory, FakeTimeProvider clock, IReadOnlyList<IChannel> channels, IBlobStore? through = null, LogLines? logs = null, DeliveryOptions? delivery = null,
        RoutingOptions? routing = null, StoryLogOptions? stories = null, LinkOptions? links = null, INameRecognizer? recognizer = null)
    {
        IBlobStore store = through ?? memory;
        IMessageQueues queues = through as IMessageQueues ?? memory;
        (Memory, Clock, Logs) = (memory, clock, logs ?? new LogLines());
        delivery ??= new DeliveryOptions();
        var limits = new ReadingLimits();
        configuration = new Configuration(store, limits, clock, Logs.For<Configuration>(), recognizer);
        Deliveries = new Deliveries(store, queues, clock);
        Notices = new OpsNotices(store, Deliveries, configuration, clock, Logs.For<OpsNotices>());
        log = new StoryLog(store, Notices.KeepAsync, stories);
        var alerts = new AlertDocuments(store);
        IngestArticle = new IngestArticle(store, alerts, queues, configuration, log, limits, new IngestOptions(), clock, Logs.For<IngestArticle>());
        Recipients = new Recipients(store);
        Links = new SignedLinks(links ?? new LinkOptions { Key = Enumerable.Repeat((byte)7, LinkOptions.MinKeyBytes).ToArray() }, delivery);
        RouteAlert = new RouteAlert(store, alerts, configuration, Recipients, Deliveries, routing ?? new RoutingOptions(), clock, Logs.For<RouteAlert>());
        SendDigests = new SendDigests(store, RouteAlert, Deliveries, Notices, Logs.For<SendDigests>());
        var health = new ChannelHealth(Recipients, Notices, clock);
        DeliverNotification = new DeliverNotification(
            store, alerts, Deliveries, health, new SendTurns(store, clock), Notices, Links, channels, delivery, Logs.For<DeliverNotification>());
        NoteDeliveryReport = new NoteDeliveryReport(store, Deliveries, health, configuration, Notices, clock, Logs.For<NoteDeliveryReport>());
        Reconcile = new Reconcile(store, IngestArticle, RouteAlert, Deliveries, new KeepConfiguration(store, configuration, Notices), Notices, delivery, clock, Logs.For<Reconcile>());
        UnsubscribePage = new UnsubscribePage(store, Recipients, configuration, Links, clock, Logs.For<UnsubscribePage>());
        FeedbackPage = new FeedbackPage(store, Links, clock);
        KeepPoisonArticle = new KeepPoisonArticle(store, log, IngestArticle, configuration, Notices, clock, Logs.For<KeepPoisonArticle>());
        AlertPage = new AlertPage(store, log, configuration, Logs.For<AlertPage>());
        ReplayArticles = new ReplayArticles(store, log, IngestArticle, configuration, limits);
        KeepPoisonAlert = new KeepPoisonAlert(Notices);
        KeepPoisonDelivery = new KeepPoisonDelivery(Notices);
        KeepPoisonReport = new KeepPoisonReport(Notices);
        OperationsView = new OperationsView(store, log, configuration);
        Redrive = new Redrive(store, queues, IngestArticle, Deliveries);
        OperationsPage = new OperationsPage(OperationsView, Redrive, configuration, [new ShownSetting("PUBLIC_URL", "https://news.example/")], clock);
    }

    public InMemoryStore Memory { get; }
    public FakeTimeProvider Clock { get; }
    public LogLines Logs { get; }
    public Deliveries Deliveries { get; }
    public OpsNotices Notices { get; }
    public IngestArticle IngestArticle { get; }
    public Recipients Recipients { get; }
    public SignedLinks Links { get; }
    public UnsubscribePage UnsubscribePage { get; }
    public FeedbackPage FeedbackPage { get; }
    public RouteAlert RouteAlert { get; }
    public DeliverNotification DeliverNotification { get; }
    public NoteDeliveryReport NoteDeliveryReport { get; }
    public SendDigests SendDigests { get; }
    public Reconcile Reconcile { get; }
    public AlertPage AlertPage { get; }
    public ReplayArticles ReplayArticles { get; }
    public KeepPoisonArticle KeepPoisonArticle { get; }
    public KeepPoisonAlert KeepPoisonAlert { get; }
    public KeepPoisonDelivery KeepPoisonDelivery { get; }
    public KeepPoisonReport KeepPoisonReport { get; }
    public OperationsView OperationsView { get; }
    public Redrive Redrive { get; }
    public OperationsPage OperationsPage { get; }

    /// <summary>An app over a fresh store that holds the configuration of the seeds.</summary>
    public static async Task<App> StartAsync(IReadOnlyList<IChannel>? channels = null, DeliveryOptions? delivery = null, INameRecognizer? recognizer = null)
    {
        var clock = new FakeTimeProvider();
        var memory = new InMemoryStore(clock);
        await ConfigureAsync(memory);
        return new App(memory, clock, channels ?? RecordingChannel.Both(), delivery: delivery, recognizer: recognizer);
    }

    public static async Task ConfigureAsync(InMemoryStore memory, string? subscriptions = null, string? watchlist = null)
    {
        await memory.WriteAsync(new BlobAddress(Containers.Config, Configuration.WatchlistName), Encoding.UTF8.GetBytes(watchlist ?? Repository.SeedWatchlist), None);
        await memory.WriteAsync(new BlobAddress(Containers.Config, Configuration.SubscriptionsName), Encoding.UTF8.GetBytes(subscriptions ?? Repository.SeedSubscriptions), None);
    }

    public Task DropAsync(string name, string text, IReadOnlyDictionary<string, string>? metadata = null) => DropAsync(name, Encoding.UTF8.GetBytes(text), metadata);

    public Task DropAsync(string name, byte[] bytes, IReadOnlyDictionary<string, string>? metadata = null) =>
        Memory.WriteAsync(new BlobAddress(Containers.Articles, name), bytes, None, metadata);

    public async Task<Outcome> IngestAsync(string name, string text)
    {
        await DropAsync(name, text);
        return await IngestArticle.RunAsync(name, None);
    }

    /// <summary>Works off all messages that are visible now.</summary>
    public async Task WorkAsync()
    {
        while (true)
        {
            if (Memory.Take(Queues.Alerts) is { } alert)
            {
                await RouteAlert.RunAsync(Field(alert, "alertId"), None);
            }
            else if (Memory.Take(Queues.Deliveries) is { } delivery)
            {
                await DeliverNotification.RunAsync(Field(delivery, "deliveryKey"), None);
            }
            else
            {
                return;
            }
        }
    }

    public static string Field(InMemoryStore.QueuedMessage message, string name)
    {
        using JsonDocument json = JsonDocument.Parse(message.Content);
        return json.RootElement.GetProperty(name).GetString()!;
    }

    public async Task<List<Receipt>> ReceiptsAsync() => await DocumentsAsync(Containers.Deliveries, "", bytes => JsonSerializer.Deserialize(bytes, Json.Default.Receipt)!);

    public async Task<List<Alert>> AlertsAsync() => await DocumentsAsync(Containers.Alerts, "/alert.json", bytes => JsonSerializer.Deserialize(bytes, Json.Default.Alert)!);

    public async Task<List<Outcome>> OutcomesAsync() => await DocumentsAsync(Containers.Outcomes, "", bytes => JsonSerializer.Deserialize(bytes, Json.Default.Outcome)!);

    public async Task<List<DeadLetter>> DeadLettersAsync() => await DocumentsAsync(Containers.DeadLetter, "", bytes => JsonSerializer.Deserialize(bytes, Json.Default.DeadLetter)!);

    public async Task<List<Notice>> NoticesAsync() => await DocumentsAsync(Containers.Notices, "", bytes => JsonSerializer.Deserialize(bytes, Json.Default.Notice)!);

    public void Dispose()
    {
        configuration.Dispose();
        log.Dispose();
    }

    private async Task<List<T>> DocumentsAsync<T>(string container, string ending, Func<string, T> read)
    {
        List<T> documents = [];
        await foreach (BlobListing blob in Memory.ListAsync(container, "", None))
        {
            if (blob.Name.EndsWith(ending, StringComparison.Ordinal))
            {
                documents.Add(read(Encoding.UTF8.GetString((await Memory.ReadAsync(new BlobAddress(container, blob.Name), None))!.Content.Span)));
            }
        }

        return documents;
    }
}

/// <summary>A channel that records what it is given and answers as told.</summary>
internal sealed class RecordingChannel(string name) : IChannel
{
    private readonly Lock gate = new();

    public string Name => name;

    public RateLimit Limit { get; set; } = RateLimit.None;

    public List<Notification> Sent { get; } = [];

    public Func<Notification, CancellationToken, Task<SendResult>> Answer { get; set; } = (_, _) => Task.FromResult<SendResult>(new SendResult.Accepted("ok"));

    public static IReadOnlyList<RecordingChannel> Both() => [new(Recipient.Email), new(Recipient.Teams)];

    public Task<SendResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        lock (gate)
        {
            Sent.Add(notification);
        }

        return Answer(notification, cancellation);
    }
}

/// <summary>Keeps every log line, exceptions included.</summary>
internal sealed class LogLines
{
    private readonly Lock gate = new();
    private readonly List<string> lines = [];

    public IReadOnlyList<string> All
    {
        get
        {
            lock (gate)
            {
                return [.. lines];
            }
        }
    }

    public ILogger<T> For<T>() => new Logger<T>(this);

    private sealed class Logger<T>(LogLines owner) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (owner.gate)
            {
                owner.lines.Add($"{logLevel} {formatter(state, exception)} {exception}");
            }
        }
    }
}
