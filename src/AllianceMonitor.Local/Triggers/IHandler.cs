namespace AllianceMonitor.Local.Triggers;

/// <summary>The app's own web server: a process that the trigger host keeps alive, or one that somebody else runs.</summary>
internal interface IHandler
{
    /// <summary>Runs until the handler is past saving (throws <see cref="HostStoppedException"/>) or until cancelled.</summary>
    Task Run(CancellationToken cancel);

    /// <summary>The run of the app to talk to; waits while it starts.</summary>
    Task<HandlerRun> Ready(CancellationToken cancel);

    /// <summary>After a broken connection: whether the app lived on, and only the call failed.</summary>
    Task<bool> Survived(HandlerRun run, CancellationToken cancel);

    /// <summary>A call took longer than <c>functionTimeout</c>: a process is killed and started anew.</summary>
    void TimedOut(HandlerRun run);
}

/// <param name="Gone">Cancelled when this run of the app has ended.</param>
internal sealed record HandlerRun(Uri Address, CancellationToken Gone);

/// <summary>The host gives up, as the Functions host does: the app cannot be started, ended with 0, or crashed too often.</summary>
internal sealed class HostStoppedException(string message) : Exception(message);
