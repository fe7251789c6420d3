using AllianceMonitor.Delivery;
using AllianceMonitor.EndToEnd.Tests.Support;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.EndToEnd.Tests.Pipeline;

public sealed class TraceTests(PublishedApp app)
{
    /// <summary>Three processes: the command, the app, the collector's stand-in.</summary>
    [Fact]
    public async Task The_trace_of_a_dropped_article_can_be_read_at_a_collector_up_to_its_notifications()
    {
        using var collector = new OtlpCollector();
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        };
        await using var stack = await TestStack.Start(app, settings: settings);
        var article = folder.Combine(Deal.RenaultGeely.Name);
        await File.WriteAllTextAsync(article, Deal.RenaultGeely.Text);

        using var drop = CommandLine.Start(settings, "drop", article, "--local", stack.Folder);
        await drop.Ended();
        Assert.True(drop.ExitCode == 0, drop.ToString());
        var root = Assert.Single(collector.Spans, span => span.Name == "Drop");
        await stack.Until("the trace is complete", () => Task.FromResult(OfTrace("DeliverNotification").Count == Deal.RenaultGeely.Recipients.Count));

        var ingest = Assert.Single(OfTrace("IngestArticle"));
        Assert.Equal(root.Id, ingest.ParentId);
        var route = Assert.Single(OfTrace("RouteAlert"));
        Assert.Equal(ingest.Id, route.ParentId);
        Assert.All(OfTrace("DeliverNotification"), delivery => Assert.Equal(route.Id, delivery.ParentId));

        // A real store shows in its listing what is finished, so that Reconcile need not read it.
        await stack.Until("the receipts are finished", async () => (await stack.Store.List(Containers.Deliveries)) is { Count: 3 } receipts && receipts.All(receipt => receipt.Metadata.ContainsKey(Receipt.FinishedNote)));

        List<OtlpSpan> OfTrace(string name) => [.. collector.Spans.Where(span => span.TraceId == root.TraceId && span.Name == name)];
    }
}
