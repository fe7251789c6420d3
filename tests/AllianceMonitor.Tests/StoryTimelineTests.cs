using AllianceMonitor.Alerts;
using AllianceMonitor.Local.View;
using AllianceMonitor.Stories;
using AllianceMonitor.Tests.Support;
using static AllianceMonitor.Tests.Support.Telling;

namespace AllianceMonitor.Tests;

public class StoryTimelineTests
{
    private readonly StoryBook book = new();

    [Fact]
    public void A_timeline_has_revisions_articles_sources_and_facts()
    {
        Read(Article("a.txt", [Stake("15%")], source: "Harbour Wire"));
        Read(Article("b.txt", [Stake("15%")], source: "The Post"));
        Read(Article("c.txt", [Stake("10%")], source: "Harbour Wire"), hours: 24);

        StoryTimeline story = Timeline();

        Assert.Equal(
            [(1, "Renault's stake in Nissan: 15% (planned)", "a.txt"), (2, "Renault's stake in Nissan: 15% -> 10% (planned)", "c.txt")],
            story.Revisions.Select(revision => (revision.Number, revision.Headline, revision.Article)));
        Assert.Equal([("a.txt", null), ("b.txt", "same stake renault nissan within 1 day"), ("c.txt", "same stake renault nissan within 1 day")], story.Articles.Select(article => (article.Name, article.JoinedBecause)));
        Assert.Equal([new StorySource("Harbour Wire", 2), new StorySource("The Post", 1)], story.Sources);
        Assert.Equal([("15%", "a.txt b.txt", "renault nissan 15%."), ("10%", "c.txt", "renault nissan 10%.")], story.Facts.Select(said => (said.Fact.After, string.Join(' ', said.SaidBy), said.Fact.Evidence.Text)));
    }

    [Fact]
    public void A_fact_that_was_corrected_is_marked_until_somebody_else_says_it()
    {
        Read(Article("a.txt", [Stake("15%")]));
        Read(Article("a.txt", [Stake("10%")], "A new text that says something else about it in entirely other words than before."), hours: 1);
        StoryTimeline corrected = Timeline();
        Read(Article("b.txt", [Stake("15%")]), hours: 2);

        Assert.Equal((ChangeKind.Corrected, "15%", "10%"), (corrected.Revisions[1].Changes[0].Kind, corrected.Revisions[1].Changes[0].Known, corrected.Revisions[1].Changes[0].Now));
        Assert.Equal([2, null], corrected.Facts.Select(said => said.GoneWith));
        Assert.All(Timeline().Facts, said => Assert.Null(said.GoneWith));
    }

    [Fact]
    public void An_article_that_was_read_again_is_one_article_and_one_voice()
    {
        Read(Article("a.txt", [], source: "Harbour Wire", onTopic: false));
        Read(Article("a.txt", [Stake("15%")], source: "Harbour Wire"), replay: true);

        StoryTimeline story = Timeline();

        Assert.Equal("a.txt", Assert.Single(story.Articles).Name);
        Assert.Equal(new StorySource("Harbour Wire", 1), Assert.Single(story.Sources));
        Assert.Equal(1, Assert.Single(story.Revisions).Number);
    }

    [Fact]
    public void The_report_says_it_for_people()
    {
        Read(Article("a.txt", [Stake("15%")], source: "Harbour Wire"));
        Read(Article("a.txt", [Stake("10%")], "A new text that says something else about it in entirely other words than before."), hours: 1);

        string[] lines = [.. StoryReport.Lines(Timeline())];

        Assert.Contains("Reported by Harbour Wire (1)", lines);
        Assert.Contains("Revision 2, 2027-03-15 07:30:00Z: Correction: Renault's stake in Nissan: 15% -> 10% (planned)", lines);
        Assert.Contains("  Renault's stake in Nissan: 15% -> 10% (corrected)", lines);
        Assert.Contains("    joined because new version of the same file", lines);
        Assert.Contains("  Renault's stake in Nissan: 15% (planned, affirmed), no longer said since revision 2, in a.txt", lines);
    }

    private readonly List<Decision> decisions = [];

    private StoryTimeline Timeline() => StoryTimeline.Of([.. decisions.Where(decision => decision.StoryId == decisions[^1].StoryId)], new AlertWriter(Extracting.Watchlist));

    private void Read(LoggedArticle article, int hours = 0, bool replay = false) =>
        decisions.AddRange(book.Read(Entry(article, Monday.AddHours(hours), ingestId: $"{article.Name} {decisions.Count}") with { IsReplay = replay }));
}
