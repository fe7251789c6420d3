using AllianceMonitor.Alerts;
using AllianceMonitor.Storage;

namespace AllianceMonitor.Delivery;

/// <summary>Puts deliveries on their way: the receipt first, then the message that points to it. Safe to repeat.</summary>
public sealed class Deliveries(IBlobStore store, IMessageQueues queues, TimeProvider clock)
{
    public async Task QueueAsync(string key, DeliveryKind kind, string documentId, PlannedDelivery delivery, CancellationToken cancellation)
    {
        var receipt = new Receipt
        {
            Key = key,
            Kind = kind,
            DocumentId = documentId,
            Recipient = delivery.Recipient,
            Reasons = delivery.Reasons,
            Subscriptions = delivery.Subscriptions,
            Owners = delivery.Owners,
            Severity = delivery.Severity,
            State = DeliveryState.Pending,
            CreatedAt = clock.GetUtcNow(),
        };
        await store.TryCreateJsonAsync(receipt.Address, receipt, Json.Default.Receipt, cancellation);
        await WakeAsync(key, TimeSpan.Zero, cancellation);
    }

    /// <summary>Sends the message for a receipt that exists; a superfluous one does nothing.</summary>
    public Task WakeAsync(string key, TimeSpan delay, CancellationToken cancellation) =>
        queues.SendJsonAsync(Queues.Deliveries, new DeliveryMessage(key, Telemetry.TraceParent), Json.Default.DeliveryMessage, delay, cancellation);
}
