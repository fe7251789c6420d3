using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Storage;

/// <summary>The twin keeps the rules of Azure Storage that the pipeline relies on.</summary>
public class InMemoryStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly BlobAddress Address = new("box", "a/b.json");

    private readonly FakeTimeProvider clock = new();
    private readonly InMemoryStore store;

    public InMemoryStoreTests() => store = new InMemoryStore(clock, maxBlocksPerBlob: 3);

    [Fact]
    public async Task Only_the_first_creation_succeeds()
    {
        Assert.NotNull(await store.TryCreateAsync(Address, "1"u8.ToArray(), None));
        Assert.Null(await store.TryCreateAsync(Address, "2"u8.ToArray(), None));
        Assert.Equal("1"u8.ToArray(), (await store.ReadAsync(Address, None))!.Content.ToArray());
    }

    [Fact]
    public async Task A_replacement_needs_the_current_etag()
    {
        string first = (await store.TryCreateAsync(Address, "1"u8.ToArray(), None))!;
        string? second = await store.TryReplaceAsync(Address, "2"u8.ToArray(), first, None);

        Assert.NotNull(second);
        Assert.NotEqual(first, second);
        Assert.Null(await store.TryReplaceAsync(Address, "3"u8.ToArray(), first, None));
        await store.DeleteAsync(Address, None);
        Assert.Null(await store.TryReplaceAsync(Address, "4"u8.ToArray(), second, None));
    }

    [Fact]
    public async Task Concurrent_appends_all_land_at_offsets_of_their_own_until_the_blob_is_full()
    {
        var many = new InMemoryStore(clock, maxBlocksPerBlob: 150);
        long?[] offsets = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => many.TryAppendAsync(Address, "line\n"u8.ToArray(), None))));

        Assert.Equal(Enumerable.Range(0, 150).Select(i => (long?)(5 * i)), offsets.Where(offset => offset is not null).Order());
        Assert.Equal(50, offsets.Count(offset => offset is null));
        Assert.Equal(745, (await many.ReadFromAsync(Address, 5, None)).Length);
        Assert.True((await many.ReadFromAsync(Address, 750, None)).IsEmpty);
    }

    [Fact]
    public async Task A_blob_above_the_readers_limit_is_not_read()
    {
        await store.WriteAsync(Address, new byte[11], None);

        Assert.Equal((11, 10), await Assert.ThrowsAsync<BlobTooLargeException>(() => store.ReadAsync(Address, None, 10)) is var e ? (e.Length, e.MaxBytes) : default);
    }

    [Fact]
    public async Task Metadata_and_times_are_kept()
    {
        await store.WriteAsync(Address, "1"u8.ToArray(), None, new Dictionary<string, string> { ["source"] = "x" });
        DateTimeOffset written = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromMinutes(1));

        StoredBlob blob = (await store.ReadAsync(Address, None))!;

        Assert.Equal((written, clock.GetUtcNow(), "x"), (blob.LastModified, blob.ReadAt, blob.Metadata["source"]));
    }

    [Fact]
    public async Task Listings_are_in_ordinal_order_and_stay_in_their_container()
    {
        foreach (string name in (string[])["b", "a/2", "B", "a/1"])
        {
            await store.WriteAsync(new BlobAddress("box", name), "x"u8.ToArray(), None);
        }

        await store.WriteAsync(new BlobAddress("boxes", "other"), "x"u8.ToArray(), None);

        Assert.Equal(["B", "a/1", "a/2", "b"], await store.ListAsync("box", "", None).Select(blob => blob.Name).ToListAsync());
        Assert.Equal(["a/1", "a/2"], await store.ListAsync("box", "a/", None).Select(blob => blob.Name).ToListAsync());
    }

    [Fact]
    public async Task A_delayed_message_appears_when_its_time_has_come()
    {
        await store.SendAsync("queue", "later"u8.ToArray(), TimeSpan.FromMinutes(5), None);
        await store.SendAsync("queue", "now"u8.ToArray(), TimeSpan.Zero, None);

        Assert.Equal("now"u8.ToArray(), store.Take("queue")!.Content.ToArray());
        Assert.Null(store.Take("queue"));
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("later"u8.ToArray(), store.Take("queue")!.Content.ToArray());
        Assert.Null(store.Take("queue"));
    }
}
