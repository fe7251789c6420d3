using System.Net;
using System.Text;
using AllianceMonitor.Alerts;
using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Stories;

namespace AllianceMonitor.Delivery;

/// <summary>An email before it is sent: subject, two bodies, headers. Pure.</summary>
internal sealed record EmailContent(string Subject, string Text, string Html, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Characters of a subject; mail programs show less.</summary>
    private const int MaxSubject = 200;

    internal const string SampleText = "This is a test of the subscription, asked for by those who look after it. Nothing has happened.";

    public static EmailContent Of(Notification notification, string from)
    {
        string domain = from[(from.LastIndexOf('@') + 1)..];
        var headers = new Dictionary<string, string>
        {
            // A second copy of a delivery carries the same identifier, so that mail servers and people can tell.
            ["Message-ID"] = $"<{notification.Receipt.Key[..40]}@{domain}>",
            ["Auto-Submitted"] = "auto-generated",
        };
        if (notification.Receipt.Severity != Severity.Normal)
        {
            headers["Importance"] = notification.Receipt.Severity == Severity.High ? "high" : "low";
            headers["X-Priority"] = notification.Receipt.Severity == Severity.High ? "1" : "5";
        }

        if (notification.Unsubscribe is { } unsubscribe)
        {
            headers["List-Unsubscribe"] = $"<{unsubscribe.AbsoluteUri}>";
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click";
        }

        if (notification.Alert is { } alert)
        {
            headers["References"] = $"<{alert.StoryId}@{domain}>";
            headers["In-Reply-To"] = $"<{alert.StoryId}@{domain}>";
            return new EmailContent(Line(SubjectOf(alert)), TextOf(alert, notification), HtmlOf(alert, notification), headers);
        }

        if (notification.Digest is { } digest)
        {
            string subject = DigestEmail.Subject(digest);
            return new EmailContent(
                Line(subject), DigestEmail.Text(digest, notification.Permalink!) + FootText(notification), Page(subject, DigestEmail.Html(digest, notification.Permalink!, isMail: true) + Foot(notification), "Digest"), headers);
        }

        Notice notice = notification.Notice ?? throw new ArgumentException("A notification holds an alert, a notice or a digest.", nameof(notification));
        return new EmailContent(
            Line($"[AllianceMonitor] {notice.Subject}"), notice.Text, Page(notice.Subject, $"<p style=\"margin:0;white-space:pre-wrap\">{E(notice.Text)}</p>"), headers);
    }

    /// <summary>A correction says so in its headline.</summary>
    private static string SubjectOf(Alert alert) => alert.IsSample ? $"[Test] {alert.Headline}" : alert.Revision > 1 && !alert.IsCorrection ? $"Update {alert.Revision}: {alert.Headline}" : alert.Headline;

    private static string TextOf(Alert alert, Notification notification)
    {
        var text = new StringBuilder();
        if (alert.IsSample)
        {
            text.AppendLine(SampleText).AppendLine();
        }

        text.AppendLine(alert.Headline).AppendLine();
        foreach (AlertChange change in alert.Changes)
        {
            text.AppendLine($"* {change.Label}: {Value(change)}");
            text.AppendLine($"  {Standing(change)}");
            text.AppendLine($"  \"{change.Fact.Evidence.Text}\"").AppendLine();
        }

        text.AppendLine(alert.Title ?? alert.Article);
        text.AppendLine(Origin(alert));
        if (SafeLink(alert.Url) is { } url)
        {
            text.AppendLine(url);
        }

        text.AppendLine().AppendLine($"Story and evidence: {notification.Permalink}");
        return text + FootText(notification);
    }

    private static string FootText(Notification notification)
    {
        var text = new StringBuilder();
        text.AppendLine($"Why you got this: {Why(notification.Receipt)}.");
        if (notification.NotRelevant is { } notRelevant)
        {
            text.AppendLine($"Not relevant? {notRelevant.AbsoluteUri}");
        }

        if (notification.Unsubscribe is { } unsubscribe)
        {
            text.AppendLine($"Unsubscribe: {unsubscribe.AbsoluteUri}");
        }

        return text.ToString();
    }

    /// <summary>Why the reader got it, and the ways out.</summary>
    private static string Foot(Notification notification)
    {
        List<string> links = [];
        if (notification.NotRelevant is { } notRelevant)
        {
            links.Add($"<a href=\"{E(notRelevant.AbsoluteUri)}\" class=\"link\" style=\"color:#2f5fc0\">Not relevant</a>");
        }

        if (notification.Unsubscribe is { } unsubscribe)
        {
            links.Add($"<a href=\"{E(unsubscribe.AbsoluteUri)}\" class=\"link\" style=\"color:#2f5fc0\">Unsubscribe</a>");
        }

        return $"<p style=\"margin:0;font-size:12px;color:#5b6675\" class=\"dim\">Why you got this: {E(Why(notification.Receipt))}.{(links.Count > 0 ? $"<br>{string.Join(" &middot; ", links)}" : "")}</p>";
    }

    private static string HtmlOf(Alert alert, Notification notification)
    {
        var body = new StringBuilder();
        if (alert.IsSample)
        {
            body.Append($"<p style=\"margin:0 0 20px\">{SampleText}</p>");
        }

        foreach (AlertChange change in alert.Changes)
        {
            body.Append("<div class=\"fact\" style=\"margin:0 0 20px;padding:14px 16px;border:1px solid #d5dae1;border-radius:8px\">")
                .Append($"<div style=\"font-size:13px;color:#5b6675\" class=\"dim\">{E(change.Label)}</div>")
                .Append($"<div style=\"font-size:24px;line-height:1.3;font-weight:600;margin:2px 0 4px\">{ValueHtml(change)}</div>")
                .Append($"<div style=\"font-size:13px;color:#5b6675\" class=\"dim\">{E(Standing(change))}</div>")
                .Append($"<blockquote style=\"margin:12px 0 0;padding:0 0 0 12px;border-left:3px solid #3b6fd4\">{E(change.Fact.Evidence.Text)}</blockquote></div>");
        }

        string title = E(alert.Title ?? alert.Article);
        string linked = SafeLink(alert.Url) is { } url ? $"<a href=\"{E(url)}\" class=\"link\" style=\"color:#2f5fc0\">{title}</a>" : title;
        body.Append($"<p style=\"margin:0 0 4px\">{linked}</p><p style=\"margin:0 0 20px;font-size:13px;color:#5b6675\" class=\"dim\">{E(Origin(alert))}</p>")
            .Append($"<p style=\"margin:0 0 24px\"><a href=\"{E(notification.Permalink!.ToString())}\" style=\"display:inline-block;padding:10px 18px;border-radius:6px;background:#2f5fc0;color:#ffffff;text-decoration:none\">Story and evidence</a></p>")
            .Append(Foot(notification));
        return Page(alert.Headline, body.ToString(), Kicker(alert, notification.Receipt.Severity));
    }

    internal static string Page(string heading, string body, string kicker = "AllianceMonitor") =>
        $$"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">
        <title>{{E(heading)}}</title>
        <style>body { overflow-wrap:anywhere } del { color:#6a7584 } @media (prefers-color-scheme: dark) { body, .page { background:#14181f !important; color:#e6e9ee !important } .dim, del { color:#9aa5b4 !important } .fact { border-color:#39424f !important } .link { color:#8db4ff !important } }</style></head>
        <body style="margin:0;padding:0;background:#f4f6f9;color:#1b2430;font:16px/1.5 'Segoe UI',Helvetica,Arial,sans-serif">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
        <!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0"><tr><td><![endif]-->
        <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border-radius:10px"><tr><td style="padding:24px">
        <div style="font-size:12px;letter-spacing:.06em;text-transform:uppercase;color:#5b6675" class="dim">{{E(kicker)}}</div>
        <h1 style="font-size:20px;line-height:1.35;margin:4px 0 20px">{{E(heading)}}</h1>
        {{body}}
        </td></tr></table>
        <!--[if mso]></td></tr></table><![endif]-->
        </td></tr></table></body></html>
        """;

    private static string Value(AlertChange change)
    {
        string? before = change.Known ?? change.Fact.Before;
        return before is null || before == change.Now ? change.Now : $"{before} -> {change.Now}";
    }

    private static string ValueHtml(AlertChange change)
    {
        string? before = change.Known ?? change.Fact.Before;
        return before is null || before == change.Now ? E(change.Now) : $"<del>{E(before)}</del> &rarr; {E(change.Now)}";
    }

    /// <summary>"Update 2 of a story".</summary>
    internal static string Kicker(Alert alert, Severity severity = Severity.Normal) =>
        $"{(severity == Severity.High ? "High priority: " : severity == Severity.Low ? "Low priority: " : "")}{Kicker(alert.IsCorrection, alert)}";

    private static string Kicker(bool isCorrection, Alert alert) => alert.IsSample ? "Test message" : isCorrection ? $"Correction, update {alert.Revision} of a story" : alert.Revision > 1 ? $"Update {alert.Revision} of a story" : "New story";

    /// <summary>"planned, affirmed, claimed by three sources".</summary>
    internal static string Standing(AlertChange change) => change.Kind == ChangeKind.Withdrawn ? "no longer said; this is what was told before" : Standing(change.Fact);

    internal static string Standing(Fact fact)
    {
        string standing = $"{FactWords.StageForPeople(fact.Stage)}, {FactWords.Polarity(fact.Polarity)}";
        standing += fact.DeniedBy is { } denier ? $" by {denier}" : "";
        return fact.ClaimedBy is { } by ? $"{standing}, claimed by {by}" : standing;
    }

    /// <summary>Where a change stands, line by line.</summary>
    internal static IEnumerable<(string Name, string Value)> StandingFacts(AlertChange change)
    {
        Fact fact = change.Fact;
        if (change.Kind == ChangeKind.Withdrawn)
        {
            yield return ("Standing", Standing(change));
            yield break;
        }

        yield return ("Stage", FactWords.StageForPeople(fact.Stage));
        if (fact.Polarity != Polarity.Affirmed || fact.DeniedBy is not null)
        {
            yield return ("Standing", $"{FactWords.Polarity(fact.Polarity)}{(fact.DeniedBy is { } denier ? $" by {denier}" : "")}");
        }

        if (fact.ClaimedBy is { } by)
        {
            yield return ("Claimed by", by);
        }
    }

    /// <summary>Who told it, line by line.</summary>
    internal static IEnumerable<(string Name, string Value)> OriginFacts(Alert alert)
    {
        yield return ("Source", alert.Source ?? "unknown");
        if (alert.Published is { } published)
        {
            yield return ("Published", published);
        }

        List<string> others = [.. alert.Sources.Where(other => other != alert.Source)];
        if (others.Count > 0)
        {
            yield return ("Also told by", string.Join(", ", others));
        }
    }

    internal static string Origin(Alert alert)
    {
        string source = alert.Source ?? "source unknown";
        string published = alert.Published is { } date ? $"{source}, {date}" : source;
        List<string> others = [.. alert.Sources.Where(other => other != alert.Source)];
        return others.Count > 0 ? $"{published}; also reported by {string.Join(", ", others)}" : published;
    }

    internal static string Why(Receipt receipt) => string.Join("; ", receipt.Reasons);

    /// <summary>Only web addresses become links.</summary>
    internal static string? SafeLink(string? url) => Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" ? uri.AbsoluteUri : null;

    private static string E(string text) => WebUtility.HtmlEncode(text);

    /// <summary>One line without control characters: nothing in an article can add a header.</summary>
    private static string Line(string text)
    {
        string line = PlainText.Normalize(text);
        return line.Length <= MaxSubject ? line : $"{line[..(MaxSubject - 1)]}…";
    }
}
