using AllianceMonitor.Storage;

namespace AllianceMonitor;

/// <summary>Copies of the configuration files that were in force last, for a process that starts when one of them is wrong. Container <c>lastgood</c>, by name of the file.</summary>
internal static class KeptConfiguration
{
    /// <summary>Null where no version was ever kept.</summary>
    public static async Task<string?> ReadAsync(IBlobStore store, string name, CancellationToken cancellation) =>
        await store.ReadAsync(AddressOf(name), cancellation) is { } blob ? Configuration.Text(blob) : null;

    public static BlobAddress AddressOf(string name) => new(Containers.LastGood, name);
}
