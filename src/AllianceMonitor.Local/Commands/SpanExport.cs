using AllianceMonitor.Local.Stack;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AllianceMonitor.Local.Commands;

/// <summary>Sends the spans of a command to the collector that the app's settings name, so that the trace of an article begins where it is dropped.</summary>
internal static class SpanExport
{
    private const string SettingsPrefix = "OTEL_", Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Null where no collector is set: then nothing listens. What is left is sent when it is disposed of.</summary>
    public static IDisposable? Begin()
    {
        // The exporter takes its settings from the environment, which wins over the file.
        foreach (var (name, value) in LocalSettings.Read(Repository.Root).Where(setting => setting.Key.StartsWith(SettingsPrefix, StringComparison.Ordinal) && setting.Value.Length > 0))
        {
            if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))
                Environment.SetEnvironmentVariable(name, value);
        }

        return string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Endpoint))
            ? null
            : Sdk.CreateTracerProviderBuilder().ConfigureResource(resource => resource.AddService("AllianceMonitor.Local")).AddSource(Telemetry.Name).AddOtlpExporter().Build();
    }
}
