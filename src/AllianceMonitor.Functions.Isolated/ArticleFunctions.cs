using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;

namespace AllianceMonitor.Functions.Isolated;

/// <summary>Articles come in. The content is read by the library, from the store; the trigger brings the name only.</summary>
public sealed class ArticleFunctions(IngestArticle ingestArticle, KeepPoisonArticle keepPoisonArticle)
{
    [Function(nameof(IngestArticle))]
    public Task IngestArticle(
        [BlobTrigger("articles/{name}", Source = BlobTriggerSource.EventGrid, Connection = "DataStorage")] BlobClient article, FunctionContext context, CancellationToken cancellation) =>
        Telemetry.RunAsync(nameof(IngestArticle), TraceParent(context), () => ingestArticle.RunAsync(article.Name, cancellation));

    [Function(nameof(KeepPoisonArticle))]
    public Task KeepPoisonArticle([QueueTrigger("webjobs-blobtrigger-poison", Connection = "DataStorage")] string message, CancellationToken cancellation) =>
        keepPoisonArticle.RunAsync(message, cancellation);

    /// <summary>The trace that the drop began, from the metadata of the blob, which the host gives as JSON text; null when there is none.</summary>
    private static string? TraceParent(FunctionContext context)
    {
        try
        {
            return context.BindingContext.BindingData.GetValueOrDefault("Metadata") is string json ? JsonNode.Parse(json)?[Telemetry.TraceParentMetadata]?.GetValue<string>() : null;
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException)
        {
            // The article matters, not where its trace began.
            return null;
        }
    }
}
