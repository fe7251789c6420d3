using AllianceMonitor.Extraction;
using AllianceMonitor.Stories;
using FsCheck;
using FsCheck.Fluent;
using static AllianceMonitor.Tests.Support.Telling;

namespace AllianceMonitor.Tests.Stories;

public class StoryBookTests
{
    private const string Text =
        "Renault will cut its stake in Nissan to 15 percent, the two companies said on Monday after a meeting of their boards in Paris. The shares that exceed it go to a trust, which votes as the "
        + "other shareholders do until a buyer is found. Nissan may from then on use the votes of its own holding in Renault. Analysts had expected the step for months.";

    private readonly StoryBook book = new();

    [Fact]
    public void The_first_article_opens_a_story()
    {
        Decision decision = Decide(Article("a.txt", [Stake("15%")]));

        Assert.Equal((Novelty.NewStory, 1, null), (decision.Novelty, decision.Revision, decision.JoinedBecause));
        Assert.Equal((null, "15%"), (Assert.Single(decision.Changes).Known, decision.Changes[0].Now));
        Assert.StartsWith("a-", decision.AlertId, StringComparison.Ordinal);
    }

    [Fact]
    public void Syndicated_copy_joins_the_existing_story_in_silence()
    {
        Decision first = Decide(Article("a.txt", [Stake("15%")], Text));
        Decision copy = Decide(Article("b.txt", [Stake("15%")], Text.ToUpperInvariant(), source: "Harbour Wire"));

        Assert.Equal((first.StoryId, Novelty.NothingNew, "a.txt", null, 1), (copy.StoryId, copy.Novelty, copy.DuplicateOf, copy.AlertId, copy.Revision));
        Assert.Equal([new StorySource("Harbour Wire", 1)], book.StoryOf(copy.StoryId)!.Sources);
    }

    [Fact]
    public void A_copy_says_nothing_even_where_another_version_of_the_extraction_reads_more_in_it()
    {
        Decide(Article("a.txt", [Stake("15%")], Text));

        Assert.Empty(Decide(Article("b.txt", [Stake("15%"), Partnership("nissan", "honda")], Text)).Changes);
    }

    [Fact]
    public void The_same_bytes_under_the_same_name_change_nothing()
    {
        Decide(Article("a.txt", [Stake("15%")], Text));
        Decision again = Decide(Article("a.txt", [Stake("15%")], Text), ingestId: "another-etag");

        Assert.Equal((Novelty.NothingNew, "a.txt", null), (again.Novelty, again.DuplicateOf, again.AlertId));
    }

    [Fact]
    public void A_copy_of_what_was_dropped_twice_is_a_copy()
    {
        Decide(Article("a.txt", [Stake("15%")], Text));
        Decide(Article("a.txt", [Stake("15%")], Text), Monday.AddHours(1), ingestId: "again");

        Assert.Equal("a.txt", Decide(Article("b.txt", [Stake("15%")], Text), Monday.AddHours(2)).DuplicateOf);
    }

    [Fact]
    public void A_rewrite_joins_by_its_shingles()
    {
        Decision first = Decide(Article("a.txt", [Stake("15%")], Text));
        Decision rewrite = Decide(Article("b.txt", [], Text.Replace("for months", "for a long time", StringComparison.Ordinal)));

        Assert.Equal((first.StoryId, Novelty.NothingNew, null), (rewrite.StoryId, rewrite.Novelty, rewrite.DuplicateOf));
        Assert.Matches("^[5-9][0-9]% of the shingles of a.txt$", rewrite.JoinedBecause);
    }

    [Fact]
    public void A_follow_up_with_another_figure_is_a_revision_that_shows_both()
    {
        Decision first = Decide(Article("a.txt", [Stake("15%", before: "43%")]));
        Decision update = Decide(Article("b.txt", [Stake("10%", before: "43%")]), Monday.AddDays(1));

        Assert.Equal((first.StoryId, 2, Novelty.NewFacts), (update.StoryId, update.Revision, update.Novelty));
        Assert.Equal(("15%", "10%"), (Assert.Single(update.Changes).Known, update.Changes[0].Now));
        Assert.Equal("same stake renault nissan within 1 day", update.JoinedBecause);
        Assert.NotNull(update.AlertId);
        Assert.NotEqual(first.AlertId, update.AlertId);
    }

