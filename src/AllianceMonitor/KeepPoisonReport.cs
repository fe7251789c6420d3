namespace AllianceMonitor;

/// <summary>Function: a delivery report that could not be noted in five tries (a fault of the store) goes to the dead letters, with a notice.</summary>
public sealed class KeepPoisonReport(OpsNotices notices)
{
    public Task RunAsync(string message, CancellationToken cancellation) => notices.KeepAsync(
        new DeadLetter(
            Digest.Of(DeadLetter.DeliveryReport, message), DeadLetter.DeliveryReport, "not noted",
            "The delivery report could not be noted in five tries; try it again when the cause is mended. Its recipient is sent to meanwhile.", message),
        cancellation);
}
