using System.Globalization;
using AllianceMonitor.Local.View;

namespace AllianceMonitor.Local.Stack;

/// <summary>
/// Drained: no visible or in-flight message, no unprocessed blob, no alert that is not dispatched and no delivery being made, for 2 seconds.
/// Future digests and scheduled retries do not count.
/// </summary>
internal static class Drain
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SampleInterval = TimeSpan.FromMilliseconds(200);

    /// <param name="report">Takes a line that says what is still to do.</param>
    public static async Task Wait(LocalStack stack, PipelineView view, TimeProvider time, Action<string> report, CancellationToken cancel)
    {
        long? calmSince = null;
        while (true)
        {
            if (await StillToDo(stack, view, cancel) is { } toDo)
            {
                calmSince = null;
                report(toDo);
            }
            else
            {
                calmSince ??= time.GetTimestamp();
                if (time.GetElapsedTime(calmSince.Value) >= Calm)
                    return;
            }

            await Task.Delay(SampleInterval, time, cancel);
        }
    }

    private static async Task<string?> StillToDo(LocalStack stack, PipelineView view, CancellationToken cancel)
    {
        try
        {
            var backlog = (await stack.Host.Backlog(cancel)).Where(trigger => !trigger.IsEmpty).ToList();
            if (backlog.Count > 0)
                return string.Join(", ", backlog.Select(Sentence));

            var (alerts, deliveries) = await view.Unsettled(cancel);
            return alerts + deliveries == 0 ? null
                : string.Create(CultureInfo.InvariantCulture, $"{alerts} alerts not dispatched, {deliveries} deliveries under way");
        }
        catch (Exception fault) when (StorageClients.IsFault(fault))
        {
            return $"the storage does not answer: {StorageClients.Reason(fault)}";
        }
    }

    private static string Sentence(Triggers.Backlog trigger)
    {
        (int Count, string Name)[] parts = [(trigger.Waiting, "waiting"), (trigger.InFlight, "in flight"), (trigger.Returning, "to be tried again")];
        return $"{trigger.Function}: {string.Join(" + ", parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.Name}"))}";
    }
}