    [Fact]
    public void Another_outlets_words_for_the_same_facts_are_silence()
    {
        Decide(Article("a.txt", [Stake("15%")]));
        Decision same = Decide(Article("b.txt", [Stake("15%")]), Monday.AddHours(3));

        Assert.Equal((1, Novelty.NothingNew, null), (same.Revision, same.Novelty, same.AlertId));
    }

    [Fact]
    public void A_denial_is_a_revision()
    {
        Decide(Article("a.txt", [Stake("15%")]));
        Decision denial = Decide(Article("b.txt", [Stake("15%", polarity: Polarity.Denied)]), Monday.AddHours(3));

        Assert.Equal((2, Novelty.NewFacts), (denial.Revision, denial.Novelty));
        Assert.Equal(("15%", "denied"), (denial.Changes[0].Known, denial.Changes[0].Now));
    }

    [Fact]
    public void A_negated_fact_never_opens_a_story_by_itself()
    {
        Decision decision = Decide(Article("a.txt", [Stake("10%", polarity: Polarity.Negated)]));

        Assert.Equal((Novelty.NothingNew, 0, null), (decision.Novelty, decision.Revision, decision.AlertId));
    }

    [Fact]
    public void Off_topic_articles_alert_nobody_and_teach_nothing()
    {
        Decision offTopic = Decide(Article("a.txt", [Stake("15%")], onTopic: false));
        Decision news = Decide(Article("b.txt", [Stake("15%")]), Monday.AddHours(1));

        Assert.Equal((Novelty.OffTopic, 0, null), (offTopic.Novelty, offTopic.Revision, offTopic.AlertId));
        Assert.Equal(Novelty.NewStory, news.Novelty);
    }

    [Fact]
    public void A_late_old_report_is_silent()
    {
        Decide(Article("a.txt", [Stake("15%")], published: "2027-03-15"));
        Decision late = Decide(Article("b.txt", [Stake("20%")], published: "2027-03-10"), Monday.AddHours(1));

        Assert.Equal((Novelty.NothingNew, null), (late.Novelty, late.AlertId));
    }

    [Fact]
    public void A_date_ahead_of_its_drop_does_not_silence_what_follows()
    {
        Decide(Article("a.txt", [Stake("15%")], published: "2030-01-01"));
        Decision next = Decide(Article("b.txt", [Stake("10%")]), Monday.AddHours(1));

        Assert.Equal(("15%", "10%"), (Assert.Single(next.Changes).Known, next.Changes[0].Now));
        Assert.NotNull(next.AlertId);
    }

    [Fact]
    public void Without_notify_the_story_goes_on_and_nobody_is_told()
    {
        Decision quiet = Decide(Article("a.txt", [Stake("15%")]), notify: false);
        Decision same = Decide(Article("b.txt", [Stake("15%")]), Monday.AddHours(1));
        Decision update = Decide(Article("c.txt", [Stake("10%")]), Monday.AddHours(2));

        Assert.Equal((Novelty.NewStory, 1, null), (quiet.Novelty, quiet.Revision, quiet.AlertId));
        Assert.Equal(Novelty.NothingNew, same.Novelty);
        Assert.Equal((quiet.StoryId, 2), (update.StoryId, update.Revision));
        Assert.NotNull(update.AlertId);
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(22, false)]
    public void A_story_stays_open_for_three_weeks(int days, bool joins)
    {
        Decision first = Decide(Article("a.txt", [Stake("15%")]));
        Decision later = Decide(Article("b.txt", [Stake("10%")]), Monday.AddDays(days));

        Assert.Equal(joins, first.StoryId == later.StoryId);
    }

    [Fact]
    public void A_new_version_of_a_file_stays_in_its_story()
    {
        Decision first = Decide(Article("a.txt", [Stake("15%")]));
        Decision version = Decide(Article("a.txt", [Partnership("nissan", "honda")], "Quite another text about Nissan and Honda, which plan a partnership for batteries."), Monday.AddHours(1));

        Assert.Equal((first.StoryId, 2, "new version of the same file"), (version.StoryId, version.Revision, version.JoinedBecause));
    }

    [Fact]
    public void The_deal_that_leads_decides_the_story_not_one_in_passing()
    {
        Decision stake = Decide(Article("a.txt", [Stake("15%")]));
        Decision partnership = Decide(Article("b.txt", [Partnership("nissan", "honda"), Stake("15%")]), Monday.AddHours(1));

        Assert.NotEqual(stake.StoryId, partnership.StoryId);
        Assert.Equal("partnership honda nissan", Assert.Single(partnership.Changes).Topic);
    }

