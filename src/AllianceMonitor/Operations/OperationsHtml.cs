using System.Globalization;
using System.Net;
using System.Text;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Extraction;
using AllianceMonitor.Stories;

namespace AllianceMonitor.Operations;

/// <summary>The HTML of the operations page, part by part. Everything that comes from the store is encoded.</summary>
internal sealed class OperationsHtml(OperationsQuery query, DateTimeOffset now)
{
    private static readonly (string View, string Name)[] Views =
        [("articles", "Articles"), ("stories", "Stories"), ("deliveries", "Deliveries"), ("dead-letters", "Dead letters"), ("configuration", "Configuration"), ("health", "Health")];

    private readonly StringBuilder body = new();

    public void Articles(IReadOnlyList<Outcome> outcomes, IReadOnlyList<WaitingArticle> waiting)
    {
        Filter("Name, title, reason, story or alert", States<OutcomeStatus>());
        foreach (WaitingArticle article in query.Search is null && query.State is null ? waiting.Take(20) : [])
        {
            body.Append($"<p class=\"waiting\">{E(article.Name)} has waited {Age(article.DroppedAt)} for its outcome.</p>");
        }

        Table(["Article", "Outcome", "Story", "When"], outcomes.SelectMany(outcome => Rows(outcome)), "No article was taken in that fits.");
    }

    public void Stories(IReadOnlyList<StorySummary> stories)
    {
        Filter("Headline, or beginning of an id", []);
        Table(["Story", "Revisions", "Articles", "Last article"], stories.Select(story => new[]
        {
            $"<a href=\"{Link("stories", ("story", story.Id))}\">{E(story.Headline ?? "No deal was told")}</a> <code>{E(story.Id)}</code>",
            Number(story.Revisions), Number(story.Articles), When(story.LastAt),
        }), "No story is in the window.");
    }

    public void Story(StoryTimeline? story)
    {
        if (story is null)
        {
            body.Append("<p>There is no such story in the window; <code>story ID</code> in the command line finds older ones.</p>");
            return;
        }

        body.Append($"<h2>{E(story.Revisions.LastOrDefault()?.Headline ?? "No deal was told")} <code>{E(story.StoryId)}</code></h2>").Append(VolumePlot.Of(story.Articles));
        body.Append("<h3>Revisions</h3>");
        Table(["Update", "Change", "By", "Alert", "When"], story.Revisions.Select(revision => new[]
        {
            Number(revision.Number), E(revision.Headline), E(revision.Source ?? revision.Article),
            revision.AlertId is { } alert ? $"<a href=\"alerts/{E(alert)}\">page</a>" : "nobody", When(revision.At),
        }), "It has none.");
        body.Append("<h3>Articles</h3>");
        Table(["Article", "Source", "Why it is here", "When"], story.Articles.Select(article => new[]
        {
            $"<a href=\"{Link("articles", ("q", article.Name))}\">{E(article.Title ?? article.Name)}</a>", E(article.Source ?? ""), E(article.JoinedBecause ?? "opened the story"), When(article.DroppedAt),
        }), "It has none.");
        body.Append("<h3>What they say</h3>");
        Table(["Fact", "Standing", "Sentence"], story.Facts.Select(said => new[]
        {
            $"{E(said.Label)}: {E(NoveltyRules.Saying(said.Fact))}", E(EmailContent.Standing(said.Fact)) + (said.GoneWith is { } gone ? $", no longer since update {gone}" : ""), $"<q>{E(said.Fact.Evidence.Text)}</q>",
        }), "Nothing.");
    }

    public void Deliveries(IReadOnlyList<Receipt> receipts)
    {
        Filter(null, States<DeliveryState>());
        Table(["To", "What", "State", "Why", "When"], receipts.Select(receipt => new[]
        {
            $"{E(receipt.Recipient.Channel)} {E(receipt.Recipient.Address)}",
            receipt.Kind switch { DeliveryKind.Alert => $"<a href=\"alerts/{E(receipt.DocumentId)}\">alert</a>", DeliveryKind.Digest => $"<a href=\"digests/{E(receipt.DocumentId)}\">digest</a>", _ => "notice" },
            State(KebabCase.Of(receipt.State), receipt.State is DeliveryState.Refused or DeliveryState.Uncertain or DeliveryState.Expired or DeliveryState.Bounced)
                + (receipt.PossibleDuplicate ? " possible duplicate" : "") + (receipt.Evidence is { } evidence ? $"<br><small>{E(evidence)}</small>" : ""),
            E(string.Join("; ", receipt.Reasons)), When(receipt.CreatedAt),
        }), "Nothing was delivered that fits.");
    }

