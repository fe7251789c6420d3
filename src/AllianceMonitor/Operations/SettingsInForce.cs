using System.Globalization;
using AllianceMonitor.Articles;
using AllianceMonitor.Delivery;
using AllianceMonitor.Extraction.AzureLanguage;

namespace AllianceMonitor.Operations;

/// <summary>A setting in force; never a secret.</summary>
public sealed record ShownSetting(string Name, string Value);

/// <summary>What operations may see of the settings: of keys, passwords and webhook addresses only whether they are set.</summary>
public static class SettingsInForce
{
    public static IReadOnlyList<ShownSetting> Of(AppSettings settings) =>
    [
        new("DataStorage", settings.BlobServiceUri is { } blobs ? $"{blobs.Host}, managed identity" : "connection string"),
        new("PUBLIC_URL", settings.Delivery.PublicUrl.AbsoluteUri),
        .. OfEmail(settings.Email),
        new("TEAMS_WEBHOOK_...", settings.Teams.Webhooks.Count == 0 ? "none" : string.Join(", ", settings.Teams.Webhooks.Keys.Order(StringComparer.Ordinal))),
        new("TEAMS_ALLOWED_HOSTS", string.Join(", ", settings.Teams.AllowedHosts)),
        new("TEAMS_PER_MINUTE", Limit(settings.Teams.Limit.PerMinute)),
        new("LINK_KEY", IsSet(settings.Links.Key is not null)),
        new("LINK_KEY_PREVIOUS", IsSet(settings.Links.PreviousKey is not null)),
        new("ALERTS_PER_HOUR", Limit(settings.Routing.AlertsPerHour)),
        new("BACKFILL_AFTER", Duration(settings.Ingest.BackfillAfter)),
        new("DELIVERY_LEASE", Duration(settings.Delivery.Lease)),
        new("DELIVERY_BACKOFF", Duration(settings.Delivery.FirstBackoff)),
        .. OfLanguage(settings.Language),
        .. OfReading(settings.Limits),
    ];

    private static IEnumerable<ShownSetting> OfEmail(EmailOptions email) =>
    [
        new("COMMUNICATION_SERVICES", email.CommunicationServices.Length == 0 ? "none: email goes over SMTP" : email.CommunicationServices.Contains("accesskey", StringComparison.OrdinalIgnoreCase) ? "with key" : "managed identity"),
        new("SMTP__HOST", email.Host.Length == 0 ? "none" : email.Host),
        new("SMTP__PORT", email.Port.ToString(CultureInfo.InvariantCulture)),
        new("SMTP__STARTTLS", email.StartTls ? "true" : "false"),
        new("SMTP__USER", IsSet(email.User.Length > 0)),
        new("SMTP__PASSWORD", IsSet(email.Password.Length > 0)),
        new("EMAIL_FROM", email.From),
        new("EMAIL_PER_MINUTE", Limit(email.Limit.PerMinute)),
        new("EMAIL_PER_HOUR", Limit(email.Limit.PerHour)),
    ];

    private static IEnumerable<ShownSetting> OfLanguage(LanguageOptions? language) =>
    [
        new("RECOGNIZER", language is null ? "embedded" : "azure-language"),
        new("LANGUAGE_ENDPOINT", language is null ? "not used" : language.Endpoint.Host),
        new("LANGUAGE_KEY", language is null ? "not used" : language.Key is null ? "managed identity" : "set"),
    ];

    private static IEnumerable<ShownSetting> OfReading(ReadingLimits limits) =>
    [
        new("MAX_ARTICLE_BYTES", Number(limits.MaxArticleBytes)),
        new("MAX_PARAGRAPHS", Number(limits.MaxParagraphs)),
        new("MAX_NESTING", Number(limits.MaxNesting)),
        new("MAX_ARTICLES_PER_FILE", Number(limits.MaxArticlesPerFile)),
        new("MAX_MESSAGE_PARTS", Number(limits.MaxMessageParts)),
        new("MAX_MESSAGE_DEPTH", Number(limits.MaxMessageDepth)),
    ];

    private static string IsSet(bool isSet) => isSet ? "set" : "none";

    private static string Limit(int limit) => limit == 0 ? "no limit" : Number(limit);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);
}
