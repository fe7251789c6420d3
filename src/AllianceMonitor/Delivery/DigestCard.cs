using System.Text.Json.Nodes;
using AllianceMonitor.Alerts;

namespace AllianceMonitor.Delivery;

/// <summary>The card of a digest: a box for each story that opens the page of its newest alert. What does not fit is counted and stands on the digest's page. Pure.</summary>
internal static class DigestCard
{
    /// <summary>A box takes 250 bytes at least: more stories than this are never within the budget.</summary>
    private const int MaxStories = CardMessage.MaxBytes / 250;

    /// <summary>Superseded revisions shown of one story.</summary>
    private const int MaxOlder = 3;

    /// <summary>Suppressed alerts shown.</summary>
    private const int MaxSuppressed = 5;

    public static JsonObject Of(AlertDigest digest, Notification notification)
    {
        IReadOnlyList<IReadOnlyList<DigestItem>> stories = digest.Stories();
        for (int shown = Math.Min(stories.Count, MaxStories); shown > 1; shown--)
        {
            JsonObject message = Message(digest, stories, notification, shown, CardMessage.MaxText);
            if (CardMessage.Bytes(message).Length <= CardMessage.MaxBytes)
            {
                return message;
            }
        }

        return CardMessage.Fitting(length => Message(digest, stories, notification, 1, length));
    }

    private static JsonObject Message(AlertDigest digest, IReadOnlyList<IReadOnlyList<DigestItem>> stories, Notification notification, int shown, int length)
    {
        Uri permalink = notification.Permalink!;
        List<JsonObject> body =
        [
            CardMessage.Runs("Digest", size: "Small", subtle: true),
            CardMessage.Runs(CardMessage.Cut(DigestEmail.Subject(digest), length / 2), size: "Large", weight: "Bolder", spacing: "None"),
            CardMessage.Runs(digest.Opening()),
        ];
        int told = 0;
        foreach (IReadOnlyList<DigestItem> story in stories.Take(shown))
        {
            body.Add(Box(permalink, story[0], CardMessage.Runs(CardMessage.Cut(story[0].Line(), length / 2), weight: "Bolder", link: true), length, "Medium"));
            foreach (DigestItem older in story.Skip(1).Take(MaxOlder))
            {
                body.Add(Box(permalink, older, CardMessage.Runs(CardMessage.Cut($"superseded: {older.Line()}", length / 2), size: "Small", subtle: true), length, "Small"));
            }

            told += Math.Min(story.Count, MaxOlder + 1);
        }

        if (told < digest.Items.Count)
        {
            body.Add(CardMessage.Runs($"{digest.Items.Count - told} more did not fit; the digest page shows all.", subtle: true, spacing: "Medium"));
        }

        if (digest.Suppressed.Count > 0)
        {
            body.Add(CardMessage.Runs(DigestEmail.NotTold, size: "Small", weight: "Bolder", spacing: "Medium"));
            body.AddRange(digest.Suppressed.Take(MaxSuppressed).Select(one => CardMessage.Runs(CardMessage.Cut($"{one.Line}: {one.Reason}", length / 2), size: "Small", subtle: true, spacing: "None")));
            if (digest.Suppressed.Count > MaxSuppressed)
            {
                body.Add(CardMessage.Runs($"{digest.Suppressed.Count - MaxSuppressed} more stand on the digest page.", size: "Small", subtle: true, spacing: "None"));
            }
        }

        if (digest.FeedbackLine() is { } feedback)
        {
            body.Add(CardMessage.Runs(feedback, size: "Small", subtle: true, spacing: "Medium"));
        }

        body.Add(CardMessage.Runs($"Why you got this: {CardMessage.Cut(EmailContent.Why(notification.Receipt), length)}.", size: "Small", subtle: true, spacing: "Medium"));
        return CardMessage.Message(CardMessage.Card(body, [CardMessage.OpenUrl("Digest page", permalink.AbsoluteUri)]));
    }

    private static JsonObject Box(Uri permalink, DigestItem item, JsonObject line, int length, string spacing) => new()
    {
        ["type"] = "Container",
        ["spacing"] = spacing,
        ["items"] = new JsonArray(line, CardMessage.Runs(CardMessage.Cut(item.Origin, length / 2), size: "Small", subtle: true, spacing: "None")),
        ["selectAction"] = CardMessage.OpenUrl("Story and evidence", DigestEmail.Link(permalink, item.AlertId)),
    };
}
