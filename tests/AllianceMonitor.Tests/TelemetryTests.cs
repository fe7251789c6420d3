using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AllianceMonitor.Alerts;
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
        using var collector = new OtlpCollector();
        ActivityTraceId trace = default;
        using (IDisposable? export = ExportTo(collector))
        {
            Assert.NotNull(export);
            await Telemetry.RunAsync("IngestArticle", null, () =>
            {
                trace = Activity.Current!.TraceId;
                return Task.CompletedTask;
            });
            Telemetry.Measured(new MeasureQueues.Measure("alerts", 3, TimeSpan.FromSeconds(7)));
        }

        Assert.Contains(collector.Spans, span => span.TraceId == trace.ToHexString() && span.Name == "IngestArticle");
        Assert.Contains(collector.Bodies, body => body.Path == "/v1/metrics" && body.Bytes.AsSpan().IndexOf("alliancemonitor.queue.age"u8) >= 0);
    }

    /// <summary>What `drop` begins, the head takes up from the blob's metadata, and the queues carry on.</summary>
    [Fact]
    public async Task One_trace_can_be_read_at_a_collector_from_the_drop_to_the_notification()
    {
        using var collector = new OtlpCollector();
        using App app = await App.StartAsync();
        string trace;
        using (IDisposable? export = ExportTo(collector))
        {
            using (Activity drop = Telemetry.BeginDrop("a.txt")!)
            {
                trace = drop.TraceId.ToHexString();
                await app.DropAsync("a.txt", News.Stake, new Dictionary<string, string> { ["source"] = "Reuters", ["published"] = "2027-03-15", [Telemetry.TraceParentMetadata] = drop.Id! });
            }

            await IngestAsync(app, "a.txt");
            await WorkAsync(app);
        }

        List<OtlpSpan> spans = [.. collector.Spans.Where(span => span.TraceId == trace)];
        OtlpSpan root = Assert.Single(spans, span => span.Name == "Drop"), ingest = Assert.Single(spans, span => span.Name == "IngestArticle"), route = Assert.Single(spans, span => span.Name == "RouteAlert");
        Assert.Equal(("", root.Id, ingest.Id), (root.ParentId, ingest.ParentId, route.ParentId));
        Assert.Equal((await app.ReceiptsAsync()).Count, spans.Count(span => span.Name == "DeliverNotification" && span.ParentId == route.Id));

        // What ops say of a file counts as before, and the trace is in nothing that is stored.
        Alert alert = Assert.Single(await app.AlertsAsync());
        Assert.Equal(("Reuters", "2027-03-15"), (alert.Source, alert.Published));
        foreach (string container in Containers.All.Where(container => container != Containers.Articles))
        {
            await foreach (BlobListing blob in app.Memory.ListAsync(container, "", None))
            {
                StoredBlob stored = (await app.Memory.ReadAsync(new BlobAddress(container, blob.Name), None))!;
                Assert.DoesNotContain(trace, Encoding.UTF8.GetString(stored.Content.Span) + string.Join(' ', stored.Metadata.Values), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")]
    [InlineData("0af7651916cd43dd8448eb211c80319c")]
    [InlineData("<script>")]
    public async Task A_bad_trace_of_a_drop_is_ignored_and_the_article_begins_its_own(string traceParent)
    {
        using var collector = new OtlpCollector();
        using App app = await App.StartAsync();
        string trace;
        using (IDisposable? export = ExportTo(collector))
        {
            await app.DropAsync("a.txt", News.Stake, new Dictionary<string, string> { [Telemetry.TraceParentMetadata] = traceParent });
            trace = await IngestAsync(app, "a.txt");
            await WorkAsync(app);
        }

        Assert.NotEqual("0af7651916cd43dd8448eb211c80319c", trace);
        Assert.Equal("", Assert.Single(collector.Spans, span => span.Name == "IngestArticle" && span.TraceId == trace).ParentId);
        Assert.Contains(collector.Spans, span => span.Name == "DeliverNotification" && span.TraceId == trace);
    }

    [Fact]
    public void Without_a_listener_a_drop_begins_no_trace() => Assert.Null(Telemetry.BeginDrop("a.txt"));

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

    private static TelemetryExport? ExportTo(OtlpCollector collector)
    {
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address);
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        try
        {
            return TelemetryExport.Begin(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        }
        finally
        {
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", null);
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", null);
        }
    }

    /// <summary>As the host fires it for a dropped file; the trace in which that ran.</summary>
    private static async Task<string> IngestAsync(App app, string name)
    {
        StoredBlob blob = (await app.Memory.ReadAsync(new BlobAddress(Containers.Articles, name), None))!;
        string body = JsonSerializer.Serialize(new { Data = new { article = "" }, Metadata = new { name = JsonSerializer.Serialize(name), Metadata = blob.Metadata } });
        using Invocation invocation = await Invocation.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(body)), None);
        string trace = "";
        await Telemetry.RunAsync("IngestArticle", invocation.TraceParent, () =>
        {
            trace = Activity.Current!.TraceId.ToHexString();
            return app.IngestArticle.RunAsync(name, None);
        });
        return trace;
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
}
