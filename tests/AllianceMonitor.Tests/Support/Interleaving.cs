namespace AllianceMonitor.Tests.Support;

/// <summary>
/// Runs asynchronous code of many callers on one thread and lets the test say which of their pending operations of the store happens next, and how it ends. With the same
/// choices it goes the same way every time.
/// </summary>
internal sealed class Interleaving : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> posted = [];

    /// <summary>An operation that a caller waits for.</summary>
    /// <param name="Process">Who waits for it.</param>
    /// <param name="Perform">Does it, and returns what hands the reply to its caller.</param>
    /// <param name="Fail">Tells the caller that it failed, whether it has happened or not.</param>
    /// <param name="MayHappenTwice">Whether a client repeats it by itself when the reply gets lost.</param>
    public sealed record Operation(int Process, Func<Action> Perform, Action Fail, bool MayHappenTwice);

    public sealed class InjectedFaultException() : IOException("The store failed, as this schedule wants it to.");

    /// <summary>Operations that have not happened yet, in the order in which they were asked for.</summary>
    public List<Operation> Pending { get; } = [];

    public override void Post(SendOrPostCallback d, object? state) => posted.Enqueue((d, state));

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <summary>Waits until the test lets the operation happen.</summary>
    public Task<T> Suspend<T>(int process, Func<Task<T>> operation, bool mayHappenTwice = true)
    {
        var reply = new TaskCompletionSource<T>();
        Pending.Add(new Operation(process, Perform, () => reply.SetException(new InjectedFaultException()), mayHappenTwice));
        return reply.Task;

        Action Perform()
        {
            // The store in memory answers at once.
            T result = operation().GetAwaiter().GetResult();
            return () => reply.SetResult(result);
        }
    }

    /// <summary>Does something and lets all callers run until each waits for an operation.</summary>
    public void Run(Action something)
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        try
        {
            something();
            while (posted.TryDequeue(out (SendOrPostCallback Callback, object? State) next))
            {
                next.Callback(next.State);
            }
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
