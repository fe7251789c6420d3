using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AllianceMonitor.Alerts;

namespace AllianceMonitor.Delivery;

/// <summary>Settings of the Teams channel.</summary>
public sealed record TeamsOptions
{
    /// <summary>Settings <c>TEAMS_WEBHOOK_NAME</c> by name: the secret addresses of the channels' Workflows webhooks.</summary>
    public IReadOnlyDictionary<string, string> Webhooks { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Setting <c>TEAMS_ALLOWED_HOSTS</c>: hosts, or their parents, that webhooks may point at. Default <c>logic.azure.com</c> and
    /// <c>api.powerplatform.com</c>. Plain http is allowed for loopback addresses only.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = ["logic.azure.com", "api.powerplatform.com"];

    /// <summary>Setting <c>TEAMS_PER_MINUTE</c>: cards that one webhook takes. Default none: Teams says 429 when it has enough.</summary>
    public RateLimit Limit { get; init; } = RateLimit.None;
}

/// <summary>Adaptive Cards to Microsoft Teams, through a channel's Workflows webhook.</summary>
public sealed class TeamsChannel(HttpClient http, TeamsOptions options) : IChannel
{
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);

    public string Name => Recipient.Teams;

    public RateLimit Limit => options.Limit;

    public async Task<SendResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        string setting = notification.Receipt.Recipient.Address;
        if (!options.Webhooks.TryGetValue(setting, out string? address) || string.IsNullOrWhiteSpace(address))
        {
            return new SendResult.Refused($"setting {setting} is not set");
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? webhook) || !IsAllowed(webhook))
        {
            return new SendResult.Refused($"the address in setting {setting} is not allowed: https and a host of TEAMS_ALLOWED_HOSTS are needed");
        }

        JsonObject message = CardMessage.Of(notification);
        using var content = new ByteArrayContent(CardMessage.Bytes(message));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        try
        {
            using HttpResponseMessage response = await http.PostAsync(webhook, content, cancellation);
            return Judge(response);
        }
        catch (HttpRequestException fault)
        {
            return fault.InnerException is PrivateAddressException ? new SendResult.Refused($"the host in setting {setting} resolves to a private address")
                : fault.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
                ? new SendResult.TryLater($"Teams: {fault.HttpRequestError}")
                : new SendResult.Unknown($"Teams: {fault.HttpRequestError} before the answer");
        }
        catch (OperationCanceledException)
        {
            return new SendResult.Unknown("Teams: no answer within the time-out");
        }
    }

    private static SendResult Judge(HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        return response.StatusCode switch
        {
            HttpStatusCode.OK or HttpStatusCode.Accepted => new SendResult.Accepted($"HTTP {status}"),
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout => new SendResult.TryLater($"HTTP {status}", RetryAfter(response)),
            >= HttpStatusCode.InternalServerError => new SendResult.TryLater($"HTTP {status}", RetryAfter(response)),
            HttpStatusCode.Gone => new SendResult.Refused($"HTTP {status}", RecipientFault.Gone),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound => new SendResult.Refused($"HTTP {status}", RecipientFault.MaybeGone),
            _ => new SendResult.Refused($"HTTP {status}"),
        };
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;
        TimeSpan? after = header?.Delta ?? (header?.Date - response.Headers.Date);
        return after is { } wait && wait > TimeSpan.Zero ? (wait < MaxRetryAfter ? wait : MaxRetryAfter) : null;
    }

    private bool IsAllowed(Uri webhook)
    {
        bool listed = options.AllowedHosts.Any(host => webhook.IdnHost.Equals(host, StringComparison.OrdinalIgnoreCase) || webhook.IdnHost.EndsWith($".{host}", StringComparison.OrdinalIgnoreCase));
        return listed && webhook.UserInfo.Length == 0 && (webhook.Scheme == Uri.UriSchemeHttps || (webhook.Scheme == Uri.UriSchemeHttp && webhook.IsLoopback));
    }
}
