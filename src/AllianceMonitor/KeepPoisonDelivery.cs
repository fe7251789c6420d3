namespace AllianceMonitor;

/// <summary>Function: a delivery that failed in five tries (a fault of the store, or a dangling message) goes to the dead letters, with a notice.</summary>
public sealed class KeepPoisonDelivery(OpsNotices notices)
{
    public Task RunAsync(string message, CancellationToken cancellation) => notices.KeepAsync(
        new DeadLetter(
            Digest.Of("delivery", message), "delivery", message,
            "The delivery failed in five tries; Reconcile wakes it again while its receipt stands open.", message),
        cancellation);
}
