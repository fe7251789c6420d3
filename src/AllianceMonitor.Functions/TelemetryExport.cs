using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AllianceMonitor.Functions;

/// <summary>Sends spans and metrics to an OpenTelemetry collector; what is left is sent when it is disposed of.</summary>
internal sealed class TelemetryExport : IDisposable
{
    private readonly TracerProvider traces;
    private readonly MeterProvider metrics;

    private TelemetryExport()
    {
        traces = Sdk.CreateTracerProviderBuilder().ConfigureResource(Describe).AddSource(Telemetry.Name).AddOtlpExporter().Build();
        metrics = Sdk.CreateMeterProviderBuilder().ConfigureResource(Describe).AddMeter(Telemetry.Name).AddOtlpExporter().Build();
    }

    /// <summary>
    /// Null without setting <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>: then nothing listens and nothing is loaded. The exporter takes this and the other <c>OTEL_...</c> settings from the environment itself.
    /// </summary>
    public static TelemetryExport? Begin(IConfiguration configuration) => string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]) ? null : new TelemetryExport();

    public void Dispose()
    {
        traces.Dispose();
        metrics.Dispose();
    }

    private static void Describe(ResourceBuilder resource) => resource.AddService("AllianceMonitor");
}
