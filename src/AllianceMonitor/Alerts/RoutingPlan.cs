using AllianceMonitor.Storage;

namespace AllianceMonitor.Alerts;

/// <summary>
/// Who hears of an alert, and how: alone or in which subscription's digest; each recipient once. Stored as <c>alerts/ID/plan.json</c>, created once and before anything
/// is sent, so that every run of any function, whatever the outboxes and the subscriptions say by then, does the same.
/// </summary>
/// <param name="AlertId">The alert.</param>
/// <param name="Decisions">For every subscription, why or why not.</param>
/// <param name="Deliveries">Who gets the alert by itself.</param>
/// <param name="Held">Who gets it in a digest.</param>
public sealed record RoutingPlan(string AlertId, IReadOnlyList<RoutingDecision> Decisions, IReadOnlyList<PlannedDelivery> Deliveries, IReadOnlyList<HeldAlert> Held)
{
    public DateTimeOffset DecidedAt { get; init; }

    /// <summary>Recipients of matching subscriptions who are not told, and why.</summary>
    public IReadOnlyList<WithheldDelivery> Withheld { get; init; } = [];

    public static BlobAddress AddressOf(string alertId) => new(Containers.Alerts, $"{alertId}/plan.json");

    /// <param name="alertId">The alert.</param>
    /// <param name="matches">All subscriptions in the order of the file, each with its decision.</param>
    /// <param name="told">Who gets it whatever the subscriptions say, since it takes back what they were told.</param>
    /// <param name="recipients">What stands against sending to the recipients of all these; whoever is absent may be told.</param>
    /// <param name="now">When it is decided.</param>
    public static RoutingPlan Of(
        string alertId, IReadOnlyList<(Subscription Subscription, RoutingDecision Decision)> matches, IReadOnlyList<PlannedDelivery> told, IReadOnlyDictionary<Recipient, RecipientState> recipients,
        DateTimeOffset now)
    {
        List<WithheldDelivery> withheld = [];
        List<PlannedDelivery> deliveries =
        [
            .. matches.Where(match => match.Decision.Notified).SelectMany(match => match.Subscription.Recipients.Where(recipient => MayBeTold(recipient, match.Subscription.Id))
                    .Select(recipient => new PlannedDelivery(recipient, [$"{match.Subscription.Name} ({match.Decision.Reason})"]) { Subscriptions = [match.Subscription.Id], Severity = match.Subscription.Severity, Owners = match.Subscription.Owner is { } owner ? [owner] : [] }))
                .Concat(told.Where(delivery => recipients.GetValueOrDefault(delivery.Recipient)?.WhyNot(delivery.Subscriptions) is null))
                .GroupBy(delivery => delivery.Recipient).Select(PlannedDelivery.Merged),
        ];

        // Who gets the alert by itself, or in the digest of another subscription, does not get it again.
        HashSet<Recipient> reached = [.. deliveries.Select(delivery => delivery.Recipient)];
        List<HeldAlert> held =
        [
            .. matches.Where(match => match.Decision.Held)
                .Select(match => new HeldAlert(match.Subscription.Id, [.. match.Subscription.Recipients.Where(recipient => MayBeTold(recipient, match.Subscription.Id) && reached.Add(recipient))]))
                .Where(group => group.Recipients.Count > 0),
        ];
        return new RoutingPlan(alertId, [.. matches.Select(match => match.Decision)], deliveries, held) { DecidedAt = now, Withheld = withheld };

        bool MayBeTold(Recipient recipient, string subscription)
        {
            if (recipients.GetValueOrDefault(recipient)?.WhyNot([subscription]) is not { } reason)
            {
                return true;
            }

            withheld.Add(new WithheldDelivery(recipient, subscription, reason));
            return false;
        }
    }

    /// <summary>Who gets the alert in the digest of this subscription; empty when nobody does.</summary>
    public IReadOnlyList<Recipient> HeldFor(string subscription) => Held.FirstOrDefault(group => group.Subscription == subscription)?.Recipients ?? [];

    /// <summary>Who is told of the alert by itself, or in the digest of another subscription.</summary>
    public IReadOnlyList<Recipient> ToldOtherwise(string subscription) =>
        [.. Deliveries.Select(delivery => delivery.Recipient).Concat(Held.Where(group => group.Subscription != subscription).SelectMany(group => group.Recipients))];
}

/// <summary>One recipient with all that asks for the alert.</summary>
/// <param name="Recipient">Who.</param>
/// <param name="Reasons">Names of the subscriptions, each with why it matches.</param>
public sealed record PlannedDelivery(Recipient Recipient, IReadOnlyList<string> Reasons)
{
    /// <summary>Ids of the subscriptions.</summary>
    public IReadOnlyList<string> Subscriptions { get; init; } = [];

    /// <summary>The highest that one of them asks for.</summary>
    public Severity Severity { get; init; } = Severity.Normal;

    /// <summary>Who answers for the subscriptions, where they say so.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>One delivery for all that go to the same recipient.</summary>
    public static PlannedDelivery Merged(IGrouping<Recipient, PlannedDelivery> same) => new(same.Key, [.. same.SelectMany(delivery => delivery.Reasons).Distinct()])
    {
        Subscriptions = [.. same.SelectMany(delivery => delivery.Subscriptions).Distinct()],
        Severity = same.Max(delivery => delivery.Severity),
        Owners = [.. same.SelectMany(delivery => delivery.Owners).Distinct()],
    };
}

/// <summary>Recipients who get the alert in the digest of one subscription.</summary>
public sealed record HeldAlert(string Subscription, IReadOnlyList<Recipient> Recipients);

/// <summary>A recipient of a matching subscription who is not told.</summary>
public sealed record WithheldDelivery(Recipient Recipient, string Subscription, string Reason);
