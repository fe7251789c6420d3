using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using AllianceMonitor.Local.View;
using AllianceMonitor.Storage;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AllianceMonitor.Local.Stack;

/// <summary>Drops article files into the container that the pipeline watches.</summary>
internal sealed class ArticleUploads(string connectionString)
{
    private readonly BlobContainerClient container = StorageClients.Container(connectionString, Containers.Articles);

    /// <summary>The files of a folder and below, named by their path in it; those that are there already with the same bytes stay as they are.</summary>
    public async Task<(int Uploaded, int Unchanged)> UploadChanged(string folder, CancellationToken cancel)
    {
        if (!Directory.Exists(folder))
            throw new SetupException($"There is no folder {Path.GetFullPath(folder)} to take articles from; name one with --articles.");

        await container.CreateIfNotExistsAsync(cancellationToken: cancel);
        var present = await container.Listed("", cancel)
            .ToDictionaryAsync(blob => blob.Name, blob => blob.Properties.ContentHash ?? [], StringComparer.Ordinal, cancel);
        var (uploaded, unchanged) = (0, 0);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(folder, file).Replace('\\', '/');
            if (name.Split('/').Any(part => part.StartsWith('.')))
                continue;

            var content = await File.ReadAllBytesAsync(file, cancel);
            if (present.TryGetValue(name, out var hash) && hash.AsSpan().SequenceEqual(ContentMd5(content)))
            {
                unchanged++;
                continue;
            }

            await Upload(name, content, notify: true, cancel);
            uploaded++;
        }

        return (uploaded, unchanged);
    }

    /// <returns>The ETag of this version.</returns>
    public async Task<ETag> Upload(string name, byte[] content, bool notify, CancellationToken cancel)
    {
        await container.CreateIfNotExistsAsync(cancellationToken: cancel);
        using var span = Telemetry.BeginDrop(name);
        var metadata = new Dictionary<string, string>();
        if (!notify)
            metadata["notify"] = "false";
        if (span?.Id is { } traceParent)
            metadata[Telemetry.TraceParentMetadata] = traceParent;
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = ContentType(name), ContentHash = ContentMd5(content) },
            Metadata = metadata,
        };
        BlobContentInfo info = await container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(content), options, cancel);
        return info.ETag;
    }

    private static string ContentType(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".txt" => "text/plain",
        ".html" or ".htm" => "text/html",
        ".json" => "application/json",
        _ => "application/octet-stream",
    };

    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "Content-MD5 is the checksum that blob storage keeps.")]
    private static byte[] ContentMd5(byte[] content) => MD5.HashData(content);
}
