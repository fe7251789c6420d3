using System.Collections.Immutable;

namespace AllianceMonitor.Storage;

/// <summary>A blob by container and name, e.g. <c>outcomes</c> / <c>3fa2.../91bc....json</c>.</summary>
public readonly record struct BlobAddress(string Container, string Name)
{
    public override string ToString() => $"{Container}/{Name}";
}

/// <summary>One version of a blob. <paramref name="ReadAt"/> is the store's own clock at the moment of the read, never this machine's.</summary>
public sealed record StoredBlob(
    ReadOnlyMemory<byte> Content,
    string ETag,
    DateTimeOffset LastModified,
    DateTimeOffset ReadAt,
    IReadOnlyDictionary<string, string> Metadata);

/// <summary>A blob as a listing shows it. <paramref name="Length"/> in bytes.</summary>
public sealed record BlobListing(string Name, string ETag, DateTimeOffset LastModified, long Length)
{
    /// <summary>What was noted on the blob when it was written.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>
/// The little that the pipeline needs of a blob store. Absence and lost races are return values; faults of the store are exceptions, so that
/// the trigger fails and the host retries. Every operation may have happened although its reply was lost: callers must be safe to repeat.
/// </summary>
public interface IBlobStore
{
    /// <summary>Null when there is no such blob.</summary>
    /// <exception cref="BlobTooLargeException">The blob is longer than <paramref name="maxBytes"/>; nothing was downloaded.</exception>
    Task<StoredBlob?> ReadAsync(BlobAddress address, CancellationToken cancellation, long maxBytes = long.MaxValue);

    /// <summary>Bytes from <paramref name="offset"/> to the end; empty when the blob is shorter or absent.</summary>
    Task<ReadOnlyMemory<byte>> ReadFromAsync(BlobAddress address, long offset, CancellationToken cancellation);

    Task<bool> ExistsAsync(BlobAddress address, CancellationToken cancellation);

    /// <summary>Creates the blob; its ETag, or null when it exists already (If-None-Match: *).</summary>
    /// <param name="address">Of the blob.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <param name="metadata">What listings show of it.</param>
    Task<string?> TryCreateAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null);

    /// <summary>Replaces exactly the version <paramref name="eTag"/>; the new ETag, or null when the blob has changed or gone (If-Match).</summary>
    /// <param name="address">Of the blob.</param>
    /// <param name="content">What it holds from now on.</param>
    /// <param name="eTag">The version to be replaced.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <param name="metadata">What listings show of it from now on.</param>
    Task<string?> TryReplaceAsync(
        BlobAddress address, ReadOnlyMemory<byte> content, string eTag, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null);

    /// <summary>Creates or overwrites.</summary>
    Task WriteAsync(
        BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null);

    /// <summary>
    /// Appends one block and returns the offset where it begins; creates the append blob on first use.
    /// Null when the blob cannot take another block (50,000 in Azure).
    /// </summary>
    Task<long?> TryAppendAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    Task DeleteAsync(BlobAddress address, CancellationToken cancellation);

    /// <summary>Ordered by name (ordinal).</summary>
    IAsyncEnumerable<BlobListing> ListAsync(string container, string prefix, CancellationToken cancellation);
}

/// <summary>A blob exceeds what its reader is prepared to hold.</summary>
public sealed class BlobTooLargeException(BlobAddress address, long length, long maxBytes)
    : Exception($"{address} has {length} bytes; the limit is {maxBytes}.")
{
    public long Length { get; } = length;
    public long MaxBytes { get; } = maxBytes;
}
