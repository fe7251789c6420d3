namespace AllianceMonitor.Local.Stack;

/// <summary>An open file that no other process can open; the system lets go of it when its holder dies.</summary>
internal sealed class CrossProcessLock : IAsyncDisposable
{
    private readonly FileStream file;

    private CrossProcessLock(FileStream file) => this.file = file;

    /// <summary>Null when somebody else holds it.</summary>
    public static CrossProcessLock? TryTake(string path)
    {
        try
        {
            return new CrossProcessLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public static async Task<CrossProcessLock> Take(string path, Action onWait, CancellationToken cancel)
    {
        for (var tries = 0; ; tries++)
        {
            if (TryTake(path) is { } taken)
                return taken;
            if (tries == 0)
                onWait();
            await Task.Delay(TimeSpan.FromMilliseconds(250), cancel);
        }
    }

    /// <summary>The file stays: removing it would let two holders in.</summary>
    public ValueTask DisposeAsync() => file.DisposeAsync();
}
