using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Extraction;
using AllianceMonitor.Stories;

namespace AllianceMonitor.EndToEnd.Tests.Support;

/// <summary>An alert and a digest with everything that one may hold.</summary>
internal static class SampleMessages
{
    private static readonly DateTimeOffset Monday = new(2027, 3, 15, 7, 30, 0, TimeSpan.Zero);
    private static readonly Recipient Desk = new(Recipient.Email, "desk@example.com");

    public static Notification Alert => Of(new Alert
    {
        Id = "a-0123456789abcdef0123456789abcdef",
        StoryId = "s-0123456789abcdef",
        Revision = 2,
        Novelty = Novelty.NewFacts,
        Headline = "Renault's stake in Nissan: 43.4% -> 15% (denied by Nissan Motor Corporation)",
        Summary = "Renault will cut its stake.",
        Changes =
        [
            Change("Renault's stake in Nissan", "43.4%", "15%", "Renault will cut its stake in Nissan Motor Corporation to 15 percent from 43.4 percent, two people with direct knowledge of the talks said on Monday.", Polarity.Denied),
            Change("Nissan's investment in Ampere", null, "600 million EUR", "Nissan would put up to 600 million euros into Ampere, Renault's electric-vehicle unit.", Polarity.Affirmed),
        ],
        Article = "renault.txt",
        Title = "Renault to cut its stake in Nissan as the partners rebalance their two-decade-old alliance",
        Source = "Harbour Wire",
        Url = "https://news.example/2027/03/15/renault-to-cut-its-stake-in-nissan-as-the-partners-rebalance-their-two-decade-old-alliance.html",
        Published = "2027-03-15",
        Sources = ["Harbour Wire", "Reuters", "Nikkei"],
        CreatedAt = Monday,
    });

    public static Notification Digest => Of(new AlertDigest
    {
        Id = new string('d', 64),
        Subscription = "treasury",
        Name = "Shareholdings and capital",
        Period = "a-1",
        From = Monday,
        Until = Monday.AddHours(15),
        Cause = "its digest is sent daily at 23:30, Europe/Paris",
        Items =
        [
            Item("a-1", "s-1", 1, "Renault's stake in Nissan: 43.4% -> 25% (planned)"),
            Item("a-2", "s-1", 2, "Renault's stake in Nissan: 25% -> 20% (agreed)"),
            Item("a-3", "s-1", 3, "Renault's stake in Nissan: 20% -> 15% (signed)"),
            Item("a-4", "s-2", 1, "Nissan's investment in Ampere: up to 600 million EUR (in talks)"),
            Item("a-5", "s-3", 1, "Partnership of Mitsubishi Motors and Qualcomm Technologies: agreed, for the Snapdragon-Digital-Chassis-Plattformzusammenarbeit"),
        ],
        Suppressed =
        [
            new SuppressedAlert("a-6", "Joint venture of Renault and Geely: signed", "silenced until 2027-04-05 08:00 UTC (Easter)"),
            new SuppressedAlert("a-7", "Renault's stake in Alpine: 100%", "you were told of it through another subscription"),
        ],
        NotRelevant = [new RuleFeedback("stake", 2), new RuleFeedback("supply", 1)],
    });

    public static Notification Notice(string subject, string text) => new(Receipt(DeliveryKind.Notice, "notice"), null, new Notice(AllianceMonitor.Digest.Of(subject, text), subject, text, Monday), null);

    /// <summary>The alert with every text from outside replaced.</summary>
    public static Notification AlertSaying(string text)
    {
        var alert = Alert.Alert!;
        return Because(Of(alert with
        {
            Headline = text, Summary = text, Title = text, Source = text, Sources = [text, $"other {text}"], Article = text, Published = text, Url = text,
            Changes = [new AlertChange(text, $"known {text}", text, alert.Changes[0].Fact with { ClaimedBy = text, DeniedBy = text, Subject = text, Evidence = new Evidence(0, text) })],
        }), text);
    }

    /// <summary>The digest with every text from outside replaced.</summary>
    public static Notification DigestSaying(string text)
    {
        var digest = Digest.Digest!;
        return Because(Of(digest with
        {
            Name = text, Cause = text, Items = [.. digest.Items.Select(item => item with { Headline = text, Origin = text })],
            Suppressed = [new SuppressedAlert("a-6", text, text)], NotRelevant = [new RuleFeedback(text, 2)],
        }), text);
    }

    private static Notification Because(Notification notification, string reason) => notification with { Receipt = notification.Receipt with { Reasons = [reason] } };

    private static Notification Of(Alert alert) => new(Receipt(DeliveryKind.Alert, alert.Id), alert, null, new Uri($"https://monitor.example/api/alerts/{alert.Id}"))
    {
        Unsubscribe = new Uri("https://monitor.example/api/unsubscribe/token"), NotRelevant = new Uri("https://monitor.example/api/feedback/token"),
    };

    private static Notification Of(AlertDigest digest) => new(Receipt(DeliveryKind.Digest, digest.Id), null, null, new Uri($"https://monitor.example/api/digests/{digest.Id}"), digest)
    {
        Unsubscribe = new Uri("https://monitor.example/api/unsubscribe/token"),
    };

    private static Receipt Receipt(DeliveryKind kind, string document) => new()
    {
        Key = AllianceMonitor.Digest.Of(document),
        Kind = kind,
        DocumentId = document,
        Recipient = Desk,
        Reasons = ["Shareholdings and capital (stake renault nissan is of kind stake and names renault and nissan and stands at planned)"],
        State = DeliveryState.Sending,
        CreatedAt = Monday,
    };

    private static DigestItem Item(string alert, string story, int revision, string headline) => new()
    {
        AlertId = alert, StoryId = story, Revision = revision, Headline = headline, Origin = "Harbour Wire, 2027-03-15", CreatedAt = Monday.AddMinutes(revision), Recipients = [Desk],
    };

    private static AlertChange Change(string label, string? known, string now, string evidence, Polarity polarity) => new(label, known, now, new Fact
    {
        Kind = FactKind.Stake,
        Subject = "renault",
        Object = "nissan",
        After = now,
        Stage = DealStage.Planned,
        Polarity = polarity,
        DeniedBy = polarity == Polarity.Denied ? "Nissan" : null,
        ClaimedBy = "two people with direct knowledge of the talks",
        Evidence = new Evidence(0, evidence),
    });
}
