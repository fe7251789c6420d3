using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using Microsoft.Azure.Functions.Worker;

namespace AllianceMonitor.Functions.Isolated;

/// <summary>Alerts are routed and delivered, and what is reported of deliveries later is noted.</summary>
public sealed class AlertFunctions(
    RouteAlert routeAlert, DeliverNotification deliverNotification, NoteDeliveryReport noteDeliveryReport,
    KeepPoisonAlert keepPoisonAlert, KeepPoisonDelivery keepPoisonDelivery, KeepPoisonReport keepPoisonReport)
{
    [Function(nameof(RouteAlert))]
    public Task RouteAlert([QueueTrigger("alerts", Connection = "DataStorage")] AlertMessage message, CancellationToken cancellation) =>
        Telemetry.RunAsync(nameof(RouteAlert), message.TraceParent, () => routeAlert.RunAsync(message.AlertId, cancellation));

    [Function(nameof(DeliverNotification))]
    public Task DeliverNotification([QueueTrigger("deliveries", Connection = "DataStorage")] DeliveryMessage message, CancellationToken cancellation) =>
        Telemetry.RunAsync(nameof(DeliverNotification), message.TraceParent, () => deliverNotification.RunAsync(message.DeliveryKey, cancellation));

    [Function(nameof(NoteDeliveryReport))]
    public Task NoteDeliveryReport([QueueTrigger("delivery-reports", Connection = "DataStorage")] string message, CancellationToken cancellation) =>
        Telemetry.RunAsync(nameof(NoteDeliveryReport), null, () => noteDeliveryReport.RunAsync(message, cancellation));

    [Function(nameof(KeepPoisonAlert))]
    public Task KeepPoisonAlert([QueueTrigger("alerts-poison", Connection = "DataStorage")] string message, CancellationToken cancellation) =>
        keepPoisonAlert.RunAsync(message, cancellation);

    [Function(nameof(KeepPoisonDelivery))]
    public Task KeepPoisonDelivery([QueueTrigger("deliveries-poison", Connection = "DataStorage")] string message, CancellationToken cancellation) =>
        keepPoisonDelivery.RunAsync(message, cancellation);

    [Function(nameof(KeepPoisonReport))]
    public Task KeepPoisonReport([QueueTrigger("delivery-reports-poison", Connection = "DataStorage")] string message, CancellationToken cancellation) =>
        keepPoisonReport.RunAsync(message, cancellation);
}
