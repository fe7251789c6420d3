using Azure;
using Azure.AI.TextAnalytics;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace AllianceMonitor.Functions.Isolated;

/// <summary>An entity as Azure AI Language names it.</summary>
/// <param name="Text">As it stands in the paragraph.</param>
/// <param name="Category"><c>Organization</c>, <c>Person</c>, <c>Location</c>, ...</param>
/// <param name="Paragraph">Index of the paragraph.</param>
/// <param name="Offset">Where it begins in the paragraph, in UTF-16 units.</param>
/// <param name="Confidence">0.0 to 1.0.</param>
public sealed record RecognisedEntity(string Text, string Category, int Paragraph, int Offset, double Confidence);

/// <summary>
/// Entity recognition by Azure AI Language through its client library, which asks for offsets in UTF-16 units and retries as the service says. A paragraph is a document, so no offset needs to be
/// rebased; those above the service's limit, and those that it refuses, are left out and counted.
/// </summary>
public sealed class TextAnalyticsRecogniser(TextAnalyticsClient client)
{
    /// <summary>Documents a request may hold for this operation.</summary>
    private const int MaxDocuments = 5;

    /// <summary>Text elements a document may hold; UTF-16 units are never fewer.</summary>
    private const int MaxLength = 5_120;

    /// <param name="Entities">In the order of the paragraphs.</param>
    /// <param name="Skipped">Paragraphs that were not looked at.</param>
    public sealed record Recognition(IReadOnlyList<RecognisedEntity> Entities, int Skipped);

    /// <param name="paragraphs">The clean paragraphs of an article.</param>
    /// <param name="language">ISO 639-1.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="RequestFailedException">The service did not answer, after the library's retries.</exception>
    public async Task<Recognition> RecogniseAsync(IReadOnlyList<string> paragraphs, string language, CancellationToken cancellation)
    {
        List<RecognisedEntity> entities = [];
        int skipped = 0;
        var suitable = paragraphs.Index().Where(paragraph => paragraph.Item.Length is > 0 and <= MaxLength).ToList();
        foreach ((int Index, string Item)[] batch in suitable.Chunk(MaxDocuments))
        {
            IEnumerable<TextDocumentInput> documents = batch.Select(paragraph => new TextDocumentInput($"{paragraph.Index}", paragraph.Item) { Language = language });
            Response<RecognizeEntitiesResultCollection> response = await client.RecognizeEntitiesBatchAsync(documents, cancellationToken: cancellation);
            foreach (RecognizeEntitiesResult result in response.Value)
            {
                if (result.HasError)
                {
                    skipped++;
                    continue;
                }

                entities.AddRange(result.Entities.Select(entity =>
                    new RecognisedEntity(entity.Text, $"{entity.Category}", int.Parse(result.Id, System.Globalization.CultureInfo.InvariantCulture), entity.Offset, entity.ConfidenceScore)));
            }
        }

        return new Recognition(entities, paragraphs.Count - suitable.Count + skipped);
    }
}

internal static class TextAnalyticsServices
{
    /// <summary>Setting <c>LANGUAGE__ENDPOINT</c>; without it nothing is registered. The app's identity signs in.</summary>
    public static void AddTextAnalytics(this IServiceCollection services, IConfiguration configuration)
    {
        if (Uri.TryCreate(configuration["LANGUAGE:ENDPOINT"], UriKind.Absolute, out Uri? endpoint))
        {
            services.AddSingleton(new TextAnalyticsClient(endpoint, new DefaultAzureCredential()));
            services.AddSingleton<TextAnalyticsRecogniser>();
        }
    }
}
