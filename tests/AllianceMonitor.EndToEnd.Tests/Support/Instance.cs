using AllianceMonitor.Alerts;
using AllianceMonitor.Articles;
using AllianceMonitor.Delivery;
using AllianceMonitor.Operations;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging.Abstractions;

namespace AllianceMonitor.EndToEnd.Tests.Support;

/// <summary>One instance of the app in this process, over a real store with clients of its own.</summary>
internal sealed class Instance : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly Configuration configuration;
    private readonly StoryLog log;
    private readonly IngestArticle ingestArticle;
    private readonly RouteAlert routeAlert;
    private readonly DeliverNotification deliverNotification;
    private readonly Redrive redrive;

    /// <param name="transport">Between the clients and the store; null for the usual one.</param>
    /// <param name="retries">Of the clients; null for the usual ones.</param>
    /// <param name="lease">How long a claim holds; null for the usual time.</param>
    public Instance(string connectionString, IReadOnlyList<IChannel> channels, HttpPipelineTransport? transport = null, int? retries = null, TimeSpan? lease = null)
    {
        var (blobs, messages) = (new BlobClientOptions(), AzureMessageQueues.ClientOptions);
        if (transport is not null)
            (blobs.Transport, messages.Transport) = (transport, transport);
        if (retries is not null)
        {
            (blobs.Retry.MaxRetries, blobs.Retry.Delay) = (retries.Value, TimeSpan.FromMilliseconds(1));
            (messages.Retry.MaxRetries, messages.Retry.Delay) = (retries.Value, TimeSpan.FromMilliseconds(1));
        }

        var (store, queues, clock) = (new AzureBlobStore(new BlobServiceClient(connectionString, blobs)), new AzureMessageQueues(new QueueServiceClient(connectionString, messages)), TimeProvider.System);
        var (limits, options) = (new ReadingLimits(), new DeliveryOptions());
        options = options with { Lease = lease ?? options.Lease };
        configuration = new Configuration(store, limits, clock);
        var deliveries = new Deliveries(store, queues, clock);
        var notices = new OpsNotices(store, deliveries, configuration, clock, NullLogger<OpsNotices>.Instance);
        var recipients = new Recipients(store);
        log = new StoryLog(store, notices.KeepAsync);
        var alerts = new AlertDocuments(store);
        ingestArticle = new IngestArticle(store, alerts, queues, configuration, log, limits, new IngestOptions(), clock, NullLogger<IngestArticle>.Instance);
        routeAlert = new RouteAlert(store, alerts, configuration, recipients, deliveries, new RoutingOptions(), clock, NullLogger<RouteAlert>.Instance);
        deliverNotification = new DeliverNotification(
            store, alerts, deliveries, new ChannelHealth(recipients, notices, clock), new SendTurns(store, clock), notices, new SignedLinks(new LinkOptions(), options), channels, options,
            NullLogger<DeliverNotification>.Instance);
        redrive = new Redrive(store, queues, ingestArticle, deliveries);
    }

    /// <summary>A fresh store with <see cref="ManyDeals"/>, of which so many are taken in and routed.</summary>
    /// <returns>The keys of the deliveries, six for each article.</returns>
    public static async Task<IReadOnlyList<string>> Deliverable(string connectionString, int articles)
    {
        await FreshStore.PrepareAsync(new BlobServiceClient(connectionString), new QueueServiceClient(connectionString), AllianceMonitor.Local.Stack.Repository.Seeds, None);
        var store = new Store(connectionString);
        await ManyDeals.Configure(store);
        using var instance = new Instance(connectionString, []);
        foreach (var (name, text) in Enumerable.Range(0, articles).Select(ManyDeals.Article))
        {
            await store.Drop(name, text);
            await instance.ingestArticle.RunAsync(name, None);
        }

        foreach (var alert in await store.Alerts())
            await instance.routeAlert.RunAsync(alert.Id, None);
        return [.. (await store.Receipts()).Select(receipt => receipt.Key)];
    }

    public Task Deliver(string key) => deliverNotification.RunAsync(key, None);

    /// <summary>False when it failed again.</summary>
    public async Task<bool> Redrive(DeadLetter letter) => (await redrive.RunAsync(letter.Id, None)).Done;

    public void Dispose()
    {
        configuration.Dispose();
        log.Dispose();
    }
}

/// <summary>Takes everything a moment after it was sent, and keeps what came.</summary>
internal sealed class Sink(string name) : IChannel
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<Receipt> taken = new();

    public string Name => name;

    public ILookup<string, Receipt> Taken => taken.ToLookup(receipt => receipt.Key);

    public async Task<SendResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        await Task.Delay(2, cancellation);
        taken.Enqueue(notification.Receipt);
        return new SendResult.Accepted("ok");
    }
}
