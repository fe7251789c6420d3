using System.Globalization;
using AllianceMonitor.Articles;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace AllianceMonitor.Extraction.AzureLanguage;

/// <summary>
/// Names by Azure AI Language. Whatever goes wrong, the article goes on with what the service did say and the embedded recogniser for the rest, and its outcome carries a flag
/// <c>language-service-...</c>. A service that keeps failing is left alone for a while.
/// </summary>
public sealed class AzureLanguageRecognizer : INameRecognizer
{
    /// <summary>Longer articles are cut: what the service is asked costs money and time.</summary>
    private const int MaxDocuments = 50;

    private readonly LanguageClient client;
    private readonly ILogger<AzureLanguageRecognizer>? logger;
    private readonly ResiliencePipeline guard;

    public AzureLanguageRecognizer(LanguageOptions options, TimeProvider clock, ILogger<AzureLanguageRecognizer> logger)
        : this(new LanguageClient(options), options, clock, logger)
    {
    }

    internal AzureLanguageRecognizer(LanguageClient client, LanguageOptions options, TimeProvider clock, ILogger<AzureLanguageRecognizer>? logger = null)
    {
        (this.client, this.logger) = (client, logger);
        guard = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = options.FailuresBeforePause,
                SamplingDuration = options.FailureWindow,
                BreakDuration = options.Pause,
                ShouldHandle = new PredicateBuilder().Handle<LanguageServiceException>().Handle<TimeoutRejectedException>(),
            })
            .AddTimeout(options.Timeout)
            .Build();
    }

    public async Task<RecognizedNames> RecognizeAsync(Article article, CancellationToken cancellation)
    {
        var result = new Result([article.Title ?? "", .. article.Paragraphs]);
        List<LanguageDocument> documents = LanguageDocument.Split(result.Texts);
        LanguageFailure? failure = documents.Count > MaxDocuments ? LanguageFailure.Partial : null;
        try
        {
            await guard.ExecuteAsync(async token =>
            {
                foreach (LanguageDocument[] batch in documents.Take(MaxDocuments).Chunk(LanguageClient.MaxDocuments))
                {
                    AnalyzeTextResults results = await client.AnalyzeAsync([.. batch.Select((document, i) => new InputDocument(Id(i), article.Language, document.Text))], token);
                    foreach (DocumentError? error in results.Errors ?? [])
                    {
                        logger?.LogWarning("Azure AI Language refused a document: {Code}.", error?.Error?.Innererror?.Code ?? error?.Error?.Code);
                    }

                    for (int i = 0; i < batch.Length; i++)
                    {
                        DocumentEntities? answer = results.Documents?.FirstOrDefault(document => document?.Id == Id(i));
                        if (answer is not null)
                        {
                            result.Take(batch[i], answer);
                        }
                        else
                        {
                            failure = results.Errors?.Any(error => error?.Id == Id(i)) == true ? LanguageFailure.Partial : throw new LanguageServiceException(LanguageFailure.InvalidResponse, "a document without result");
                        }
                    }
                }
            }, cancellation);
        }
        catch (LanguageServiceException failed)
        {
            failure = failed.Failure;
            logger?.LogWarning("Azure AI Language: {Problem}; the embedded recogniser reads on.", failed.Message);
        }
        catch (TimeoutRejectedException)
        {
            failure = LanguageFailure.TimedOut;
            logger?.LogWarning("Azure AI Language took too long; the embedded recogniser reads on.");
        }
        catch (BrokenCircuitException)
        {
            failure = LanguageFailure.Paused;
        }

        return result.Names(documents, failure is { } why ? $"language-service-{KebabCase.Of(why)}" : null);
    }

    private static string Id(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>What the service said about the texts of an article, the title first.</summary>
    private sealed class Result(List<string> texts)
    {
        private readonly List<RecognizedName>[] names = [.. texts.Select(_ => new List<RecognizedName>())];
        private readonly HashSet<LanguageDocument> taken = [];

        public List<string> Texts => texts;

        public void Take(LanguageDocument document, DocumentEntities answer)
        {
            string text = document.Text;
            List<(int Text, RecognizedName Name)> found = [];
            foreach (LanguageEntity? entity in answer.Entities ?? [])
            {
                if (entity is not { Text: not null, Offset: >= 0, Length: > 0 } || entity.Length > text.Length - entity.Offset
                    || !text.AsSpan(entity.Offset, entity.Length).SequenceEqual(entity.Text))
                {
                    throw new LanguageServiceException(LanguageFailure.InvalidResponse, "an entity that does not stand where it should");
                }

                // One that goes from one paragraph into the next is none.
                if (entity.ConfidenceScore >= EntityCategories.MinConfidence && EntityCategories.TypeOf(entity.Category) is { } type && document.Rebase(entity.Offset, entity.Length) is { } at)
                {
                    found.Add((at.Text, new RecognizedName(at.Start, at.End, type)));
                }
            }

            foreach ((int index, RecognizedName name) in found)
            {
                names[index].Add(name);
            }

            taken.Add(document);
        }

        /// <summary>A text of which a piece is missing is left to the embedded recogniser as a whole.</summary>
        public RecognizedNames Names(List<LanguageDocument> documents, string? flag)
        {
            HashSet<int> missing = [.. documents.Where(document => !taken.Contains(document)).SelectMany(document => document.Texts)];
            IReadOnlyList<RecognizedName>?[] complete = [.. names.Select((list, index) => missing.Contains(index) ? null : (IReadOnlyList<RecognizedName>)[.. list.OrderBy(name => name.Start)])];
            return new RecognizedNames(complete[0], complete[1..], flag);
        }
    }
}
