using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Stories;
using static AllianceMonitor.Tests.Support.Telling;

namespace AllianceMonitor.Tests.Support;

/// <summary>Alerts and notifications to render and send.</summary>
internal static class Sample
{
    public static Alert Alert() => new()
    {
        Id = "a-0123456789abcdef0123456789abcdef",
        StoryId = "s-0123456789abcdef",
        Revision = 1,
        Novelty = Novelty.NewStory,
        Headline = "Renault's stake in Nissan: 43% -> 15% (planned)",
        Summary = "Renault will cut its stake.",
        Changes = [new AlertChange("Renault's stake in Nissan", "43%", "15%", Stake("15%", before: "43%"))],
        Article = "a.txt",
        Title = "Renault to cut its stake",
        Source = "Harbour Wire",
        Url = "https://news.example/a",
        Published = "2027-03-15",
        Sources = ["Harbour Wire"],
        CreatedAt = Monday,
    };

    public static Notification Notification(Alert? alert = null, string channel = Recipient.Email, string address = "desk@example.com", string reason = "The desk (all)") =>
        new(Receipt(alert ?? Alert(), new Recipient(channel, address), reason), alert ?? Alert(), null, new Uri("https://monitor.example/api/alerts/a-0123456789abcdef0123456789abcdef"));

    public static Notification Notice(string subject, string text, string channel = Recipient.Email, string address = "ops@example.com")
    {
        var notice = new Notice(AllianceMonitor.Digest.Of(subject, text), subject, text, Monday);
        var recipient = new Recipient(channel, address);
        return new Notification(Receipt(Alert(), recipient, "operations") with { Kind = DeliveryKind.Notice, Key = AllianceMonitor.Delivery.Receipt.KeyOf(notice, recipient) }, null, notice, null);
    }

    public static DigestItem Item(string alertId, string storyId, int revision, string headline) => DigestItem.Of(
        Alert() with { Id = alertId, StoryId = storyId, Revision = revision, Headline = headline, CreatedAt = Monday.AddMinutes(revision) }, [new Recipient(Recipient.Email, "desk@example.com")]);

    public static Notification Digest(params DigestItem[] items) => Digest(items, "The desk (a digest)");

    public static Notification Digest(IReadOnlyList<DigestItem> items, string reason)
    {
        var digest = new AlertDigest
        {
            Id = "d",
            Subscription = "desk",
            Name = "The desk",
            Period = items[0].AlertId,
            From = Monday,
            Until = Monday.AddHours(1),
            Cause = "more than 20 an hour came",
            Items = items,
        };
        var recipient = new Recipient(Recipient.Email, "desk@example.com");
        return new Notification(
            Receipt(Alert(), recipient, reason) with { Kind = DeliveryKind.Digest, DocumentId = digest.Id, Key = AllianceMonitor.Delivery.Receipt.KeyOf(digest, recipient) },
            null, null, new Uri("https://monitor.example/api/digests/d"), digest);
    }

    private static Receipt Receipt(Alert alert, Recipient recipient, string reason) => new()
    {
        Key = AllianceMonitor.Delivery.Receipt.KeyOf(alert, recipient),
        Kind = DeliveryKind.Alert,
        DocumentId = alert.Id,
        Recipient = recipient,
        Reasons = [reason],
        State = DeliveryState.Sending,
        CreatedAt = Monday,
    };
}
