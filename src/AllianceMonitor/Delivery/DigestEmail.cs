using System.Net;
using System.Text;
using AllianceMonitor.Alerts;

namespace AllianceMonitor.Delivery;

/// <summary>The two bodies of a digest's email; the HTML one is the digest's page as well. Pure.</summary>
internal static class DigestEmail
{
    public static string Subject(AlertDigest digest) => $"{digest.Count()} in one digest: {digest.Name}";

    /// <param name="digest">What the reader gets.</param>
    /// <param name="permalink">Page of the digest; those of its alerts are found from there.</param>
    /// <param name="why">The reader's subscriptions.</param>
    public static string Text(AlertDigest digest, Uri permalink, string why)
    {
        var text = new StringBuilder();
        text.AppendLine(digest.Opening()).AppendLine();
        foreach (IReadOnlyList<DigestItem> story in digest.Stories())
        {
            text.AppendLine($"* {story[0].Line()}");
            text.AppendLine($"  {story[0].Origin}");
            text.AppendLine($"  {Link(permalink, story[0])}");
            foreach (DigestItem older in story.Skip(1))
            {
                text.AppendLine($"  superseded: {older.Line()}");
                text.AppendLine($"  {older.Origin}");
                text.AppendLine($"  {Link(permalink, older)}");
            }

            text.AppendLine();
        }

        text.AppendLine($"This digest on a page: {permalink}");
        text.AppendLine($"Why you got this: {why}.");
        return text.ToString();
    }

    /// <summary>What stands between head and foot; <paramref name="why"/> is null where nobody in particular reads it.</summary>
    public static string Html(AlertDigest digest, Uri permalink, string? why)
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

        if (why is not null)
        {
            body.Append($"<p style=\"margin:0 0 16px\"><a href=\"{E(permalink.AbsoluteUri)}\" class=\"link\" style=\"color:#2f5fc0\">This digest on a page</a></p>")
                .Append($"<p style=\"margin:0;font-size:12px;color:#5b6675\" class=\"dim\">Why you got this: {E(why)}.</p>");
        }

        return body.ToString();
    }

    /// <summary>The page of an alert, beside that of its digest.</summary>
    internal static string Link(Uri permalink, DigestItem item) => new Uri(permalink, $"../alerts/{item.AlertId}").AbsoluteUri;

    private static string Anchor(Uri permalink, DigestItem item) => $"<a href=\"{E(Link(permalink, item))}\" class=\"link\" style=\"color:#2f5fc0\">{E(item.Line())}</a>";

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
