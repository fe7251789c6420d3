using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AllianceMonitor.Alerts;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AllianceMonitor.Delivery;

/// <summary>
/// Email through Azure Communication Services (REST, version 2023-03-31). The operation's id comes from the delivery key, so that the service takes a repeated send for the same one.
/// </summary>
public sealed class CommunicationEmailChannel : IChannel
{
    /// <summary>What the service takes on a domain of one's own until it is raised.</summary>
    public const int PerMinute = 30, PerHour = 100;

    private const string Path = "/emails:send?api-version=2023-03-31";
    private const string Scope = "https://communication.azure.com/.default";
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);

    private readonly EmailOptions options;
    private readonly Uri endpoint;
    private readonly byte[]? accessKey;
    private readonly HttpPipeline pipeline;
    private readonly TimeProvider clock;

    /// <param name="options">With the connection string (<c>endpoint=https://...;accesskey=...</c>) or the address of the service.</param>
    /// <param name="credential">The app's identity, for an address alone.</param>
    /// <param name="clock">Dates the signatures.</param>
    /// <param name="transport">What sends the requests; null for the library's own.</param>
    /// <exception cref="ArgumentException">The setting is neither.</exception>
    public CommunicationEmailChannel(EmailOptions options, TokenCredential? credential, TimeProvider clock, HttpPipelineTransport? transport = null)
    {
        (this.options, this.clock) = (options, clock);
        (endpoint, accessKey) = Parse(options.CommunicationServices);
        var client = new Options { Retry = { MaxRetries = 0 } };
        client.Diagnostics.IsLoggingContentEnabled = false;
        client.Transport = transport ?? client.Transport;
        pipeline = HttpPipelineBuilder.Build(client, accessKey is null && credential is not null ? new BearerTokenAuthenticationPolicy(credential, Scope) : new NoPolicy());
    }

    public string Name => Recipient.Email;

    public RateLimit Limit => options.Limit;

    public async Task<SendResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        using HttpMessage message = pipeline.CreateMessage();
        Prepare(message.Request, notification);
        try
        {
            await pipeline.SendAsync(message, cancellation);
        }
        catch (OperationCanceledException)
        {
            return new SendResult.Unknown("Communication Services: no answer within the time-out");
        }
        catch (Exception fault) when (fault is Azure.RequestFailedException or HttpRequestException or IOException or Azure.Identity.AuthenticationFailedException)
        {
            return ErrorOf(fault) is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError || fault is Azure.Identity.AuthenticationFailedException
                ? new SendResult.TryLater("Communication Services cannot be reached")
                : new SendResult.Unknown("Communication Services: the connection broke before the answer");
        }

        return Judge(message.Response, message.Request.Headers.TryGetValue("Operation-Id", out string? id) ? id! : "");
    }

    private static HttpRequestError? ErrorOf(Exception fault) => (fault as HttpRequestException ?? fault.InnerException as HttpRequestException)?.HttpRequestError;

    private static SendResult Judge(Azure.Response response, string operation)
    {
        string evidence = string.Create(CultureInfo.InvariantCulture, $"HTTP {response.Status}");
        return response.Status switch
        {
            202 => new SendResult.Accepted($"{evidence}, operation {operation}"),
            408 or 429 or >= 500 => new SendResult.TryLater(evidence, RetryAfter(response)),
            // The key or the identity is wrong, which is no fault of the message.
            401 or 403 => new SendResult.TryLater(evidence),
            _ => new SendResult.Refused(evidence),
        };
    }

    private static TimeSpan? RetryAfter(Azure.Response response)
    {
        if (!response.Headers.TryGetValue("Retry-After", out string? text))
        {
            return null;
        }

        TimeSpan? after = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset until) ? until - response.Headers.Date : null;
        return after is { } wait && wait > TimeSpan.Zero ? (wait < MaxRetryAfter ? wait : MaxRetryAfter) : null;
    }

    private void Prepare(Request request, Notification notification)
    {
        byte[] body = Encoding.UTF8.GetBytes(Body(notification).ToJsonString());
        request.Method = RequestMethod.Post;
        request.Uri.Reset(new Uri(endpoint, Path));
        request.Headers.Add("Content-Type", "application/json");
        request.Headers.Add("Operation-Id", OperationId(notification.Receipt.Key).ToString());
        request.Content = RequestContent.Create(body);
        if (accessKey is not null)
        {
            Sign(request, body, accessKey);
        }
    }

    /// <summary>The beginning of the delivery key as a UUID (version 8, RFC 9562).</summary>
    public static Guid OperationId(string deliveryKey)
    {
        byte[] bytes = Convert.FromHexString(deliveryKey.AsSpan(0, 32));
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>What the delivery keys that may have this operation begin with: the digits before those that say version and variant.</summary>
    internal static string KeyPrefix(Guid operation) => operation.ToString("N")[..12];

    private JsonObject Body(Notification notification)
    {
        EmailContent content = EmailContent.Of(notification, options.From);
        return new JsonObject
        {
            ["senderAddress"] = options.From,
            ["recipients"] = new JsonObject { ["to"] = new JsonArray(new JsonObject { ["address"] = notification.Receipt.Recipient.Address }) },
            ["content"] = new JsonObject { ["subject"] = content.Subject, ["plainText"] = content.Text, ["html"] = content.Html },
            ["headers"] = new JsonObject(content.Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value))),
            ["userEngagementTrackingDisabled"] = true,
        };
    }

    /// <summary>Signs verb, path, date, host and content with the access key, as the service's authentication by key asks for.</summary>
    private void Sign(Request request, byte[] body, byte[] key)
    {
        string date = clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture), hash = Convert.ToBase64String(SHA256.HashData(body)), host = endpoint.Authority;
        string signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"POST\n{Path}\n{date};{host};{hash}")));
        request.Headers.Add("x-ms-date", date);
        request.Headers.Add("x-ms-content-sha256", hash);
        request.Headers.Add("Authorization", $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}");
    }

    private static (Uri Endpoint, byte[]? AccessKey) Parse(string setting)
    {
        Dictionary<string, string> parts = setting.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).Where(part => part.Length == 2)
            .ToDictionary(part => part[0].Trim(), part => part[1].Trim(), StringComparer.OrdinalIgnoreCase);
        string address = parts.GetValueOrDefault("endpoint") ?? setting;
        var key = new byte[setting.Length];
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? endpoint) || endpoint.Scheme != Uri.UriSchemeHttps)
        {
            throw new ArgumentException("Setting COMMUNICATION_SERVICES is neither a connection string nor an address; write endpoint=https://NAME.communication.azure.com/;accesskey=..., or the address alone.");
        }

        return !parts.TryGetValue("accesskey", out string? text) ? (endpoint, null)
            : Convert.TryFromBase64String(text, key, out int length) && length > 0 ? (endpoint, key[..length])
            : throw new ArgumentException("The accesskey in setting COMMUNICATION_SERVICES is not Base64; copy the connection string again.");
    }

    private sealed class Options : ClientOptions;

    private sealed class NoPolicy : HttpPipelineSynchronousPolicy;
}
