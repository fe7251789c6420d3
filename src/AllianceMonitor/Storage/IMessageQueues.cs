namespace AllianceMonitor.Storage;

/// <summary>Sends to a queue by name. Delivery is at least once and unordered; a message holds a few hundred bytes that refer to a document.</summary>
public interface IMessageQueues
{
    /// <param name="queue">Name of the queue.</param>
    /// <param name="message">UTF-8 JSON.</param>
    /// <param name="delay">How long the message stays invisible; zero for at once. At most 7 days.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task SendAsync(string queue, ReadOnlyMemory<byte> message, TimeSpan delay, CancellationToken cancellation);
}
