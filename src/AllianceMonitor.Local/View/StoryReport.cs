using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Stories;

namespace AllianceMonitor.Local.View;

/// <summary>A story for people, line by line.</summary>
internal static class StoryReport
{
    public static IEnumerable<string> Lines(StoryTimeline story)
    {
        yield return $"{story.StoryId}: {Count(story.Revisions.Count, "revision")}, {Count(story.Articles.Count, "article")}";
        if (story.Sources.Count > 0)
            yield return $"Reported by {string.Join(", ", story.Sources.Select(source => $"{source.Name} ({source.Articles})"))}";

        foreach (var line in story.Revisions.SelectMany(Revision))
            yield return line;

        yield return "";
        yield return "Articles";
        foreach (var article in story.Articles)
        {
            yield return $"  {article.DroppedAt:u}  {article.Name}{(article.Item > 0 ? $" item {article.Item}" : "")}{(article.Source is { } source ? $", {source}" : "")}{(article.Title is { } title ? $", \u201c{title}\u201d" : "")}";
            yield return $"    {(article.JoinedBecause is { } because ? $"joined because {because}" : "opened the story")}{(article.IsOutdated ? ", outdated" : "")}";
        }

        if (story.Facts.Count > 0)
        {
            yield return "";
            yield return "What they say";
        }

        foreach (var said in story.Facts)
        {
            var gone = said.GoneWith is { } revision ? $", no longer said since revision {revision}" : "";
            yield return $"  {said.Label}: {NoveltyRules.Saying(said.Fact)} ({EmailContent.Standing(said.Fact)}){gone}, in {string.Join(", ", said.SaidBy)}";
            yield return $"    \u201c{said.Fact.Evidence.Text}\u201d";
        }
    }

    private static IEnumerable<string> Revision(StoryRevision revision)
    {
        yield return "";
        yield return $"Revision {revision.Number}, {revision.At:u}: {revision.Headline}";
        foreach (var change in revision.Changes)
            yield return $"  {change.Label}: {change.Known ?? change.Fact.Before ?? "not known"} -> {change.Now}{(change.Kind == ChangeKind.Told ? "" : $" ({ArticleTable.Word(change.Kind)})")}";
        yield return $"  by {revision.Article}{(revision.Source is { } source ? $", {source}" : "")}; {(revision.AlertId is { } alert ? $"alert {alert}" : "nobody was alerted")}";
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
