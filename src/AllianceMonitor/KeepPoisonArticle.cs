using System.Text.Json;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor;

/// <summary>
/// Function: an article that failed five times goes to the dead letters, with a notice. What the story log already decided about it is finished first: it
/// may have been a later step that failed.
/// </summary>
public sealed class KeepPoisonArticle(
    IBlobStore store, StoryLog log, IngestArticle ingestArticle, Configuration configuration, OpsNotices notices, TimeProvider clock, ILogger<KeepPoisonArticle> logger)
{
    /// <param name="message">The host's pointer: <c>{"FunctionId","BlobType","ContainerName","BlobName","ETag"}</c>.</param>
    /// <param name="cancellation">Ends the run.</param>
    public async Task RunAsync(string message, CancellationToken cancellation)
    {
        if (Read(message) is not var (name, eTag))
        {
            await notices.KeepAsync(
                new DeadLetter(Digest.Of("article-message", message), "article-message", "unknown", "The host's message about a failed article names none; Reconcile takes in whatever has no outcome.", message), cancellation);
            return;
        }

        string ingestId = Digest.IngestId(name, eTag);
        if (await store.ExistsAsync(Outcome.Address(name, ingestId), cancellation))
        {
            return;
        }

        if (await DecidedAsync(ingestId, cancellation) is { } decisions)
        {
            await ingestArticle.AlertAsync(await configuration.PipelineAsync(cancellation), decisions, cancellation);
        }

        const string Reason = "The article failed five times; see the log for the fault, mend it and drop the file again.";
        await notices.KeepAsync(new DeadLetter(Digest.Of("article", ingestId), "article", name, Reason, message), cancellation);
        await store.TryCreateJsonAsync(
            Outcome.Address(name, ingestId),
            new Outcome { IngestId = ingestId, Name = name, ETag = eTag, Status = OutcomeStatus.DeadLettered, Reason = $"dead-lettered: {Reason}", DecidedAt = clock.GetUtcNow() },
            Json.Default.Outcome, cancellation);
    }

    private async Task<IReadOnlyList<Decision>?> DecidedAsync(string ingestId, CancellationToken cancellation)
    {
        try
        {
            return await log.FindAsync(ingestId, cancellation);
        }
        catch (StoryLogDamagedException damaged)
        {
            // The damage is why the article failed: it is kept all the same, and dropped again once the log is repaired.
            logger.LogError(damaged, "The story log cannot be read while article {Ingest} is dead-lettered", ingestId[..12]);
            return null;
        }
    }

    /// <summary>Null when the message names no blob.</summary>
    private static (string Name, string ETag)? Read(string message)
    {
        try
        {
            using JsonDocument pointer = JsonDocument.Parse(message);
            return Text(pointer.RootElement, "BlobName") is { } name ? (name, Text(pointer.RootElement, "ETag") ?? "") : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement pointer, string name) =>
        pointer.ValueKind == JsonValueKind.Object && pointer.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
