using Microsoft.Azure.Functions.Worker;

namespace AllianceMonitor.Functions.Isolated;

/// <summary>What the clock starts; the schedules are those of the custom handler.</summary>
public sealed class TimerFunctions(SendDigests sendDigests, Reconcile reconcile, MeasureQueues measureQueues)
{
    [Function(nameof(SendDigests))]
    public Task SendDigests([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancellation) => sendDigests.RunAsync(cancellation);

    [Function(nameof(Reconcile))]
    public Task Reconcile([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellation) => reconcile.RunAsync(cancellation);

    [Function(nameof(MeasureQueues))]
    public Task MeasureQueues([TimerTrigger("15 */5 * * * *")] TimerInfo timer, CancellationToken cancellation) => measureQueues.RunAsync(cancellation);
}
