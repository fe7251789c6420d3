using System.Collections.Concurrent;
using Azure.Storage.Queues;

namespace AllianceMonitor.Storage;

/// <summary><see cref="IMessageQueues"/> on Azure Queue Storage; messages are Base64, as the Functions host expects them by default.</summary>
public sealed class AzureMessageQueues(QueueServiceClient service) : IMessageQueues
{
    private readonly ConcurrentDictionary<string, QueueClient> clients = new();

    /// <summary>Options that a <see cref="QueueServiceClient"/> must be made with.</summary>
    public static QueueClientOptions ClientOptions => new() { MessageEncoding = QueueMessageEncoding.Base64 };

    public async Task SendAsync(string queue, ReadOnlyMemory<byte> message, TimeSpan delay, CancellationToken cancellation) =>
        await clients.GetOrAdd(queue, service.GetQueueClient)
            .SendMessageAsync(BinaryData.FromBytes(message), visibilityTimeout: delay, timeToLive: TimeSpan.FromSeconds(-1), cancellation);
}
