using AllianceMonitor.Storage;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor;

/// <summary>Function: tells the log how many messages each queue holds and how old the oldest is. Azure Storage measures neither per queue, and alert rules need both.</summary>
public sealed class MeasureQueues(QueueServiceClient queues, TimeProvider clock, ILogger<MeasureQueues> logger)
{
    /// <param name="Queue">Its name.</param>
    /// <param name="Messages">About how many, those that wait for their time or are being worked on included.</param>
    /// <param name="OldestAge">Since the oldest visible message was sent; zero when none is visible.</param>
    public sealed record Measure(string Queue, int Messages, TimeSpan OldestAge);

    public async Task<IReadOnlyList<Measure>> RunAsync(CancellationToken cancellation)
    {
        Measure[] measures = await Task.WhenAll(Queues.All.Select(queue => MeasureAsync(queue, cancellation)));
        foreach (Measure measure in measures)
        {
            Telemetry.Measured(measure);
            // infra/modules/alerts.bicep parses this line.
            logger.LogInformation(
                "Queue {Queue}: {Messages} messages, oldest {OldestAge} s", measure.Queue, measure.Messages, (long)measure.OldestAge.TotalSeconds);
        }

        return measures;
    }

    private async Task<Measure> MeasureAsync(string queue, CancellationToken cancellation)
    {
        QueueClient client = queues.GetQueueClient(queue);
        QueueProperties properties = await client.GetPropertiesAsync(cancellation);
        Response<PeekedMessage?> oldest = await client.PeekMessageAsync(cancellation);
        TimeSpan age = oldest.Value?.InsertedOn is { } sent && clock.GetUtcNow() > sent ? clock.GetUtcNow() - sent : TimeSpan.Zero;
        return new Measure(queue, properties.ApproximateMessagesCount, age);
    }
}
