using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;

namespace AllianceMonitor.Functions.Isolated;

/// <summary>Articles come in. The content is read by the library, from the store; the trigger brings the name only.</summary>
public sealed class ArticleFunctions(IngestArticle ingestArticle, KeepPoisonArticle keepPoisonArticle)
{
    [Function(nameof(IngestArticle))]
    public Task IngestArticle(
        [BlobTrigger("articles/{name}", Source = BlobTriggerSource.EventGrid, Connection = "DataStorage")] BlobClient article, CancellationToken cancellation) =>
        Telemetry.RunAsync(nameof(IngestArticle), null, () => ingestArticle.RunAsync(article.Name, cancellation));

    [Function(nameof(KeepPoisonArticle))]
    public Task KeepPoisonArticle([QueueTrigger("webjobs-blobtrigger-poison", Connection = "DataStorage")] string message, CancellationToken cancellation) =>
        keepPoisonArticle.RunAsync(message, cancellation);
}
