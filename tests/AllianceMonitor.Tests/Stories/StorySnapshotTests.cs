using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using AllianceMonitor.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using static AllianceMonitor.Tests.Support.Telling;

namespace AllianceMonitor.Tests.Stories;

/// <summary>A snapshot only saves time: whoever starts from one decides like whoever has read the whole log.</summary>
public class StorySnapshotTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly LogPosition Anywhere = new(3, 14, StoryBook.RulesVersion, Monday);

    [Fact]
    public void A_book_that_is_restored_at_any_point_decides_the_rest_like_the_book_that_never_stopped() => Prop.ForAll(Histories, history =>
    {
        List<StoryLogEntry> entries = Entries(history.Articles);
        int stop = history.Stop % (entries.Count + 1);
        var running = new StoryBook();
        entries.Take(stop).ToList().ForEach(entry => running.Read(entry));

        (LogPosition position, StoryBook restored) = StorySnapshot.Read(StorySnapshot.Write(Anywhere, running));

        Assert.Equal(Anywhere, position);
        Assert.Equal(entries.Skip(stop).SelectMany(running.Read).Select(Written), entries.Skip(stop).SelectMany(restored.Read).Select(Written));
        Assert.Equal(StateOf(running), StateOf(restored));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(60));

    [Fact]
    public void The_histories_of_these_tests_hold_what_is_hard_to_restore()
    {
        List<StoryLogEntry> entries = Entries([.. Enumerable.Range(0, 400).Select(i => (i * 7_919) % 1_000_003)]);
        var book = new StoryBook();
        List<Decision> decisions = [.. entries.SelectMany(book.Read)];

        Assert.True(entries[^1].LoggedAt - entries[0].LoggedAt > 2 * StoryBook.Window);
        Assert.Contains(decisions, decision => decision.Changes.Any(change => change.Kind == ChangeKind.Withdrawn));
        Assert.Contains(decisions, decision => decision.Changes.Any(change => change.Kind == ChangeKind.Corrected));
        Assert.Contains(decisions, decision => decision.Changes.Any(change => change.Kind == ChangeKind.Parties));
        Assert.Contains(decisions, decision => decision.DuplicateOf is not null);
    }

    [Fact]
    public void A_damaged_snapshot_is_no_snapshot() => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).Two().ToArbitrary(), damage =>
    {
        var book = new StoryBook();
        Entries([1, 2, 3, 4]).ForEach(entry => book.Read(entry));
        byte[] bytes = StorySnapshot.Write(Anywhere, book);
        int at = damage.Item1 % bytes.Length;
        if (damage.Item2 % 2 == 0)
        {
            Array.Resize(ref bytes, at);
        }
        else
        {
            bytes[at] ^= (byte)(1 + (damage.Item2 % 255));
        }

        Assert.Throws<FormatException>(() => StorySnapshot.Read(bytes));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("the newest is damaged: the one before it", 1, 5)]
    [InlineData("both are damaged: the log from its beginning", 2, 15)]
    public async Task A_damaged_snapshot_costs_reading_and_nothing_else(string what, int damaged, int entriesRead)
    {
        var store = new InMemoryStore(new FakeTimeProvider());
        List<StoryLogEntry> entries = await WriteAsync(store, 15, snapshotEvery: 5);
        foreach (BlobListing snapshot in (await SnapshotsAsync(store)).TakeLast(damaged))
        {
            await store.WriteAsync(new BlobAddress(Containers.Stories, snapshot.Name), "SNAPSHOT"u8.ToArray(), None);
        }

        (IReadOnlyList<Decision> decisions, long bytes) = await ColdStartAsync(store, entries[0]);

        Assert.Equal(Written(new StoryBook().Read(entries[0])[0]), Written(Assert.Single(decisions)));
        Assert.True(LinesOf(await LogAsync(store), entriesRead) == bytes, $"{what}: {bytes} bytes read");
    }

    [Fact]
    public async Task A_cold_start_with_a_snapshot_reads_only_the_tail()
    {
        var store = new InMemoryStore(new FakeTimeProvider());
        List<StoryLogEntry> entries = await WriteAsync(store, 23, snapshotEvery: 5);

        (IReadOnlyList<Decision> decisions, long bytes) = await ColdStartAsync(store, entries[22]);

        Assert.Equal(23, Assert.Single(decisions).Revision);
        Assert.Equal(LinesOf(await LogAsync(store), 3), bytes);
    }

    [Fact]
    public async Task Only_the_newest_snapshot_and_the_one_before_it_are_kept()
    {
        var store = new InMemoryStore(new FakeTimeProvider());
        await WriteAsync(store, 23, snapshotEvery: 5);

        Assert.Equal(["snapshot-000000000015.bin", "snapshot-000000000020.bin"], (await SnapshotsAsync(store)).Select(snapshot => snapshot.Name));
    }

    [Fact]
    public async Task Two_instances_that_take_a_snapshot_at_once_do_no_harm()
    {
        var store = new YieldingStore(new InMemoryStore(new FakeTimeProvider()));
        using StoryLog first = Log(store, 1), second = Log(store, 1);
        StoryLogEntry[] entries = [.. Enumerable.Range(0, 40).Select(i => Entry(Article($"{i}.txt", [Stake($"{i}%")])))];
        await Task.WhenAll(entries.Select((entry, i) => Task.Run(() => (i % 2 == 0 ? first : second).DecideAsync(entry, None))));

        using StoryLog cold = Log(store, 1);
        IReadOnlyList<Decision> history = await StoryLog.HistoryAsync(store, None);
        Assert.Equal(Enumerable.Range(1, 40), history.Select(decision => decision.Revision));
        foreach (Decision decision in history)
        {
            Assert.Equal(Written(decision), Written(Assert.Single((await cold.FindAsync(decision.IngestId, None))!)));
        }

        Assert.Equal(41, Assert.Single(await cold.DecideAsync(Entry(Article("last.txt", [Stake("99%")])), None)).Revision);
    }

    private sealed record History(IReadOnlyList<int> Articles, int Stop);

    private static Arbitrary<History> Histories => (
        from articles in Gen.Choose(0, 1_000_000).ListOf()
        from stop in Gen.Choose(0, 1_000_000)
        select new History([.. articles], stop)).ToArbitrary();

    /// <summary>Each number is an article: its deals, its text, its file, whether it comes with others in one file, and how many hours after the last one.</summary>
    private static List<StoryLogEntry> Entries(IReadOnlyList<int> history)
    {
        Fact[] facts =
        [
            Stake("15%"), Stake("10%"), Stake("15%", DealStage.Signed), Stake("15%", polarity: Polarity.Denied), Stake("5%", subject: "nissan", target: "ampere"),
            Partnership("nissan", "honda"), Partnership("honda", "nissan", DealStage.Agreed), Partnership("honda", "mitsubishi-motors") with { Others = ["nissan"] },
            Partnership("mitsubishi-motors", "nissan", DealStage.Signed),
        ];
        DateTimeOffset at = Monday;
        List<StoryLogEntry> entries = [new StoryLogEntry { Kind = EntryKind.Header, Rules = StoryBook.RulesVersion, LoggedAt = Monday }];
        foreach (int number in history)
        {
            at = at.AddHours(number / 100 % 30);
            List<LoggedArticle> articles = [];
            for (int item = 0; item <= (number % 7 == 0 ? 2 : 0); item++)
            {
                int shift = number + (item * 31);
                Fact[] stated = shift % 10 == 0 ? [] : [.. new[] { facts[shift % facts.Length], facts[shift / 7 % facts.Length] }.Distinct()];

                // One of a few texts, the beginning of one, or one of its own; a third of the files are versions of an earlier one.
                string text = (shift % 4) switch { 0 => Words(shift % 5, 80), 1 => Words(shift % 5, 50), _ => Words(1_000 + (3 * entries.Count) + item, 60) };
                string name = $"{entries.Count}.txt";
                if (number % 5 == 0)
                {
                    stated = [Partnership("honda", "nissan") with { Others = [$"maker-{number % 6}"] }];
                }

                if (number % 3 == 0)
                {
                    (name, stated) = ($"again-{number % 4}.txt", shift % 10 == 0 ? [] : [Stake($"{number % 100}%", subject: $"investor-{number % 4}")]);
                }

                articles.Add(Article(name, stated, text, source: $"Wire {shift % 3}", onTopic: shift % 11 > 0, item: item) with
                {
                    Notice = (shift % 13) switch { 0 => ArticleNotice.Correction, 1 => ArticleNotice.Retraction, _ => ArticleNotice.None },
                    Identity = shift % 17 == 0 ? $"urn:{shift % 3}" : null,
                    Words = [$"word{shift % 6}", $"word{shift % 4}"],
                });
            }

            DateTimeOffset droppedAt = number % 19 == 0 ? at.AddHours(-40) : at;
            entries.Add(Entry(articles, at, notify: number % 9 > 0, ingestId: $"{entries.Count}") with { DroppedAt = droppedAt });
        }

        return entries;
    }

    /// <summary>All that a book knows but the texts; the stories by their ids, since a dictionary has no order.</summary>
    private static string StateOf(StoryBook book)
    {
        BookState state = book.Save().State;
        return System.Text.Json.JsonSerializer.Serialize(state with { Stories = [.. state.Stories.OrderBy(story => story.Id, StringComparer.Ordinal)] }, Json.Default.BookState);
    }

    private static string Words(int seed, int count) => string.Join(' ', Enumerable.Range(0, count).Select(i => Digest.Of($"{seed}", $"{i}")[..6]));

    private static async Task<List<StoryLogEntry>> WriteAsync(IBlobStore store, int count, int snapshotEvery)
    {
        using StoryLog log = Log(store, snapshotEvery);
        List<StoryLogEntry> entries = [.. Enumerable.Range(0, count).Select(i => Entry(Article($"{i}.txt", [Stake($"{i}%")])))];
        foreach (StoryLogEntry entry in entries)
        {
            await log.DecideAsync(entry, None);
        }

        return entries;
    }

    private static async Task<(IReadOnlyList<Decision> Decisions, long Bytes)> ColdStartAsync(IBlobStore store, StoryLogEntry entry)
    {
        var counting = new YieldingStore(store);
        using StoryLog log = Log(counting, 1_000);
        return ((await log.FindAsync(entry.IngestId!, None))!, counting.BytesRead);
    }

    private static StoryLog Log(IBlobStore store, int snapshotEvery) => new(store, (_, _) => Task.CompletedTask, new StoryLogOptions { SnapshotEvery = snapshotEvery });

    private static async Task<ReadOnlyMemory<byte>> LogAsync(IBlobStore store) => await store.ReadFromAsync(StoryLogReader.Address(1), 0, None);

    /// <summary>Length of the last lines of a log; of all of them, its header included, when it has no more.</summary>
    private static int LinesOf(ReadOnlyMemory<byte> log, int last)
    {
        string[] lines = System.Text.Encoding.UTF8.GetString(log.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return last >= lines.Length - 1 ? log.Length : lines.TakeLast(last).Sum(line => System.Text.Encoding.UTF8.GetByteCount(line) + 1);
    }

    private static async Task<List<BlobListing>> SnapshotsAsync(IBlobStore store) => await store.ListAsync(Containers.Stories, "snapshot-", None).ToListAsync();

    private static string Written(Decision decision) => System.Text.Json.JsonSerializer.Serialize(decision, Json.Default.Decision);
}
