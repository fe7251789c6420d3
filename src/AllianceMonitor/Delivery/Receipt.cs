using System.Text.Json.Serialization;
using AllianceMonitor.Alerts;
using AllianceMonitor.Storage;

namespace AllianceMonitor.Delivery;

/// <summary>Where a delivery stands.</summary>
[JsonConverter(typeof(KebabCase<DeliveryState>))]
public enum DeliveryState
{
    /// <summary>To be sent.</summary>
    Pending,

    /// <summary>Somebody has claimed it, for the length of a lease, and sends it. Who dies here leaves open whether it arrived.</summary>
    Sending,

    /// <summary>To be tried again, not before <see cref="Receipt.NotBefore"/>.</summary>
    Scheduled,

    /// <summary>The peer took it: the end.</summary>
    Accepted,

    /// <summary>The peer refused it for good: the end.</summary>
    Refused,

    /// <summary>Twice sent, twice without an answer: the end, with a notice.</summary>
    Uncertain,

    /// <summary>Tried for 76 hours: the end, with a notice.</summary>
    Expired,

    /// <summary>The recipient unsubscribed or was suppressed before it was sent: the end.</summary>
    Withheld,

    /// <summary>The peer took it, and reported later that it did not arrive: the end, with a notice.</summary>
    Bounced,
}

[JsonConverter(typeof(KebabCase<DeliveryKind>))]
public enum DeliveryKind
{
    Alert,
    Notice,
    Digest,
}

/// <summary>
/// One alert (or notice, or digest) to one recipient over one channel, and what became of it. Made by whoever routes, in state pending, so that nothing to be
/// sent is known to a queue message alone. Stored as <c>deliveries/KEY.json</c>; every change is conditional on the ETag.
/// </summary>
public sealed record Receipt
{
    public required string Key { get; init; }
    public required DeliveryKind Kind { get; init; }

    /// <summary>Id of the alert, notice or digest.</summary>
    public required string DocumentId { get; init; }

    public required Recipient Recipient { get; init; }

    /// <summary>Names of the subscriptions that ask for it: all of them are its reasons, the recipient gets one copy.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>Ids of these subscriptions; empty for notices.</summary>
    public IReadOnlyList<string> Subscriptions { get; init; } = [];

    /// <summary>Who answers for these subscriptions, where they say so.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    public Severity Severity { get; init; } = Severity.Normal;

    public required DeliveryState State { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? Owner { get; init; }

    /// <summary>Counts the claims.</summary>
    public int Epoch { get; init; }

    /// <summary>Sends of which nobody knows whether they arrived.</summary>
    public int Unconfirmed { get; init; }

    /// <summary>It was sent again after a send without an answer: the recipient may have two copies, with one identifier.</summary>
    public bool PossibleDuplicate { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Its turn under the channel's rate limit, until it is used.</summary>
    public DateTimeOffset? Turn { get; init; }

    /// <summary>What the peer said when it accepted or refused; never an address.</summary>
    public string? Evidence { get; init; }

    /// <summary>Operations have been told that it was given up.</summary>
    public bool NoticeSent { get; init; }

    /// <summary>It was given up and nobody has been told yet. A notice about a notice would go the same way as that.</summary>
    [JsonIgnore]
    public bool OwesNotice => Kind != DeliveryKind.Notice && !NoticeSent && State is (DeliveryState.Refused or DeliveryState.Uncertain or DeliveryState.Expired or DeliveryState.Bounced);

    [JsonIgnore]
    public bool IsTerminal => State is DeliveryState.Accepted or DeliveryState.Refused or DeliveryState.Uncertain or DeliveryState.Expired or DeliveryState.Withheld or DeliveryState.Bounced;

    /// <summary>Stands in the metadata of the blob of a receipt that is finished, so that a listing tells it.</summary>
    public const string FinishedNote = "finished";

    /// <summary>Nobody has anything to do with it any more.</summary>
    [JsonIgnore]
    public bool IsFinished => IsTerminal && !OwesNotice;

    /// <summary>Metadata of its blob.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string>? Notes => IsFinished ? FinishedNotes : null;

    private static readonly Dictionary<string, string> FinishedNotes = new() { [FinishedNote] = "true" };

    [JsonIgnore]
    public BlobAddress Address => AddressOf(Key);

    public static BlobAddress AddressOf(string key) => new(Containers.Deliveries, $"{key}.json");

    public static string KeyOf(Alert alert, Recipient recipient) => Digest.Of("alert", alert.StoryId, $"{alert.Revision}", alert.Id, recipient.Channel, recipient.Address);

    public static string KeyOf(AlertDigest digest, Recipient recipient) => Digest.Of("digest", digest.Subscription, digest.Period, recipient.Channel, recipient.Address);

    public static string KeyOf(Notice notice, Recipient recipient) => Digest.Of("notice", notice.Id, recipient.Channel, recipient.Address);
}

/// <summary>Message on the queue <c>deliveries</c>.</summary>
/// <param name="DeliveryKey">The receipt to work on.</param>
/// <param name="TraceParent">The trace to go on with; absent while nobody listens.</param>
public sealed record DeliveryMessage([property: JsonPropertyName("deliveryKey")] string DeliveryKey, [property: JsonPropertyName("traceParent")] string? TraceParent = null);

/// <summary>Something that operations must know: an article in the dead letters, a delivery given up. Stored as <c>notices/ID.json</c>.</summary>
public sealed record Notice(string Id, string Subject, string Text, DateTimeOffset CreatedAt)
{
    public BlobAddress Address => AddressOf(Id);

    public static BlobAddress AddressOf(string id) => new(Containers.Notices, $"{id}.json");
}
