using AllianceMonitor.Articles;
using AllianceMonitor.Delivery;
using AllianceMonitor.Extraction;
using AllianceMonitor.Stories;
using Spectre.Console;

namespace AllianceMonitor.Local.Scan;

/// <summary>What <c>scan</c> shows a person: per article its outcome, facts with evidence, story and alert.</summary>
internal static class ScanReport
{
    public static void Write(IAnsiConsole console, ScanResult result)
    {
        console.MarkupLine($"[bold]{Markup.Escape(result.File)}[/]{(result.Read.Item > 0 ? $" item {result.Read.Item}" : "")}  {Markup.Escape(Outcome(result))}");
        if (result.Read is { Article: { } article, Extraction: { } extraction })
        {
            WriteArticle(console, article, extraction);
        }

        if (result.Alert is { } alert)
        {
            console.MarkupLine($"  [green]Alert[/] {Markup.Escape(alert.Headline)}");
        }

        console.WriteLine();
    }

    private static string Outcome(ScanResult result)
    {
        string outcome = result.Outcome.Outcome.ToString().ToLowerInvariant() + (result.Outcome.Reason is { } reason ? $" ({reason})" : "");
        return result.Decision is { } decision
            ? $"{outcome}, story {decision.StoryId} revision {decision.Revision}, {Novelty(decision.Novelty)}{(decision.JoinedBecause is { } because ? $" ({because})" : "")}"
            : outcome;
    }

    private static void WriteArticle(IAnsiConsole console, Article article, Extraction.Extraction extraction)
    {
        int Count(RemovalReason reason) => article.Removed.Count(removal => removal.Reason == reason);
        console.MarkupLine($"  {Markup.Escape(article.Title ?? "(no title)")}");
        console.MarkupLine($"  [grey]{article.Paragraphs.Count} paragraphs; removed {Count(RemovalReason.Boilerplate)} boilerplate, {Count(RemovalReason.Repeat)} repeats, {Count(RemovalReason.NearRepeat)} near repeats[/]");
        foreach (Fact fact in extraction.Facts)
        {
            string value = fact.Kind == FactKind.Stake && (fact.Before ?? fact.After) is not null ? $" {fact.Before ?? "?"} -> {fact.After ?? "?"}" : fact.Amount is { } amount ? $" {amount}" : "";
            console.MarkupLine($"  [blue]{Markup.Escape(fact.Topic)}[/]{Markup.Escape(value)} ({Markup.Escape(EmailContent.Standing(fact))})");
            console.MarkupLine($"    [grey]“{Markup.Escape(fact.Evidence.Text)}”[/]");
        }
    }

    private static string Novelty(Novelty novelty) => KebabCase.Of(novelty);
}
