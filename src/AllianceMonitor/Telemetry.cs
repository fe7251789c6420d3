using System.Diagnostics;
using System.Diagnostics.Metrics;
using AllianceMonitor.Delivery;

namespace AllianceMonitor;

/// <summary>
/// Spans and metrics of the functions, under the names of docs/operations.md. They cost nothing while nobody listens. No text of an article, address or secret is ever a tag.
/// </summary>
public static class Telemetry
{
    /// <summary>Of the activity source and of the meter.</summary>
    public const string Name = "AllianceMonitor";

    /// <summary>Metadata of a dropped blob: the trace that its drop began (W3C <c>traceparent</c>).</summary>
    public const string TraceParentMetadata = "traceparent";

    private static readonly ActivitySource Spans = new(Name);
    private static readonly Meter Metrics = new(Name);

    private static readonly Counter<long> Articles = Metrics.CreateCounter<long>("alliancemonitor.articles", "{article}", "Articles taken in, by outcome and novelty.");
    private static readonly Counter<long> Deliveries = Metrics.CreateCounter<long>("alliancemonitor.deliveries", "{delivery}", "Attempts to deliver, by channel and the state that they ended in.");
    private static readonly Histogram<double> IngestDelay = Metrics.CreateHistogram<double>("alliancemonitor.ingest.delay", "s", "From the drop of a file to its outcome.");
    private static readonly Histogram<double> DeliveryDelay = Metrics.CreateHistogram<double>("alliancemonitor.delivery.delay", "s", "From the routing of a notification to its acceptance by the channel.");
    private static readonly Gauge<long> QueueMessages = Metrics.CreateGauge<long>("alliancemonitor.queue.messages", "{message}", "Messages in a queue.");
    private static readonly Gauge<double> QueueAge = Metrics.CreateGauge<double>("alliancemonitor.queue.age", "s", "Age of the oldest visible message of a queue.");

    /// <summary>What a queue message carries so that its function goes on with this trace (W3C <c>traceparent</c>); null while nobody listens.</summary>
    public static string? TraceParent => Activity.Current is { Source.Name: Name } span ? span.Id : null;

    /// <summary>A span around the drop of a file, with which the trace of its articles begins; null while nobody listens.</summary>
    /// <param name="name">Name of the blob.</param>
    public static Activity? BeginDrop(string name) => Spans.StartActivity("Drop", ActivityKind.Producer)?.SetTag("alliancemonitor.article", ArticleTag(name));

    /// <summary>Runs a function in a span of its name.</summary>
    /// <param name="function">Name of the function.</param>
    /// <param name="traceParent">Of the message or blob that fired it; what is no such thing, or absent, begins a trace or goes on with the host's.</param>
    /// <param name="run">The function.</param>
    public static async Task RunAsync(string function, string? traceParent, Func<Task> run)
    {
        using Activity? span = ActivityContext.TryParse(traceParent, null, isRemote: true, out ActivityContext parent)
            ? Spans.StartActivity(function, ActivityKind.Consumer, parent)
            : Spans.StartActivity(function, ActivityKind.Consumer);
        try
        {
            await run();
        }
        catch (Exception fault)
        {
            // The type only: a message may quote what it was about.
            span?.SetStatus(ActivityStatusCode.Error, fault.GetType().Name);
            throw;
        }
    }

    internal static void Ingested(Outcome outcome, TimeSpan? delay)
    {
        Activity.Current?.SetTag("alliancemonitor.article", ArticleTag(outcome.Name)).SetTag("alliancemonitor.outcome", KebabCase.Of(outcome.Status));
        if (delay is { } waited)
        {
            IngestDelay.Record(Math.Max(0, waited.TotalSeconds));
        }

        foreach (OutcomeItem item in outcome.Items)
        {
            Articles.Add(1, new("outcome", KebabCase.Of(item.Outcome)), new("novelty", item.Novelty is { } novelty ? KebabCase.Of(novelty) : "none"));
        }
    }

    internal static void Attempted(Receipt receipt, DateTimeOffset now)
    {
        Activity.Current?.SetTag("alliancemonitor.delivery", receipt.Key[..12]).SetTag("alliancemonitor.state", KebabCase.Of(receipt.State));
        Deliveries.Add(1, new("channel", receipt.Recipient.Channel), new("state", KebabCase.Of(receipt.State)));
        if (receipt.State == DeliveryState.Accepted)
        {
            DeliveryDelay.Record(Math.Max(0, (now - receipt.CreatedAt).TotalSeconds), new KeyValuePair<string, object?>("channel", receipt.Recipient.Channel));
        }
    }

    internal static void Measured(MeasureQueues.Measure measure)
    {
        var queue = new KeyValuePair<string, object?>("queue", measure.Queue);
        QueueMessages.Record(measure.Messages, queue);
        QueueAge.Record(measure.OldestAge.TotalSeconds, queue);
    }

    private static string ArticleTag(string name) => Digest.Of("name", name)[..12];
}
