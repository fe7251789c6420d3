using AllianceMonitor.Delivery;
using Microsoft.Extensions.Configuration;

namespace AllianceMonitor.Tests;

public class AppSettingsTests
{
    [Fact]
    public void Settings_have_defaults()
    {
        AppSettings settings = From(("DataStorage", "UseDevelopmentStorage=true"));

        Assert.Equal(20 * 1024 * 1024, settings.Limits.MaxArticleBytes);
        Assert.Equal(TimeSpan.FromDays(21), settings.Ingest.BackfillAfter);
        Assert.Equal(TimeSpan.FromMinutes(2), settings.Delivery.Lease);
        Assert.Equal(20, settings.Routing.AlertsPerHour);
        Assert.Equal((587, true, ""), (settings.Email.Port, settings.Email.StartTls, settings.Email.Host));
        Assert.Equal(["logic.azure.com", "api.powerplatform.com"], settings.Teams.AllowedHosts);
        Assert.Empty(settings.Teams.Webhooks);
    }

    [Fact]
    public void Settings_are_read()
    {
        AppSettings settings = From(
            ("DataStorage:blobServiceUri", "https://a.blob.core.windows.net/"), ("DataStorage:queueServiceUri", "https://a.queue.core.windows.net/"), ("MAX_ARTICLE_BYTES", "5000"),
            ("ALERTS_PER_HOUR", "0"), ("DELIVERY_LEASE", "00:00:30"), ("BACKFILL_AFTER", "2.12:00:00"), ("SMTP:HOST", "mail.example"), ("SMTP:PORT", "25"), ("SMTP:STARTTLS", "false"),
            ("EMAIL_FROM", "from@example.com"), ("TEAMS_WEBHOOK_DESK", "https://x.logic.azure.com/?sig=1"), ("TEAMS_ALLOWED_HOSTS", "hooks.example, localhost"), ("PUBLIC_URL", "https://news.example"));

        Assert.Equal((5000, 0, TimeSpan.FromSeconds(30)), (settings.Limits.MaxArticleBytes, settings.Routing.AlertsPerHour, settings.Delivery.Lease));
        Assert.Equal(TimeSpan.FromHours(60), settings.Ingest.BackfillAfter);
        Assert.Equal(("mail.example", 25, false, "from@example.com"), (settings.Email.Host, settings.Email.Port, settings.Email.StartTls, settings.Email.From));
        Assert.Equal("https://x.logic.azure.com/?sig=1", settings.Teams.Webhooks["TEAMS_WEBHOOK_DESK"]);
        Assert.Equal(["hooks.example", "localhost"], settings.Teams.AllowedHosts);
        Assert.Equal("https://news.example/", settings.Delivery.PublicUrl.AbsoluteUri);
    }

    [Fact]
    public void Rate_limits_are_those_of_the_service_that_is_used()
    {
        Assert.Equal((RateLimit.None, new RateLimit(0, 0, PerRecipient: true)), (From(("DataStorage", "x")).Email.Limit, From(("DataStorage", "x")).Teams.Limit));
        Assert.Equal(new RateLimit(30, 100), From(("DataStorage", "x"), ("COMMUNICATION_SERVICES", "https://a.communication.azure.com/")).Email.Limit);
        Assert.Equal(new RateLimit(5, 0), From(("DataStorage", "x"), ("EMAIL_PER_MINUTE", "5")).Email.Limit);
        Assert.Equal(32, From(("DataStorage", "x"), ("LINK_KEY", Convert.ToBase64String(new byte[32]))).Links.Key!.Length);
    }

