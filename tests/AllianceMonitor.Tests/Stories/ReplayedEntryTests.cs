using AllianceMonitor.Extraction;
using AllianceMonitor.Stories;
using static AllianceMonitor.Tests.Support.Telling;

namespace AllianceMonitor.Tests.Stories;

/// <summary>How the stories take an article that a replay has read again.</summary>
public class ReplayedEntryTests
{
    private readonly StoryBook book = new();
    private int entries;

    [Fact]
    public void It_is_no_copy_of_itself_and_no_second_article_of_its_source()
    {
        Decision first = Read(Article("a.txt", [Stake("15%")], source: "Harbour Wire"));
        Decision again = Again(Article("a.txt", [Stake("15%"), Partnership("nissan", "honda")], source: "Harbour Wire"));

        Assert.Equal((first.StoryId, Novelty.NewFacts, null, "read again"), (again.StoryId, again.Novelty, again.DuplicateOf, again.JoinedBecause));
        Assert.Equal(FactKind.Partnership, Assert.Single(again.Changes).Fact.Kind);
        Assert.Equal(new StorySource("Harbour Wire", 1), Assert.Single(book.StoryOf(first.StoryId)!.Sources));
    }

    [Fact]
    public void A_fact_that_it_no_longer_yields_is_not_withdrawn()
    {
        Read(Article("a.txt", [Stake("15%")]));
        Decision again = Again(Article("a.txt", []));

        Assert.Equal((Novelty.NothingNew, 0), (again.Novelty, again.Changes.Count));
        Assert.Equal(Novelty.NothingNew, Read(Article("b.txt", [Stake("15%")])).Novelty);
    }

    [Fact]
    public void An_older_version_that_is_read_again_behind_a_newer_one_says_nothing()
    {
        Read(Article("a.txt", [Stake("15%")], published: "2027-03-15"));
        Read(Article("a.txt", [Stake("10%")], "Entirely other words about a holding that is to shrink.", published: "2027-03-15"), hours: 2);

        Decision again = Again(Article("a.txt", [Stake("15%")], published: "2027-03-15"));

        Assert.Equal((true, Novelty.NothingNew), (again.IsOutdated, again.Novelty));
    }

    [Fact]
    public void An_item_that_was_replaced_under_another_name_says_nothing_when_it_is_read_again()
    {
        string text = string.Join(' ', Enumerable.Range(0, 60).Select(i => Digest.Of($"{i}")[..6]));
        Read(Article("a.txt", [Stake("15%")], text) with { Identity = "item-1" });
        Decision corrected = Read(Article("b.txt", [Stake("10%")], text + " now corrected") with { Identity = "item-1" }, hours: 2);
        Decision again = Again(Article("a.txt", [Stake("15%")], text) with { Identity = "item-1" });

        Assert.Equal(Novelty.Correction, corrected.Novelty);
        Assert.Equal((true, Novelty.NothingNew), (again.IsOutdated, again.Novelty));
    }

    [Fact]
    public void A_copy_of_a_corrected_text_brings_nothing_back_when_it_is_read_again()
    {
        string text = string.Join(' ', Enumerable.Range(0, 60).Select(i => Digest.Of($"{i}")[..6]));
        Read(Article("a.txt", [Stake("15%")], text));
        Read(Article("copy.txt", [Stake("15%")], text));
        Read(Article("a.txt", [Stake("10%")], "Entirely other words about a holding that is to shrink."), hours: 2);

        Decision again = Again(Article("copy.txt", [Stake("15%")], text));
        Decision independent = Read(Article("c.txt", [Stake("15%")]), hours: 3);

        Assert.Equal(Novelty.NothingNew, again.Novelty);
        Assert.Equal((Novelty.NewFacts, "15%"), (independent.Novelty, Assert.Single(independent.Changes).Now));
    }

    [Fact]
    public void What_is_understood_only_now_goes_to_the_story_of_its_deal()
    {
        Read(Article("a.txt", [], onTopic: false));
        Read(Article("b.txt", [], onTopic: false), hours: 1);

        Decision first = Again(Article("a.txt", [Stake("15%")]));
        Decision second = Again(Article("b.txt", [Stake("10%")]), hours: 1);

        Assert.Equal((Novelty.NewStory, 1), (first.Novelty, first.Revision));
        Assert.Equal((first.StoryId, 2, Novelty.NewFacts), (second.StoryId, second.Revision, second.Novelty));
        Assert.Equal("read again: same stake renault nissan within 1 day", second.JoinedBecause);
    }

    private Decision Again(LoggedArticle article, int hours = 0) => Read(article, hours, replay: true);

    private Decision Read(LoggedArticle article, int hours = 0, bool replay = false) =>
        Assert.Single(book.Read(Entry(article, Monday.AddHours(hours), ingestId: $"{++entries}") with { IsReplay = replay }));
}
