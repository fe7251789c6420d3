using System.Globalization;
using AllianceMonitor.Storage;

namespace AllianceMonitor.Alerts;

/// <summary>What stands against sending to a recipient. Stored as <c>recipients/HASH.json</c> when there is something to say; every change is conditional on the ETag.</summary>
public sealed record RecipientState
{
    public required Recipient Recipient { get; init; }

    /// <summary>Subscriptions whose alerts the recipient does not want any more.</summary>
    public IReadOnlyList<Unsubscription> Unsubscribed { get; init; } = [];

    /// <summary>Set when the peer said that there is nobody: nothing is sent until somebody resumes it.</summary>
    public Suppression? Suppressed { get; init; }

    /// <summary>A suppression that operations have not been told of yet, and that is not in force before.</summary>
    public Suppression? Intended { get; init; }

    /// <summary>Refusals in a row that may mean that there is nobody, or a passing fault of the peer.</summary>
    public int Refusals { get; init; }

    /// <summary>When somebody last had it sent to again: what the peer said of earlier messages does not count any more.</summary>
    public DateTimeOffset? ResumedAt { get; init; }

    public static BlobAddress AddressOf(Recipient recipient) => new(Containers.Recipients, $"{Digest.Of("recipient", recipient.Channel, recipient.Address.ToUpperInvariant())}.json");

    /// <summary>Why nothing is sent to the recipient for the sake of these subscriptions; null when something stands for it.</summary>
    public string? WhyNot(IReadOnlyCollection<string> subscriptions)
    {
        if (Suppressed is { } suppressed)
        {
            return string.Create(CultureInfo.InvariantCulture, $"suppressed since {suppressed.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC ({suppressed.Reason})");
        }

        List<Unsubscription> left = [.. Unsubscribed.Where(one => subscriptions.Contains(one.Subscription))];
        return left.Count > 0 && subscriptions.All(subscription => left.Exists(one => one.Subscription == subscription))
            ? string.Create(CultureInfo.InvariantCulture, $"unsubscribed on {left.Max(one => one.At).UtcDateTime:yyyy-MM-dd HH:mm} UTC")
            : null;
    }

    public RecipientState Without(IReadOnlyCollection<string> subscriptions, DateTimeOffset now) =>
        this with { Unsubscribed = [.. Unsubscribed, .. subscriptions.Where(id => !Unsubscribed.Any(one => one.Subscription == id)).Select(id => new Unsubscription(id, now))] };

    public RecipientState Resumed(DateTimeOffset now) => this with { Suppressed = null, Intended = null, Refusals = 0, ResumedAt = now };

    public RecipientState With(IReadOnlyCollection<string> subscriptions) => this with { Unsubscribed = [.. Unsubscribed.Where(one => !subscriptions.Contains(one.Subscription))] };
}

/// <summary>A subscription that a recipient left.</summary>
public sealed record Unsubscription(string Subscription, DateTimeOffset At);

/// <summary>Since when nothing is sent, and what the peer said: <c>SMTP 550</c>.</summary>
public sealed record Suppression(DateTimeOffset At, string Reason);