    [Theory]
    [InlineData("MAX_ARTICLE_BYTES", "a lot", "MAX_ARTICLE_BYTES")]
    [InlineData("MAX_ARTICLE_BYTES", "-1", "MAX_ARTICLE_BYTES")]
    [InlineData("MAX_ARTICLE_BYTES", "999999999999", "MAX_ARTICLE_BYTES")]
    [InlineData("MAX_PARAGRAPHS", "0", "MAX_PARAGRAPHS")]
    [InlineData("MAX_NESTING", "1", "MAX_NESTING")]
    [InlineData("MAX_MESSAGE_PARTS", "0", "MAX_MESSAGE_PARTS")]
    [InlineData("MAX_MESSAGE_DEPTH", "0", "MAX_MESSAGE_DEPTH")]
    [InlineData("MAX_ARTICLES_PER_FILE", "many", "MAX_ARTICLES_PER_FILE")]
    [InlineData("ALERTS_PER_HOUR", "-1", "ALERTS_PER_HOUR")]
    [InlineData("ALERTS_PER_HOUR", "501", "ALERTS_PER_HOUR")]
    [InlineData("ALERTS_PER_HOUR", "few", "ALERTS_PER_HOUR")]
    [InlineData("BACKFILL_AFTER", "3 weeks", "BACKFILL_AFTER")]
    [InlineData("BACKFILL_AFTER", "00:30:00", "BACKFILL_AFTER")]
    [InlineData("DELIVERY_LEASE", "30", "DELIVERY_LEASE")]
    [InlineData("DELIVERY_LEASE", "00:00:01", "DELIVERY_LEASE")]
    [InlineData("DELIVERY_LEASE", "10:00:00", "DELIVERY_LEASE")]
    [InlineData("DELIVERY_BACKOFF", "soon", "DELIVERY_BACKOFF")]
    [InlineData("LINK_KEY", "short", "LINK_KEY")]
    [InlineData("LINK_KEY", "not Base64 at all, however long it may be", "LINK_KEY")]
    [InlineData("LINK_KEY_PREVIOUS", "AAAA", "LINK_KEY_PREVIOUS")]
    [InlineData("EMAIL_PER_MINUTE", "many", "EMAIL_PER_MINUTE")]
    [InlineData("EMAIL_PER_HOUR", "-1", "EMAIL_PER_HOUR")]
    [InlineData("TEAMS_PER_MINUTE", "99999", "TEAMS_PER_MINUTE")]
    [InlineData("PUBLIC_URL", "news.example", "PUBLIC_URL")]
    [InlineData("RECOGNIZER", "spacy", "RECOGNIZER")]
    [InlineData("PUBLIC_URL", "ftp://news.example", "PUBLIC_URL")]
    [InlineData("SMTP:PORT", "70000", "SMTP__PORT")]
    [InlineData("SMTP:STARTTLS", "yes", "SMTP__STARTTLS")]
    [InlineData("EMAIL_FROM", "nobody", "EMAIL_FROM")]
    [InlineData("EMAIL_FROM", "A B <a@example.com>", "EMAIL_FROM")]
    [InlineData("DataStorage:blobServiceUri", "a.blob", "DataStorage__blobServiceUri")]
    public void A_wrong_setting_is_named_with_what_to_do(string key, string value, string shown)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => From(("DataStorage", "UseDevelopmentStorage=true"), (key, value)));

        Assert.StartsWith($"Setting {shown} is ", error.Message, StringComparison.Ordinal);
        Assert.Matches("; (give|write) ", error.Message);
    }

    [Theory]
    [InlineData("", "Setting LANGUAGE_ENDPOINT is missing; ")]
    [InlineData("http://language.example/", "Setting LANGUAGE_ENDPOINT is not encrypted; write ")]
    [InlineData("language", "Setting LANGUAGE_ENDPOINT is not a web address; write ")]
    public void The_language_service_is_reached_by_https(string endpoint, string message)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => From(("DataStorage", "UseDevelopmentStorage=true"), ("RECOGNIZER", "azure-language"), ("LANGUAGE_ENDPOINT", endpoint)));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("secret")]
    public void The_language_service_is_used_with_a_key_or_the_identity_of_the_app(string? key)
    {
        AppSettings settings = From(("DataStorage", "UseDevelopmentStorage=true"), ("RECOGNIZER", "azure-language"), ("LANGUAGE_ENDPOINT", "https://language.example/"), ("LANGUAGE_KEY", key ?? ""));

        Assert.Equal(("https://language.example/", key), (settings.Language!.Endpoint.AbsoluteUri, settings.Language.Key));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("DataStorage:blobServiceUri")]
    [InlineData("DataStorage:queueServiceUri")]
    public void A_missing_store_is_named(string? key)
    {
        (string, string)[] pairs = key is null ? [] : [(key, "https://a.example/")];
        ArgumentException error = Assert.Throws<ArgumentException>(() => From(pairs));

        Assert.StartsWith("Setting DataStorage is missing: ", error.Message, StringComparison.Ordinal);
    }

    private static AppSettings From(params (string Key, string Value)[] settings) => AppSettings.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());
}
