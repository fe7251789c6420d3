using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Stories;
using static AllianceMonitor.Tests.Support.Telling;

namespace AllianceMonitor.Tests.Stories;

/// <summary>What an article no longer says, its new version or the editors' notice about it.</summary>
public class CorrectionTests
{
    private readonly StoryBook book = new();

    [Fact]
    public void A_version_that_no_longer_says_a_fact_withdraws_it()
    {
        Decision first = Decide(Article("a.txt", [Stake("15%")]));
        Decision version = Decide(Article("a.txt", [], "Quite another text, in which nothing is said of any holding of anybody in anything."), hours: 1);

        Assert.Equal((first.StoryId, Novelty.Correction, 2), (version.StoryId, version.Novelty, version.Revision));
        Change change = Assert.Single(version.Changes);
        Assert.Equal((ChangeKind.Withdrawn, "15%", "withdrawn"), (change.Kind, change.Known, change.Now));
        Assert.Equal([first.AlertId!], version.Corrects);
        Assert.NotNull(version.AlertId);
    }

    [Fact]
    public void A_version_with_another_figure_corrects_it()
    {
        Decision first = Decide(Article("a.txt", [Stake("15%")]));
        Decision version = Decide(Article("a.txt", [Stake("20%")], "Renault will cut its stake in Nissan to a fifth, it said in a text that reads otherwise."), hours: 1);

        Change change = Assert.Single(version.Changes);
        Assert.Equal((Novelty.Correction, ChangeKind.Corrected, "15%", "20%"), (version.Novelty, change.Kind, change.Known, change.Now));
        Assert.Equal([first.AlertId!], version.Corrects);
    }

    [Fact]
    public void What_an_independent_article_says_too_still_holds()
    {
        Decide(Article("a.txt", [Stake("15%")]));
        Decide(Article("b.txt", [Stake("15%")]), hours: 1);
        Decision version = Decide(Article("a.txt", [], "Quite another text, in which nothing is said of any holding of anybody in anything."), hours: 2);

        Assert.Equal((Novelty.NothingNew, null), (version.Novelty, version.AlertId));
        Assert.Empty(version.Changes);
    }

    [Fact]
    public void A_copy_is_no_independent_voice()
    {
        const string Text = "Renault will cut its stake in Nissan to 15 percent, the two companies said on Monday after a meeting of their boards in the afternoon in Paris, and left all else open.";
        Decide(Article("a.txt", [Stake("15%")], Text));
        Decide(Article("b.txt", [Stake("15%")], $"{Text} Shares rose."), hours: 1);
        Decision version = Decide(Article("a.txt", [], "Quite another text, in which nothing is said of any holding of anybody in anything."), hours: 2);

        Assert.Equal(Novelty.Correction, version.Novelty);
    }

    [Fact]
    public void An_outlet_that_takes_its_copy_back_does_not_speak_for_the_original()
    {
        const string Text = "Renault will cut its stake in Nissan to 15 percent, the two companies said on Monday after a meeting of their boards in the afternoon in Paris, and left all else open.";
        Decide(Article("a.txt", [Stake("15%")], Text));
        Decide(Article("b.txt", [Stake("15%")], $"{Text} Shares rose."), hours: 1);

        Assert.Empty(Decide(Article("b.txt", [], "Quite another text, in which nothing is said of any holding of anybody in anything."), hours: 2).Changes);
    }

    [Fact]
    public void A_late_copy_of_the_corrected_text_is_silent_and_a_new_report_is_news()
    {
        const string Text = "Renault will cut its stake in Nissan to 15 percent, the two companies said on Monday after a meeting of their boards in the afternoon in Paris, and left all else open.";
        Decide(Article("a.txt", [Stake("15%")], Text));
        Decide(Article("a.txt", [], "Quite another text, in which nothing is said of any holding of anybody in anything."), hours: 1);

        Decision copy = Decide(Article("b.txt", [Stake("15%")], Text), hours: 2);
        Decision report = Decide(Article("c.txt", [Stake("15%")]), hours: 3);

        Assert.Equal((Novelty.NothingNew, null), (copy.Novelty, copy.AlertId));
        Assert.Equal((Novelty.NewFacts, "withdrawn", "15%"), (report.Novelty, report.Changes[0].Known, report.Changes[0].Now));
    }

    [Fact]
    public void A_sentence_that_still_stands_is_not_withdrawn_although_it_is_not_understood_any_more()
    {
        Fact fact = Stake("15%") with { Evidence = new Evidence(0, "Renault will cut its stake in Nissan to 15%, the two companies said on Monday.") };
        Decide(Article("a.txt", [fact]));

        Assert.Empty(Decide(Article("a.txt", [], "Renault will cut its stake in Nissan to 15%, the two companies said on Monday. Nothing else was said by anybody there."), hours: 1).Changes);
    }

