using System.Net;
using System.Text;
using AllianceMonitor.Alerts;

namespace AllianceMonitor.Delivery;

/// <summary>The two bodies of a digest's email; the HTML one is the digest's page as well. Pure.</summary>
internal static class DigestEmail
{
    internal const string NotTold = "Matched and not told in this digest:";

    public static string Subject(AlertDigest digest) => $"{digest.Count()} in one digest: {digest.Name}";

    /// <param name="digest">What the reader gets.</param>
    /// <param name="permalink">Page of the digest; those of its alerts are found from there.</param>
    public static string Text(AlertDigest digest, Uri permalink)
    {
        var text = new StringBuilder();
        text.AppendLine(digest.Opening()).AppendLine();
        foreach (IReadOnlyList<DigestItem> story in digest.Stories())
        {
            text.AppendLine($"* {story[0].Line()}");
            text.AppendLine($"  {story[0].Origin}");
            text.AppendLine($"  {Link(permalink, story[0].AlertId)}");
            foreach (DigestItem older in story.Skip(1))
            {
                text.AppendLine($"  superseded: {older.Line()}");
                text.AppendLine($"  {older.Origin}");
                text.AppendLine($"  {Link(permalink, older.AlertId)}");
            }

            text.AppendLine();
        }

        if (digest.Suppressed.Count > 0)
        {
            text.AppendLine(NotTold);
            foreach (SuppressedAlert suppressed in digest.Suppressed)
            {
                text.AppendLine($"  {suppressed.Line}: {suppressed.Reason}");
            }

            text.AppendLine();
        }

        if (digest.FeedbackLine() is { } feedback)
        {
            text.AppendLine(feedback).AppendLine();
        }

        text.AppendLine($"This digest on a page: {permalink}");
        return text.ToString();
    }

    /// <summary>What stands between head and foot; a mail leads to the page, which is the same.</summary>
    public static string Html(AlertDigest digest, Uri permalink, bool isMail)
    {
        var body = new StringBuilder();
        body.Append($"<p style=\"margin:0 0 20px\">{E(digest.Opening())}</p>");
        foreach (IReadOnlyList<DigestItem> story in digest.Stories())
        {
            body.Append("<div class=\"fact\" style=\"margin:0 0 16px;padding:14px 16px;border:1px solid #d5dae1;border-radius:8px\">")
                .Append($"<div style=\"font-weight:600\">{Anchor(permalink, story[0])}</div>")
                .Append($"<div style=\"font-size:13px;color:#5b6675\" class=\"dim\">{E(story[0].Origin)}</div>");
            foreach (DigestItem older in story.Skip(1))
            {
                body.Append($"<div style=\"margin-top:8px;font-size:13px;color:#5b6675\" class=\"dim\">superseded: {Anchor(permalink, older)}, {E(older.Origin)}</div>");
            }

            body.Append("</div>");
        }

        if (digest.Suppressed.Count > 0)
        {
            body.Append($"<p style=\"margin:0 0 4px;font-size:13px;font-weight:600\">{NotTold}</p><ul class=\"dim\" style=\"margin:0 0 20px;padding:0 0 0 18px;font-size:13px;color:#5b6675\">");
            foreach (SuppressedAlert suppressed in digest.Suppressed)
            {
                body.Append($"<li><a href=\"{E(Link(permalink, suppressed.AlertId))}\" class=\"link\" style=\"color:#2f5fc0\">{E(suppressed.Line)}</a>: {E(suppressed.Reason)}</li>");
            }

            body.Append("</ul>");
        }

        if (digest.FeedbackLine() is { } feedback)
        {
            body.Append($"<p style=\"margin:0 0 16px;font-size:13px;color:#5b6675\" class=\"dim\">{E(feedback)}</p>");
        }

        if (isMail)
        {
            body.Append($"<p style=\"margin:0 0 16px\"><a href=\"{E(permalink.AbsoluteUri)}\" class=\"link\" style=\"color:#2f5fc0\">This digest on a page</a></p>");
        }

        return body.ToString();
    }

    /// <summary>The page of an alert, beside that of its digest.</summary>
    internal static string Link(Uri permalink, string alertId) => new Uri(permalink, $"../alerts/{alertId}").AbsoluteUri;

    private static string Anchor(Uri permalink, DigestItem item) => $"<a href=\"{E(Link(permalink, item.AlertId))}\" class=\"link\" style=\"color:#2f5fc0\">{E(item.Line())}</a>";

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
