using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace AllianceMonitor.Storage;

/// <summary>Makes an empty storage account ready: containers, queues, and the seeded configuration.</summary>
public static class FreshStore
{
    /// <summary>
    /// Does nothing in a store that holds a watchlist and the newest container, which one prepared by an earlier version lacks. Otherwise creates what is missing; configuration that is there is never
    /// overwritten. Safe to run by many at once.
    /// </summary>
    /// <param name="blobs">The data account's blobs.</param>
    /// <param name="queues">The data account's queues.</param>
    /// <param name="seeds">Folder with <c>watchlist.yaml</c> and <c>subscriptions.yaml</c>.</param>
    /// <param name="cancellation">Ends the call.</param>
    public static async Task PrepareAsync(BlobServiceClient blobs, QueueServiceClient queues, string seeds, CancellationToken cancellation)
    {
        var store = new AzureBlobStore(blobs);
        Task<Azure.Response<bool>> upToDate = blobs.GetBlobContainerClient(Containers.Newest).ExistsAsync(cancellation);
        if (await store.ExistsAsync(new BlobAddress(Containers.Config, Configuration.WatchlistName), cancellation) & await upToDate)
        {
            return;
        }

        await Task.WhenAll(
        [
            .. Containers.All.Select(container => blobs.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancellation)),
            .. Queues.All.Select(queue => queues.GetQueueClient(queue).CreateIfNotExistsAsync(cancellationToken: cancellation)),
        ]);

        // The watchlist last: while it is absent, the next start prepares again.
        foreach (string name in (string[])[Configuration.SubscriptionsName, Configuration.WatchlistName])
        {
            await store.TryCreateAsync(new BlobAddress(Containers.Config, name), await File.ReadAllBytesAsync(Path.Combine(seeds, name), cancellation), cancellation);
        }
    }
}
