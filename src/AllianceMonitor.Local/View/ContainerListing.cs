using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AllianceMonitor.Local.View;

internal static class ContainerListing
{
    /// <summary>Nothing when there is no such container yet.</summary>
    public static async IAsyncEnumerable<BlobItem> Listed(
        this BlobContainerClient container, string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var blobs = container.GetBlobsAsync(prefix: prefix, cancellationToken: cancel).GetAsyncEnumerator(cancel);
        while (await MoveNext())
            yield return blobs.Current;

        async Task<bool> MoveNext()
        {
            try
            {
                return await blobs.MoveNextAsync();
            }
            catch (RequestFailedException none) when (none.Status == 404)
            {
                return false;
            }
        }
    }
}
