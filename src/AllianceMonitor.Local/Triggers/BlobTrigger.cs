using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using AllianceMonitor.Local.View;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor.Local.Triggers;

/// <summary>
/// Fires once for every ETag of every blob that it sees. What was processed is kept in memory only: a new host replays everything, as a new
/// host id does in Azure.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A semaphore without a wait handle holds nothing.")]
internal sealed class BlobTrigger(
    BlobFunction function, BlobSettings settings, TriggerHostOptions options, Invoker invoker, TimeProvider time, ILogger logger) : ITrigger
{
    private const string PoisonQueue = "webjobs-blobtrigger-poison";

    /// <summary>The pause between two scans is at least so many times as long as a scan: listing thousands of blobs would keep Azurite from all else.</summary>
    private const int PausePerScan = 5;

    private readonly BlobContainerClient container = StorageClients.Container(function.Storage, function.Path.Container);
    private readonly QueueClient poison = StorageClients.Queue(function.Storage, PoisonQueue, QueueMessageEncoding.Base64);
    private readonly SemaphoreSlim slots = new(settings.MaxDegreeOfParallelism);
    private readonly ConcurrentDictionary<string, SeenBlob> seen = [];

    private enum Stage
    {
        InFlight,
        Returning,
        Done,
    }

    private sealed record SeenBlob(ETag ETag, Stage Stage);

    public async Task Run(CancellationToken cancel)
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                await invoker.Ready(cancel);
                running.RemoveAll(run => run.IsCompletedSuccessfully);
                if (running.Find(run => run.IsFaulted) is { } broken)
                    await broken;

                var started = time.GetTimestamp();
                try
                {
                    await foreach (var (name, eTag) in Unprocessed(cancel))
                    {
                        // A blob that changes while it is being processed has its turn when that is over.
                        if (seen.TryGetValue(name, out var earlier) && earlier.Stage != Stage.Done)
                            continue;
                        seen[name] = new SeenBlob(eTag, Stage.InFlight);
                        running.Add(Process(name, eTag, cancel));
                    }
                }
                catch (Exception fault) when (StorageClients.IsFault(fault))
                {
                    logger.LogWarning("Container {Container} cannot be listed, trying again: {Error}", container.Name, StorageClients.Reason(fault));
                }

                var pause = time.GetElapsedTime(started) * PausePerScan;
                await Task.Delay(pause > options.BlobScanInterval ? pause : options.BlobScanInterval, time, cancel);
            }
        }
        finally
        {
            await Task.WhenAll(running).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    public async Task<Backlog> Backlog(CancellationToken cancel)
    {
        var waiting = 0;
        await foreach (var (name, _) in Unprocessed(cancel))
            waiting += seen.TryGetValue(name, out var blob) && blob.Stage != Stage.Done ? 0 : 1;

        var stages = seen.Values.Select(blob => blob.Stage).ToList();
        return new Backlog(function.Name, waiting, stages.Count(stage => stage == Stage.InFlight), stages.Count(stage => stage == Stage.Returning));
    }

    /// <summary>Blobs of this trigger whose present ETag has not been processed; none before the container exists.</summary>
    private async IAsyncEnumerable<(string Name, ETag ETag)> Unprocessed([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var listed in container.Listed("", cancel))
        {
            var (name, eTag) = (listed.Name, listed.Properties.ETag!.Value);
            if (function.Path.Match(name) is not null && !(seen.TryGetValue(name, out var blob) && blob.ETag == eTag && blob.Stage == Stage.Done))
                yield return (name, eTag);
        }
    }

    private async Task Process(string name, ETag eTag, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            seen[name] = new SeenBlob(eTag, Stage.InFlight);
            switch (await Try(name, eTag, cancel))
            {
                case null or InvocationEnd.Succeeded:
                    seen[name] = new SeenBlob(eTag, Stage.Done);
                    return;

                // A crash in the last try is noticed when the blob's turn comes again, as with a message.
                case InvocationEnd.Lost:
                    seen[name] = new SeenBlob(eTag, Stage.Returning);
                    await Task.Delay(options.CrashInvisibility, time, cancel);
                    break;
            }

            if (tries >= settings.PoisonBlobThreshold)
            {
                await PointToPoison(name, eTag, cancel);
                logger.LogError("{Container}/{Blob} was tried {Tries} times; a pointer goes to {PoisonQueue}", container.Name, name, tries, PoisonQueue);
                seen[name] = new SeenBlob(eTag, Stage.Done);
                return;
            }
        }
    }

    /// <returns>Null when there is nothing to do: the blob is gone, or it is another by now and has a turn of its own.</returns>
    private async Task<InvocationEnd?> Try(string name, ETag eTag, CancellationToken cancel)
    {
        await slots.WaitAsync(cancel);
        try
        {
            var options = new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfMatch = eTag } };
            var blob = container.GetBlobClient(name);
            BlobDownloadStreamingResult download = await blob.DownloadStreamingAsync(options, cancel);
            return await invoker.Invoke(
                function.Name, InvocationBody.OfBytes(function.Binding, download.Content, MetadataOf(blob, download.Details)), cancel);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            return null;
        }
        catch (Exception fault) when (StorageClients.IsFault(fault))
        {
            logger.LogWarning("{Container}/{Blob} cannot be read: {Error}", container.Name, name, StorageClients.Reason(fault));
            return InvocationEnd.Failed;
        }
        finally
        {
            slots.Release();
        }
    }

    private JsonObject MetadataOf(BlobClient blob, BlobDownloadDetails details)
    {
        var metadata = new JsonObject
        {
            ["Uri"] = Metadata.Scalar(blob.Uri.AbsoluteUri),
            ["Properties"] = new JsonObject
            {
                ["ETag"] = details.ETag.ToString("H"),
                ["Length"] = details.ContentLength,
                ["ContentType"] = details.ContentType,
                ["LastModified"] = Metadata.Time(details.LastModified),
            },
            ["Metadata"] = new JsonObject(details.Metadata.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["sys"] = Metadata.Sys(function.Name, time.GetUtcNow()),
        };
        foreach (var (part, value) in function.Path.Match(blob.Name)!)
            metadata[part] = Metadata.Scalar(value);
        return metadata;
    }

    private async Task PointToPoison(string name, ETag eTag, CancellationToken cancel)
    {
        var pointer = new JsonObject
        {
            ["FunctionId"] = $"Host.Functions.{function.Name}",
            ["BlobType"] = "BlockBlob",
            ["ContainerName"] = container.Name,
            ["BlobName"] = name,
            ["ETag"] = eTag.ToString("H"),
        };
        while (true)
        {
            try
            {
                await poison.CreateIfNotExistsAsync(cancellationToken: cancel);
                await poison.SendMessageAsync(pointer.ToJsonString(), visibilityTimeout: null, timeToLive: TimeSpan.FromSeconds(-1), cancel);
                return;
            }
            catch (Exception fault) when (StorageClients.IsFault(fault))
            {
                logger.LogWarning("{PoisonQueue} cannot be written, trying again: {Error}", PoisonQueue, StorageClients.Reason(fault));
                await Task.Delay(TimeSpan.FromSeconds(1), time, cancel);
            }
        }
    }
}
