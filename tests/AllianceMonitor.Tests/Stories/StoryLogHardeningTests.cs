using System.Text;
using System.Text.Json;
using AllianceMonitor.Extraction;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using AllianceMonitor.Tests.Support;
using static AllianceMonitor.Tests.Support.Telling;

namespace AllianceMonitor.Tests.Stories;

/// <summary>The log when time, deployments and versions do not go the way one expects.</summary>
public class StoryLogHardeningTests
{
    private const int NewerRules = StoryBook.RulesVersion + 1;
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly InMemoryStore store = new(new FakeTimeProvider());

    [Fact]
    public async Task A_segment_that_is_too_old_is_closed_and_the_story_goes_on_in_the_next_one()
    {
        using StoryLog log = Log(new() { SegmentAge = TimeSpan.FromHours(1) }), other = Log(new() { SegmentAge = TimeSpan.FromHours(1) });
        await log.DecideAsync(Entry(Article("a.txt", [Stake("15%")])), None);
        await other.DecideAsync(Entry(Article("b.txt", [Stake("10%")]), Monday.AddMinutes(59)), None);

        Decision first = Assert.Single(await log.DecideAsync(Entry(Article("c.txt", [Stake("5%")]), Monday.AddHours(2)), None));
        Decision second = Assert.Single(await other.DecideAsync(Entry(Article("d.txt", [Stake("1%")]), Monday.AddHours(2)), None));

        Assert.Equal((3, 4), (first.Revision, second.Revision));

        // The other one closes it again before it learns that it is closed: that line is void.
        Assert.Equal(["header", "a.txt", "b.txt", "closed", "closed"], await LinesAsync(1));
        Assert.Equal(["header", "c.txt", "d.txt"], await LinesAsync(2));
    }

    /// <summary>Whoever starts while the old segment is both full and too old finds no room for its "closed".</summary>
    [Fact]
    public async Task A_segment_that_is_full_and_too_old_is_left_behind()
    {
        var small = new InMemoryStore(new FakeTimeProvider(), maxBlocksPerBlob: 2);
        using (StoryLog before = Log(new(), small))
        {
            await before.DecideAsync(Entry(Article("a.txt", [Stake("15%")])), None);
        }

        using StoryLog later = Log(new(), small);

        Assert.Equal(2, Assert.Single(await later.DecideAsync(Entry(Article("b.txt", [Stake("10%")]), Monday.AddDays(8)), None)).Revision);
    }

    [Fact]
    public async Task An_instance_that_starts_while_another_begins_the_log_does_not_think_it_lost()
    {
        var watched = new YieldingStore(store);
        using StoryLog slow = Log(new(), watched), fast = Log(new());
        int listings = 0;
        watched.BeforeList = async () =>
        {
            // The first listing is that of the snapshots, before the log is read; the second looks whether it was lost.
            if (++listings == 2)
            {
                await fast.DecideAsync(Entry(Article("a.txt", [Stake("15%")])), None);
                await store.WriteAsync(new BlobAddress(Containers.Alerts, "a-1/alert.json"), "{}"u8.ToArray(), None);
            }
        };

        Assert.Equal(2, Assert.Single(await slow.DecideAsync(Entry(Article("b.txt", [Stake("10%")])), None)).Revision);
        Assert.True(listings >= 2);
    }

    [Fact]
    public async Task Newer_rules_close_the_segment_and_the_older_app_refuses_with_a_word_on_why()
    {
        using StoryLog older = Log(new()), newer = Log(new() { Rules = NewerRules });
        await older.DecideAsync(Entry(Article("a.txt", [Stake("15%")])), None);
        await newer.DecideAsync(Entry(Article("b.txt", [Stake("10%")])), None);

        // The older one has not seen the end of its segment: what it appends there is void.
        StoryLogEntry late = Entry(Article("c.txt", [Stake("5%")]));
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => older.DecideAsync(late, None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => older.DecideAsync(late, None));

        Assert.Contains($"stories/log-000002.jsonl is written by rules version {NewerRules}, this app has {StoryBook.RulesVersion}: a newer deployment is in charge", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, Assert.Single(await newer.DecideAsync(late, None)).Revision);
        Assert.Equal(["header", "a.txt", "closed", "c.txt"], await LinesAsync(1));
        Assert.Equal(["header", "b.txt", "c.txt"], await LinesAsync(2));
    }

    [Fact]
    public async Task An_older_app_that_starts_under_newer_rules_writes_nothing()
    {
        using StoryLog newer = Log(new() { Rules = NewerRules }), older = Log(new());
        await newer.DecideAsync(Entry(Article("a.txt", [Stake("15%")])), None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => older.DecideAsync(Entry(Article("b.txt", [Stake("10%")])), None));

        Assert.Equal(["header", "a.txt"], await LinesAsync(1));
    }