    public void DeadLetters(IReadOnlyList<DeadLetter> letters)
    {
        if (query.Redrive is { } asked && letters.FirstOrDefault(letter => letter.Id == asked) is { } chosen)
        {
            body.Append($"<form method=\"post\" action=\"{Link("dead-letters")}\" class=\"confirm\"><p>Try {E(chosen.Kind)} <b>{E(chosen.Subject)}</b> again? {E(chosen.Reason)}</p>")
                .Append($"<input type=\"hidden\" name=\"redrive\" value=\"{E(chosen.Id)}\"><button>Try again</button> <a href=\"{Link("dead-letters")}\">Leave it</a></form>");
        }

        Table(["What", "Reason", "When", ""], letters.Select(letter => new[]
        {
            $"{E(letter.Kind)} {E(letter.Subject)}<details><summary>As it came</summary><pre>{E(letter.Message ?? "nothing")}</pre></details>", E(letter.Reason), When(letter.At),
            Redrive.CanBeTriedAgain(letter) ? $"<a href=\"{Link("dead-letters", ("redrive", letter.Id))}\">Try again…</a>" : "",
        }), "Nothing is dead-lettered.");
    }

    public void Configuration(Watchlist watchlist, IReadOnlyList<SubscriptionsOfFile> files, IReadOnlyList<ShownSetting> settings)
    {
        body.Append($"<h2>Watchlist</h2><p>Version <code>{E(watchlist.Version)}</code>, {Number(watchlist.Entities.Count)} entities. Focus: {E(string.Join(", ", watchlist.Focus))}.</p><h2>Subscriptions</h2>");
        Table(["Subscription", "File", "Entities", "Kinds", "From stage", "Recipients"], files.SelectMany(file => file.Content.All, (file, subscription) => new[]
        {
            $"{E(subscription.Name)} <code>{E(subscription.Id)}</code>", E(file.File.Name), E(Any(subscription.Entities)), E(Any(subscription.Kinds.Select(FactWords.Kind))),
            E(subscription.MinimumStage is { } stage ? FactWords.Stage(stage) : "any"), E(string.Join(", ", subscription.Recipients.Select(recipient => $"{recipient.Channel} {recipient.Address}"))),
        }), "Nobody subscribes.");
        body.Append("<h2>Settings</h2>");
        Table(["Setting", "Value"], settings.Select(setting => new[] { $"<code>{E(setting.Name)}</code>", E(setting.Value) }), "None.");

        static string Any(IEnumerable<string> words) => string.Join(", ", words) is { Length: > 0 } all ? all : "any";
    }

    public void Health(Health health)
    {
        Table(["What", "Now"], [
            ["Last outcome", health.LastOutcomeAt is { } last ? $"{When(last)}, {Age(last)} ago" : "none yet"],
            ["Articles without outcome", health.Waiting.Count == 0 ? "none" : $"{Number(health.Waiting.Count)}, the oldest for {Age(health.Waiting[0].DroppedAt)}"],
            ["Deliveries under way or put off", health.OldestOpenDelivery is { } oldest ? $"{Number(health.OpenDeliveries)}, the oldest for {Age(oldest)}" : "none"],
            ["Dead letters", Number(health.DeadLetters)],
        ], "");
    }

    public string Page(Health health, IReadOnlyList<ConfigurationProblem> problems)
    {
        var nav = new StringBuilder();
        foreach ((string view, string name) in Views)
        {
            string count = view switch
            {
                "articles" when health.Waiting.Count > 0 => $" <b>{Number(health.Waiting.Count)} waiting</b>",
                "deliveries" when health.OpenDeliveries > 0 => $" <b>{Number(health.OpenDeliveries)} open</b>",
                "dead-letters" when health.DeadLetters > 0 => $" <b class=\"bad\">{Number(health.DeadLetters)}</b>",
                "configuration" when problems.Count > 0 => $" <b class=\"bad\">{Number(problems.Count)} wrong</b>",
                _ => "",
            };
            nav.Append($"<a href=\"{Link(view)}\"{(view == Current ? " aria-current=\"page\"" : "")}>{name}{count}</a>");
        }

