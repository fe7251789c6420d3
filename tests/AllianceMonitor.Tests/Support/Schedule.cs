namespace AllianceMonitor.Tests.Support;

/// <summary>What the host has the app do.</summary>
/// <param name="Name">As a schedule tells it: <c>ingests a.txt</c>.</param>
/// <param name="Run">One invocation.</param>
/// <param name="KeepPoison">The invocation that the host comes to when it gives this one up; null where it never does.</param>
internal sealed record Trigger(string Name, Func<App, Task> Run, Func<App, Task>? KeepPoison = null);

/// <summary>
/// Several processes of the app over one store, a step at a time. After each step of any of them any other may go on; an operation may fail before or after it happened, happen twice (a lost reply, retried by
/// the client), and a process may end with all that it has under way, where each of its requests may still arrive later. A trigger that failed comes again, gets lost or is given up as poison. The same random
/// numbers always make it go the same way.
/// </summary>
internal sealed class Schedule
{
    /// <summary>Whom a request belongs to whose process has ended.</summary>
    private const int Nobody = -1;

    private readonly Random random;
    private readonly Func<Interleaving, int, App> start;
    private readonly Interleaving interleaving = new();
    private readonly List<Trigger> triggers = [];
    private readonly List<(int Process, Trigger Trigger, Task Run)> running = [];
    private readonly List<string> steps = [];
    private readonly (int Number, App App)[] processes;
    private int started;

    /// <param name="random">Decides what happens next and how it ends.</param>
    /// <param name="count">Processes at any time.</param>
    /// <param name="start">Starts the process of a number, whose operations are to wait for their turn.</param>
    public Schedule(Random random, int count, Func<Interleaving, int, App> start)
    {
        (this.random, this.start) = (random, start);
        processes = [.. Enumerable.Range(0, count).Select(_ => Start())];
    }

    /// <summary>What was done, for reading after a failure.</summary>
    public IReadOnlyList<string> Steps => steps;

    public bool IsQuiet => triggers.Count + interleaving.Pending.Count == 0;

    public void Note(string step) => steps.Add(step);

    public void Add(Trigger trigger, int times = 1) => triggers.AddRange(Enumerable.Repeat(trigger, times));

    /// <summary>One step of those that wait: a trigger fires in some process, or an operation happens.</summary>
    /// <exception cref="InvalidOperationException">An invocation failed by itself, or waits for ever.</exception>
    public void GoOn()
    {
        if (triggers.Count > 0 && (interleaving.Pending.Count == 0 || random.Next(100) < 30))
        {
            Fire(TakeAny(triggers), processes[random.Next(processes.Length)]);
        }
        else if (interleaving.Pending.Count > 0)
        {
            Happen(TakeAny(interleaving.Pending));
        }

        NoteEnded();
    }

    private void Fire(Trigger trigger, (int Number, App App) process) => interleaving.Run(() =>
    {
        steps.Add($"process {process.Number} {trigger.Name}");
        running.Add((process.Number, trigger, trigger.Run(process.App)));
    });

    private void Happen(Interleaving.Operation next)
    {
        int fate = random.Next(100);
        if (next.Process == Nobody)
        {
            steps.Add("a request of an ended process arrives");
            next.Perform();
        }
        else if (fate < 5)
        {
            bool happened = fate < 3;
            if (happened)
            {
                next.Perform();
            }

            End(next.Process, $"{(happened ? "after" : "before")} an operation");
        }
        else if (fate < 10)
        {
            bool happened = fate < 8;
            if (happened)
            {
                next.Perform();
            }

            steps.Add($"process {next.Process}: fault {(happened ? "after" : "before")} an operation");
            interleaving.Run(next.Fail);
        }
        else
        {
            if (fate < 14 && next.MayHappenTwice)
            {
                steps.Add($"process {next.Process}: an operation twice");
                next.Perform();
            }

            interleaving.Run(next.Perform());
        }
    }

    /// <summary>The process ends with all that it has under way; any of its requests may be on its way. A new process stands in its place.</summary>
    private void End(int process, string when)
    {
        steps.Add($"process {process} ends {when}");
        List<Interleaving.Operation> requests = [.. interleaving.Pending.Where(operation => operation.Process == process)];
        interleaving.Pending.RemoveAll(operation => operation.Process == process);
        interleaving.Pending.AddRange(requests.Where(_ => random.Next(2) == 0).Select(request => request with { Process = Nobody }));
        foreach ((_, Trigger trigger, _) in running.Where(run => run.Process == process))
        {
            Again(trigger);
        }

        running.RemoveAll(run => run.Process == process);
        processes[Array.FindIndex(processes, other => other.Number == process)] = Start();
    }

    private (int Number, App App) Start()
    {
        int number = started++;
        return (number, start(interleaving, number));
    }

    /// <summary>Takes note of the invocations that are over.</summary>
    private void NoteEnded()
    {
        for (int i = running.Count - 1; i >= 0; i--)
        {
            (int process, Trigger trigger, Task run) = running[i];
            if (!run.IsCompleted)
            {
                continue;
            }

            running.RemoveAt(i);
            if (run.Exception?.InnerException is Interleaving.InjectedFaultException)
            {
                Again(trigger);
            }
            else if (run.Exception is { } fault)
            {
                throw new InvalidOperationException($"Process {process} {trigger.Name} and fails by itself.", fault);
            }
        }

        if (IsQuiet && running.Count > 0)
        {
            throw new InvalidOperationException($"Nobody ever answers process {running[0].Process}, which {running[0].Trigger.Name}.");
        }
    }

    /// <summary>Mostly the host tries again; a trigger may get lost with the host, and one that failed often enough is given up.</summary>
    private void Again(Trigger trigger)
    {
        int roll = random.Next(16);
        if (roll == 4 && trigger.KeepPoison is { } keepPoison)
        {
            triggers.Add(new Trigger($"keeps as poison what {trigger.Name}", keepPoison));
        }
        else if (roll >= 4)
        {
            triggers.Add(trigger);
        }
    }

    private T TakeAny<T>(List<T> list)
    {
        int index = random.Next(list.Count);
        T taken = list[index];
        list.RemoveAt(index);
        return taken;
    }
}
