using System.Collections.Concurrent;
using System.Text.Json;
using AllianceMonitor.Storage;

namespace AllianceMonitor.Stories;

/// <summary>When the story log begins a new segment and when it takes a snapshot.</summary>
public sealed record StoryLogOptions
{
    public int Rules { get; init; } = StoryBook.RulesVersion;

    /// <summary>Age from which a segment is closed.</summary>
    public TimeSpan SegmentAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Entries between two snapshots: what a cold start has to read at most.</summary>
    public int SnapshotEvery { get; init; } = 500;
}

/// <summary>
/// The append-only log that gives all ingests one order without locks. An ingest appends its entry and decides from the prefix that ends with it, so any
/// number of instances agree. Segments are <c>stories/log-000001.jsonl</c> and so on, one JSON document per line; beside them stand snapshots.
/// </summary>
/// <param name="store">Holds the log.</param>
/// <param name="keep">Puts what cannot be read into the dead letters and tells operations.</param>
/// <param name="options">Null for the defaults.</param>
public sealed class StoryLog(IBlobStore store, Func<DeadLetter, CancellationToken, Task> keep, StoryLogOptions? options = null) : IDisposable
{
    /// <summary>An entry whose block was torn is appended again; more often than this it is not the block.</summary>
    private const int MaxAppends = 5;

    /// <summary>Of one append: Azure takes 4 MiB or more, by the version of its interface.</summary>
    private const int MaxBatchBytes = 1 << 20;

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly ConcurrentQueue<StoryLogEntry> waiting = [];
    private readonly StoryLogOptions options = options ?? new StoryLogOptions();
    private readonly StorySnapshots snapshots = new(store);
    private readonly StoryLogReader reader = new(store, (options ?? new StoryLogOptions()).Rules, keep);
    private bool started;
    private long snapshotAt;

    /// <summary>
    /// Adds the entry to the log, once, and returns what was decided about each of its articles. Storage operations: one append, one read; ingests that wait for one another share them.
    /// </summary>
    public Task<IReadOnlyList<Decision>> DecideAsync(StoryLogEntry entry, CancellationToken cancellation)
    {
        waiting.Enqueue(entry);
        return LockedAsync(() => DecideInTurnAsync(entry, cancellation), cancellation);
    }

    private async Task<IReadOnlyList<Decision>> DecideInTurnAsync(StoryLogEntry entry, CancellationToken cancellation)
    {
        for (int unread = 0; reader.Book.DecisionsOf(entry.IngestId!) is null;)
        {
            // A newer deployment may have opened the segment: nothing is written to it then.
            if (reader.Position.OpenedAt is null)
            {
                await reader.CatchUpAsync(cancellation);
            }

            // An entry that is there already is void too, so nothing is lost by appending first. One that lands behind a "closed"
            // makes the catch-up move on, and the loop appends it to the next segment.
            int segment = reader.Position.Segment;
            byte[] lines = IsOver(reader.Position, entry.LoggedAt) ? Line(new StoryLogEntry { Kind = EntryKind.Closed, Rules = reader.Position.Rules, LoggedAt = entry.LoggedAt }) : Batch(entry);
            if (!await TryAppendAsync(lines, entry.LoggedAt, cancellation))
            {
                await MoveOnAsync(cancellation);
            }

            await reader.CatchUpAsync(cancellation);
            unread = reader.Position.Segment == segment ? unread + 1 : 0;
            if (unread > MaxAppends)
            {
                throw new StoryLogDamagedException(reader.Segment, $"an entry that was appended {MaxAppends} times is not in it.");
            }
        }

        IReadOnlyList<Decision> decisions = reader.Book.DecisionsOf(entry.IngestId!)!;
        await SnapshotAsync(cancellation);
        return decisions;
    }

    /// <summary>The entry, and those whose ingests wait for their turn: they will find them decided. One whose append fails is appended again by its own ingest.</summary>
    private byte[] Batch(StoryLogEntry entry)
    {
        List<byte> lines = [.. Line(entry)];
        while (lines.Count < MaxBatchBytes && waiting.TryDequeue(out StoryLogEntry? other))
        {
            if (!ReferenceEquals(other, entry) && reader.Book.DecisionsOf(other.IngestId!) is null)
            {
                lines.AddRange(Line(other));
            }
        }

        return [.. lines];
    }

    /// <summary>What was decided about an ingest, when it is in the window; null when it is not.</summary>
    public Task<IReadOnlyList<Decision>?> FindAsync(string ingestId, CancellationToken cancellation) => LockedAsync(async () =>
    {
        if (reader.Book.DecisionsOf(ingestId) is null)
        {
            await ReadToEndAsync(cancellation);
        }

        return reader.Book.DecisionsOf(ingestId);
    }, cancellation);

    /// <summary>What was decided about each ingest of the window, in log order.</summary>
    public Task<IReadOnlyList<IReadOnlyList<Decision>>> InWindowAsync(CancellationToken cancellation) => LockedAsync(async () =>
    {
        await ReadToEndAsync(cancellation);
        return reader.Book.InWindow;
    }, cancellation);

