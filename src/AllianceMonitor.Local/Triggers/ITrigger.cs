namespace AllianceMonitor.Local.Triggers;

internal interface ITrigger
{
    /// <summary>Fires its function until cancelled; storage faults are logged and waited out.</summary>
    Task Run(CancellationToken cancel);

    Task<Backlog> Backlog(CancellationToken cancel);
}

/// <summary>What a trigger still has to do. Messages that the app itself has put off are not counted.</summary>
/// <param name="Waiting">Visible messages (1 stands for any number), or blobs that were not processed.</param>
/// <param name="InFlight">Being processed now.</param>
/// <param name="Returning">Hidden after a failed run or a crash; they will be tried again.</param>
internal sealed record Backlog(string Function, int Waiting, int InFlight, int Returning)
{
    public bool IsEmpty => Waiting + InFlight + Returning == 0;
}
