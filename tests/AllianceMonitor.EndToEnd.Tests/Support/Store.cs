using System.Text.Json;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Extraction;
using AllianceMonitor.Storage;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;

namespace AllianceMonitor.EndToEnd.Tests.Support;

/// <summary>The store of a stack: what is dropped into it, and what the app has left in it.</summary>
internal sealed class Store(string connectionString)
{
    private readonly BlobServiceClient blobs = new(connectionString);

    /// <summary>Each queue before those that its messages lead to: all seen empty in this order, nothing is under way.</summary>
    private readonly IReadOnlyList<QueueClient> queues =
        [.. ((string[])["alerts", "webjobs-blobtrigger-poison", "alerts-poison", "delivery-reports", "delivery-reports-poison", "deliveries", "deliveries-poison", "deliveries"]).Select(name => new QueueClient(connectionString, name))];

    public Task Drop(string name, string text) => Drop(name, BinaryData.FromString(text));

    public async Task Drop(string name, BinaryData content) =>
        await Container(Containers.Articles).GetBlobClient(name).UploadAsync(content, overwrite: true);

    public async Task Write(string container, string name, string content) =>
        await Container(container).GetBlobClient(name).UploadAsync(BinaryData.FromString(content), overwrite: true);

    public async Task Delete(string container, string name) => await Container(container).DeleteBlobAsync(name);

    public async Task<string> Read(string container, string name) =>
        (await Container(container).GetBlobClient(name).DownloadContentAsync()).Value.Content.ToString();

    public async Task<bool> Exists(string container, string name) => await Container(container).GetBlobClient(name).ExistsAsync();

    public async Task<IReadOnlyList<BlobItem>> List(string container) => await Container(container).GetBlobsAsync(BlobTraits.Metadata).ToListAsync();

    /// <summary>Of the version that is there now; null while there is none.</summary>
    public async Task<Outcome?> Outcome(string name)
    {
        BlobProperties properties = await Container(Containers.Articles).GetBlobClient(name).GetPropertiesAsync();
        var address = AllianceMonitor.Outcome.Address(name, Digest.IngestId(name, properties.ETag.ToString()));
        return await ReadJson<Outcome>(address.Container, address.Name);
    }

    public Task<IReadOnlyList<Outcome>> Outcomes() => ReadAll<Outcome>(Containers.Outcomes);

    public Task<IReadOnlyList<Alert>> Alerts() => ReadAll<Alert>(Containers.Alerts, "alert.json");

    public Task<IReadOnlyList<Receipt>> Receipts() => ReadAll<Receipt>(Containers.Deliveries);

    /// <summary>Null while there is none.</summary>
    public Task<Receipt?> Receipt(string key) => ReadJson<Receipt>(AllianceMonitor.Delivery.Receipt.AddressOf(key).Container, AllianceMonitor.Delivery.Receipt.AddressOf(key).Name);

    public Task<IReadOnlyList<DeadLetter>> DeadLetters() => ReadAll<DeadLetter>(Containers.DeadLetter);

    public async Task<Subscriptions> Subscriptions() => SubscriptionsFile.Parse(
        await Read(Containers.Config, Configuration.SubscriptionsName),
        WatchlistFile.Parse(await Read(Containers.Config, Configuration.WatchlistName), "watchlist.yaml"));

    /// <summary>Base64 on the wire, as host.json has it.</summary>
    public async Task Send(string queue, string message) =>
        await new QueueClient(connectionString, queue, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }).SendMessageAsync(message);

    /// <summary>The first of the messages that are visible now in each queue, as they were sent.</summary>
    public async Task<IReadOnlyList<string>> PeekAll()
    {
        var messages = new List<string>();
        foreach (var queue in Queues.All.Select(name => new QueueClient(connectionString, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 })))
            messages.AddRange((await queue.PeekMessagesAsync(maxMessages: 32)).Value.Select(message => message.Body.ToString()));
        return messages;
    }

    /// <summary>
    /// Every dropped version has its outcome and no queue holds a message, visible or hidden. Outcomes are read first: what an outcome stands for
    /// has been queued before it.
    /// </summary>
    public async Task<bool> IsSettled()
    {
        var decided = (await List(Containers.Outcomes)).Select(blob => blob.Name).ToHashSet();
        if (!(await List(Containers.Articles)).All(article => decided.Contains(
                AllianceMonitor.Outcome.Address(article.Name, Digest.IngestId(article.Name, article.Properties.ETag!.Value.ToString())).Name)))
            return false;

        foreach (var queue in queues)
        {
            if ((await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount > 0)
                return false;
        }

        return true;
    }

    private BlobContainerClient Container(string name) => blobs.GetBlobContainerClient(name);

    private async Task<IReadOnlyList<T>> ReadAll<T>(string container, string ending = ".json")
        where T : class
    {
        var documents = new List<T>();
        foreach (var blob in (await List(container)).Where(blob => blob.Name.EndsWith(ending, StringComparison.Ordinal)))
            documents.Add((await ReadJson<T>(container, blob.Name))!);
        return documents;
    }

    private async Task<T?> ReadJson<T>(string container, string name)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(await Read(container, name), JsonSerializerOptions.Web);
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            return null;
        }
    }
}
