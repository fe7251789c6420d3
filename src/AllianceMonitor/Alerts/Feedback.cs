using AllianceMonitor.Storage;

namespace AllianceMonitor.Alerts;

/// <summary>What recipients said of the alerts of a subscription. Stored as <c>feedback/HASH.json</c>; every change is conditional on the ETag.</summary>
public sealed record Feedback
{
    /// <summary>Feedback of this long counts.</summary>
    public const int Days = 30;

    /// <summary>Bounds the document; the latest are kept.</summary>
    private const int MaxMarks = 1_000;

    public required string Subscription { get; init; }

    /// <summary>One mark for each delivery.</summary>
    public IReadOnlyList<NotRelevant> Marks { get; init; } = [];

    public static BlobAddress AddressOf(string subscription) => new(Containers.Feedback, $"{Digest.Of("feedback", subscription)}.json");

    /// <summary>The feedback with this mark; itself when the delivery is marked already.</summary>
    public Feedback With(NotRelevant mark) => Marks.Any(known => known.Delivery == mark.Delivery) ? this : this with { Marks = [.. Marks.TakeLast(MaxMarks - 1), mark] };

    /// <summary>Marks of the last <see cref="Days"/> by rule, the most frequent first.</summary>
    public IReadOnlyList<RuleFeedback> Counts(DateTimeOffset now) =>
        [.. Marks.Where(mark => now - mark.At < TimeSpan.FromDays(Days)).CountBy(mark => mark.Rule).OrderByDescending(rule => rule.Value).ThenBy(rule => rule.Key, StringComparer.Ordinal)
            .Select(rule => new RuleFeedback(rule.Key, rule.Value))];
}

/// <summary>One alert that one recipient found not relevant.</summary>
/// <param name="Delivery">Key of the delivery.</param>
/// <param name="AlertId">The alert.</param>
/// <param name="Rule">What matched, see <see cref="RoutingDecision.Rule"/>.</param>
/// <param name="At">When it was said.</param>
public sealed record NotRelevant(string Delivery, string AlertId, string Rule, DateTimeOffset At);

/// <summary>How often alerts of one rule were marked as not relevant.</summary>
public sealed record RuleFeedback(string Rule, int Count);
