using System.Text.Json;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using AllianceMonitor.Tests.Support;
using static AllianceMonitor.Tests.Support.Telling;

namespace AllianceMonitor.Tests.Stories;

public class StoryLogTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FakeTimeProvider clock = new();
    private readonly List<DeadLetter> kept = [];

    [Theory]
    [InlineData(50_000)]
    [InlineData(7)]
    [InlineData(2)]
    public async Task Concurrent_ingests_of_several_instances_agree_on_one_order(int blocksPerSegment)
    {
        var store = new YieldingStore(new InMemoryStore(clock, blocksPerSegment));
        StoryLog[] instances = [.. Enumerable.Range(0, 6).Select(_ => Log(store))];
        StoryLogEntry[] entries = [.. Enumerable.Range(0, 120).Select(i => Entry(Article($"{i}.txt", [Stake($"{(i % 4 == 0 ? i % 3 : i % 9)}%")], i % 4 == 0 ? $"The same words in every one of these, number {i % 3}, are a copy." : null)))];

        // Every entry comes to two instances, as when a trigger is delivered twice.
        (string Id, IReadOnlyList<Decision> Decisions)[] decided = await Task.WhenAll(entries.SelectMany((entry, i) => new[] { instances[i % 6], instances[(i + 1 + (i % 5)) % 6] }
            .Select(instance => Task.Run(async () => (entry.IngestId!, await instance.DecideAsync(entry, None))))));

        using var later = Log(store);
        foreach ((string id, IReadOnlyList<Decision> decisions) in decided)
        {
            Assert.Equal(Written((await later.FindAsync(id, None))!), Written(decisions));
        }

        List<Decision> all = [.. decided.DistinctBy(ingest => ingest.Id).SelectMany(ingest => ingest.Decisions)];
        Assert.Single(all, decision => decision.Novelty == Novelty.NewStory);
        Assert.Equal(Enumerable.Range(1, 9), all.Where(decision => decision.AlertId is not null).Select(decision => decision.Revision).Order());
        Assert.Equal(3, all.Where(decision => decision.Article.Name is var name && int.Parse(name[..^4], System.Globalization.CultureInfo.InvariantCulture) % 4 == 0).Count(decision => decision.DuplicateOf is null));
        Array.ForEach(instances, instance => instance.Dispose());
    }

    [Fact]
    public async Task Ingests_that_wait_for_one_another_share_an_append()
    {
        var turn = new TaskCompletionSource();
        int appends = 0;
        var store = new YieldingStore(new InMemoryStore(clock)) { BeforeAppend = () => { Interlocked.Increment(ref appends); return turn.Task; } };
        using StoryLog log = Log(store);
        List<StoryLogEntry> entries = [.. Enumerable.Range(0, 20).Select(i => Entry(Article($"{i}.txt", [Stake($"{i}%")])))];

        List<Task<IReadOnlyList<Decision>>> ingests = [.. entries.Select(entry => log.DecideAsync(entry, None))];
        turn.SetResult();
        await Task.WhenAll(ingests);

        // The header, the first, and at the latest all others.
        Assert.InRange(appends, 2, 3);
        using var later = Log(store);
        foreach ((StoryLogEntry entry, Task<IReadOnlyList<Decision>> ingest) in entries.Zip(ingests))
        {
            Assert.Equal(Written((await later.FindAsync(entry.IngestId!, None))!), Written(await ingest));
        }
    }

    [Fact]
    public async Task An_append_that_fails_is_the_fault_of_one_ingest_and_the_others_append_their_own()
    {
        var turn = new TaskCompletionSource();
        int appends = 0;
        var store = new YieldingStore(new InMemoryStore(clock))
        {
            BeforeAppend = async () =>
            {
                await turn.Task;
                if (Interlocked.Increment(ref appends) == 3)
                {
                    throw new IOException("the connection was reset");
                }
            },
        };
        using StoryLog log = Log(store);
        await Task.WhenAll(log.DecideAsync(Entry(Article("first.txt", [Stake("1%")])), None), Task.Run(turn.SetResult));
        turn = new TaskCompletionSource();
        List<StoryLogEntry> entries = [.. Enumerable.Range(0, 20).Select(i => Entry(Article($"{i}.txt", [Stake($"{i}%")])))];

        List<Task<IReadOnlyList<Decision>>> ingests = [.. entries.Select(entry => log.DecideAsync(entry, None))];
        turn.SetResult();
        await Assert.ThrowsAsync<IOException>(() => Task.WhenAll(ingests));

        _ = Assert.Single(ingests, ingest => ingest.IsFaulted);
        using var later = Log(store);
        Assert.Equal(19, (await Task.WhenAll(entries.Select(entry => later.FindAsync(entry.IngestId!, None)))).Count(decisions => decisions is not null));
    }

    [Fact]
    public async Task Retried_ingest_is_decided_once()
    {
        var store = new InMemoryStore(clock);
        using StoryLog first = Log(store), second = Log(store);
        StoryLogEntry entry = Entry(Article("a.txt", [Stake("15%")]));

        IReadOnlyList<Decision> decided = await first.DecideAsync(entry, None);
        IReadOnlyList<Decision> retried = await second.DecideAsync(entry with { DroppedAt = Monday.AddHours(1), Notify = false }, None);

        Assert.Equal(Written(decided), Written(retried));
        Assert.Same(decided, await first.DecideAsync(entry, None));
    }

    [Fact]
    public async Task An_entry_whose_append_succeeded_but_whose_reply_was_lost_is_found()
    {
        var store = new InMemoryStore(clock);
        using StoryLog log = Log(store);
        StoryLogEntry entry = Entry(Article("a.txt", [Stake("15%")]));
        await AppendAsync(store, 1, entry);

        Assert.Equal(Novelty.NewStory, Assert.Single((await log.FindAsync(entry.IngestId!, None))!).Novelty);
        Assert.Null(await log.FindAsync("nobody", None));
    }

    [Fact]
    public async Task Whoever_looks_at_the_window_sees_beyond_a_full_segment()
    {
        var store = new InMemoryStore(clock, maxBlocksPerBlob: 3);
        using (StoryLog writer = Log(store))
        {
            for (int i = 0; i < 5; i++)
            {
                await writer.DecideAsync(Entry(Article($"{i}.txt", [Stake($"{i}%")])), None);
            }
        }

        using StoryLog reader = Log(store), other = Log(store);
        IReadOnlyList<IReadOnlyList<Decision>> window = await reader.InWindowAsync(None);

        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"{i}.txt"), window.Select(ingest => ingest[0].Article.Name));
        Assert.Equal(5, (await other.StoryAsync(window[0][0].StoryId, None))!.Decisions.Count);
    }

    [Fact]
    public async Task What_stands_behind_a_closed_entry_is_void_and_goes_to_the_next_segment()
    {
        var store = new InMemoryStore(clock);
        using StoryLog log = Log(store);
        StoryLogEntry before = Entry(Article("a.txt", [Stake("15%")])), behind = Entry(Article("b.txt", [Stake("10%")]), Monday.AddHours(1));
        await AppendAsync(store, 1, Header, before, Closed, behind, Closed);

        Assert.Null(await log.FindAsync(behind.IngestId!, None));

        Assert.Equal(2, Assert.Single(await log.DecideAsync(behind, None)).Revision);
        Assert.Equal([EntryKind.Header, EntryKind.Articles], (await EntriesAsync(store, 2)).Select(entry => entry.Kind));
        Assert.Equal(behind.IngestId, (await EntriesAsync(store, 2))[1].IngestId);
    }

    [Fact]
    public async Task A_full_segment_rolls_over()
    {
        var store = new InMemoryStore(clock, maxBlocksPerBlob: 3);
        using StoryLog log = Log(store);
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(i + 1, Assert.Single(await log.DecideAsync(Entry(Article($"{i}.txt", [Stake($"{i}%")])), None)).Revision);
        }

        // A header and two entries in each.
        Assert.Equal(5, await CountAsync(store));
        Assert.All(await Task.WhenAll(Enumerable.Range(1, 5).Select(segment => EntriesAsync(store, segment))), entries => Assert.Equal(EntryKind.Header, entries[0].Kind));
    }

    /// <summary>The last block of a segment and the next segment appear between two looks of another instance.</summary>
    [Fact]
    public async Task The_last_block_of_a_segment_is_not_missed_when_the_next_one_appears()
    {
        var store = new InMemoryStore(clock, maxBlocksPerBlob: 3);
        StoryLogEntry[] entries = [.. Enumerable.Range(0, 3).Select(i => Entry(Article($"{i}.txt", [Stake($"{i}%")])))];
        var watched = new YieldingStore(store);
        using StoryLog slow = Log(watched), fast = Log(store);
        await fast.DecideAsync(entries[0], None);
        await slow.FindAsync("nobody", None);
        watched.BeforeExists = async () =>
        {
            watched.BeforeExists = null;
            await fast.DecideAsync(entries[1], None);
            await fast.DecideAsync(entries[2], None);
        };

        await slow.FindAsync("nobody", None);

        Assert.NotNull(await slow.FindAsync(entries[1].IngestId!, None));
        Assert.NotNull(await slow.FindAsync(entries[2].IngestId!, None));
    }

    /// <summary>An instance whose segment is full while the next one is in use must go to that one, not past it.</summary>
    [Fact]
    public async Task No_segment_is_skipped()
    {
        var store = new InMemoryStore(clock, maxBlocksPerBlob: 3);
        StoryLogEntry[] entries = [.. Enumerable.Range(0, 5).Select(i => Entry(Article($"{i}.txt", [Stake($"{i}%")])))];
        using StoryLog slow = Log(store), fast = Log(store);
        await fast.DecideAsync(entries[0], None);
        await fast.DecideAsync(entries[1], None);
        await slow.FindAsync("nobody", None);
        await fast.DecideAsync(entries[2], None);

        await slow.DecideAsync(entries[3], None);
        await fast.DecideAsync(entries[4], None);

        Assert.Equal([entries[2].IngestId, entries[3].IngestId], (await EntriesAsync(store, 2)).Skip(1).Select(entry => entry.IngestId));
        Assert.NotNull(await slow.FindAsync(entries[4].IngestId!, None));
    }

    [Theory]
    [InlineData("{\"kind\":\"articles\",")]
    [InlineData("not json at all")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"kind\":\"unheard-of\",\"rules\":3}")]
    [InlineData("{\"kind\":\"articles\",\"rules\":3,\"ingestId\":\"x\",\"articles\":[{\"name\":\"x\",\"item\":0,\"contentHash\":\"x\",\"shingles\":\"AAA=\",\"onTopic\":true,\"facts\":[]}]}")]
    public async Task A_line_that_is_no_entry_is_kept_as_dead_letter_and_left_out_by_every_instance_alike(string line)
    {
        var store = new InMemoryStore(clock);
        await AppendAsync(store, 1, Header, Entry(Article("a.txt", [Stake("15%")])));
        await store.TryAppendAsync(Segment(1), System.Text.Encoding.UTF8.GetBytes(line + "\n"), None);
        using StoryLog log = Log(store), other = Log(store);

        IReadOnlyList<Decision> decided = await log.DecideAsync(Entry(Article("b.txt", [Stake("10%")])), None);

        Assert.Equal(2, Assert.Single(decided).Revision);
        Assert.Equal(Written(decided), Written((await other.FindAsync(decided[0].IngestId, None))!));
        Assert.Equal(2, kept.Count);
        Assert.Single(kept.DistinctBy(letter => letter.Id));
        Assert.Equal(("story-log", "stories/log-000001.jsonl", line), (kept[0].Kind, kept[0].Subject, kept[0].Message));
    }

    [Fact]
    public async Task An_entry_that_was_glued_to_a_torn_block_is_appended_again()
    {
        var store = new InMemoryStore(clock);
        await AppendAsync(store, 1, Header, Entry(Article("a.txt", [Stake("15%")])));
        await store.TryAppendAsync(Segment(1), "{\"kind\":\"arti"u8.ToArray(), None);
        using StoryLog log = Log(store);

        Assert.Equal(2, Assert.Single(await log.DecideAsync(Entry(Article("b.txt", [Stake("10%")])), None)).Revision);
        Assert.StartsWith("{\"kind\":\"arti{\"kind\":\"articles\"", Assert.Single(kept).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public async Task A_segment_that_is_another_file_stops_all_ingests_until_somebody_has_looked(int linesBefore)
    {
        var store = new InMemoryStore(clock);
        if (linesBefore > 0)
        {
            await AppendAsync(store, 1, Header);
        }

        await store.TryAppendAsync(Segment(1), System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Dear diary,\n", 11))), None);
        using StoryLog log = Log(store);

        StoryLogDamagedException damaged = await Assert.ThrowsAsync<StoryLogDamagedException>(() => log.DecideAsync(Entry(Article("b.txt", [Stake("10%")])), None));
        await Assert.ThrowsAsync<StoryLogDamagedException>(() => log.FindAsync("a", None));

        Assert.Contains("stories/log-000001.jsonl", damaged.Message, StringComparison.Ordinal);
        Assert.NotEmpty(kept);
    }

    [Fact]
    public async Task A_log_that_was_deleted_is_not_begun_anew()
    {
        var store = new InMemoryStore(clock);
        await store.WriteAsync(new BlobAddress(Containers.Alerts, "a-1/alert.json"), "{}"u8.ToArray(), None);
        using StoryLog log = Log(store);

        StoryLogDamagedException lost = await Assert.ThrowsAsync<StoryLogDamagedException>(() => log.DecideAsync(Entry(Article("a.txt", [Stake("15%")])), None));

        Assert.Contains("restore the container stories", lost.Message, StringComparison.Ordinal);
        Assert.Contains("restore the container stories", Assert.Single(kept).Reason, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(store));
    }

    [Fact]
    public async Task A_log_that_was_cut_under_a_running_app_is_not_gone_on_with()
    {
        var store = new InMemoryStore(clock);
        using StoryLog log = Log(store);
        await log.DecideAsync(Entry(Article("a.txt", [Stake("15%")])), None);
        await store.DeleteAsync(Segment(1), None);

        StoryLogDamagedException cut = await Assert.ThrowsAsync<StoryLogDamagedException>(() => log.DecideAsync(Entry(Article("b.txt", [Stake("10%")])), None));

        Assert.Contains("shorter than it was", cut.Message, StringComparison.Ordinal);
        Assert.NotEmpty(kept);
    }

    [Fact]
    public async Task A_log_written_by_newer_rules_is_left_to_the_newer_deployment()
    {
        var store = new InMemoryStore(clock);
        await AppendAsync(store, 1, Header with { Rules = StoryBook.RulesVersion + 1 });
        using StoryLog log = Log(store);

        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => log.DecideAsync(Entry(Article("a.txt", [Stake("15%")])), None));

        Assert.Contains($"rules version {StoryBook.RulesVersion + 1}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ingest_reads_the_tail_that_it_has_not_seen_and_nothing_twice()
    {
        var store = new YieldingStore(new InMemoryStore(clock));
        using StoryLog log = Log(store);
        for (int i = 0; i < 50; i++)
        {
            await log.DecideAsync(Entry(Article($"{i}.txt", [Stake($"{i}%")])), None);
        }

        Assert.Equal((await store.ReadFromAsync(Segment(1), 0, None)).Length, store.BytesRead - (await store.ReadFromAsync(Segment(1), 0, None)).Length);
    }

    private StoryLog Log(IBlobStore store, StoryLogOptions? options = null) => new(
        store,
        (letter, _) =>
        {
            kept.Add(letter);
            return Task.CompletedTask;
        },
        options);

    private static StoryLogEntry Header { get; } = new() { Kind = EntryKind.Header, Rules = StoryBook.RulesVersion, LoggedAt = Monday };

    private static StoryLogEntry Closed { get; } = new() { Kind = EntryKind.Closed, Rules = StoryBook.RulesVersion };

    private static BlobAddress Segment(int number) => new(Containers.Stories, $"log-{number:000000}.jsonl");

    private static async Task AppendAsync(IBlobStore store, int segment, params StoryLogEntry[] entries)
    {
        foreach (StoryLogEntry entry in entries)
        {
            await store.TryAppendAsync(Segment(segment), (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(entry, Json.Default.StoryLogEntry), (byte)'\n'], None);
        }
    }

    private static async Task<List<StoryLogEntry>> EntriesAsync(IBlobStore store, int segment)
    {
        string text = System.Text.Encoding.UTF8.GetString((await store.ReadFromAsync(Segment(segment), 0, None)).Span);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize(line, Json.Default.StoryLogEntry)!)];
    }

    private static async Task<int> CountAsync(IBlobStore store) => await store.ListAsync(Containers.Stories, "", None).CountAsync();

    private static string Written(IReadOnlyList<Decision> decisions) => string.Join('\n', decisions.Select(decision =>
        $"{decision.Article.Name} {decision.StoryId} {decision.Revision} {decision.Novelty} {decision.JoinedBecause} {decision.DuplicateOf} {decision.AlertId} {string.Join(',', decision.Changes.Select(change => $"{change.Known} {change.Now}"))}"));
}
