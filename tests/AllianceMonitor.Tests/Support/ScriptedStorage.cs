using System.Collections.Concurrent;
using System.Net;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace AllianceMonitor.Tests.Support;

/// <summary>Stands for a storage account at the level of HTTP, for what Azurite does not do: refusals, ages. Answers each request by method and path.</summary>
internal sealed class ScriptedStorage(Func<string, string, HttpResponseMessage> answer) : HttpMessageHandler
{
    /// <summary><c>METHOD /path</c> of what was asked.</summary>
    public ConcurrentBag<string> Requests { get; } = [];

    // No retries: a refusal is an answer.
    public BlobServiceClient Blobs => new(new Uri("https://account.blob.example"), new BlobClientOptions { Transport = Transport, Retry = { MaxRetries = 0 } });

    public QueueServiceClient Queues => new(new Uri("https://account.queue.example"), new QueueClientOptions { Transport = Transport, Retry = { MaxRetries = 0 } });

    private HttpClientTransport Transport => new(new HttpClient(this, disposeHandler: false));

    public static HttpResponseMessage Reply(HttpStatusCode status, string? xml = null, string? error = null, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(xml ?? $"<Error><Code>{error}</Code><Message>{error}</Message></Error>", System.Text.Encoding.UTF8, "application/xml") };
        response.Content.Headers.LastModified = DateTimeOffset.UnixEpoch;
        response.Headers.ETag = new System.Net.Http.Headers.EntityTagHeaderValue("\"1\"");
        if (error is not null)
        {
            response.Headers.Add("x-ms-error-code", error);
        }

        foreach ((string name, string value) in headers)
        {
            response.Headers.Add(name, value);
        }

        return response;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
        return Task.FromResult(answer(request.Method.Method, request.RequestUri.AbsolutePath));
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => throw new NotSupportedException("The app never waits for storage without yielding.");
}
