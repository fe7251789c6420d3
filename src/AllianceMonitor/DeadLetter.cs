using AllianceMonitor.Storage;

namespace AllianceMonitor;

/// <summary>Something that failed for good, kept for people to look at. Stored as <c>deadletter/ID.json</c>.</summary>
/// <param name="Id">Hash of what failed: the same failure is kept once.</param>
/// <param name="Kind"><c>article</c>, <c>article-message</c> (the host's message about one, unreadable), <c>alert</c>, <c>delivery</c>, <c>receipt</c>, <see cref="DeliveryReport"/> or <c>story-log</c>.</param>
/// <param name="Subject">Name of the blob, or id of the document.</param>
/// <param name="Reason">Why it is here, and what to do.</param>
/// <param name="Message">The poison message, receipt or log line as it came.</param>
public sealed record DeadLetter(string Id, string Kind, string Subject, string Reason, string? Message)
{
    public const string DeliveryReport = "delivery-report";

    /// <summary>When it was kept.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The timer that tries it again by itself and takes the letter away when that succeeds; null when it waits for people.</summary>
    public string? TriedAgainBy { get; init; }

    public static BlobAddress AddressOf(string id) => new(Containers.DeadLetter, $"{id}.json");
}
