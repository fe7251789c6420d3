using System.Text.Json.Serialization;
using AllianceMonitor.Storage;

namespace AllianceMonitor.Alerts;

/// <summary>
/// What a subscription was told of late, what is held for its next digest, and what was silenced. Once one alert is held, so is every later one until the digest is sent: a
/// story's newer revision must not overtake an older one. Stored as <c>digests/outboxes/HASH.json</c>; every change is conditional on the ETag. Pure.
/// </summary>
public sealed record Outbox
{
    /// <summary>Folder of the outboxes in the container <c>digests</c>.</summary>
    public const string Folder = "outboxes/";

    /// <summary>Alerts of one digest. When as many are held, the digest does not wait until it is due.</summary>
    public const int MaxHeld = 500;

    /// <summary>Silenced alerts that are remembered for the next digest; the latest.</summary>
    public const int MaxSilenced = 100;

    /// <summary>Alerts are counted over this time, and as long after the first was held the storm is over.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Id of the subscription.</summary>
    public required string Subscription { get; init; }

    /// <summary>Name of the subscription, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Alerts that were told one by one: those of the last hour, no more than the limit.</summary>
    public IReadOnlyList<ToldAlert> Told { get; init; } = [];

    /// <summary>Alerts that wait for the digest, in the order of their routing.</summary>
    public IReadOnlyList<WaitingAlert> Held { get; init; } = [];

    /// <summary>Alerts that matched and were silenced since the last digest.</summary>
    public IReadOnlyList<SilencedAlert> Silenced { get; init; } = [];

    /// <summary>When the last digest was made; null before the first.</summary>
    public DateTimeOffset? LastDigest { get; init; }

    /// <summary>When the digest is to be sent; null when nothing is held.</summary>
    [JsonIgnore]
    public DateTimeOffset? DueAt => Held.Count == 0 ? null : Held.Min(waiting => waiting.Hold.DueAt);

    public static BlobAddress AddressOf(string subscription) => new(Containers.Digests, $"{Folder}{Digest.Of("outbox", subscription)}.json");

    /// <summary>The alert while it waits; null when it does not.</summary>
    public WaitingAlert? Waiting(string alertId) => Held.FirstOrDefault(waiting => waiting.AlertId == alertId);

    public bool IsSilenced(string alertId) => Silenced.Any(silenced => silenced.AlertId == alertId);

    /// <summary>The outbox with this alert told or held; itself when the alert is recorded already: it keeps its decision.</summary>
    /// <param name="alertId">The alert.</param>
    /// <param name="subscription">What the subscription asks for now.</param>
    /// <param name="alertsPerHour">Its limit now; 0 for none.</param>
    /// <param name="now">By the store's clock.</param>
    public Outbox Record(string alertId, Subscription subscription, int alertsPerHour, DateTimeOffset now)
    {
        if (Has(alertId))
        {
            return this;
        }

        Outbox current = this with { Name = subscription.Name, Told = [.. Told.Where(told => now - told.At < Window)] };
        Hold? asked = subscription.HoldAt(now, LastDigest) ?? (alertsPerHour > 0 && current.Told.Count >= alertsPerHour ? Storm(subscription, alertsPerHour, now) : null);
        bool isStormCalledOff = alertsPerHour == 0 && Held.All(waiting => waiting.Hold.Kind == HoldKind.Storm);
        if (asked is null && (Held.Count == 0 || isStormCalledOff))
        {
            return alertsPerHour > 0 ? current with { Told = [.. current.Told, new ToldAlert(alertId, now)] } : this;
        }

        return current with { Held = [.. Held, new WaitingAlert(alertId, now, asked ?? Behind(Held[0].Hold, now))] };
    }

    /// <summary>The outbox with this alert silenced; itself when the alert is recorded already.</summary>
    public Outbox Silence(string alertId, string reason, DateTimeOffset now) =>
        Has(alertId) ? this : this with { Silenced = [.. Silenced.TakeLast(MaxSilenced - 1), new SilencedAlert(alertId, now, reason)] };

    public bool IsDue(DateTimeOffset now) => DueAt is { } due && (now >= due || Held.Count >= MaxHeld);

    /// <summary>The outbox after a digest: it counts anew. What came too late for the digest waits for the next.</summary>
    public Outbox Released(AlertDigest digest, DateTimeOffset now)
    {
        HashSet<string> settled = [.. digest.Items.Select(item => item.AlertId), .. digest.Suppressed.Select(suppressed => suppressed.AlertId)];
        return this with
        {
            Told = [],
            LastDigest = now,
            Silenced = [.. Silenced.Where(silenced => !settled.Contains(silenced.AlertId))],
            Held = [.. Held.Where(waiting => !settled.Contains(waiting.AlertId)).Select(late =>
                late.Hold is { Kind: HoldKind.Storm } storm && storm.DueAt <= now ? late with { Hold = storm with { DueAt = now + Window } } : late)],
        };
    }

    private bool Has(string alertId) => Waiting(alertId) is not null || IsSilenced(alertId) || Told.Any(told => told.AlertId == alertId);

    private static Hold Storm(Subscription subscription, int alertsPerHour, DateTimeOffset now) =>
        new(HoldKind.Storm, subscription.AfterQuietHours(now + Window), $"more than {alertsPerHour} an hour came");

    /// <summary>An alert that need not wait by itself waits behind others: to the end of a storm; but not for quiet hours or a day that the subscription no longer asks for.</summary>
    private static Hold Behind(Hold first, DateTimeOffset now) => first.Kind == HoldKind.Storm || first.DueAt <= now ? first : first with { DueAt = now };
}

/// <summary>An alert that counts against the limit.</summary>
public sealed record ToldAlert(string AlertId, DateTimeOffset At);

/// <summary>An alert that waits for the digest since <paramref name="At"/>.</summary>
public sealed record WaitingAlert(string AlertId, DateTimeOffset At, Hold Hold);

/// <summary>An alert that matched while the subscription was silenced.</summary>
public sealed record SilencedAlert(string AlertId, DateTimeOffset At, string Reason);
