using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace AllianceMonitor.Storage;

/// <summary>Makes an empty storage account ready: containers, queues, and the seeded configuration.</summary>
public static class FreshStore
{
    /// <summary>
    /// Does nothing in a store that holds a watchlist, the newest container and the newest queue, which one prepared by an earlier version lacks. Otherwise creates what is missing; configuration that is there is never
    /// overwritten. Safe to run by many at once.
    /// </summary>
    /// <param name="blobs">The data account's blobs.</param>
    /// <param name="queues">The data account's queues.</param>
    /// <param name="seeds">Folder with <c>watchlist.yaml</c> and <c>subscriptions.yaml</c>.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="InvalidOperationException">The configuration is absent, and the app may not write it.</exception>
    public static async Task PrepareAsync(BlobServiceClient blobs, QueueServiceClient queues, string seeds, CancellationToken cancellation)
    {
        var store = new AzureBlobStore(blobs);
        Task<Response<bool>> hasContainers = blobs.GetBlobContainerClient(Containers.Newest).ExistsAsync(cancellation), hasQueues = queues.GetQueueClient(Queues.Newest).ExistsAsync(cancellation);
        bool configured = await store.ExistsAsync(new BlobAddress(Containers.Config, Configuration.WatchlistName), cancellation);
        if (configured & await hasContainers & await hasQueues)
        {
            return;
        }

        await Task.WhenAll(
        [
            .. Containers.All.Select(container => CreateMissingAsync(blobs.GetBlobContainerClient(container), cancellation)),
            .. Queues.All.Select(queue => CreateMissingAsync(queues.GetQueueClient(queue), cancellation)),
        ]);

        // The watchlist last: while it is absent, the next start prepares again. Once it is there, subscriptions that are not have been taken away, perhaps for files of teams.
        foreach (string name in configured ? [] : (string[])[Configuration.SubscriptionsName, Configuration.WatchlistName])
        {
            await SeedAsync(store, name, await File.ReadAllBytesAsync(Path.Combine(seeds, name), cancellation), cancellation);
        }
    }

    /// <summary>Looks first: an identity whose rights end at the container may not create it, not even in vain.</summary>
    private static async Task CreateMissingAsync(BlobContainerClient container, CancellationToken cancellation)
    {
        if (!await container.ExistsAsync(cancellation))
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        }
    }

    private static async Task CreateMissingAsync(QueueClient queue, CancellationToken cancellation)
    {
        if (!await queue.ExistsAsync(cancellation))
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: cancellation);
        }
    }

    private static async Task SeedAsync(AzureBlobStore store, string name, byte[] content, CancellationToken cancellation)
    {
        try
        {
            await store.TryCreateAsync(new BlobAddress(Containers.Config, name), content, cancellation);
        }
        catch (RequestFailedException denied) when (denied.Status == 403)
        {
            throw new InvalidOperationException(
                $"{Containers.Config}/{name} is not in the store, and the app may not write it there; upload it (an example stands in seeds/{name}).", denied);
        }
    }
}
