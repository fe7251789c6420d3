using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace AllianceMonitor.Extraction.AzureLanguage;

/// <summary>One request to the service, through Azure.Core's pipeline: authorisation, retries (429 and Retry-After included) and diagnostics are the library's.</summary>
internal sealed class LanguageClient
{
    public const int MaxDocuments = 5;

    private const string Scope = "https://cognitiveservices.azure.com/.default";

    private readonly HttpPipeline pipeline;
    private readonly Uri operation;

    /// <param name="options">Where, and with which key.</param>
    /// <param name="credential">Used where there is no key.</param>
    /// <param name="transport">For tests; null for the usual one.</param>
    public LanguageClient(LanguageOptions options, TokenCredential? credential = null, HttpPipelineTransport? transport = null)
    {
        operation = new Uri(options.Endpoint, "language/:analyze-text?api-version=2023-04-01");
        var client = new Options();
        client.Retry.MaxRetries = 2;
        client.Retry.Delay = options.RetryDelay;
        client.Retry.NetworkTimeout = options.Timeout;
        client.Diagnostics.IsLoggingContentEnabled = false;
        if (transport is not null)
        {
            client.Transport = transport;
        }

        pipeline = HttpPipelineBuilder.Build(client, options.Key is { } key
            ? new KeyPolicy(key)
            : new BearerTokenAuthenticationPolicy(credential ?? new DefaultAzureCredential(), Scope));
    }

    private sealed class Options : ClientOptions;

    private sealed class KeyPolicy(string key) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) => message.Request.Headers.SetValue("Ocp-Apim-Subscription-Key", key);
    }

    /// <exception cref="LanguageServiceException">The service did not answer as it should.</exception>
    public async Task<AnalyzeTextResults> AnalyzeAsync(IReadOnlyList<InputDocument> documents, CancellationToken cancellation)
    {
        var body = new AnalyzeTextRequest("EntityRecognition", new EntitiesParameters("latest", "Utf16CodeUnit", LoggingOptOut: true), new AnalysisInput(documents));
        using HttpMessage message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(operation);
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Content = RequestContent.Create(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(body, LanguageJson.Default.AnalyzeTextRequest)));
        try
        {
            await pipeline.SendAsync(message, cancellation);
        }
        catch (AuthenticationFailedException noToken)
        {
            throw new LanguageServiceException(LanguageFailure.Unauthorized, "no token for the identity of the app", noToken);
        }
        catch (Exception broken) when (broken is RequestFailedException or AggregateException or IOException || (broken is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new LanguageServiceException(LanguageFailure.Unreachable, "no answer", broken);
        }

        Response response = message.Response;
        if (response.Status != 200)
        {
            throw new LanguageServiceException(
                response.Status switch { 401 or 403 => LanguageFailure.Unauthorized, 429 => LanguageFailure.Throttled, >= 500 => LanguageFailure.Failed, _ => LanguageFailure.Refused },
                $"status {response.Status} {ErrorCode(response.Content)}");
        }

        return Results(response.Content);
    }

    private static AnalyzeTextResults Results(BinaryData content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, LanguageJson.Default.AnalyzeTextResponse) is { Kind: "EntityRecognitionResults", Results: { } results }
                ? results
                : throw new LanguageServiceException(LanguageFailure.InvalidResponse, "no entity recognition results");
        }
        catch (JsonException notJson)
        {
            throw new LanguageServiceException(LanguageFailure.InvalidResponse, "not the JSON of the contract", notJson);
        }
    }

    private static string ErrorCode(BinaryData content)
    {
        try
        {
            ErrorDetail? error = JsonSerializer.Deserialize(content, LanguageJson.Default.ErrorResponse)?.Error;
            return error?.Innererror?.Code ?? error?.Code ?? "without error code";
        }
        catch (JsonException)
        {
            return "without JSON";
        }
    }
}
