using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace AllianceMonitor.Stories;

/// <summary>Where a reader of the log stands, and what it knows of the segment that it stands in.</summary>
/// <param name="Segment">Number of the segment, from 1.</param>
/// <param name="Offset">Bytes of it that have been read.</param>
/// <param name="Rules">Version of the rules that the segment was opened with.</param>
/// <param name="OpenedAt">When it was opened, by the store's clock; null while its header has not been read.</param>
public sealed record LogPosition(int Segment, long Offset, int Rules, DateTimeOffset? OpenedAt);

/// <summary>An ingest of the window without its decisions, which take so many bytes as JSON.</summary>
public sealed record SavedIngest(string IngestId, DateTimeOffset At, IReadOnlyList<Seat> Seats, int DecisionsLength);

/// <summary>A story without its decisions that are in the window.</summary>
public sealed record StoryState(string Id, int Revision, DateTimeOffset LastSeen, IReadOnlyList<StorySource> Sources, IReadOnlyList<Decision> Earlier);

/// <summary>A <see cref="StoryBook"/> as data, without the decisions of the window and the shingles of its articles.</summary>
public sealed record BookState
{
    public required long Entries { get; init; }
    public DateTimeOffset? BegunAt { get; init; }
    public required LogClock Clock { get; init; }
    public required IReadOnlyList<SavedIngest> Ingests { get; init; }
    public required IReadOnlyList<StoryState> Stories { get; init; }
    public required IReadOnlyList<DealThread> Threads { get; init; }
    public required IReadOnlyDictionary<string, string> TopicOfPair { get; init; }
}

/// <summary>
/// The stories at one position of the log, so that a cold start reads only what lies behind it. Layout, little-endian: magic and format version (8 bytes), XXH3 of the
/// rest (8), length of the state (4) and of the decisions (4), the state and the decisions of each ingest as JSON, then the shingle set of each article in order: count (4) and
/// hashes (4 each).
/// </summary>
public sealed record StorySnapshot(LogPosition Position, BookState State)
{
    private const ulong Magic = 0x0003_534E_4F54_5359;
    private const int HeadLength = 24, HashedFrom = 16;

    public static byte[] Write(LogPosition position, StoryBook book)
    {
        (BookState state, IReadOnlyList<ReadOnlyMemory<byte>> decisions, IEnumerable<ShingleSet> texts) = book.Save();
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(new StorySnapshot(position, state), Json.Default.StorySnapshot);
        var snapshot = new MemoryStream();
        using var writer = new BinaryWriter(snapshot);
        writer.Write(Magic);
        writer.Write(0ul);
        writer.Write(json.Length);
        writer.Write(decisions.Sum(ingest => ingest.Length));
        writer.Write(json);
        foreach (ReadOnlyMemory<byte> ingest in decisions)
        {
            writer.Write(ingest.Span);
        }

        foreach (ShingleSet text in texts)
        {
            writer.Write(text.Hashes.Length);
            writer.Write(MemoryMarshal.AsBytes(text.Hashes));
        }

        byte[] bytes = snapshot.ToArray();
        BitConverter.TryWriteBytes(bytes.AsSpan(8), XxHash3.HashToUInt64(bytes.AsSpan(HashedFrom)));
        return bytes;
    }

    /// <exception cref="FormatException">These bytes are no snapshot, or a damaged one.</exception>
    public static (LogPosition Position, StoryBook Book) Read(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> span = bytes.Span;
        if (span.Length < HeadLength || MemoryMarshal.Read<ulong>(span) != Magic || MemoryMarshal.Read<ulong>(span[8..]) != XxHash3.HashToUInt64(span[HashedFrom..]))
        {
            throw new FormatException("The bytes are no snapshot of this format, or a damaged one.");
        }

        int stateLength = MemoryMarshal.Read<int>(span[16..]), decisionsLength = MemoryMarshal.Read<int>(span[20..]);
        ReadOnlyMemory<byte> decisions = bytes.Slice(HeadLength + stateLength, decisionsLength), texts = bytes[(HeadLength + stateLength + decisionsLength)..];
        Task<(List<ShingleSet> Texts, NearDuplicates Index)> indexing = Task.Run(() => Index(texts.Span));
        StorySnapshot snapshot = JsonSerializer.Deserialize(span.Slice(HeadLength, stateLength), Json.Default.StorySnapshot)!;
        List<KeptIngest> ingests = [];
        foreach (SavedIngest ingest in snapshot.State.Ingests)
        {
            ingests.Add(new KeptIngest(ingest, decisions[..ingest.DecisionsLength]));
            decisions = decisions[ingest.DecisionsLength..];
        }

        (List<ShingleSet> sets, NearDuplicates index) = indexing.GetAwaiter().GetResult();
        return (snapshot.Position, StoryBook.Restore(snapshot.State, ingests, sets, index));
    }

    private static (List<ShingleSet> Texts, NearDuplicates Index) Index(ReadOnlySpan<byte> bytes)
    {
        List<ShingleSet> texts = [];
        uint[] all = MemoryMarshal.Cast<byte, uint>(bytes).ToArray();
        for (int at = 0; at < all.Length; at += 1 + (int)all[at])
        {
            texts.Add(new ShingleSet(all.AsMemory(at + 1, (int)all[at])));
        }

        return (texts, new NearDuplicates(texts));
    }
}
