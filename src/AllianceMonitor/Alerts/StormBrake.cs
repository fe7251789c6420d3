using AllianceMonitor.Storage;

namespace AllianceMonitor.Alerts;

/// <summary>
/// What a subscription was told of late, and what is held back for its digest. Once one alert is held, so is every later one until the digest is sent: a story's
/// newer revision must not overtake an older one. Stored as <c>digests/brakes/HASH.json</c>; every change is conditional on the ETag. Pure.
/// </summary>
public sealed record StormBrake
{
    /// <summary>Folder of the brakes in the container <c>digests</c>.</summary>
    public const string Folder = "brakes/";

    /// <summary>Alerts of one digest. When as many are held, the digest does not wait for the end of the hour.</summary>
    public const int MaxHeld = 500;

    /// <summary>Alerts are counted over this time, and as long after the first was held the storm is over.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Id of the subscription.</summary>
    public required string Subscription { get; init; }

    /// <summary>Name of the subscription, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Alerts in an hour that were told one by one when the last one was recorded.</summary>
    public required int AlertsPerHour { get; init; }

    /// <summary>Alerts that are told one by one: those of the last hour, no more than the limit.</summary>
    public IReadOnlyList<ToldAlert> Told { get; init; } = [];

    /// <summary>Ids of the alerts that wait for the digest, in the order of their routing.</summary>
    public IReadOnlyList<string> Held { get; init; } = [];

    /// <summary>When the first of them was held; null when none is.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    public static BlobAddress AddressOf(string subscription) => new(Containers.Digests, $"{Folder}{Digest.Of("brake", subscription)}.json");

    public bool Holds(string alertId) => Held.Contains(alertId);

    /// <summary>The brake with this alert told or held; itself when the alert is recorded already: it keeps its decision.</summary>
    /// <param name="alertId">The alert.</param>
    /// <param name="subscription">What the subscription is called now.</param>
    /// <param name="alertsPerHour">Its limit now, 1 or more.</param>
    /// <param name="now">By the store's clock.</param>
    public StormBrake Record(string alertId, Subscription subscription, int alertsPerHour, DateTimeOffset now)
    {
        if (Holds(alertId) || Told.Any(told => told.AlertId == alertId))
        {
            return this;
        }

        StormBrake current = this with { Name = subscription.Name, AlertsPerHour = alertsPerHour, Told = [.. Told.Where(told => now - told.At < Window)] };
        return HeldSince is null && current.Told.Count < alertsPerHour
            ? current with { Told = [.. current.Told, new ToldAlert(alertId, now)] }
            : current with { Held = [.. Held, alertId], HeldSince = HeldSince ?? now };
    }

    public bool IsDue(DateTimeOffset now) => HeldSince is { } since && (now - since >= Window || Held.Count >= MaxHeld);

    /// <summary>The brake after a digest: it counts anew. What came too late for the digest is held for the next.</summary>
    public StormBrake Released(IReadOnlySet<string> settled, DateTimeOffset now)
    {
        List<string> late = [.. Held.Where(alertId => !settled.Contains(alertId))];
        return this with { Told = [], Held = late, HeldSince = late.Count > 0 ? now : null };
    }
}

/// <summary>An alert that counts against the limit.</summary>
public sealed record ToldAlert(string AlertId, DateTimeOffset At);
