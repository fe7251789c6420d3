using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using AllianceMonitor.Functions;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace AllianceMonitor.Tests;

public sealed class TelemetryTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task One_trace_leads_from_the_drop_to_every_delivery()
    {
        ConcurrentBag<Activity> spans = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using App app = await App.StartAsync();

        await app.DropAsync("a.txt", News.Stake);
        await Telemetry.RunAsync("IngestArticle", null, () => app.IngestArticle.RunAsync("a.txt", None));
        await WorkAsync(app);

        Activity ingest = Assert.Single(spans, span => span.OperationName == "IngestArticle");
        Activity route = Assert.Single(spans, span => span.OperationName == "RouteAlert");
        Assert.Equal((ingest.TraceId, ingest.SpanId), (route.TraceId, route.ParentSpanId));
        List<Activity> deliveries = [.. spans.Where(span => span.OperationName == "DeliverNotification")];
        Assert.Equal((await app.ReceiptsAsync()).Count, deliveries.Count);
        Assert.All(deliveries, delivery => Assert.Equal((ingest.TraceId, route.SpanId, "accepted"), (delivery.TraceId, delivery.ParentSpanId, delivery.GetTagItem("alliancemonitor.state"))));
        Assert.Equal("processed", ingest.GetTagItem("alliancemonitor.outcome"));

        // Tags are ids and states: nothing of the article, no address, no name of a file.
        string tags = string.Join('\n', spans.SelectMany(span => span.TagObjects).Select(tag => $"{tag.Value}"));
        Assert.Matches("^[0-9a-z\\n-]+$", tags);
    }

    [Fact]
    public async Task A_failed_function_says_so_without_its_message()
    {
        ConcurrentBag<Activity> spans = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);

        await Assert.ThrowsAsync<InvalidDataException>(() => Telemetry.RunAsync("Failing", "no trace", () => throw new InvalidDataException("desk@example.com")));

        Activity span = Assert.Single(spans, span => span.OperationName == "Failing");
        Assert.Equal((ActivityStatusCode.Error, nameof(InvalidDataException), default), (span.Status, span.StatusDescription, span.ParentSpanId));
    }

    [Fact]
    public async Task While_nobody_listens_messages_are_as_they_were()
    {
        using App app = await App.StartAsync();
        await app.DropAsync("a.txt", News.Stake);
        await Telemetry.RunAsync("IngestArticle", null, () => app.IngestArticle.RunAsync("a.txt", None));

        string id = Assert.Single(await app.AlertsAsync()).Id;
        Assert.Equal($"{{\"alertId\":\"{id}\"}}", Encoding.UTF8.GetString(app.Memory.Take(Queues.Alerts)!.Content.Span));
    }

    [Fact]
    public async Task A_collector_gets_spans_and_metrics()
    {
        using var collector = new Collector();
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address);
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        ActivityTraceId trace = default;
        try
        {
            using TelemetryExport? export = TelemetryExport.Begin(new ConfigurationBuilder().AddEnvironmentVariables().Build());
            Assert.NotNull(export);
            await Telemetry.RunAsync("IngestArticle", null, () =>
            {
                trace = Activity.Current!.TraceId;
                return Task.CompletedTask;
            });
            Telemetry.Measured(new MeasureQueues.Measure("alerts", 3, TimeSpan.FromSeconds(7)));
        }
        finally
        {
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", null);
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", null);
        }

        // Protobuf: names and ids stand in it as they are.
        var id = new byte[16];
        trace.CopyTo(id);
        Assert.Contains(collector.Bodies, body => body.Path == "/v1/traces" && body.Bytes.AsSpan().IndexOf(id) >= 0 && body.Bytes.AsSpan().IndexOf("IngestArticle"u8) >= 0);
        Assert.Contains(collector.Bodies, body => body.Path == "/v1/metrics" && body.Bytes.AsSpan().IndexOf("alliancemonitor.queue.age"u8) >= 0);
    }

    [Fact]
    public void Without_the_setting_nothing_is_exported() => Assert.Null(TelemetryExport.Begin(new ConfigurationBuilder().Build()));

    [Fact]
    public void The_operations_page_lists_every_metric()
    {
        string source = File.ReadAllText(Path.Combine(Repository.Root, "src", "AllianceMonitor", "Telemetry.cs"));
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));
        Assert.All(
            System.Text.RegularExpressions.Regex.Matches(source, "\"(alliancemonitor\\.[a-z.]+)\"").Select(match => match.Groups[1].Value).Distinct(),
            name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    /// <summary>Works off the queues as the functions do: each message goes on with the trace that it carries.</summary>
    private static async Task WorkAsync(App app)
    {
        while (true)
        {
            if (app.Memory.Take(Queues.Alerts) is { } alert)
            {
                await Telemetry.RunAsync("RouteAlert", Trace(alert), () => app.RouteAlert.RunAsync(App.Field(alert, "alertId"), None));
            }
            else if (app.Memory.Take(Queues.Deliveries) is { } delivery)
            {
                await Telemetry.RunAsync("DeliverNotification", Trace(delivery), () => app.DeliverNotification.RunAsync(App.Field(delivery, "deliveryKey"), None));
            }
            else
            {
                return;
            }
        }
    }

    private static string? Trace(InMemoryStore.QueuedMessage message) => JsonDocument.Parse(message.Content).RootElement.GetProperty("traceParent").GetString();

    /// <summary>Stands for an OpenTelemetry collector: keeps what is posted to it.</summary>
    private sealed class Collector : IDisposable
    {
        private readonly HttpListener listener;
        private readonly Task serving;

        public Collector()
        {
            (listener, Address) = Listen();
            serving = ServeAsync();
        }

        public string Address { get; }

        public ConcurrentBag<(string Path, byte[] Bytes)> Bodies { get; } = [];

        public void Dispose()
        {
            listener.Stop();
            serving.Wait(TimeSpan.FromSeconds(5));
            listener.Close();
        }

        private static (HttpListener Listener, string Address) Listen()
        {
            for (int attempt = 0; ; attempt++)
            {
                string address = $"http://127.0.0.1:{Random.Shared.Next(20_000, 60_000)}/";
                var listener = new HttpListener { Prefixes = { address } };
                try
                {
                    listener.Start();
                    return (listener, address);
                }
                catch (HttpListenerException) when (attempt < 20)
                {
                    // The port is taken.
                }
            }
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    HttpListenerContext context = await listener.GetContextAsync();
                    using var body = new MemoryStream();
                    await context.Request.InputStream.CopyToAsync(body);
                    Bodies.Add((context.Request.Url!.AbsolutePath, body.ToArray()));
                    context.Response.ContentType = "application/x-protobuf";
                    context.Response.Close();
                }
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                // Disposed of.
            }
        }
    }
}
