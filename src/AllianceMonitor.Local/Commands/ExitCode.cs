namespace AllianceMonitor.Local.Commands;

internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Something that the user can put right: a missing program, a port in use, an unknown name.</summary>
    public const int Setup = 1;

    /// <summary>Arguments that make no sense.</summary>
    public const int BadArguments = 2;

    /// <summary>The app crashed too often or ended, or a part of the stack did.</summary>
    public const int HostStopped = 3;

    public const int DeadLettered = 4;

    public const int Interrupted = 130;
}
