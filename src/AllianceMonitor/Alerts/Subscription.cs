using System.Collections.Frozen;
using System.Text.Json.Serialization;
using AllianceMonitor.Extraction;

namespace AllianceMonitor.Alerts;

/// <summary>Where a notification goes. For Teams the recipient is the name of the setting that holds the webhook address, which is a secret.</summary>
public sealed record Recipient(string Channel, string Address)
{
    public const string Email = "email";
    public const string Teams = "teams";
}

/// <summary>How a message is marked; it changes nothing about when it is sent.</summary>
[JsonConverter(typeof(KebabCase<Severity>))]
public enum Severity
{
    Low,
    Normal,
    High,
}

/// <summary>What a team wants to hear of, when, and where. Empty lists mean "any".</summary>
public sealed record Subscription
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Address of who answers for the subscription; hears of it when a recipient cannot be reached any more. Null where nobody is named.</summary>
    public string? Owner { get; init; }

    public Severity Severity { get; init; } = Severity.Normal;
    public IReadOnlyList<string> Entities { get; init; } = [];

    /// <summary>What belongs to <see cref="Entities"/> by the watchlist and counts as them, each with how: <c>of renault</c>. Empty where only the entities themselves are meant.</summary>
    public IReadOnlyDictionary<string, string> Units { get; init; } = FrozenDictionary<string, string>.Empty;

    public IReadOnlyList<FactKind> Kinds { get; init; } = [];

    /// <summary>Earliest stage of interest; null for any.</summary>
    public DealStage? MinimumStage { get; init; }

    /// <summary>Percentage points by which a stake must change; null for any.</summary>
    public decimal? MinimumStakeChange { get; init; }

    /// <summary>Amounts, one per currency, that a deal must reach; other currencies count whatever the amount.</summary>
    public IReadOnlyList<Amount> MinimumAmounts { get; init; } = [];

    /// <summary>Words or phrases of which one must stand in the title or in the sentence that says so.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Names or hosts of sources.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Languages of articles: <c>en</c>.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Ids of stories.</summary>
    public IReadOnlyList<string> Stories { get; init; } = [];

    /// <summary>Alerts in an hour above which the rest waits for a digest; 0 for no such brake, null for the setting <c>ALERTS_PER_HOUR</c>.</summary>
    public int? AlertsPerHour { get; init; }

    public Timing Timing { get; init; } = new Timing.Instant();
    public QuietHours? QuietHours { get; init; }
    public IReadOnlyList<Silence> Silences { get; init; } = [];
    public required IReadOnlyList<Recipient> Recipients { get; init; }

    /// <summary>How long an alert that comes now waits, by timing and quiet hours; null when it is told at once.</summary>
    public Hold? HoldAt(DateTimeOffset now, DateTimeOffset? lastDigest) => Timing.HoldAt(now, lastDigest) is { } hold ? hold with { DueAt = AfterQuietHours(hold.DueAt) }
        : QuietHours?.EndAt(now) is { } end ? new Hold(HoldKind.QuietHours, end, $"quiet hours are from {QuietHours}")
        : null;

    /// <summary>The time itself, or the end of the quiet hours that it is in.</summary>
    public DateTimeOffset AfterQuietHours(DateTimeOffset time) => QuietHours?.EndAt(time) ?? time;
}

/// <summary>All subscriptions, and who hears of dead letters and failed deliveries.</summary>
public sealed record Subscriptions(IReadOnlyList<Subscription> All, IReadOnlyList<Recipient> Operations);

/// <summary>Why a subscription gets an alert, or why not. Recorded for every subscription and alert.</summary>
/// <param name="Subscription">Id of the subscription.</param>
/// <param name="Notified">Whether it matches and its recipients are told at once.</param>
/// <param name="Reason">In words: <c>stake renault nissan is of kind stake and names nissan</c>.</param>
/// <param name="Held">Whether it matches and the alert waits for the digest.</param>
/// <param name="Silenced">Whether it matches and nobody is told, since the subscription is silenced.</param>
/// <param name="Rule">What matched, for counting feedback: the kind of the fact. Null where nothing did.</param>
public sealed record RoutingDecision(string Subscription, bool Notified, string Reason, bool Held = false, bool Silenced = false, string? Rule = null);

/// <summary>Stored as <c>alerts/ID/routing.json</c> when everything is queued: its presence marks the alert as dispatched.</summary>
public sealed record Routing(string AlertId, DateTimeOffset DispatchedAt, IReadOnlyList<RoutingDecision> Decisions, IReadOnlyList<string> Deliveries);
