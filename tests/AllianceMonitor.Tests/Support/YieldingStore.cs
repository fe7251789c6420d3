using AllianceMonitor.Storage;

namespace AllianceMonitor.Tests.Support;

/// <summary>A store that gives way to others before and after each operation, so that concurrent callers interleave; counts what is read.</summary>
internal sealed class YieldingStore(IBlobStore inner) : IBlobStore
{
    private long bytesRead;

    public long BytesRead => Interlocked.Read(ref bytesRead);

    public Func<Task>? BeforeExists { get; set; }

    public Func<Task>? BeforeAppend { get; set; }

    public Func<Task>? BeforeList { get; set; }

    public Task<StoredBlob?> ReadAsync(BlobAddress address, CancellationToken cancellation, long maxBytes = long.MaxValue) => Yielding(() => inner.ReadAsync(address, cancellation, maxBytes));

    public async Task<ReadOnlyMemory<byte>> ReadFromAsync(BlobAddress address, long offset, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> read = await Yielding(() => inner.ReadFromAsync(address, offset, cancellation));
        Interlocked.Add(ref bytesRead, read.Length);
        return read;
    }

    public async Task<bool> ExistsAsync(BlobAddress address, CancellationToken cancellation)
    {
        if (BeforeExists is { } first)
        {
            await first();
        }

        return await Yielding(() => inner.ExistsAsync(address, cancellation));
    }

    public Task<string?> TryCreateAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null) => Yielding(() => inner.TryCreateAsync(address, content, cancellation, metadata));

    public Task<string?> TryReplaceAsync(BlobAddress address, ReadOnlyMemory<byte> content, string eTag, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null) =>
        Yielding(() => inner.TryReplaceAsync(address, content, eTag, cancellation, metadata));

    public Task WriteAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null) =>
        inner.WriteAsync(address, content, cancellation, metadata);

    public async Task<long?> TryAppendAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        if (BeforeAppend is { } first)
        {
            await first();
        }

        return await Yielding(() => inner.TryAppendAsync(address, content, cancellation));
    }

    public Task DeleteAsync(BlobAddress address, CancellationToken cancellation) => inner.DeleteAsync(address, cancellation);

    public async IAsyncEnumerable<BlobListing> ListAsync(string container, string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        if (BeforeList is { } first)
        {
            await first();
        }

        await foreach (BlobListing blob in inner.ListAsync(container, prefix, cancellation))
        {
            yield return blob;
        }
    }

    private static async Task<T> Yielding<T>(Func<Task<T>> operation)
    {
        await Task.Yield();
        T result = await operation();
        await Task.Yield();
        return result;
    }
}