    [Theory]
    [InlineData("a year ahead", 365)]
    [InlineData("a day behind", -1)]
    [InlineData("a year behind", -365)]
    public async Task One_entry_with_a_wrong_clock_neither_empties_the_window_nor_stops_the_log(string what, int daysOff)
    {
        using StoryLog log = Log(new());
        StoryLogEntry first = Entry(Article("a.txt", [Stake("15%")]));
        string story = Assert.Single(await log.DecideAsync(first, None)).StoryId;

        StoryLogEntry wrong = Entry(Article("b.txt", [Stake("10%")]), Monday.AddHours(1)) with { LoggedAt = Monday.AddDays(daysOff) };
        Decision second = Assert.Single(await log.DecideAsync(wrong, None));
        Decision third = Assert.Single(await log.DecideAsync(Entry(Article("c.txt", [Stake("5%")]), Monday.AddHours(2)), None));

        Assert.True((story, 2, story, 3) == (second.StoryId, second.Revision, third.StoryId, third.Revision), what);
        Assert.NotNull(third.AlertId);
        Assert.NotNull(await log.FindAsync(first.IngestId!, None));
        using StoryLog cold = Log(new());
        Assert.NotNull(await cold.FindAsync(first.IngestId!, None));
    }

    [Fact]
    public async Task Of_two_versions_that_race_the_older_one_says_nothing_when_it_is_logged_later()
    {
        using StoryLog log = Log(new());
        StoryLogEntry older = Entry(Article("a.txt", [Stake("15%")], "Renault will cut it to fifteen per cent, they said on Monday in Paris."), Monday, ingestId: "older");
        StoryLogEntry newer = Entry(Article("a.txt", [Stake("10%")], "Renault will cut it to ten per cent, they said on Monday in Paris."), Monday.AddMinutes(1), ingestId: "newer");

        Decision first = Assert.Single(await log.DecideAsync(newer, None));
        Decision late = Assert.Single(await log.DecideAsync(older, None));
        Decision next = Assert.Single(await log.DecideAsync(Entry(Article("b.txt", [Stake("15%")]), Monday.AddMinutes(2)), None));

        Assert.NotNull(first.AlertId);
        Assert.Equal((true, Novelty.NothingNew, null, first.StoryId, 1), (late.IsOutdated, late.Novelty, late.AlertId, late.StoryId, late.Revision));
        Assert.Equal(("10%", "15%"), (Assert.Single(next.Changes).Known, next.Changes[0].Now));
    }

    /// <summary>Readers were told that it no longer holds: an old copy that comes late changes nothing about that, so the next independent word on it is news.</summary>
    [Fact]
    public void A_late_copy_of_a_corrected_text_does_not_make_the_old_figure_known_again()
    {
        const string Text = "Renault will cut it, they said on Monday after a meeting of their boards in Paris; the shares go to a trust, which votes as all the others do until a buyer is found.";
        var book = new StoryBook();
        book.Read(Entry(Article("a.txt", [Stake("15%")], Text)));
        book.Read(Entry(Article("a.txt", [Stake("10%")], $"{Text} Or so."), Monday.AddHours(1)));

        Decision copy = Assert.Single(book.Read(Entry(Article("b.txt", [Stake("15%")], Text), Monday.AddHours(2))));
        Decision independent = Assert.Single(book.Read(Entry(Article("c.txt", [Stake("15%")]), Monday.AddHours(3))));

        Assert.Equal(Novelty.NothingNew, copy.Novelty);
        Assert.Equal(("10%", "15%"), (Assert.Single(independent.Changes).Known, independent.Changes[0].Now));
    }

    [Fact]
    public void Sixty_days_of_articles_leave_no_more_than_the_window_in_memory()
    {
        const int ADay = 20;
        var book = new StoryBook();
        for (int i = 0; i < 60 * ADay; i++)
        {
            book.Read(Entry(Article($"{i}.txt", [Stake("15%", subject: $"investor-{i}")]), Monday.AddDays((double)i / ADay)));
        }

        (BookState state, _, IEnumerable<ShingleSet> texts) = book.Save();

        // The clock of the log is that of the last few entries, so the window ends a little late.
        int most = ((int)StoryBook.Window.TotalDays * ADay) + ADay;
        Assert.InRange(state.Ingests.Count, (int)StoryBook.Window.TotalDays * ADay, most);
        Assert.Equal(state.Ingests.Count, texts.Count());
        Assert.Equal(state.Ingests.Count, state.Stories.Count);
        Assert.Equal(60 * ADay, state.Entries);
    }

    private StoryLog Log(StoryLogOptions options, IBlobStore? through = null) => new(through ?? store, (_, _) => Task.CompletedTask, options);

    private async Task<IReadOnlyList<string>> LinesAsync(int segment)
    {
        string text = Encoding.UTF8.GetString((await store.ReadFromAsync(StoryLogReader.Address(segment), 0, None)).Span);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize(line, Json.Default.StoryLogEntry)!)
            .Select(entry => entry.Kind == EntryKind.Articles ? entry.Articles[0].Name : entry.Kind.ToString().ToLowerInvariant())];
    }
}