    [Fact]
    public void A_figure_that_still_stands_is_not_withdrawn_although_its_sentence_is_worded_anew()
    {
        Decide(Article("a.txt", [Investment("600 million EUR")]));

        Assert.Empty(Decide(Article("a.txt", [], "Into the unit flow, if it is to be believed, 0.6 billion.", values: ["600000000 EUR"]), hours: 1).Changes);
    }

    [Fact]
    public void A_version_that_comes_late_although_it_is_older_says_nothing()
    {
        Decide(Article("a.txt", [Stake("20%")]), hours: 2);
        Decision older = Decide(Article("a.txt", [Stake("15%")], "The first version, which was overtaken on its way by the second one."), hours: 1);

        Assert.Equal((Novelty.NothingNew, true, null), (older.Novelty, older.IsOutdated, older.AlertId));
        Assert.Empty(older.Changes);
    }

    [Fact]
    public void A_version_that_goes_back_to_the_first_text_says_it_again()
    {
        Decide(Article("a.txt", [Stake("15%")], "The first text."));
        Decide(Article("a.txt", [], "The second text, without a figure."), hours: 1);
        Decision third = Decide(Article("a.txt", [Stake("15%")], "The first text."), hours: 2, ingestId: "third");

        Assert.Equal((null, "withdrawn", "15%"), (third.DuplicateOf, Assert.Single(third.Changes).Known, third.Changes[0].Now));
    }

    [Fact]
    public void An_item_of_a_feed_that_moved_to_another_place_withdraws_nothing()
    {
        Read([Article("feed.xml", [Stake("15%")], item: 0), Article("feed.xml", [], item: 1)], hours: 0);
        IReadOnlyList<Decision> again = Read([Article("feed.xml", [], "A new first item of the feed, which is about something else altogether."), Article("feed.xml", [], item: 1)], hours: 1, ingestId: "again");

        Assert.All(again, decision => Assert.Empty(decision.Changes));
    }

    [Fact]
    public void A_cancelled_item_is_found_by_its_identity()
    {
        Decision first = Decide(Article("a.json", [Stake("15%")], identity: "urn:newsml:1"));
        Decision cancelled = Decide(Article("b.json", [], "", notice: ArticleNotice.Retraction, identity: "urn:newsml:1", onTopic: false), hours: 1);

        Assert.Equal((first.StoryId, Novelty.Correction, ChangeKind.Withdrawn), (cancelled.StoryId, cancelled.Novelty, Assert.Single(cancelled.Changes).Kind));
        Assert.Equal("retraction of a.json", cancelled.JoinedBecause);
    }

    [Fact]
    public void A_retraction_finds_the_article_whose_title_it_quotes()
    {
        Decide(Article("a.txt", [Stake("15%")], source: "Harbour Wire"));
        Decision notice = Decide(Article("kill.txt", [], "The story headlined “Title of a.txt” is withdrawn.", notice: ArticleNotice.Retraction, source: "Harbour Wire", onTopic: false), hours: 1);

        Assert.Equal(Novelty.Correction, notice.Novelty);
    }

    [Fact]
    public void A_correction_under_another_name_corrects_what_its_source_said_of_the_deal()
    {
        Decide(Article("a.txt", [Stake("15%")], source: "Harbour Wire"));
        Decide(Article("b.txt", [Partnership("nissan", "honda")], source: "Harbour Wire"), hours: 1);
        Decision correction = Decide(Article("c.txt", [Stake("20%")], notice: ArticleNotice.Correction, source: "Harbour Wire"), hours: 2);

        Assert.Equal(("correction of a.txt", ChangeKind.Corrected), (correction.JoinedBecause, Assert.Single(correction.Changes).Kind));
    }

    [Fact]
    public void Nobody_is_alerted_of_the_withdrawal_of_what_nobody_was_told()
    {
        Decide(Article("a.txt", [Stake("15%")]), notify: false);
        Decision version = Decide(Article("a.txt", [], "Quite another text, in which nothing is said of any holding of anybody in anything."), hours: 1);

        Assert.Equal((Novelty.Correction, null), (version.Novelty, version.AlertId));
    }

    private Decision Decide(LoggedArticle article, int hours = 0, bool notify = true, string? ingestId = null) =>
        Assert.Single(book.Read(Entry(article, Monday.AddHours(hours), notify, ingestId)));

    private IReadOnlyList<Decision> Read(IReadOnlyList<LoggedArticle> articles, int hours, string? ingestId = null) => book.Read(Entry(articles, Monday.AddHours(hours), ingestId: ingestId));
}
