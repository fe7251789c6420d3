using System.Net;
using System.Text;
using AllianceMonitor.Delivery;
using AllianceMonitor.Stories;

namespace AllianceMonitor;

/// <summary>The timeline of a story as a part of the page of one of its alerts. Links are relative to that page.</summary>
internal static class TimelineHtml
{
    /// <summary>Facts shown; <c>story</c> in the command line has all.</summary>
    private const int MaxFacts = 60;

    /// <param name="story">The story.</param>
    /// <param name="alertId">The alert whose page it is.</param>
    public static string Of(StoryTimeline story, string alertId)
    {
        var html = new StringBuilder("<h2 class=\"part\">The story so far</h2><ol class=\"timeline\">");
        foreach (StoryRevision revision in story.Revisions)
        {
            bool isThis = revision.AlertId == alertId;
            string by = revision.Source is { } source ? $" · {E(source)}" : "";
            html.Append($"<li{(isThis ? " aria-current=\"true\"" : "")}><p class=\"dim\">{Kicker(revision)} · {revision.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC{by}</p>")
                .Append(isThis ? $"<b>{E(revision.Headline)}</b> <span class=\"dim\">(this alert)</span>" : Link(revision))
                .Append("</li>");
        }

        html.Append("</ol>");
        if (story.Sources.Count > 0)
        {
            html.Append($"<p class=\"sources\">Reported by {string.Join(", ", story.Sources.Select(source => $"{E(source.Name)} ({Articles(source.Articles)})"))}</p>");
        }

        return html.Append(Facts(story.Facts)).ToString();
    }

    /// <summary>The headline, as a link to the page of its alert where there is one.</summary>
    public static string Link(StoryRevision revision) => revision.AlertId is { } alert ? $"<a href=\"{E(alert)}\">{E(revision.Headline)}</a>" : E(revision.Headline);

    private static string Facts(IReadOnlyList<StoryFact> facts)
    {
        var html = new StringBuilder("<details class=\"facts\"><summary>What the articles say, with evidence</summary><ul>");
        foreach (StoryFact said in facts.Take(MaxFacts))
        {
            string gone = said.GoneWith is { } revision ? $", no longer said since update {revision}" : "";
            html.Append($"<li><b>{E(said.Label)}: {E(NoveltyRules.Saying(said.Fact))}</b><p class=\"dim\">{E(EmailContent.Standing(said.Fact))}{gone}; in {Articles(said.SaidBy.Count)}</p>")
                .Append($"<blockquote>{E(said.Fact.Evidence.Text)}</blockquote></li>");
        }

        string more = facts.Count > MaxFacts ? $"<p class=\"dim\">And {facts.Count - MaxFacts} more.</p>" : "";
        return facts.Count == 0 ? "" : html.Append($"</ul>{more}</details>").ToString();
    }

    private static string Kicker(StoryRevision revision) =>
        revision.Novelty == Novelty.Correction ? $"Update {revision.Number}, correction" : revision.Number > 1 ? $"Update {revision.Number}" : "New story";

    private static string Articles(int count) => count == 1 ? "1 article" : $"{count} articles";

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
