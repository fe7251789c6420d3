using AllianceMonitor.Extraction;

namespace AllianceMonitor.Alerts;

/// <summary>Where a notification goes. For Teams the recipient is the name of the setting that holds the webhook address, which is a secret.</summary>
public sealed record Recipient(string Channel, string Address)
{
    public const string Email = "email";
    public const string Teams = "teams";
}

/// <summary>What a team wants to hear of, and where. Empty lists mean "any".</summary>
public sealed record Subscription
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public IReadOnlyList<string> Entities { get; init; } = [];
    public IReadOnlyList<FactKind> Kinds { get; init; } = [];

    /// <summary>Earliest stage of interest; null for any.</summary>
    public DealStage? MinimumStage { get; init; }

    /// <summary>Alerts in an hour above which the rest waits for a digest; 0 for no such brake, null for the setting <c>ALERTS_PER_HOUR</c>.</summary>
    public int? AlertsPerHour { get; init; }

    public required IReadOnlyList<Recipient> Recipients { get; init; }
}

/// <summary>All subscriptions, and who hears of dead letters and failed deliveries.</summary>
public sealed record Subscriptions(IReadOnlyList<Subscription> All, IReadOnlyList<Recipient> Operations);

/// <summary>Why a subscription gets an alert, or why not. Recorded for every subscription and alert.</summary>
/// <param name="Subscription">Id of the subscription.</param>
/// <param name="Notified">Whether it matches and its recipients are told at once.</param>
/// <param name="Reason">In words: <c>stake renault nissan is of kind stake and names nissan</c>.</param>
/// <param name="Held">Whether it matches and the alert waits for the digest.</param>
public sealed record RoutingDecision(string Subscription, bool Notified, string Reason, bool Held = false);

/// <summary>Stored as <c>alerts/ID/routing.json</c> when everything is queued: its presence marks the alert as dispatched.</summary>
public sealed record Routing(string AlertId, DateTimeOffset DispatchedAt, IReadOnlyList<RoutingDecision> Decisions, IReadOnlyList<string> Deliveries);
