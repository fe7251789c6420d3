using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AllianceMonitor;

/// <summary>Keys of stored documents: derived from hashes, never from raw names.</summary>
public static class Digest
{
    /// <summary>SHA-256 of the parts, lower-case hexadecimal (64 digits). Parts are separated by a unit separator, so that no two lists collide.</summary>
    public static string Of(params ReadOnlySpan<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', parts.ToArray()))));

    /// <summary>Identity of a replay of one version with one watchlist and one set of rules: the same replay again finds what it did before.</summary>
    public static string ReplayId(string blobName, string eTag, string watchlist, int rules) =>
        Of("replay", blobName, eTag.Trim('"'), watchlist, rules.ToString(CultureInfo.InvariantCulture));

    /// <summary>Identity of one version of a dropped blob: a redelivered trigger finds what it did before.</summary>
    public static string IngestId(string blobName, string eTag) => Of("ingest", blobName, eTag.Trim('"'));
}
