using System.Runtime.CompilerServices;
using AllianceMonitor.Storage;

namespace AllianceMonitor.Tests.Support;

/// <summary>Both ports of a store in memory as one process sees them: each operation happens when the schedule says so.</summary>
internal sealed class ScheduledStore(InMemoryStore inner, Interleaving schedule, int process) : IBlobStore, IMessageQueues
{
    public Task<StoredBlob?> ReadAsync(BlobAddress address, CancellationToken cancellation, long maxBytes = long.MaxValue) => When(() => inner.ReadAsync(address, cancellation, maxBytes));

    public Task<ReadOnlyMemory<byte>> ReadFromAsync(BlobAddress address, long offset, CancellationToken cancellation) => When(() => inner.ReadFromAsync(address, offset, cancellation));

    public Task<bool> ExistsAsync(BlobAddress address, CancellationToken cancellation) => When(() => inner.ExistsAsync(address, cancellation));

    public Task<string?> TryCreateAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null) => When(() => inner.TryCreateAsync(address, content, cancellation, metadata));

    public Task<string?> TryReplaceAsync(BlobAddress address, ReadOnlyMemory<byte> content, string eTag, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null) =>
        When(() => inner.TryReplaceAsync(address, content, eTag, cancellation, metadata));

    public Task WriteAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null) =>
        When(() => Done(inner.WriteAsync(address, content, cancellation, metadata)));

    public Task<long?> TryAppendAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation) => When(() => inner.TryAppendAsync(address, content, cancellation));

    public Task DeleteAsync(BlobAddress address, CancellationToken cancellation) => When(() => Done(inner.DeleteAsync(address, cancellation)));

    public async IAsyncEnumerable<BlobListing> ListAsync(string container, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (BlobListing blob in await When(() => inner.ListAsync(container, prefix, cancellation).ToListAsync(cancellation).AsTask()))
        {
            yield return blob;
        }
    }

    public Task SendAsync(string queue, ReadOnlyMemory<byte> message, TimeSpan delay, CancellationToken cancellation) => When(() => Done(inner.SendAsync(queue, message, delay, cancellation)));

    private Task<T> When<T>(Func<Task<T>> operation) => schedule.Suspend(process, operation);

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }
}
