using System.Text.Json;
using AllianceMonitor.Operations;
using AllianceMonitor.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace AllianceMonitor.Tests.Operations;

public sealed class SettingsInForceTests
{
    /// <summary>Of the host, and of the telemetry exporter, which reads its own.</summary>
    private static readonly string[] NotOfTheApp = ["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage", "OTEL_EXPORTER_OTLP_ENDPOINT"];

    private static Dictionary<string, string> Sample => JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "local.settings.sample.json"))).RootElement.GetProperty("Values")
        .EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetString()!);

    [Fact]
    public void Every_setting_of_the_app_is_shown()
    {
        IEnumerable<string> settings = Sample.Keys.Except(NotOfTheApp).Select(name => name.StartsWith(AppSettings.WebhookPrefix, StringComparison.Ordinal) ? "TEAMS_WEBHOOK_..." : name).Distinct();

        Assert.Equal(settings.Order(StringComparer.Ordinal), Shown(Sample).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_secret_is_shown()
    {
        const string Canary = "canaryCANARYcanary";
        Dictionary<string, string> settings = Sample;
        foreach (string secret in (string[])["SMTP__USER", "SMTP__PASSWORD", "LANGUAGE_KEY"])
        {
            settings[secret] = Canary;
        }

        settings["DataStorage"] = $"AccountName=a;AccountKey={Canary}";
        settings["COMMUNICATION_SERVICES"] = $"endpoint=https://example.communication.azure.com/;accesskey={Canary}";
        settings["LINK_KEY"] = settings["LINK_KEY_PREVIOUS"] = Convert.ToBase64String(Enumerable.Repeat((byte)'c', 32).ToArray());
        settings["TEAMS_WEBHOOK_ALLIANCE_DESK"] = $"https://prod.logic.azure.com/{Canary}";
        (settings["RECOGNIZER"], settings["LANGUAGE_ENDPOINT"]) = ("azure-language", "https://language.example/");

        Dictionary<string, string> shown = Shown(settings);

        Assert.DoesNotContain(shown.Values, value => value.Contains(Canary, StringComparison.OrdinalIgnoreCase) || value.Contains(settings["LINK_KEY"], StringComparison.Ordinal));
        Assert.Equal(("set", "set", "with key", "set"), (shown["SMTP__PASSWORD"], shown["LINK_KEY"], shown["COMMUNICATION_SERVICES"], shown["LANGUAGE_KEY"]));
        Assert.Contains("TEAMS_WEBHOOK_ALLIANCE_DESK", shown["TEAMS_WEBHOOK_..."], StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Shown(Dictionary<string, string> settings) => SettingsInForce.Of(AppSettings.From(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value))).Build()))
        .ToDictionary(setting => setting.Name, setting => setting.Value);
}
