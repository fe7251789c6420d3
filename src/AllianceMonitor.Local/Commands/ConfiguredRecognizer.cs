using AllianceMonitor.Extraction.AzureLanguage;
using AllianceMonitor.Local.Stack;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace AllianceMonitor.Local.Commands;

/// <summary>The recogniser that the settings name, which are those of the app or of the environment: read by another one, articles would differ in what nobody changed.</summary>
internal static class ConfiguredRecognizer
{
    /// <summary>Null for the embedded one.</summary>
    public static AzureLanguageRecognizer? Of(TimeProvider time)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(LocalSettings.Read(Repository.Root)!).AddEnvironmentVariables().Build();
        return AppSettings.AzureLanguage(settings) is { } language ? new AzureLanguageRecognizer(language, time, NullLogger<AzureLanguageRecognizer>.Instance) : null;
    }
}
