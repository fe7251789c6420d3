using System.Globalization;
using AllianceMonitor.Storage;

namespace AllianceMonitor.Alerts;

/// <summary>Alerts of one subscription told at once. Stored as <c>digests/ID.json</c>, created once.</summary>
public sealed record AlertDigest
{
    public required string Id { get; init; }

    /// <summary>Id of the subscription.</summary>
    public required string Subscription { get; init; }

    /// <summary>Name of the subscription, for people.</summary>
    public required string Name { get; init; }

    /// <summary>What sets this digest apart from others of the subscription: the id of the first alert held, which is in no other.</summary>
    public required string Period { get; init; }

    /// <summary>When the first of the alerts was held.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When the digest was made.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Why there is a digest, after "because": <c>more than 20 an hour came</c>.</summary>
    public required string Cause { get; init; }

    public required IReadOnlyList<DigestItem> Items { get; init; }

    /// <summary>Alerts that matched and are told to nobody in it, and why.</summary>
    public IReadOnlyList<SuppressedAlert> Suppressed { get; init; } = [];

    /// <summary>How often alerts of the subscription were marked as not relevant of late.</summary>
    public IReadOnlyList<RuleFeedback> NotRelevant { get; init; } = [];

    public BlobAddress Address => AddressOf(Id);

    public static BlobAddress AddressOf(string id) => new(Containers.Digests, $"{id}.json");

    public static string IdOf(string subscription, string period) => Digest.Of("digest", subscription, period);

    /// <summary>Everybody whom some of the alerts are for.</summary>
    public IReadOnlyList<Recipient> Recipients() => [.. Items.SelectMany(item => item.Recipients).Distinct()];

    /// <summary>The digest as one of them gets it.</summary>
    public AlertDigest For(Recipient recipient) => this with
    {
        Items = [.. Items.Where(item => item.Recipients.Contains(recipient))],
        Suppressed = [.. Suppressed, .. Items.Where(item => item.ToldOtherwise.Contains(recipient)).Select(item => new SuppressedAlert(item.AlertId, item.Line(), "you were told of it through another subscription"))],
    };

    /// <summary>Stories, the one with the latest news first; in each the newest revision first. The others of a story are superseded by it.</summary>
    public IReadOnlyList<IReadOnlyList<DigestItem>> Stories() =>
        [.. Items.GroupBy(item => item.StoryId)
            .Select(story => (IReadOnlyList<DigestItem>)[.. story.OrderByDescending(item => item.Revision).ThenByDescending(item => item.CreatedAt)])
            .OrderByDescending(story => story.Max(item => item.CreatedAt))];

    /// <summary><c>37 alerts were held back between 10:05 and 11:05 UTC because more than 20 an hour came.</c></summary>
    public string Opening()
    {
        string format = From.UtcDateTime.Date == Until.UtcDateTime.Date ? "HH:mm" : "d MMMM HH:mm";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Count()} {(Items.Count == 1 ? "was" : "were")} held back between {From.UtcDateTime.ToString(format, CultureInfo.InvariantCulture)} and {Until.UtcDateTime.ToString(format, CultureInfo.InvariantCulture)} UTC because {Cause}.");
    }

    /// <summary><c>3 alerts were marked as not relevant in the last 30 days: 2 stake, 1 supply.</c> Null when none was.</summary>
    public string? FeedbackLine() => NotRelevant.Count == 0 ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"{NotRelevant.Sum(rule => rule.Count)} of this subscription's alerts were marked as not relevant in the last {Feedback.Days} days: {string.Join(", ", NotRelevant.Select(rule => $"{rule.Count} {rule.Rule}"))}.");

    /// <summary><c>37 alerts</c>.</summary>
    public string Count() => Items.Count == 1 ? "1 alert" : $"{Items.Count} alerts";
}

/// <summary>What a digest says of an alert; the rest stands on the alert's page.</summary>
public sealed record DigestItem
{
    /// <summary>Characters kept of a text.</summary>
    private const int MaxText = 300;

    public required string AlertId { get; init; }
    public required string StoryId { get; init; }
    public required int Revision { get; init; }
    public required string Headline { get; init; }
    public required string Origin { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Those who are told of this alert in this digest and nowhere else.</summary>
    public required IReadOnlyList<Recipient> Recipients { get; init; }

    /// <summary>Those who are told of it by itself, or in another subscription's digest.</summary>
    public IReadOnlyList<Recipient> ToldOtherwise { get; init; } = [];

    public static DigestItem Of(Alert alert, IReadOnlyList<Recipient> recipients) => new()
    {
        AlertId = alert.Id,
        StoryId = alert.StoryId,
        Revision = alert.Revision,
        Headline = Cut(alert.Headline),
        Origin = Cut(alert.Published is { } published ? $"{alert.Source ?? "source unknown"}, {published}" : alert.Source ?? "source unknown"),
        CreatedAt = alert.CreatedAt,
        Recipients = recipients,
    };

    /// <summary><c>Update 3: Renault's stake in Nissan: 43% -> 15%</c>.</summary>
    public string Line() => Revision > 1 ? $"Update {Revision}: {Headline}" : Headline;

    private static string Cut(string text) => text.Length <= MaxText ? text : $"{text[..(char.IsHighSurrogate(text[MaxText - 2]) ? MaxText - 2 : MaxText - 1)]}…";
}

/// <summary>An alert that a digest names without telling it.</summary>
/// <param name="AlertId">The alert.</param>
/// <param name="Line">Its headline.</param>
/// <param name="Reason">Why it is not told.</param>
public sealed record SuppressedAlert(string AlertId, string Line, string Reason);
