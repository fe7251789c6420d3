using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;

namespace AllianceMonitor.Local.View;

/// <summary>The JSON documents of a container; each is downloaded again only when it has changed.</summary>
internal sealed class Documents<T>(BlobContainerClient container)
    where T : class
{
    private const int Parallel = 8;

    private readonly ConcurrentDictionary<string, (ETag ETag, T Document)> known = [];

    public async Task<IReadOnlyList<T>> All(string prefix, CancellationToken cancel)
    {
        var listed = await container.Listed(prefix, cancel).ToListAsync(cancel);
        await System.Threading.Tasks.Parallel.ForEachAsync(
            listed.Where(blob => !(known.TryGetValue(blob.Name, out var seen) && seen.ETag == blob.Properties.ETag)),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancel },
            async (blob, stop) =>
            {
                if (await Download(blob.Name, stop) is { } read)
                    known[blob.Name] = read;
            });
        return [.. listed.Where(blob => known.ContainsKey(blob.Name)).Select(blob => known[blob.Name].Document)];
    }

    private async Task<(ETag, T)?> Download(string name, CancellationToken cancel)
    {
        try
        {
            var blob = (await container.GetBlobClient(name).DownloadContentAsync(cancel)).Value;
            return (blob.Details.ETag, blob.Content.ToObjectFromJson<T>(JsonSerializerOptions.Web)!);
        }
        catch (Exception unreadable) when (unreadable is JsonException or RequestFailedException { Status: 404 })
        {
            return null;
        }
    }
}
