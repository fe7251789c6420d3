using AllianceMonitor.Storage;

namespace AllianceMonitor.Alerts;

/// <summary>
/// Who hears of an alert, and how: alone or in which subscription's digest; each recipient once. Stored as <c>alerts/ID/plan.json</c>, created once and before anything
/// is sent, so that every run of any function, whatever the brakes and the subscriptions say by then, does the same.
/// </summary>
/// <param name="AlertId">The alert.</param>
/// <param name="Decisions">For every subscription, why or why not.</param>
/// <param name="Deliveries">Who gets the alert by itself.</param>
/// <param name="Held">Who gets it in a digest.</param>
public sealed record RoutingPlan(string AlertId, IReadOnlyList<RoutingDecision> Decisions, IReadOnlyList<PlannedDelivery> Deliveries, IReadOnlyList<HeldAlert> Held)
{
    public static BlobAddress AddressOf(string alertId) => new(Containers.Alerts, $"{alertId}/plan.json");

    /// <param name="alertId">The alert.</param>
    /// <param name="subscriptions">All, in the order of the file.</param>
    /// <param name="decisions">One for each of them, in the same order.</param>
    /// <param name="told">Who gets it whatever the subscriptions say, since it takes back what they were told.</param>
    public static RoutingPlan Of(string alertId, IReadOnlyList<Subscription> subscriptions, IReadOnlyList<RoutingDecision> decisions, IReadOnlyList<PlannedDelivery> told)
    {
        List<PlannedDelivery> deliveries =
        [
            .. subscriptions.Zip(decisions).Where(pair => pair.Second.Notified)
                .SelectMany(pair => pair.First.Recipients.Select(recipient => (recipient, reason: $"{pair.First.Name} ({pair.Second.Reason})")))
                .Concat(told.SelectMany(delivery => delivery.Reasons.Select(reason => (recipient: delivery.Recipient, reason))))
                .GroupBy(pair => pair.recipient)
                .Select(group => new PlannedDelivery(group.Key, [.. group.Select(pair => pair.reason).Distinct()])),
        ];

        // Who gets the alert by itself, or in the digest of another subscription, does not get it again.
        HashSet<Recipient> reached = [.. deliveries.Select(delivery => delivery.Recipient)];
        List<HeldAlert> held =
        [
            .. subscriptions.Zip(decisions).Where(pair => pair.Second.Held)
                .Select(pair => new HeldAlert(pair.First.Id, [.. pair.First.Recipients.Where(reached.Add)]))
                .Where(group => group.Recipients.Count > 0),
        ];
        return new RoutingPlan(alertId, decisions, deliveries, held);
    }

    /// <summary>Who gets the alert in the digest of this subscription; empty when nobody does.</summary>
    public IReadOnlyList<Recipient> HeldFor(string subscription) => Held.FirstOrDefault(group => group.Subscription == subscription)?.Recipients ?? [];
}

/// <summary>One recipient with the names of all subscriptions that ask for the alert.</summary>
public sealed record PlannedDelivery(Recipient Recipient, IReadOnlyList<string> Reasons);

/// <summary>Recipients who get the alert in the digest of one subscription.</summary>
public sealed record HeldAlert(string Subscription, IReadOnlyList<Recipient> Recipients);
