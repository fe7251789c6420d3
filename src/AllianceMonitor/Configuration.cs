using System.Text;
using AllianceMonitor.Alerts;
using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Storage;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor;

/// <summary>
/// The watchlist and the subscriptions in force, read from the container <c>config</c> and read again when they change. A file that is wrong changes nothing: its last good version stays in
/// force, from memory or from the copy that <see cref="KeepConfiguration"/> made, and the log says what is wrong. Where there is none, a wrong watchlist is an exception, and so are wrong
/// subscriptions of which nothing at all is in force.
/// </summary>
public sealed class Configuration(IBlobStore store, ReadingLimits limits, TimeProvider clock, ILogger<Configuration>? logger = null, INameRecognizer? recognizer = null) : IDisposable
{
    public const string WatchlistName = "watchlist.yaml";
    public const string SubscriptionsName = SubscriptionFiles.MainName;

    /// <summary>How long the files are used before the store is asked whether one has changed.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim gate = new(1, 1);
    private InForce? current;

    /// <param name="Seen">Versions that were looked at, right or wrong.</param>
    /// <param name="Watchlist">File that <paramref name="Pipeline"/> goes by.</param>
    /// <param name="Pipeline">What reads articles.</param>
    /// <param name="Files">The subscriptions, file by file.</param>
    /// <param name="Problems">What is wrong.</param>
    private sealed record InForce(
        IReadOnlyList<ConfigurationFile> Seen, ConfigurationFile Watchlist, Pipeline Pipeline, IReadOnlyList<SubscriptionsOfFile> Files, IReadOnlyList<ConfigurationProblem> Problems)
    {
        public Subscriptions Subscriptions { get; } = SubscriptionFiles.Merge(Files);

        public DateTimeOffset CheckedAt { get; init; }
    }

    public async Task<Pipeline> PipelineAsync(CancellationToken cancellation) => (await CurrentAsync(cancellation)).Pipeline;

    public async Task<Subscriptions> SubscriptionsAsync(CancellationToken cancellation)
    {
        InForce inForce = await CurrentAsync(cancellation);
        return inForce.Files.Count > 0 ? inForce.Subscriptions : throw Missing(SubscriptionsName);
    }

    /// <summary>The watchlist's version that is in force, and the subscriptions, file by file.</summary>
    public async Task<(ConfigurationFile Watchlist, IReadOnlyList<SubscriptionsOfFile> Subscriptions)> InForceAsync(CancellationToken cancellation)
    {
        InForce inForce = await CurrentAsync(cancellation);
        return (inForce.Watchlist, inForce.Files);
    }

    /// <summary>What is wrong with the files in the store; empty when all of them are in force.</summary>
    public async Task<IReadOnlyList<ConfigurationProblem>> ProblemsAsync(CancellationToken cancellation)
    {
        try
        {
            return (await CurrentAsync(cancellation)).Problems;
        }
        catch (ConfigurationErrorException nothingInForce)
        {
            return [new ConfigurationProblem(Containers.Config, "", nothingInForce.Message)];
        }
    }

    public void Dispose() => gate.Dispose();

    internal static string Text(StoredBlob blob) => Encoding.UTF8.GetString(blob.Content.Span).TrimStart('\uFEFF');

    private async Task<InForce> CurrentAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            if (current is null || clock.GetUtcNow() - current.CheckedAt > Freshness)
            {
                current = await ReadAsync(cancellation) with { CheckedAt = clock.GetUtcNow() };
            }

