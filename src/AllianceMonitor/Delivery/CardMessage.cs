using System.Text.Json;
using System.Text.Json.Nodes;
using AllianceMonitor.Alerts;
using AllianceMonitor.Extraction;

namespace AllianceMonitor.Delivery;

/// <summary>
/// The Workflows message around an Adaptive Card 1.4. Text from articles stands in TextRuns only, which have no Markdown. Pure.
/// </summary>
internal static class CardMessage
{
    /// <summary>Teams refuses 28,672 bytes after wrapping; what is longer than this is cut, and the card says so.</summary>
    public const int MaxBytes = 20 * 1024;

    /// <summary>Characters of the longest texts, evidence and reasons; what else stands in a card is shorter.</summary>
    internal const int MaxText = 600;

    public static JsonObject Of(Notification notification)
    {
        if (notification.Notice is { } notice)
        {
            return Fitting(length => Message(Card([Runs(Cut(notice.Subject, 300), size: "Large", weight: "Bolder"), Runs(Cut(notice.Text, 10 * length))], [])));
        }

        if (notification.Digest is { } digest)
        {
            return DigestCard.Of(digest, notification);
        }

        Alert alert = notification.Alert ?? throw new ArgumentException("A notification holds an alert, a notice or a digest.", nameof(notification));
        for (int shown = alert.Changes.Count; shown > 1; shown--)
        {
            JsonObject message = Message(AlertCard(alert, notification, shown, MaxText));
            if (Bytes(message).Length <= MaxBytes)
            {
                return message;
            }
        }

        return Fitting(length => Message(AlertCard(alert, notification, 1, length)));
    }

    /// <summary>The message with its texts cut as little as the budget allows: a character may take twelve bytes.</summary>
    internal static JsonObject Fitting(Func<int, JsonObject> cutTo)
    {
        for (int length = MaxText; ; length /= 2)
        {
            JsonObject message = cutTo(length);
            if (length < 40 || Bytes(message).Length <= MaxBytes)
            {
                return message;
            }
        }
    }

    public static byte[] Bytes(JsonObject message) => JsonSerializer.SerializeToUtf8Bytes(message, Json.Default.JsonObject);

    private static JsonObject AlertCard(Alert alert, Notification notification, int shown, int length)
    {
        List<JsonObject> body =
        [
            Runs(EmailContent.Kicker(alert, notification.Receipt.Severity), size: "Small", subtle: true),
            Runs(Cut(alert.Headline, length / 2), size: "Large", weight: "Bolder", spacing: "None"),
        ];
        if (alert.IsSample)
        {
            body.Add(Runs(EmailContent.SampleText));
        }

        foreach (AlertChange change in alert.Changes.Take(shown))
        {
            body.Add(ChangeContainer(change, length));
        }

        if (shown < alert.Changes.Count)
        {
            body.Add(Runs($"{alert.Changes.Count - shown} more changes did not fit; the story page shows all.", subtle: true));
        }

        body.Add(Runs(Cut(alert.Title ?? alert.Article, length / 2), weight: "Bolder", spacing: "Medium"));
        body.AddRange(EmailContent.OriginFacts(alert).Select(fact => Row(fact.Name, fact.Value, length / 2)));
        body.Add(Runs($"Why you got this: {Cut(EmailContent.Why(notification.Receipt), length)}.", size: "Small", subtle: true, spacing: "Medium"));

        // Three short titles stand side by side on a phone; longer ones would be cut.
        List<JsonObject> actions = [OpenUrl("Evidence", notification.Permalink!.AbsoluteUri)];
        if (EmailContent.SafeLink(alert.Url) is { Length: < 2000 } url)
        {
            actions.Add(OpenUrl("Article", url));
        }

        if (notification.NotRelevant is { } notRelevant)
        {
            actions.Add(OpenUrl("Not relevant", notRelevant.AbsoluteUri));
        }

        return Card(body, actions);
    }

