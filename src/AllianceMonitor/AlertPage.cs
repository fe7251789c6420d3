using System.Net;
using System.Text;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor;

/// <summary>Function <c>Alert</c>: the permalink of an alert, with its evidence and the timeline of its story. The unguessable id is the key to it.</summary>
public sealed class AlertPage(IBlobStore store, StoryLog log, Configuration configuration, ILogger<AlertPage> logger)
{
    /// <summary>The page as HTML; null when there is no such alert.</summary>
    public async Task<string?> RenderAsync(string alertId, CancellationToken cancellation)
    {
        bool wellFormed = alertId.StartsWith("a-", StringComparison.Ordinal) && alertId.Length <= 80 && alertId.Skip(2).All(char.IsAsciiHexDigitLower);
        if (!wellFormed || await store.ReadJsonAsync(AlertDocuments.AddressOf(alertId), Json.Default.Alert, cancellation) is not { } alert)
        {
            return null;
        }

        Routing? routing = await store.ReadJsonAsync(RouteAlert.RoutingAddress(alertId), Json.Default.Routing, cancellation);
        return Page(alert, routing, await TimelineAsync(alert.StoryId, cancellation));
    }

    /// <summary>Null when the story has left the window, or cannot be read: the alert's own document holds enough for a page.</summary>
    private async Task<StoryTimeline?> TimelineAsync(string storyId, CancellationToken cancellation)
    {
        try
        {
            return await log.StoryAsync(storyId, cancellation) is { } story
                ? StoryTimeline.Of(story.Decisions, (await configuration.PipelineAsync(cancellation)).AlertWriter, story.Sources)
                : null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            logger.LogWarning(fault, "The page of an alert of story {Story} is shown without its timeline", storyId);
            return null;
        }
    }

    private static string Page(Alert alert, Routing? routing, StoryTimeline? story)
    {
        var html = new StringBuilder();
        if (story?.Revisions.LastOrDefault() is { } last && last.Number > alert.Revision)
        {
            html.Append($"<p class=\"newer\">There is a newer update: {TimelineHtml.Link(last)}</p>");
        }

        foreach (AlertChange change in alert.Changes)
        {
            string? before = change.Known ?? change.Fact.Before;
            string value = before is null || before == change.Now ? E(change.Now) : $"<del>{E(before)}</del> → {E(change.Now)}";
            html.Append($"<section><h2>{E(change.Label)}</h2><p class=\"value\">{value}</p><p class=\"dim\">{E(EmailContent.Standing(change))}</p><blockquote>{E(change.Fact.Evidence.Text)}</blockquote></section>");
        }

        string title = E(alert.Title ?? alert.Article);
        string article = EmailContent.SafeLink(alert.Url) is { } url ? $"<a href=\"{E(url)}\" rel=\"noopener noreferrer\">{title}</a>" : title;
        html.Append($"<p>{article}<br><span class=\"dim\">{E(EmailContent.Origin(alert))}</span></p>");
        if (story is not null)
        {
            html.Append(TimelineHtml.Of(story, alert.Id));
        }

        if (routing is not null)
        {
            html.Append("<details class=\"told\"><summary>Who was told, and why</summary><ul>");
            foreach (RoutingDecision decision in routing.Decisions)
            {
                html.Append($"<li><b>{E(decision.Subscription)}</b>: {(decision.Notified ? "notified" : decision.Held ? "told in a digest" : decision.Silenced ? "silenced" : "not notified")} – {E(decision.Reason)}</li>");
            }

            html.Append("</ul></details>");
        }

        return $$"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><link rel="icon" href="data:,">
            <title>{{E(alert.Headline)}}</title>
            <style>
            :root { color-scheme: light dark; --page: #f4f6f9; --card: #fff; --ink: #1b2430; --dim: #5b6675; --line: #d5dae1; --accent: #2f5fc0 }
            @media (prefers-color-scheme: dark) { :root { --page: #0f1319; --card: #171c24; --ink: #e6e9ee; --dim: #9aa5b4; --line: #323a46; --accent: #8db4ff } }
            body { margin: 0; background: var(--page); color: var(--ink); font: 17px/1.55 "Segoe UI", Helvetica, Arial, sans-serif }
            main { max-width: 720px; margin: 0 auto; padding: 32px 16px 64px } h1 { font-size: 1.5rem; line-height: 1.3; margin: .2em 0 1em }
            section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 16px 20px; margin: 0 0 20px }
            h2 { font-size: .9rem; font-weight: 500; color: var(--dim); margin: 0 } .value { font-size: 1.6rem; font-weight: 600; margin: .1em 0 } del { color: var(--dim) }
            .dim { color: var(--dim); font-size: .9rem; margin: 0 } blockquote { margin: 14px 0 2px; padding-left: 14px; border-left: 3px solid var(--accent) }
            a, summary { color: var(--accent) } summary { cursor: pointer } body { overflow-wrap: anywhere } .newer { border-left: 3px solid var(--accent); padding-left: 14px }
            .timeline { list-style: none; margin: 0 0 20px; padding: 0 0 0 18px; border-left: 2px solid var(--line) } .timeline li { margin: 0 0 14px } .part { margin: 28px 0 12px }
            </style></head>
            <body><main><p class="dim">{{EmailContent.Kicker(alert)}} · {{alert.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm}} UTC</p>
            <h1>{{E(alert.Headline)}}</h1>
            {{html}}
            </main></body></html>
            """;
    }

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
