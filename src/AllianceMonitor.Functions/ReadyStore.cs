using AllianceMonitor.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace AllianceMonitor.Functions;

/// <summary>Prepares the store once per process; invocations that come earlier wait for it, and a failure is tried again by the next one.</summary>
internal sealed class ReadyStore(BlobServiceClient blobs, QueueServiceClient queues)
{
    private readonly Lock gate = new();
    private Task? preparing;

    public Task PrepareAsync()
    {
        lock (gate)
        {
            if (preparing is null or { IsFaulted: true } or { IsCanceled: true })
            {
                preparing = FreshStore.PrepareAsync(blobs, queues, Path.Combine(AppContext.BaseDirectory, "seeds"), CancellationToken.None);
            }

            return preparing;
        }
    }
}