    private static JsonObject ChangeContainer(AlertChange change, int length)
    {
        string now = Cut(change.Now, length / 3);
        string? before = (change.Known ?? change.Fact.Before) is { } value && value != change.Now ? Cut(value, length / 3) : null;
        List<JsonObject> runs = before is null
            ? [Run(now, "ExtraLarge", "Bolder")]
            : [Struck(before), Run("  \u2192  ", "ExtraLarge"), Run(now, "ExtraLarge", "Bolder")];
        return new JsonObject
        {
            ["type"] = "Container",
            ["style"] = "emphasis",
            ["spacing"] = "Medium",
            ["items"] = new JsonArray(
                [
                    Runs(Cut(change.Label, length / 3), size: "Small", subtle: true),
                    new JsonObject { ["type"] = "RichTextBlock", ["spacing"] = "None", ["inlines"] = new JsonArray([.. runs]) },
                    .. EmailContent.StandingFacts(change).Select(fact => Row(fact.Name, fact.Value, length / 2)),
                    Runs($"“{Cut(change.Fact.Evidence.Text, length)}”", spacing: "Small", italic: true),
                ]),
        };
    }

    /// <summary>A line of a table of facts. A FactSet would show Markdown in its values.</summary>
    private static JsonObject Row(string name, string value, int length) => new()
    {
        ["type"] = "ColumnSet",
        ["spacing"] = "None",
        ["columns"] = new JsonArray(
            new JsonObject { ["type"] = "Column", ["width"] = "110px", ["items"] = new JsonArray(Runs(name, size: "Small", subtle: true)) },
            new JsonObject { ["type"] = "Column", ["width"] = "stretch", ["items"] = new JsonArray(Runs(Cut(value, length), size: "Small")) }),
    };

    internal static JsonObject Card(IEnumerable<JsonObject> body, IReadOnlyCollection<JsonObject> actions)
    {
        var card = new JsonObject
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.4",
            ["msteams"] = new JsonObject { ["width"] = "Full" },
            ["body"] = new JsonArray([.. body]),
        };
        if (actions.Count > 0)
        {
            card["actions"] = new JsonArray([.. actions]);
        }

        return card;
    }

    internal static JsonObject Message(JsonObject card) => new()
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["contentUrl"] = null,
            ["content"] = card,
        }),
    };

    /// <param name="text">What an article may say.</param>
    /// <param name="size">Of Adaptive Cards.</param>
    /// <param name="weight">Of Adaptive Cards.</param>
    /// <param name="spacing">Of Adaptive Cards.</param>
    /// <param name="subtle">Whether it is dimmed.</param>
    /// <param name="italic">Whether it is slanted.</param>
    /// <param name="link">Whether it looks like what can be pressed.</param>
    internal static JsonObject Runs(string text, string? size = null, string? weight = null, string? spacing = null, bool subtle = false, bool italic = false, bool link = false)
    {
        JsonObject run = Run(text, size, weight, subtle, italic);
        if (link)
        {
            run["color"] = "Accent";
        }

        var block = new JsonObject { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray(run) };
        if (spacing is not null)
        {
            block["spacing"] = spacing;
        }

        return block;
    }

    private static JsonObject Run(string text, string? size = null, string? weight = null, bool subtle = false, bool italic = false)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = text.Length == 0 ? " " : text };
        if (size is not null)
        {
            run["size"] = size;
        }

        if (weight is not null)
        {
            run["weight"] = weight;
        }

        if (subtle)
        {
            run["isSubtle"] = true;
        }

        if (italic)
        {
            run["italic"] = true;
        }

        return run;
    }

    private static JsonObject Struck(string text)
    {
        JsonObject run = Run(text, "ExtraLarge", subtle: true);
        run["strikethrough"] = true;
        return run;
    }

    internal static JsonObject OpenUrl(string title, string url) => new() { ["type"] = "Action.OpenUrl", ["title"] = title, ["url"] = url };

    internal static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return $"{text[..end]}…";
    }
}
