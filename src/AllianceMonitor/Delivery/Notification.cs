using AllianceMonitor.Alerts;

namespace AllianceMonitor.Delivery;

/// <summary>What is to be sent: an alert, a notice or a digest, to whom, why.</summary>
/// <param name="Receipt">Identity, recipient and reasons.</param>
/// <param name="Alert">Set for an alert.</param>
/// <param name="Notice">Set for a notice.</param>
/// <param name="Permalink">Page of the alert or the digest; null for a notice.</param>
/// <param name="Digest">Set for a digest: the alerts that are for this recipient.</param>
public sealed record Notification(Receipt Receipt, Alert? Alert, Notice? Notice, Uri? Permalink, AlertDigest? Digest = null)
{
    /// <summary>Where the recipient leaves the subscriptions that it came by; null where there is no such link.</summary>
    public Uri? Unsubscribe { get; init; }

    /// <summary>Where the recipient says that the alert is not relevant; null where there is no such link.</summary>
    public Uri? NotRelevant { get; init; }
}

/// <summary>What a channel can say about a send.</summary>
public abstract record SendResult
{
    /// <summary>The peer has it.</summary>
    public sealed record Accepted(string Evidence) : SendResult;

    /// <summary>The peer will never take it.</summary>
    public sealed record Refused(string Reason, RecipientFault Fault = RecipientFault.None) : SendResult;

    /// <summary>The peer did not take it now. <paramref name="After"/> is what it asked for.</summary>
    public sealed record TryLater(string Reason, TimeSpan? After = null) : SendResult;

    /// <summary>The peer may or may not have it: the answer got lost.</summary>
    public sealed record Unknown(string Reason) : SendResult;
}

/// <summary>What a refusal says of the recipient.</summary>
public enum RecipientFault
{
    /// <summary>Nothing: it is the message, or the channel's own setting.</summary>
    None,

    /// <summary>There may be nobody; said again and again, there is nobody.</summary>
    MaybeGone,

    /// <summary>There is nobody.</summary>
    Gone,
}

/// <summary>A way to reach people. Reasons and evidence never contain an address or a secret.</summary>
public interface IChannel
{
    /// <summary><see cref="Recipient.Channel"/> that it serves.</summary>
    string Name { get; }

    /// <summary>What the peer takes.</summary>
    RateLimit Limit => RateLimit.None;

    /// <summary>Sends once. Faults of the peer are results; only cancellation is an exception.</summary>
    Task<SendResult> SendAsync(Notification notification, CancellationToken cancellation);
}
