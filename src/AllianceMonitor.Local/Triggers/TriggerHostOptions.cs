namespace AllianceMonitor.Local.Triggers;

/// <summary>What the local host may do differently from the Functions host, which has these times fixed.</summary>
internal sealed record TriggerHostOptions
{
    /// <summary>0: any free port.</summary>
    public int HttpPort { get; init; }

    /// <summary>An app that runs already; null: the host starts the app's executable.</summary>
    public Uri? RunningApp { get; init; }

    public TimeSpan BlobScanInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Upper bound of <c>maxPollingInterval</c>, so that an idle stack reacts at once.</summary>
    public TimeSpan QueuePollingCap { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a message or blob that was in flight when the app crashed stays hidden. Azure: up to 10 minutes.</summary>
    public TimeSpan CrashInvisibility { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The host stops at this non-zero exit of the app within <see cref="RestartWindow"/>.</summary>
    public int RestartCap { get; init; } = 3;

    public TimeSpan RestartWindow { get; init; } = TimeSpan.FromMinutes(30);
}