    /// <summary>The decisions of a story that has articles in the window, in log order, and its sources, as they are now; null when it has none.</summary>
    public Task<Story?> StoryAsync(string storyId, CancellationToken cancellation) => LockedAsync(async () =>
    {
        await ReadToEndAsync(cancellation);
        return reader.Book.StoryOf(storyId)?.Copy();
    }, cancellation);

    /// <summary>Every decision since the log was begun, in log order; for the history of stories that have left the window.</summary>
    public static async Task<IReadOnlyList<Decision>> HistoryAsync(IBlobStore store, CancellationToken cancellation)
    {
        List<Decision> history = [];
        await ReadAsync(store, (_, decisions) => history.AddRange(decisions), cancellation);
        return history;
    }

    /// <summary>Reads the log from its beginning.</summary>
    /// <param name="store">Holds the log.</param>
    /// <param name="each">Told of each entry, and of what was decided by it.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="StoryLogDamagedException">A segment is not what this app wrote.</exception>
    public static async Task ReadAsync(IBlobStore store, Action<StoryLogEntry, IReadOnlyList<Decision>> each, CancellationToken cancellation)
    {
        var reader = new StoryLogReader(store, StoryBook.RulesVersion, (_, _) => Task.CompletedTask) { OnEntry = each };
        await foreach (BlobListing segment in store.ListAsync(Containers.Stories, "log-", cancellation))
        {
            while (string.CompareOrdinal(reader.Segment.Name, segment.Name) < 0)
            {
                reader.MoveOn();
            }

            await reader.CatchUpAsync(cancellation);
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<T> LockedAsync<T>(Func<Task<T>> action, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            if (!started)
            {
                await StartAsync(cancellation);
                started = true;
            }

            return await action();
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        if (await snapshots.NewestAsync(cancellation) is { } snapshot)
        {
            reader.StartFrom(snapshot.Position, snapshot.Book);
            snapshotAt = snapshot.Book.Entries;
        }

        await reader.CatchUpAsync(cancellation);
        if (!HasNothing || !await IsLostAsync(cancellation))
        {
            return;
        }

        // Another instance may have begun the log between the two looks.
        await reader.CatchUpAsync(cancellation);
        if (HasNothing)
        {
            const string Problem = "the log is not there, but later segments or alerts are: restore the container stories from its backup or soft delete.";
            await reader.KeepAsync($"Nothing is ingested: {Problem}", "", cancellation);
            throw new StoryLogDamagedException(reader.Segment, Problem);
        }
    }

    /// <summary>A segment takes nothing more once the next one is there, and one that was full has no "closed": only a read behind that look has seen its end.</summary>
    private async Task ReadToEndAsync(CancellationToken cancellation)
    {
        bool more = true;
        while (more)
        {
            more = await store.ExistsAsync(reader.Next, cancellation);
            int seen = reader.Position.Segment;
            await reader.CatchUpAsync(cancellation);
            if (more && reader.Position.Segment == seen)
            {
                reader.MoveOn();
            }
        }
    }

    private bool HasNothing => reader.Position is { Segment: 1, Offset: 0 };

    /// <summary>Alerts and later segments come out of a log that has begun.</summary>
    private async Task<bool> IsLostAsync(CancellationToken cancellation) =>
        await store.ListAsync(Containers.Stories, "log-", cancellation).AnyAsync(segment => segment.Name != reader.Segment.Name, cancellation)
        || await store.ListAsync(Containers.Alerts, "", cancellation).AnyAsync(cancellation);

    private bool IsOver(LogPosition position, DateTimeOffset now) => position.OpenedAt is { } openedAt && (position.Rules < options.Rules || now - openedAt > options.SegmentAge);

    private async Task<bool> TryAppendAsync(byte[] lines, DateTimeOffset now, CancellationToken cancellation)
    {
        LogPosition position = reader.Position;
        if (position.Offset == 0)
        {
            await store.TryAppendAsync(reader.Segment, Line(new StoryLogEntry { Kind = EntryKind.Header, Rules = options.Rules, LoggedAt = now }), cancellation);
        }

        if (await store.TryAppendAsync(reader.Segment, lines, cancellation) is not { } offset)
        {
            return false;
        }

        if (offset < position.Offset)
        {
            const string Problem = "it is shorter than it was; restore it from its backup or soft delete.";
            await reader.KeepAsync($"Nothing is ingested: {Problem}", "", cancellation);
            throw new StoryLogDamagedException(reader.Segment, Problem);
        }

        return true;
    }

    /// <summary>A full segment takes no "closed" any more: being full says it. What is left of it is read first; that may have moved on already.</summary>
    private async Task MoveOnAsync(CancellationToken cancellation)
    {
        int full = reader.Position.Segment;
        await reader.CatchUpAsync(cancellation);
        if (reader.Position.Segment == full)
        {
            reader.MoveOn();
        }
    }

    private async Task SnapshotAsync(CancellationToken cancellation)
    {
        if (reader.Book.Entries / options.SnapshotEvery > snapshotAt / options.SnapshotEvery)
        {
            await snapshots.TakeAsync(reader.Position, reader.Book, options.SnapshotEvery, cancellation);
            snapshotAt = reader.Book.Entries;
        }
    }

    private static byte[] Line(StoryLogEntry entry) => [.. JsonSerializer.SerializeToUtf8Bytes(entry, Json.Default.StoryLogEntry), (byte)'\n'];
}
