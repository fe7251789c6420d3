namespace AllianceMonitor;

/// <summary>Function: an alert that could not be routed in five tries goes to the dead letters, with a notice.</summary>
public sealed class KeepPoisonAlert(OpsNotices notices)
{
    public Task RunAsync(string message, CancellationToken cancellation) => notices.KeepAsync(
        new DeadLetter(
            Digest.Of("alert", message), "alert", message,
            "The alert could not be routed in five tries; Reconcile tries again every few minutes while it has no routing.json.", message),
        cancellation);
}