    [Fact]
    public void The_articles_of_one_file_are_decided_in_order()
    {
        book.Read(Entry([Article("list.json", [Stake("15%")], item: 0), Article("list.json", [Stake("10%")], item: 1)], ingestId: "list"));

        IReadOnlyList<Decision> decisions = book.DecisionsOf("list")!;
        Assert.Equal([Novelty.NewStory, Novelty.NewFacts], decisions.Select(decision => decision.Novelty));
        Assert.Equal([1, 2], decisions.Select(decision => decision.Revision));
    }

    [Fact]
    public void Of_two_entries_of_one_ingest_the_first_counts()
    {
        book.Read(Entry(Article("a.txt", [Stake("15%")]), ingestId: "same"));
        IReadOnlyList<Decision> before = book.DecisionsOf("same")!;
        book.Read(Entry(Article("a.txt", [Stake("10%")]), ingestId: "same"));

        Assert.Same(before, book.DecisionsOf("same"));
        Assert.Equal(Novelty.NothingNew, Decide(Article("b.txt", [Stake("15%")]), Monday.AddHours(1)).Novelty);
    }

    [Fact]
    public void An_ingest_that_is_not_in_the_log_has_no_decision() => Assert.Null(book.DecisionsOf("nobody"));

    [Fact]
    public void The_same_prefix_always_gives_the_same_decisions() => Prop.ForAll(Histories, history =>
    {
        (StoryBook whole, StoryBook prefix) = (new StoryBook(), new StoryBook());
        List<StoryLogEntry> entries = Entries(history);

        return Decided(whole, entries).Take(entries.Count / 2).SequenceEqual(Decided(prefix, entries.Take(entries.Count / 2)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_revisions_of_a_story_are_numbered_without_a_gap_and_alert_once_each() => Prop.ForAll(Histories, history =>
    {
        var all = new StoryBook();
        List<StoryLogEntry> entries = Entries(history);
        List<Decision> revising = [.. entries.SelectMany(all.Read).Where(decision => decision.Novelty is Novelty.NewStory or Novelty.NewFacts)];

        return revising.All(decision => decision.AlertId is not null && decision.Changes.Count > 0)
            && revising.Select(decision => decision.AlertId).Distinct().Count() == revising.Count
            && revising.GroupBy(decision => decision.StoryId).All(story => story.Select(decision => decision.Revision).SequenceEqual(Enumerable.Range(1, story.Count())));
    }).QuickCheckThrowOnFailure();

    /// <summary>Each number is an article: which of a few texts it has, which fact it states and how many hours after the last it comes.</summary>
    private static Arbitrary<List<int>> Histories => Gen.Choose(0, 1_000_000).ListOf().ToArbitrary();

    private static List<StoryLogEntry> Entries(IReadOnlyList<int> history)
    {
        Fact[] facts =
        [
            Stake("15%"), Stake("10%"), Stake("15%", DealStage.Signed), Stake("15%", polarity: Polarity.Denied), Stake("5%", subject: "nissan", target: "ampere"),
            Partnership("nissan", "honda"), Partnership("honda", "nissan", DealStage.Agreed), Stake("15%", polarity: Polarity.Negated),
        ];
        DateTimeOffset at = Monday;
        List<StoryLogEntry> entries = [];
        foreach (int number in history)
        {
            at = at.AddHours(number / 100 % 60);
            Fact[] stated = [.. new[] { facts[number % facts.Length], facts[number / 7 % facts.Length] }.Distinct()];
            string? text = number % 3 == 0 ? $"{Text} {number % 5}" : null;
            entries.Add(Entry(Article($"{entries.Count}.txt", stated, text, onTopic: number % 11 > 0), at));
        }

        return entries;
    }

    private static List<string> Decided(StoryBook book, IEnumerable<StoryLogEntry> entries) => [.. entries.Select(entry => Written(book.Read(entry)))];

    private static string Written(IReadOnlyList<Decision> decisions) => string.Join('\n', decisions.Select(decision =>
        $"{decision.StoryId} {decision.Revision} {decision.Novelty} {decision.JoinedBecause} {decision.DuplicateOf} {decision.AlertId} {string.Join(',', decision.Changes.Select(change => change.ToString()))}"));

    private Decision Decide(LoggedArticle article, DateTimeOffset? at = null, bool notify = true, string? ingestId = null)
    {
        StoryLogEntry entry = Entry(article, at, notify, ingestId);
        book.Read(entry);
        return Assert.Single(book.DecisionsOf(entry.IngestId!)!);
    }
}