        string wrong = Current == "configuration" ? string.Concat(problems.Select(problem => $"<p class=\"said bad\" role=\"alert\">{E(problem.Message)} {E(problem.WhatHolds)}</p>")) : "";
        return $$"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><link rel="icon" href="data:,">
            <title>{{Views.First(view => view.View == Current).Name}} · AllianceMonitor operations</title>
            <style>
            :root { color-scheme: light dark; --page: #f4f6f9; --card: #fff; --ink: #1b2430; --dim: #5b6675; --line: #d5dae1; --accent: #2f5fc0; --bad: #b3261e }
            @media (prefers-color-scheme: dark) { :root { --page: #0f1319; --card: #171c24; --ink: #e6e9ee; --dim: #9aa5b4; --line: #323a46; --accent: #8db4ff; --bad: #ff9c92 } }
            body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 "Segoe UI", Helvetica, Arial, sans-serif; overflow-wrap: anywhere }
            main, nav { max-width: 1200px; margin: 0 auto; padding: 0 16px } main { padding-bottom: 64px } h1 { font-size: 1.3rem; margin: 0; padding: 20px 16px 8px; max-width: 1200px; margin: 0 auto }
            nav { display: flex; flex-wrap: wrap; gap: 4px 20px; border-bottom: 1px solid var(--line); margin-bottom: 20px } nav a { padding: 8px 0; text-decoration: none; color: var(--ink) }
            nav a[aria-current] { box-shadow: inset 0 -3px var(--accent) } nav b { font-size: .8rem; color: var(--accent) } .bad, nav b.bad { color: var(--bad); font-weight: 600 }
            a, summary { color: var(--accent) } a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
            table { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--line) } th, td { text-align: left; vertical-align: top; padding: 8px 12px; border-top: 1px solid var(--line) }
            th { color: var(--dim); font-weight: 500 } code, small, time, q { color: var(--dim); font-size: .9em } pre { white-space: pre-wrap; margin: 8px 0 0 }
            form { display: flex; flex-wrap: wrap; gap: 8px; margin: 0 0 16px; align-items: center } input, select, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 6px 10px }
            input[type=search] { flex: 1 1 240px } button { background: var(--accent); color: var(--card); border-color: var(--accent); cursor: pointer } .confirm, .said, .waiting { background: var(--card); border-left: 4px solid var(--accent); padding: 8px 16px }
            .confirm p { flex: 1 1 100%; margin: 4px 0 } .plot { width: 100%; height: auto; color: var(--accent) } .plot text { fill: var(--dim) }
            @media (max-width: 700px) { thead { position: absolute; clip-path: inset(50%) } tr { display: block; padding: 8px 0; border-top: 1px solid var(--line) } td { display: block; border: 0; padding: 2px 12px } td::before { content: attr(data-label) " "; color: var(--dim); font-size: .85em } }
            </style></head>
            <body><h1>AllianceMonitor operations</h1><nav aria-label="Views">{{nav}}</nav><main>
            {{(query.Said is { } said ? $"<p class=\"said\" role=\"status\">{E(said)}</p>" : "")}}
            {{wrong}}
            {{body}}
            </main></body></html>
            """;
    }

    private string Current => Views.Any(view => view.View == query.View) ? query.View : "articles";

    private IEnumerable<string[]> Rows(Outcome outcome)
    {
        if (outcome.Items.Count == 0)
        {
            yield return [E(outcome.Name), Status(outcome), "", When(outcome.DecidedAt)];
        }

        foreach (OutcomeItem item in outcome.Items)
        {
            string name = $"{E(item.Title ?? outcome.Name)}<br><small>{E(outcome.Name)}{(outcome.Items.Count > 1 ? $" item {item.Item}" : "")}</small>";
            string became = item.Outcome == ItemOutcome.Rejected ? Status(outcome) + Reason(item.Reason) : KebabCase.Of(item.Outcome) + Reason(item.Reason);
            string story = item.StoryId is { } id
                ? $"<a href=\"{Link("stories", ("story", id))}\">{(item.Novelty is { } novelty ? KebabCase.Of(novelty) : "story")}</a>{(item.Revision > 0 ? $", update {item.Revision}" : "")}{(item.AlertId is { } alert ? $" · <a href=\"alerts/{E(alert)}\">alert</a>" : "")}{Reason(item.JoinedBecause)}"
                : "";
            yield return [name + (item.Flags.Count > 0 ? $"<br><small>{E(string.Join(", ", item.Flags))}</small>" : ""), became, story, When(outcome.DecidedAt)];
        }

        static string Status(Outcome outcome) => State(KebabCase.Of(outcome.Status), outcome.Status != OutcomeStatus.Processed) + (outcome.Items.Count == 0 ? Reason(outcome.Reason) : "");
        static string Reason(string? reason) => reason is null ? "" : $"<br><small>{E(reason)}</small>";
    }

    private void Filter(string? placeholder, IReadOnlyList<string> states)
    {
        body.Append($"<form role=\"search\"><input type=\"hidden\" name=\"view\" value=\"{E(Current)}\">");
        if (query.Code is { } code)
        {
            body.Append($"<input type=\"hidden\" name=\"code\" value=\"{E(code)}\">");
        }

        if (placeholder is not null)
        {
            body.Append($"<input type=\"search\" name=\"q\" aria-label=\"Search\" placeholder=\"{E(placeholder)}\" value=\"{E(query.Search ?? "")}\">");
        }

        if (states.Count > 0)
        {
            body.Append("<select name=\"state\" aria-label=\"State\"><option value=\"\">any state</option>");
            foreach (string state in states)
            {
                body.Append($"<option{(state == query.State ? " selected" : "")}>{E(state)}</option>");
            }

            body.Append("</select>");
        }

        body.Append("<button>Show</button></form>");
    }

    private void Table(string[] heads, IEnumerable<string[]> rows, string none)
    {
        var html = new StringBuilder();
        foreach (string[] row in rows)
        {
            html.Append("<tr>");
            for (int i = 0; i < row.Length; i++)
            {
                html.Append($"<td data-label=\"{E(heads[i])}\">{row[i]}</td>");
            }

            html.Append("</tr>");
        }

        body.Append(html.Length == 0 ? $"<p>{E(none)}</p>" : $"<table><thead><tr>{string.Concat(heads.Select(head => $"<th scope=\"col\">{E(head)}</th>"))}</tr></thead><tbody>{html}</tbody></table>");
    }

    /// <summary>An address of this page, encoded for an attribute. Relative, so that it holds behind any front.</summary>
    private string Link(string view, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var link = new StringBuilder($"?view={view}");
        foreach ((string name, string value) in fields)
        {
            link.Append($"&{name}={Uri.EscapeDataString(value)}");
        }

        return E(query.Code is { } code ? link.Append($"&code={Uri.EscapeDataString(code)}").ToString() : link.ToString());
    }

    private string Age(DateTimeOffset since) => (now - since) switch
    {
        { TotalDays: >= 2 } age => $"{age.TotalDays.ToString("0", CultureInfo.InvariantCulture)} days",
        { TotalHours: >= 2 } age => $"{age.TotalHours.ToString("0", CultureInfo.InvariantCulture)} hours",
        { TotalMinutes: >= 2 } age => $"{age.TotalMinutes.ToString("0", CultureInfo.InvariantCulture)} minutes",
        var age => $"{Math.Max(0, age.TotalSeconds).ToString("0", CultureInfo.InvariantCulture)} seconds",
    };

    private static IReadOnlyList<string> States<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(KebabCase.Of)];

    private static string State(string word, bool bad) => bad ? $"<span class=\"bad\">{E(word)}</span>" : E(word);

    private static string When(DateTimeOffset at) => $"<time datetime=\"{at.UtcDateTime:s}Z\">{at.UtcDateTime:yyyy-MM-dd HH:mm:ss}</time>";

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
