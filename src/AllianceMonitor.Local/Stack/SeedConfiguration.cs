using System.Text;
using AllianceMonitor.Alerts;
using AllianceMonitor.Extraction;
using AllianceMonitor.Storage;
using Azure.Storage.Blobs;

namespace AllianceMonitor.Local.Stack;

/// <summary>
/// <c>seeds/watchlist.yaml</c>, <c>seeds/subscriptions.yaml</c> and <c>seeds/subscriptions/*</c> as the configuration of the local store: whoever edits them and runs the stack again sees the
/// effect. (In Azure the first two only seed a store that has none.)
/// </summary>
internal sealed class SeedConfiguration
{
    private readonly string folder;
    private readonly Dictionary<string, byte[]> files;

    private SeedConfiguration(string folder, Dictionary<string, byte[]> files) => (this.folder, this.files) = (folder, files);

    /// <exception cref="SetupException">A file is missing or wrong: which, in which line, and what to do.</exception>
    public static SeedConfiguration Read(string folder)
    {
        try
        {
            string[] names = [Configuration.SubscriptionsName, Configuration.WatchlistName, .. OfTeams(folder)];
            var files = names.ToDictionary(name => name, name => File.ReadAllBytes(Path.Combine(folder, name)));
            var watchlist = WatchlistFile.Parse(Encoding.UTF8.GetString(files[Configuration.WatchlistName]));
            var subscriptions = files.Where(file => SubscriptionFiles.IsOne(file.Key)).Select(file => new ConfigurationFile(file.Key, "", Encoding.UTF8.GetString(file.Value)));
            var (_, problems) = SubscriptionFiles.TakeUp([], [.. subscriptions], watchlist);
            return problems.Count == 0
                ? new SeedConfiguration(folder, files)
                : throw new SetupException(string.Join(Environment.NewLine, problems.Select(problem => Path.Combine(folder, problem.Message))));
        }
        catch (ConfigurationErrorException wrong)
        {
            throw new SetupException(Path.Combine(folder, wrong.Message));
        }
        catch (FileNotFoundException missing)
        {
            throw new SetupException($"{missing.FileName} is missing; the local stack is seeded from it.");
        }
        catch (DirectoryNotFoundException)
        {
            throw new SetupException($"{folder} is no folder; it must hold {Configuration.WatchlistName} and {Configuration.SubscriptionsName}.");
        }
    }

    private static IEnumerable<string> OfTeams(string folder) =>
        Directory.Exists(Path.Combine(folder, SubscriptionFiles.Folder)) ? Directory.EnumerateFiles(Path.Combine(folder, SubscriptionFiles.Folder)).Select(file => SubscriptionFiles.Folder + Path.GetFileName(file)) : [];

    public async Task Upload(string connectionString, CancellationToken cancel)
    {
        BlobServiceClient blobs = StorageClients.Blobs(connectionString);
        await FreshStore.PrepareAsync(blobs, StorageClients.Queues(connectionString), folder, cancel);
        var store = new AzureBlobStore(blobs);
        await foreach (var stale in store.ListAsync(Containers.Config, SubscriptionFiles.Folder, cancel))
        {
            if (!files.ContainsKey(stale.Name))
                await store.DeleteAsync(new BlobAddress(Containers.Config, stale.Name), cancel);
        }

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
