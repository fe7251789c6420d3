using AllianceMonitor.Alerts;
using AllianceMonitor.Extraction;
using AllianceMonitor.Storage;
using Azure.Storage.Blobs;

namespace AllianceMonitor.Local.Stack;

/// <summary>
/// <c>seeds/watchlist.yaml</c> and <c>seeds/subscriptions.yaml</c> as the configuration of the local store: whoever edits them and runs the stack again sees the
/// effect. (In Azure they only seed a store that has none.)
/// </summary>
internal sealed class SeedConfiguration
{
    private static readonly string[] Names = [Configuration.SubscriptionsName, Configuration.WatchlistName];

    private readonly string folder;
    private readonly Dictionary<string, byte[]> files;

    private SeedConfiguration(string folder, Dictionary<string, byte[]> files) => (this.folder, this.files) = (folder, files);

    /// <exception cref="SetupException">A file is missing or wrong: which, in which line, and what to do.</exception>
    public static SeedConfiguration Read(string folder)
    {
        try
        {
            string Path(string name) => System.IO.Path.Combine(folder, name);
            var watchlist = WatchlistFile.Parse(File.ReadAllText(Path(Configuration.WatchlistName)), Path(Configuration.WatchlistName));
            SubscriptionsFile.Parse(File.ReadAllText(Path(Configuration.SubscriptionsName)), watchlist, Path(Configuration.SubscriptionsName));
            return new SeedConfiguration(folder, Names.ToDictionary(name => name, name => File.ReadAllBytes(Path(name))));
        }
        catch (ConfigurationErrorException wrong)
        {
            throw new SetupException(wrong.Message);
        }
        catch (FileNotFoundException missing)
        {
            throw new SetupException($"{missing.FileName} is missing; the local stack is seeded from it.");
        }
    }

    public async Task Upload(string connectionString, CancellationToken cancel)
    {
        BlobServiceClient blobs = StorageClients.Blobs(connectionString);
        await FreshStore.PrepareAsync(blobs, StorageClients.Queues(connectionString), folder, cancel);
        var store = new AzureBlobStore(blobs);
        foreach ((string name, byte[] content) in files)
        {
            var address = new BlobAddress(Containers.Config, name);
            if (await store.ReadAsync(address, cancel) is not { } present || !present.Content.Span.SequenceEqual(content))
            {
                await store.WriteAsync(address, content, cancel);
            }
        }
    }
}
