namespace AllianceMonitor.Local.View;

/// <summary>What a replay found: a line for each article whose alert differs or that taught its story something, and the numbers of all.</summary>
internal sealed class ReplayReport(ReplayOptions options, bool asJson)
{
    private int read;
    private int more;
    private int fewer;
    private int other;
    private int recorded;
    private int revisions;
    private int alerts;

    /// <summary>Null for an article that is as it was.</summary>
    public string? Line(ReplayedArticle article)
    {
        read++;
        more += article.Before is null && article.Now is not null ? 1 : 0;
        fewer += article.Before is not null && article.Now is null ? 1 : 0;
        other += article is { Before: not null, Now: not null, Differs: true } ? 1 : 0;
        recorded += article.Recorded is null ? 0 : 1;
        revisions += article.IsNews ? 1 : 0;
        alerts += article.Recorded?.AlertId is null ? 0 : 1;
        if (!article.Differs && !article.IsNews)
            return null;

        return asJson
            ? LineJson.Of(new
            {
                article.Article, article.Item, article.Before, article.Now, article.Differs,
                Recorded = article.Recorded is { } decision ? new { decision.StoryId, decision.Revision, decision.Novelty, decision.AlertId } : null,
            })
            : $"{article.Article}{(article.Item > 0 ? $" item {article.Item}" : "")}: {article.Before ?? "no alert"}{(article.Differs ? $"  =>  {article.Now ?? "no alert"}" : "")}{News(article)}";
    }

    public string Summary()
    {
        if (asJson)
            return LineJson.Of(new { Read = read, Same = read - more - fewer - other, New = more, Gone = fewer, Changed = other, Recorded = recorded, Revisions = revisions, Alerts = alerts, options.DryRun });

        var found = $"{read} articles since {options.Since:u} read again: {more} alerts new, {fewer} gone, {other} changed, {read - more - fewer - other} as they were.";
        return options.DryRun ? $"{found} Dry run: nothing was written or sent."
            : $"{found} Recorded: {recorded} articles, {revisions} revisions of stories; {alerts} alerts sent.";
    }

    private static string News(ReplayedArticle article) => article.Recorded is { Revises: true } decision
        ? $"\n  {decision.StoryId} revision {decision.Revision}; {(decision.AlertId is { } alert ? $"alert {alert}" : "nobody was alerted")}" : "";
}
