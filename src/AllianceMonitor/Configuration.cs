using System.Text;
using AllianceMonitor.Alerts;
using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Storage;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor;

/// <summary>
/// The watchlist and the subscriptions in force, read from the container <c>config</c> and read again when they change. An edit that is wrong changes nothing: the
/// last good files stay in force and the log says what is wrong. A first read that is wrong is an exception.
/// </summary>
public sealed class Configuration(IBlobStore store, ReadingLimits limits, TimeProvider clock, ILogger<Configuration>? logger = null, INameRecognizer? recognizer = null) : IDisposable
{
    public const string WatchlistName = "watchlist.yaml";
    public const string SubscriptionsName = "subscriptions.yaml";

    /// <summary>How long a file is used before the store is asked whether it has changed.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim gate = new(1, 1);
    private InForce? current;

    private sealed record InForce(Pipeline Pipeline, Subscriptions? Subscriptions, string WatchlistETag, string? SubscriptionsETag, DateTimeOffset CheckedAt);

    public async Task<Pipeline> PipelineAsync(CancellationToken cancellation) => (await CurrentAsync(cancellation)).Pipeline;

    public async Task<Subscriptions> SubscriptionsAsync(CancellationToken cancellation)
    {
        InForce inForce = await CurrentAsync(cancellation);
        return inForce.Subscriptions ?? throw Missing(SubscriptionsName);
    }

    public void Dispose() => gate.Dispose();

    private async Task<InForce> CurrentAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            if (current is null || clock.GetUtcNow() - current.CheckedAt > Freshness)
            {
                current = await ReadAsync(cancellation) ?? current! with { CheckedAt = clock.GetUtcNow() };
            }

            return current;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Null when what stands in the store is wrong and there is something good to go on with.</summary>
    private async Task<InForce?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            return await ReadStoreAsync(cancellation);
        }
        catch (ConfigurationErrorException wrong) when (current is not null)
        {
            logger?.LogError("{Problem} The last good configuration stays in force.", wrong.Message);
            return null;
        }
    }

    private async Task<InForce> ReadStoreAsync(CancellationToken cancellation)
    {
        Task<StoredBlob?> readingSubscriptions = store.ReadAsync(new BlobAddress(Containers.Config, SubscriptionsName), cancellation);
        StoredBlob watchlistFile = await store.ReadAsync(new BlobAddress(Containers.Config, WatchlistName), cancellation) ?? throw Missing(WatchlistName);
        StoredBlob? subscriptionsFile = await readingSubscriptions;
        bool sameWatchlist = watchlistFile.ETag == current?.WatchlistETag;
        Pipeline pipeline = sameWatchlist ? current!.Pipeline : new Pipeline(WatchlistFile.Parse(Text(watchlistFile)), limits, recognizer);
        Subscriptions? subscriptions = sameWatchlist && subscriptionsFile?.ETag == current!.SubscriptionsETag ? current.Subscriptions
            : subscriptionsFile is null ? null : SubscriptionsFile.Parse(Text(subscriptionsFile), pipeline.Watchlist);
        return new InForce(pipeline, subscriptions, watchlistFile.ETag, subscriptionsFile?.ETag, clock.GetUtcNow());
    }

    private static string Text(StoredBlob blob) => Encoding.UTF8.GetString(blob.Content.Span).TrimStart('\uFEFF');

    private static InvalidOperationException Missing(string name) =>
        new($"{Containers.Config}/{name} is not in the store; upload it (an example stands in seeds/{name}).");
}
