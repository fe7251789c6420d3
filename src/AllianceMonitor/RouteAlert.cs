using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor;

/// <summary>Function: one delivery per channel and recipient of an alert, and for every subscription the reason why or why not.</summary>
public sealed class RouteAlert(IBlobStore store, Configuration configuration, Deliveries deliveries, TimeProvider clock, ILogger<RouteAlert> logger)
{
    public static BlobAddress RoutingAddress(string alertId) => new(Containers.Alerts, $"{alertId}/routing.json");

    public async Task RunAsync(string alertId, CancellationToken cancellation)
    {
        if (await store.ExistsAsync(RoutingAddress(alertId), cancellation))
        {
            return;
        }

        Alert alert = await store.ReadJsonAsync(IngestArticle.AlertAddress(alertId), Json.Default.Alert, cancellation)
            ?? throw new InvalidOperationException($"alert {alertId} is not in the store.");
        Subscriptions subscriptions = await configuration.SubscriptionsAsync(cancellation);
        List<RoutingDecision> decisions = [.. subscriptions.All.Select(subscription => SubscriptionMatcher.Match(subscription, alert))];

        List<string> queued = [];
        foreach ((Recipient recipient, List<string> reasons) in Recipients(subscriptions, decisions))
        {
            string key = Receipt.KeyOf(alert, recipient);
            await deliveries.QueueAsync(key, DeliveryKind.Alert, alert.Id, recipient, reasons, cancellation);
            queued.Add(key);
        }

        // Last: while it is absent, Reconcile and every redelivery route again, which repeats nothing that has a receipt.
        await store.TryCreateJsonAsync(RoutingAddress(alertId), new Routing(alertId, clock.GetUtcNow(), decisions, queued), Json.Default.Routing, cancellation);
        logger.LogInformation("Alert {Alert} of story {Story} revision {Revision}: {Deliveries} deliveries", alert.Id, alert.StoryId, alert.Revision, queued.Count);
    }

    /// <summary>Each recipient once, with the names of all subscriptions that ask for the alert.</summary>
    private static List<(Recipient Recipient, List<string> Reasons)> Recipients(Subscriptions subscriptions, List<RoutingDecision> decisions) =>
        [.. subscriptions.All.Zip(decisions).Where(pair => pair.Second.Notified)
            .SelectMany(pair => pair.First.Recipients.Select(recipient => (recipient, reason: $"{pair.First.Name} ({pair.Second.Reason})")))
            .GroupBy(pair => pair.recipient)
            .Select(group => (group.Key, group.Select(pair => pair.reason).ToList()))];
}
