using System.Globalization;
using System.Text.Json;
using AllianceMonitor.Storage;

namespace AllianceMonitor.Stories;

/// <summary>
/// The append-only log that gives all ingests one order without locks. An ingest appends its entry and decides from the prefix that ends with it, so any
/// number of instances agree. Segments are <c>stories/log-000001.jsonl</c> and so on, one JSON document per line.
/// </summary>
public sealed class StoryLog(IBlobStore store) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly StoryBook book = new();
    private int segment = 1;
    private long offset;
    private bool closed;

    /// <summary>Adds the entry to the log, once, and returns what was decided about each of its articles.</summary>
    public async Task<IReadOnlyList<Decision>> DecideAsync(StoryLogEntry entry, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            while (book.DecisionsOf(entry.IngestId!) is null)
            {
                // An entry that is there already is void too, so nothing is lost by appending first. One that lands behind a "closed"
                // makes the catch-up move on, and the loop appends it to the next segment.
                if (!await TryAppendAsync(entry, cancellation))
                {
                    await MoveOnAsync(cancellation);
                }

                await CatchUpAsync(cancellation);
            }

            return book.DecisionsOf(entry.IngestId!)!;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>What was decided about an ingest, when it is in the log; null when it is not.</summary>
    public async Task<IReadOnlyList<Decision>?> FindAsync(string ingestId, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            bool more = true;
            while (book.DecisionsOf(ingestId) is null && more)
            {
                // A segment takes nothing more once the next one is there: only a read behind that look has seen its end.
                more = await store.ExistsAsync(Next, cancellation);
                int seen = segment;
                await CatchUpAsync(cancellation);
                if (more && segment == seen)
                {
                    (segment, offset) = (segment + 1, 0);
                }
            }

            return book.DecisionsOf(ingestId);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private BlobAddress Segment => new(Containers.Stories, string.Create(CultureInfo.InvariantCulture, $"log-{segment:000000}.jsonl"));

    private async Task<bool> TryAppendAsync(StoryLogEntry entry, CancellationToken cancellation)
    {
        if (offset == 0)
        {
            await store.TryAppendAsync(Segment, Line(new StoryLogEntry { Kind = EntryKind.Header, Rules = StoryBook.RulesVersion }), cancellation);
        }

        return await store.TryAppendAsync(Segment, Line(entry), cancellation) is not null;
    }

    /// <summary>A full segment takes no "closed" any more: being full says it. What is left of it is read first; that may have moved on already.</summary>
    private async Task MoveOnAsync(CancellationToken cancellation)
    {
        int full = segment;
        await CatchUpAsync(cancellation);
        if (segment == full)
        {
            (segment, offset) = (segment + 1, 0);
        }
    }

    /// <summary>Reads what is new in the segment, and in those that follow closed ones.</summary>
    private async Task CatchUpAsync(CancellationToken cancellation)
    {
        int reading;
        do
        {
            reading = segment;
            ReadOnlyMemory<byte> tail = await store.ReadFromAsync(Segment, offset, cancellation);
            int end = tail.Span.LastIndexOf((byte)'\n') + 1;
            ReadLines(tail[..end]);
            offset += end;
            if (closed)
            {
                (segment, offset, closed) = (segment + 1, 0, false);
            }
        }
        while (segment != reading);
    }

    private BlobAddress Next => new(Containers.Stories, string.Create(CultureInfo.InvariantCulture, $"log-{segment + 1:000000}.jsonl"));

    private void ReadLines(ReadOnlyMemory<byte> lines)
    {
        while (lines.Length > 0 && !closed)
        {
            int end = lines.Span.IndexOf((byte)'\n');
            Read(lines[..end]);
            lines = lines[(end + 1)..];
        }
    }

    private void Read(ReadOnlyMemory<byte> line)
    {
        StoryLogEntry entry;
        try
        {
            entry = JsonSerializer.Deserialize(line.Span, Json.Default.StoryLogEntry) ?? throw new JsonException("The line holds null.");
        }
        catch (JsonException broken)
        {
            throw new StoryLogDamagedException(Segment, broken);
        }

        if (entry.Kind == EntryKind.Closed)
        {
            closed = true;
            return;
        }

        if (entry.Rules > StoryBook.RulesVersion)
        {
            throw new InvalidOperationException(
                $"{Segment} is written by rules version {entry.Rules}, this app has {StoryBook.RulesVersion}: a newer deployment is in charge, retry there.");
        }

        book.Read(entry);
    }

    private static byte[] Line(StoryLogEntry entry)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(entry, Json.Default.StoryLogEntry);
        return [.. json, (byte)'\n'];
    }
}

/// <summary>A line of the story log cannot be read. The log is never restarted from nothing: ingests fail until somebody has looked.</summary>
public sealed class StoryLogDamagedException(BlobAddress segment, Exception inner)
    : Exception($"{segment} holds a line that is no log entry; nothing is ingested until it is repaired: {inner.Message}", inner);
