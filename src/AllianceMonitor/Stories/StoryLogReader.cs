using System.Globalization;
using System.Text;
using System.Text.Json;
using AllianceMonitor.Storage;

namespace AllianceMonitor.Stories;

/// <summary>Reads the segments of the log into a book, going on where it stopped.</summary>
/// <param name="store">Holds the log.</param>
/// <param name="rules">Version of the rules of this app.</param>
/// <param name="keep">Puts what cannot be read into the dead letters and tells operations.</param>
internal sealed class StoryLogReader(IBlobStore store, int rules, Func<DeadLetter, CancellationToken, Task> keep)
{
    /// <summary>Oldest rules whose entries this app can read.</summary>
    private const int OldestRules = 3;

    /// <summary>Unreadable lines of one segment from which it is not a torn block or two, but another file.</summary>
    private const int MaxDamagedLines = 10;

    private bool closed;
    private int damagedLines;

    public StoryBook Book { get; private set; } = new();

    public LogPosition Position { get; private set; } = new(1, 0, 0, null);

    public BlobAddress Segment => Address(Position.Segment);

    public BlobAddress Next => Address(Position.Segment + 1);

    /// <summary>Told of each entry, and of what was decided by it: nothing where it counts for nothing.</summary>
    public Action<StoryLogEntry, IReadOnlyList<Decision>>? OnEntry { get; init; }

    public static BlobAddress Address(int segment) => new(Containers.Stories, string.Create(CultureInfo.InvariantCulture, $"log-{segment:000000}.jsonl"));

    public void StartFrom(LogPosition position, StoryBook book) => (Position, Book) = (position, book);

    public void MoveOn() => (Position, closed, damagedLines) = (new LogPosition(Position.Segment + 1, 0, 0, null), false, 0);

    /// <summary>Reads what is new in the segment, and in those that follow closed ones.</summary>
    /// <exception cref="StoryLogDamagedException">The segment is not what this app wrote.</exception>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        int reading;
        do
        {
            reading = Position.Segment;
            ReadOnlyMemory<byte> tail = await store.ReadFromAsync(Segment, Position.Offset, cancellation);
            while (!closed && tail.Span.IndexOf((byte)'\n') is >= 0 and int end)
            {
                await ReadAsync(tail[..end], cancellation);
                Position = Position with { Offset = Position.Offset + end + 1 };
                tail = tail[(end + 1)..];
            }

            if (closed)
            {
                MoveOn();
            }
        }
        while (Position.Segment != reading);
    }

    private async Task ReadAsync(ReadOnlyMemory<byte> line, CancellationToken cancellation)
    {
        try
        {
            Read(JsonSerializer.Deserialize(line.Span, Json.Default.StoryLogEntry) ?? throw new JsonException("The line holds null."));
        }
        catch (Exception broken) when (broken is JsonException or FormatException)
        {
            // One lost line may at worst open a story anew. It is the same line for every instance, so all go on alike.
            await KeepAsync($"The line at byte {Position.Offset} of {Segment} is no log entry and is left out: {broken.Message}", Encoding.UTF8.GetString(line.Span), cancellation);
            if (Position.OpenedAt is null || ++damagedLines > MaxDamagedLines)
            {
                throw new StoryLogDamagedException(Segment, broken.Message);
            }
        }
    }

    private void Read(StoryLogEntry entry)
    {
        if (entry.Kind == EntryKind.Closed)
        {
            closed = true;
            return;
        }

        if (entry.Rules > rules)
        {
            throw new InvalidOperationException($"{Segment} is written by rules version {entry.Rules}, this app has {rules}: a newer deployment is in charge, retry there.");
        }

        if (entry.Rules < OldestRules)
        {
            throw new StoryLogDamagedException(Segment, $"it is written by rules version {entry.Rules}, from before the first release; begin with an empty store.");
        }

        if (entry.Kind == EntryKind.Header && Position.OpenedAt is null)
        {
            Position = Position with { Rules = entry.Rules, OpenedAt = entry.LoggedAt };
        }

        IReadOnlyList<Decision> decisions = Book.Read(entry);
        OnEntry?.Invoke(entry, decisions);
    }

    public Task KeepAsync(string reason, string content, CancellationToken cancellation) =>
        keep(new DeadLetter(Digest.Of("story-log", $"{Position.Segment}", $"{Position.Offset}"), "story-log", Segment.ToString(), reason, content), cancellation);
}

/// <summary>The story log is not what this app wrote. It is never restarted from nothing: ingests fail until somebody has looked.</summary>
public sealed class StoryLogDamagedException(BlobAddress segment, string problem)
    : Exception($"{segment} cannot be read as a story log; nothing is ingested until it is repaired: {problem}");
