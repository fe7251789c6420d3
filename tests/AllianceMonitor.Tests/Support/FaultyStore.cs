using AllianceMonitor.Storage;

namespace AllianceMonitor.Tests.Support;

/// <summary>
/// Both ports of a store that fails once: at the n-th operation, either before it happened or after it did (the reply was lost). With
/// <paramref name="instead"/> it does not fail: somebody else gets ahead there.
/// </summary>
internal sealed class FaultyStore(InMemoryStore inner, int failAt, bool afterwards, Func<Task>? instead = null) : IBlobStore, IMessageQueues
{
    private int operations;

    public sealed class InjectedFaultException() : IOException("The store failed, as this test wants it to.");

    public int Operations => operations;

    public Task<StoredBlob?> ReadAsync(BlobAddress address, CancellationToken cancellation, long maxBytes = long.MaxValue) => Try(() => inner.ReadAsync(address, cancellation, maxBytes));

    public Task<ReadOnlyMemory<byte>> ReadFromAsync(BlobAddress address, long offset, CancellationToken cancellation) => Try(() => inner.ReadFromAsync(address, offset, cancellation));

    public Task<bool> ExistsAsync(BlobAddress address, CancellationToken cancellation) => Try(() => inner.ExistsAsync(address, cancellation));

    public Task<string?> TryCreateAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null) => Try(() => inner.TryCreateAsync(address, content, cancellation, metadata));

    public Task<string?> TryReplaceAsync(BlobAddress address, ReadOnlyMemory<byte> content, string eTag, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null) =>
        Try(() => inner.TryReplaceAsync(address, content, eTag, cancellation, metadata));

    public Task WriteAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null) => Try(async () =>
    {
        await inner.WriteAsync(address, content, cancellation, metadata);
        return true;
    });

    public Task<long?> TryAppendAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation) => Try(() => inner.TryAppendAsync(address, content, cancellation));

    public Task DeleteAsync(BlobAddress address, CancellationToken cancellation) => Try(async () =>
    {
        await inner.DeleteAsync(address, cancellation);
        return true;
    });

    public async IAsyncEnumerable<BlobListing> ListAsync(string container, string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Try(() => Task.FromResult(true));
        await foreach (BlobListing blob in inner.ListAsync(container, prefix, cancellation))
        {
            yield return blob;
        }
    }

    public Task SendAsync(string queue, ReadOnlyMemory<byte> message, TimeSpan delay, CancellationToken cancellation) => Try(async () =>
    {
        await inner.SendAsync(queue, message, delay, cancellation);
        return true;
    });

    private async Task<T> Try<T>(Func<Task<T>> operation)
    {
        bool fails = ++operations == failAt;
        if (fails && instead is not null)
        {
            await instead();
            return await operation();
        }

        if (fails && !afterwards)
        {
            throw new InjectedFaultException();
        }

        T result = await operation();
        return fails ? throw new InjectedFaultException() : result;
    }
}
