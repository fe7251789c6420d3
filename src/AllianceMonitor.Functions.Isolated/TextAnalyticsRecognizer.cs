using System.Globalization;
using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Extraction.AzureLanguage;
using Azure;
using Azure.AI.TextAnalytics;
using Azure.Identity;

namespace AllianceMonitor.Functions.Isolated;

/// <summary>
/// Names by Azure AI Language through its client library, which asks for offsets in UTF-16 units and retries as the service says. Each text is a document of its own, so no offset
/// needs to be rebased. Texts above the service's limit, or that it refuses, are left to the embedded recogniser.
/// </summary>
internal sealed class TextAnalyticsRecognizer(TextAnalyticsClient client, LanguageOptions options, ILogger<TextAnalyticsRecognizer> logger) : INameRecognizer
{
    /// <summary>Documents a request may hold for this operation.</summary>
    private const int MaxDocuments = 5;

    /// <summary>Text elements a document may hold; UTF-16 units are never fewer.</summary>
    private const int MaxLength = 5_120;

    public static TextAnalyticsClient Client(LanguageOptions options) => options.Key is { } key
        ? new TextAnalyticsClient(options.Endpoint, new AzureKeyCredential(key))
        : new TextAnalyticsClient(options.Endpoint, new DefaultAzureCredential());

    public async Task<RecognizedNames> RecognizeAsync(Article article, CancellationToken cancellation)
    {
        string[] texts = [article.Title ?? "", .. article.Paragraphs];
        var names = new IReadOnlyList<RecognizedName>?[texts.Length];
        List<TextDocumentInput> documents =
            [.. texts.Index().Where(text => text.Item.Length is > 0 and <= MaxLength).Select(text => new TextDocumentInput($"{text.Index}", text.Item) { Language = article.Language })];
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(options.Timeout);
        try
        {
            foreach (TextDocumentInput[] batch in documents.Chunk(MaxDocuments))
            {
                Response<RecognizeEntitiesResultCollection> response = await client.RecognizeEntitiesBatchAsync(batch, cancellationToken: timeout.Token);
                foreach (RecognizeEntitiesResult result in response.Value.Where(result => !result.HasError))
                {
                    names[int.Parse(result.Id, CultureInfo.InvariantCulture)] = Names(result.Entities);
                }
            }
        }
        catch (RequestFailedException failed)
        {
            logger.LogWarning("Azure AI Language: HTTP {Status}; the embedded recogniser reads on.", failed.Status);
            return new RecognizedNames(names[0], names[1..], $"language-service-{Reason(failed.Status)}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            logger.LogWarning("Azure AI Language took too long; the embedded recogniser reads on.");
            return new RecognizedNames(names[0], names[1..], "language-service-timed-out");
        }

        return new RecognizedNames(names[0], names[1..], texts.Index().Any(text => text.Item.Length > 0 && names[text.Index] is null) ? "language-service-partial" : null);
    }

    private static string Reason(int status) => status switch
    {
        0 => "unreachable",
        401 or 403 => "unauthorized",
        429 => "throttled",
        >= 500 => "failed",
        _ => "refused",
    };

    private static List<RecognizedName> Names(IEnumerable<CategorizedEntity> entities) =>
    [
        .. entities.Where(entity => entity.ConfidenceScore >= EntityCategories.MinConfidence && EntityCategories.TypeOf($"{entity.Category}") is not null)
            .Select(entity => new RecognizedName(entity.Offset, entity.Offset + entity.Length, EntityCategories.TypeOf($"{entity.Category}")!.Value))
            .OrderBy(name => name.Start),
    ];
}
