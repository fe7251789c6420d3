using System.Globalization;
using AllianceMonitor.Articles;
using AllianceMonitor.Delivery;
using AllianceMonitor.Extraction.AzureLanguage;
using Microsoft.Extensions.Configuration;

namespace AllianceMonitor;

/// <summary>The settings of the app, checked at start; a wrong one stops it with its name, its value's problem and what to do.</summary>
public sealed record AppSettings
{
    public const string WebhookPrefix = "TEAMS_WEBHOOK_";

    /// <summary>Setting <c>DataStorage</c>: connection string, or <c>DataStorage__blobServiceUri</c> and <c>DataStorage__queueServiceUri</c> for managed identity.</summary>
    public required string? ConnectionString { get; init; }

    public Uri? BlobServiceUri { get; init; }
    public Uri? QueueServiceUri { get; init; }

    /// <summary>Setting <c>RECOGNIZER</c>: null for <c>embedded</c>, else how <c>azure-language</c> is reached.</summary>
    public LanguageOptions? Language { get; init; }

    public required ReadingLimits Limits { get; init; }
    public required IngestOptions Ingest { get; init; }
    public required RoutingOptions Routing { get; init; }
    public required DeliveryOptions Delivery { get; init; }
    public required LinkOptions Links { get; init; }
    public required EmailOptions Email { get; init; }
    public required TeamsOptions Teams { get; init; }

