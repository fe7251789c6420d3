using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace AllianceMonitor.Storage;

/// <summary><see cref="IBlobStore"/> on Azure Blob Storage (or Azurite).</summary>
public sealed class AzureBlobStore(BlobServiceClient service) : IBlobStore
{
    public async Task<StoredBlob?> ReadAsync(BlobAddress address, CancellationToken cancellation, long maxBytes = long.MaxValue)
    {
        try
        {
            // The response's headers come before its body: an oversized blob is refused without downloading it.
            Response<BlobDownloadStreamingResult> response = await Client(address).DownloadStreamingAsync(cancellationToken: cancellation);
            using BlobDownloadStreamingResult download = response.Value;
            BlobDownloadDetails details = download.Details;
            if (details.ContentLength > maxBytes)
            {
                throw new BlobTooLargeException(address, details.ContentLength, maxBytes);
            }

            var content = new byte[details.ContentLength];
            await download.Content.ReadExactlyAsync(content, cancellation);
            return new StoredBlob(content, details.ETag.ToString(), details.LastModified, StoreClock(response), details.Metadata.AsReadOnly());
        }
        catch (RequestFailedException absent) when (absent.Status == 404)
        {
            return null;
        }
    }

    public async Task<ReadOnlyMemory<byte>> ReadFromAsync(BlobAddress address, long offset, CancellationToken cancellation)
    {
        try
        {
            var options = new BlobDownloadOptions { Range = new HttpRange(offset) };
            Response<BlobDownloadResult> response = await Client(address).DownloadContentAsync(options, cancellation);
            return response.Value.Content.ToMemory();
        }
        catch (RequestFailedException nothing) when (nothing.Status is 404 or 416)
        {
            return ReadOnlyMemory<byte>.Empty;
        }
    }

    public async Task<bool> ExistsAsync(BlobAddress address, CancellationToken cancellation) => await Client(address).ExistsAsync(cancellation);

    public Task<string?> TryCreateAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null) =>
        TryUploadAsync(address, content, new BlobRequestConditions { IfNoneMatch = ETag.All }, cancellation, metadata);

    public Task<string?> TryReplaceAsync(
        BlobAddress address, ReadOnlyMemory<byte> content, string eTag, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null) =>
        TryUploadAsync(address, content, new BlobRequestConditions { IfMatch = new ETag(eTag) }, cancellation, metadata);

    public async Task WriteAsync(
        BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var options = new BlobUploadOptions { Metadata = metadata?.ToDictionary() };
        await Client(address).UploadAsync(BinaryData.FromBytes(content), options, cancellation);
    }

    public async Task<long?> TryAppendAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        AppendBlobClient client = service.GetBlobContainerClient(address.Container).GetAppendBlobClient(address.Name);
        for (var created = false; ; created = true)
        {
            try
            {
                using Stream block = BinaryData.FromBytes(content).ToStream();
                Response<BlobAppendInfo> response = await client.AppendBlockAsync(block, cancellationToken: cancellation);
                return long.Parse(response.Value.BlobAppendOffset, System.Globalization.CultureInfo.InvariantCulture);
            }
            catch (RequestFailedException absent) when (absent.Status == 404 && !created)
            {
                await CreateAppendBlobAsync(client, cancellation);
            }
            catch (RequestFailedException full) when (full.Status == 409 && full.ErrorCode == BlobErrorCode.BlockCountExceedsLimit)
            {
                return null;
            }
        }
    }

    public async Task DeleteAsync(BlobAddress address, CancellationToken cancellation) =>
        await Client(address).DeleteIfExistsAsync(cancellationToken: cancellation);

    public async IAsyncEnumerable<BlobListing> ListAsync(string container, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        AsyncPageable<BlobItem> blobs = service.GetBlobContainerClient(container)
            .GetBlobsAsync(BlobTraits.Metadata, prefix: prefix.Length == 0 ? null : prefix, cancellationToken: cancellation);
        await foreach (BlobItem blob in blobs)
        {
            BlobItemProperties properties = blob.Properties;
            yield return new BlobListing(
                blob.Name, properties.ETag?.ToString() ?? "", properties.LastModified ?? DateTimeOffset.MinValue, properties.ContentLength ?? 0)
            {
                Metadata = blob.Metadata?.AsReadOnly() ?? ReadOnlyDictionary<string, string>.Empty,
            };
        }
    }

    private BlobClient Client(BlobAddress address) => service.GetBlobContainerClient(address.Container).GetBlobClient(address.Name);

    private async Task<string?> TryUploadAsync(
        BlobAddress address, ReadOnlyMemory<byte> content, BlobRequestConditions conditions, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null)
    {
        try
        {
            Response<BlobContentInfo> response = await Client(address)
                .UploadAsync(BinaryData.FromBytes(content), new BlobUploadOptions { Conditions = conditions, Metadata = metadata?.ToDictionary() }, cancellation);
            return response.Value.ETag.ToString();
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412 && lost.ErrorCode != BlobErrorCode.ContainerBeingDeleted)
        {
            return null;
        }
        catch (RequestFailedException gone) when (gone.Status == 404 && conditions.IfMatch is not null && gone.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    private static async Task CreateAppendBlobAsync(AppendBlobClient client, CancellationToken cancellation)
    {
        try
        {
            await client.CreateAsync(
                new AppendBlobCreateOptions { Conditions = new AppendBlobRequestConditions { IfNoneMatch = ETag.All } }, cancellation);
        }
        catch (RequestFailedException raced) when (raced.Status is 409 or 412)
        {
        }
    }

    private static DateTimeOffset StoreClock<T>(Response<T> response) =>
        response.GetRawResponse().Headers.Date ?? throw new InvalidOperationException("The store's response carries no Date header.");
}