            return current;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<InForce> ReadAsync(CancellationToken cancellation)
    {
        IReadOnlyList<ConfigurationFile> files = await FilesInStoreAsync(cancellation);
        if (current is not null && files.SequenceEqual(current.Seen))
        {
            return current;
        }

        (ConfigurationFile watchlist, Pipeline pipeline, ConfigurationProblem? wrong) = await WatchlistAsync(files, cancellation);
        List<ConfigurationFile> subscriptions = [.. files.Where(file => file.Name != WatchlistName)];
        (IReadOnlyList<SubscriptionsOfFile> inForce, IReadOnlyList<ConfigurationProblem> problems) = SubscriptionFiles.TakeUp(current?.Files ?? [], subscriptions, pipeline.Watchlist);
        if (current is null && problems.Count > 0)
        {
            (inForce, problems) = SubscriptionFiles.TakeUp(await KeptAsync(subscriptions, pipeline.Watchlist, cancellation), subscriptions, pipeline.Watchlist);
        }

        List<ConfigurationProblem> all = wrong is null ? [.. problems] : [wrong, .. problems];
        foreach (ConfigurationProblem problem in all)
        {
            logger?.LogError("{Problem} {WhatHolds}", problem.Message, problem.WhatHolds);
        }

        return inForce.Count == 0 && problems.Count > 0 ? throw new ConfigurationErrorException(problems[0].Message) : new InForce(files, watchlist, pipeline, inForce, all);
    }

    /// <summary>All files with their text; what has not changed is not downloaded again.</summary>
    private async Task<IReadOnlyList<ConfigurationFile>> FilesInStoreAsync(CancellationToken cancellation)
    {
        List<Task<ConfigurationFile?>> reading = [];
        await foreach (BlobListing blob in store.ListAsync(Containers.Config, "", cancellation))
        {
            if (blob.Name == WatchlistName || SubscriptionFiles.IsOne(blob.Name))
            {
                reading.Add(current?.Seen.FirstOrDefault(seen => seen.Name == blob.Name && seen.ETag == blob.ETag) is { } same ? Task.FromResult<ConfigurationFile?>(same) : ReadAsync(blob, cancellation));
            }
        }

        return [.. (await Task.WhenAll(reading)).OfType<ConfigurationFile>()];
    }

    private async Task<ConfigurationFile?> ReadAsync(BlobListing listed, CancellationToken cancellation) =>
        await store.ReadAsync(new BlobAddress(Containers.Config, listed.Name), cancellation) is { } blob ? new ConfigurationFile(listed.Name, listed.ETag, Text(blob)) : null;

    private async Task<(ConfigurationFile File, Pipeline Pipeline, ConfigurationProblem? Wrong)> WatchlistAsync(IReadOnlyList<ConfigurationFile> files, CancellationToken cancellation)
    {
        ConfigurationFile file = files.FirstOrDefault(file => file.Name == WatchlistName) ?? throw Missing(WatchlistName);
        if (file == current?.Watchlist)
        {
            return (file, current.Pipeline, null);
        }

        try
        {
            return (file, PipelineOf(file), null);
        }
        catch (ConfigurationErrorException wrong)
        {
            var problem = new ConfigurationProblem(file.Name, file.ETag, wrong.Message) { HasLastGood = true };
            if (current is not null)
            {
                return (current.Watchlist, current.Pipeline, problem);
            }

            if (await KeptConfiguration.ReadAsync(store, WatchlistName, cancellation) is not { } text)
            {
                throw;
            }

            var kept = new ConfigurationFile(WatchlistName, "kept", text);
            return (kept, PipelineOf(kept), problem);
        }
    }

    private Pipeline PipelineOf(ConfigurationFile watchlist) => new(WatchlistFile.Parse(watchlist.Text), limits, recognizer);

    /// <summary>The last good versions. Entities that have left the watchlist since do not make one wrong.</summary>
    private async Task<IReadOnlyList<SubscriptionsOfFile>> KeptAsync(IEnumerable<ConfigurationFile> files, Watchlist watchlist, CancellationToken cancellation)
    {
        List<SubscriptionsOfFile> kept = [];
        foreach (ConfigurationFile file in files)
        {
            try
            {
                if (await KeptConfiguration.ReadAsync(store, file.Name, cancellation) is { } text)
                {
                    kept.Add(new SubscriptionsOfFile(new ConfigurationFile(file.Name, "kept", text), SubscriptionsFile.Parse(text, watchlist, file.Name, knownOnly: false)));
                }
            }
            catch (ConfigurationErrorException outdated)
            {
                logger?.LogError("The copy that was kept of a file is of no use any more: {Problem}", outdated.Message);
            }
        }

        return kept;
    }

    private static ConfigurationErrorException Missing(string name) =>
        new($"{Containers.Config}/{name} is not in the store; upload it (an example stands in seeds/{name}).");
}