    /// <exception cref="ArgumentException">A setting is missing or wrong.</exception>
    public static AppSettings From(IConfiguration configuration)
    {
        string? connection = configuration["DataStorage"];
        Uri? blobs = Address(configuration, "DataStorage:blobServiceUri"), queues = Address(configuration, "DataStorage:queueServiceUri");
        if (string.IsNullOrWhiteSpace(connection) && (blobs is null || queues is null))
        {
            throw new ArgumentException("Setting DataStorage is missing: give a connection string, or DataStorage__blobServiceUri and DataStorage__queueServiceUri.");
        }

        var limits = new ReadingLimits();
        var ingest = new IngestOptions();
        var routing = new RoutingOptions();
        var delivery = new DeliveryOptions();
        var email = new EmailOptions();
        var teams = new TeamsOptions();
        string services = configuration["COMMUNICATION_SERVICES"] ?? "";
        string[] hosts = (configuration["TEAMS_ALLOWED_HOSTS"] ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
        return new AppSettings
        {
            ConnectionString = connection,
            BlobServiceUri = blobs,
            QueueServiceUri = queues,
            Language = AzureLanguage(configuration),
            Limits = limits with
            {
                MaxArticleBytes = Number(configuration, "MAX_ARTICLE_BYTES", limits.MaxArticleBytes, 1_000, 200_000_000),
                MaxParagraphs = (int)Number(configuration, "MAX_PARAGRAPHS", limits.MaxParagraphs, 1, 10_000_000),
                MaxNesting = (int)Number(configuration, "MAX_NESTING", limits.MaxNesting, 10, 5_000),
                MaxArticlesPerFile = (int)Number(configuration, "MAX_ARTICLES_PER_FILE", limits.MaxArticlesPerFile, 1, 100_000),
                MaxMessageParts = (int)Number(configuration, "MAX_MESSAGE_PARTS", limits.MaxMessageParts, 1, 100_000),
                MaxMessageDepth = (int)Number(configuration, "MAX_MESSAGE_DEPTH", limits.MaxMessageDepth, 1, 100),
            },
            Ingest = new IngestOptions
            {
                BackfillAfter = Duration(configuration, "BACKFILL_AFTER", ingest.BackfillAfter, TimeSpan.FromHours(1), TimeSpan.FromDays(3_650)),
            },
            Routing = routing with
            {
                AlertsPerHour = (int)Number(configuration, "ALERTS_PER_HOUR", routing.AlertsPerHour, 0, RoutingOptions.MaxAlertsPerHour),
            },
            Delivery = delivery with
            {
                Lease = Duration(configuration, "DELIVERY_LEASE", delivery.Lease, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10)),
                FirstBackoff = Duration(configuration, "DELIVERY_BACKOFF", delivery.FirstBackoff, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10)),
                PublicUrl = Address(configuration, "PUBLIC_URL") ?? delivery.PublicUrl,
            },
            Links = new LinkOptions { Key = Key(configuration, "LINK_KEY"), PreviousKey = Key(configuration, "LINK_KEY_PREVIOUS") },
            Email = email with
            {
                Host = configuration["SMTP:HOST"] ?? "",
                Port = (int)Number(configuration, "SMTP:PORT", email.Port, 1, 65_535),
                StartTls = Switch(configuration, "SMTP:STARTTLS", email.StartTls),
                User = configuration["SMTP:USER"] ?? "",
                Password = configuration["SMTP:PASSWORD"] ?? "",
                From = MailAddress(configuration, "EMAIL_FROM", email.From),
                CommunicationServices = services,
                Limit = new RateLimit(
                    (int)Number(configuration, "EMAIL_PER_MINUTE", services.Length > 0 ? CommunicationEmailChannel.PerMinute : 0, 0, 10_000),
                    (int)Number(configuration, "EMAIL_PER_HOUR", services.Length > 0 ? CommunicationEmailChannel.PerHour : 0, 0, 10_000)),
            },
            Teams = teams with
            {
                Webhooks = configuration.GetChildren().Where(child => child.Key.StartsWith(WebhookPrefix, StringComparison.OrdinalIgnoreCase) && child.Value is not null)
                    .ToDictionary(child => child.Key, child => child.Value!, StringComparer.OrdinalIgnoreCase),
                AllowedHosts = hosts.Length > 0 ? hosts : teams.AllowedHosts,
                Limit = new RateLimit((int)Number(configuration, "TEAMS_PER_MINUTE", 0, 0, 10_000), 0, PerRecipient: true),
            },
        };
    }

    /// <summary>How Azure AI Language is reached; null for the embedded recogniser.</summary>
    /// <exception cref="ArgumentException">A setting is missing or wrong.</exception>
    public static LanguageOptions? AzureLanguage(IConfiguration configuration)
    {
        switch (configuration["RECOGNIZER"])
        {
            case null or "" or "embedded":
                return null;
            case "azure-language":
                Uri endpoint = Address(configuration, "LANGUAGE_ENDPOINT") ?? throw new ArgumentException("Setting LANGUAGE_ENDPOINT is missing; RECOGNIZER azure-language needs it: https://NAME.cognitiveservices.azure.com/.");
                return endpoint.Scheme == Uri.UriSchemeHttps || endpoint.IsLoopback
                    ? new LanguageOptions { Endpoint = endpoint, Key = configuration["LANGUAGE_KEY"] is { Length: > 0 } key ? key : null }
                    : throw new ArgumentException("Setting LANGUAGE_ENDPOINT is not encrypted; write it as https://NAME.cognitiveservices.azure.com/, so that key and articles do not go over the net in clear.");
            case { } other:
                throw new ArgumentException($"Setting RECOGNIZER is \"{other}\"; give embedded or azure-language.");
        }
    }

    private static string Shown(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    private static long Number(IConfiguration configuration, string key, long without, long min, long max)
    {
        string? text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return without;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value >= min && value <= max
            ? value
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Setting {Shown(key)} is \"{text}\"; give a whole number from {min} to {max}."));
    }

    private static TimeSpan Duration(IConfiguration configuration, string key, TimeSpan without, TimeSpan min, TimeSpan max)
    {
        string? text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return without;
        }

        return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out TimeSpan value) && value >= min && value <= max
            ? value
            : throw new ArgumentException($"Setting {Shown(key)} is \"{text}\"; give a time as hh:mm:ss from {min} to {max}.");
    }

    private static bool Switch(IConfiguration configuration, string key, bool without) => configuration[key] switch
    {
        null or "" => without,
        { } text when bool.TryParse(text, out bool value) => value,
        { } text => throw new ArgumentException($"Setting {Shown(key)} is \"{text}\"; give true or false."),
    };

    private static Uri? Address(IConfiguration configuration, string key)
    {
        string? text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? address
            : throw new ArgumentException($"Setting {Shown(key)} is not a web address; write it as https://host/.");
    }

    private static byte[]? Key(IConfiguration configuration, string key)
    {
        string? text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length) && length >= LinkOptions.MinKeyBytes
            ? bytes[..length]
            : throw new ArgumentException($"Setting {key} is not a key; give the Base64 of {LinkOptions.MinKeyBytes} random bytes or more (openssl rand -base64 32).");
    }

    private static string MailAddress(IConfiguration configuration, string key, string without)
    {
        string? text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return without;
        }

        return System.Net.Mail.MailAddress.TryCreate(text, out System.Net.Mail.MailAddress? address) && address.Address == text
            ? text
            : throw new ArgumentException($"Setting {key} is not an email address; write it as name@example.com.");
    }
}
