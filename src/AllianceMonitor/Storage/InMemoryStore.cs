using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace AllianceMonitor.Storage;

/// <summary>
/// Both ports in memory, with the ETag and append rules of Azure Storage: every write makes a new ETag, conditions are checked atomically,
/// an append returns the offset of its block. For <c>scan</c> and for tests.
/// </summary>
public sealed class InMemoryStore(TimeProvider clock, int maxBlocksPerBlob = 50_000) : IBlobStore, IMessageQueues
{
    private sealed record Version(byte[] Content, string ETag, DateTimeOffset LastModified, IReadOnlyDictionary<string, string> Metadata, int Blocks);

    public sealed record QueuedMessage(ReadOnlyMemory<byte> Content, DateTimeOffset VisibleAt);

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, Version> blobs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<QueuedMessage>> queues = new(StringComparer.Ordinal);
    private long versions;

    public Task<StoredBlob?> ReadAsync(BlobAddress address, CancellationToken cancellation, long maxBytes = long.MaxValue)
    {
        lock (gate)
        {
            if (!blobs.TryGetValue(Key(address), out Version? blob))
            {
                return Task.FromResult<StoredBlob?>(null);
            }

            return blob.Content.Length <= maxBytes
                ? Task.FromResult<StoredBlob?>(new StoredBlob(blob.Content, blob.ETag, blob.LastModified, clock.GetUtcNow(), blob.Metadata))
                : throw new BlobTooLargeException(address, blob.Content.Length, maxBytes);
        }
    }

    public Task<ReadOnlyMemory<byte>> ReadFromAsync(BlobAddress address, long offset, CancellationToken cancellation)
    {
        lock (gate)
        {
            return Task.FromResult(
                blobs.TryGetValue(Key(address), out Version? blob) && blob.Content.Length > offset
                    ? blob.Content.AsMemory((int)offset)
                    : ReadOnlyMemory<byte>.Empty);
        }
    }

    public Task<bool> ExistsAsync(BlobAddress address, CancellationToken cancellation)
    {
        lock (gate)
        {
            return Task.FromResult(blobs.ContainsKey(Key(address)));
        }
    }

    public Task<string?> TryCreateAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null)
    {
        lock (gate)
        {
            return Task.FromResult(blobs.ContainsKey(Key(address)) ? null : Put(address, content, metadata));
        }
    }

    public Task<string?> TryReplaceAsync(
        BlobAddress address, ReadOnlyMemory<byte> content, string eTag, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null)
    {
        lock (gate)
        {
            return Task.FromResult(blobs.TryGetValue(Key(address), out Version? blob) && blob.ETag == eTag ? Put(address, content, metadata) : null);
        }
    }

    public Task WriteAsync(
        BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null)
    {
        lock (gate)
        {
            Put(address, content, metadata);
        }

        return Task.CompletedTask;
    }

    public Task<long?> TryAppendAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        lock (gate)
        {
            blobs.TryGetValue(Key(address), out Version? blob);
            if (blob?.Blocks >= maxBlocksPerBlob)
            {
                return Task.FromResult<long?>(null);
            }

            byte[] before = blob?.Content ?? [];
            blobs[Key(address)] = new Version(
                [.. before, .. content.Span], NextETag(), clock.GetUtcNow(), ImmutableDictionary<string, string>.Empty, (blob?.Blocks ?? 0) + 1);
            return Task.FromResult<long?>(before.Length);
        }
    }

    public Task DeleteAsync(BlobAddress address, CancellationToken cancellation)
    {
        lock (gate)
        {
            blobs.Remove(Key(address));
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<BlobListing> ListAsync(string container, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string start = $"{container}/{prefix}";
        List<BlobListing> found;
        lock (gate)
        {
            found = [.. blobs.Where(blob => blob.Key.StartsWith(start, StringComparison.Ordinal)).Select(blob => new BlobListing(
                blob.Key[(container.Length + 1)..], blob.Value.ETag, blob.Value.LastModified, blob.Value.Content.Length) { Metadata = blob.Value.Metadata })];
        }

        foreach (BlobListing blob in found)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return blob;
        }

        await Task.CompletedTask;
    }

    public Task SendAsync(string queue, ReadOnlyMemory<byte> message, TimeSpan delay, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (!queues.TryGetValue(queue, out List<QueuedMessage>? messages))
            {
                queues[queue] = messages = [];
            }

            messages.Add(new QueuedMessage(message.ToArray(), clock.GetUtcNow() + delay));
        }

        return Task.CompletedTask;
    }

    /// <summary>Takes the first message that is visible now; null when there is none.</summary>
    public QueuedMessage? Take(string queue)
    {
        lock (gate)
        {
            if (!queues.TryGetValue(queue, out List<QueuedMessage>? messages))
            {
                return null;
            }

            int index = messages.FindIndex(message => message.VisibleAt <= clock.GetUtcNow());
            if (index < 0)
            {
                return null;
            }

            QueuedMessage taken = messages[index];
            messages.RemoveAt(index);
            return taken;
        }
    }

    private static string Key(BlobAddress address) => $"{address.Container}/{address.Name}";

    private string Put(BlobAddress address, ReadOnlyMemory<byte> content, IReadOnlyDictionary<string, string>? metadata = null)
    {
        string eTag = NextETag();
        blobs[Key(address)] = new Version(content.ToArray(), eTag, clock.GetUtcNow(), metadata ?? ImmutableDictionary<string, string>.Empty, 0);
        return eTag;
    }

    private string NextETag() => string.Create(CultureInfo.InvariantCulture, $"\"{++versions:x}\"");
}
