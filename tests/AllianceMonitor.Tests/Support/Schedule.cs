using System.Text;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;

namespace AllianceMonitor.Tests.Support;

/// <summary>One file that is dropped.</summary>
internal sealed record Drop(string Name, Report Report, bool Notify);

/// <summary>Files that are dropped, and everything that decides how their ingests go: the same case goes the same way every time.</summary>
/// <param name="Seed">Decides what happens next, what fails, who crashes, which trigger comes again.</param>
/// <param name="Processes">Instances of the app.</param>
/// <param name="BlocksPerSegment">How much an append blob takes.</param>
/// <param name="SnapshotEvery">See <see cref="StoryLogOptions"/>.</param>
/// <param name="Drops">In the order in which they are dropped.</param>
internal sealed record Case(int Seed, int Processes, int BlocksPerSegment, int SnapshotEvery, IReadOnlyList<Drop> Drops)
{
    public override string ToString() =>
        $"new Case({Seed}, {Processes}, {BlocksPerSegment}, {SnapshotEvery}, [\n{string.Concat(Drops.Select(drop => $"    {drop.Name} {drop.Report.Saying ?? "nothing"} {drop.Report.Stage} wording {drop.Report.Wording} {drop.Report.Form}{(drop.Notify ? "" : " quietly")}\n"))}])";
}

/// <summary>
/// Several processes of the app ingest the same store at once. After each step of any of them any other may go on; an operation may fail before or after it happened, happen twice (a lost reply, retried by
/// the client), and a process may end with all that it has under way, where each of its requests may still reach the store later. Triggers come again, or get lost, and Reconcile finds what was forgotten.
/// </summary>
internal sealed class Schedule
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan SegmentAge = TimeSpan.FromHours(1);

    /// <summary>Whom a request belongs to whose process has ended.</summary>
    private const int Nobody = -1;

    private readonly Case given;
    private readonly Random random;
    private readonly Interleaving interleaving = new();
    private readonly FakeTimeProvider clock = new();
    private readonly StoryLogOptions options;
    private readonly (int Number, App App)[] processes;
    private readonly List<string> triggers = [];
    private readonly List<(int Process, string Name, Task Ingest)> running = [];
    private readonly List<string> steps = [];
    private int started;

    private Schedule(Case given)
    {
        this.given = given;
        random = new Random(given.Seed);
        Memory = new InMemoryStore(clock, given.BlocksPerSegment);
        options = new StoryLogOptions { SegmentAge = SegmentAge, SnapshotEvery = given.SnapshotEvery };
        processes = [.. Enumerable.Range(0, given.Processes).Select(_ => Start())];
    }

    public Case Given => given;

    public InMemoryStore Memory { get; }

    /// <summary>What was done, for reading after a failure.</summary>
    public IReadOnlyList<string> Steps => steps;

    /// <summary>The app that looked after all was quiet.</summary>
    public App After { get; private set; } = null!;

    /// <summary>Runs the case to its end: all dropped, all triggers over, and what was lost found by Reconcile.</summary>
    public static async Task<Schedule> RunAsync(Case given)
    {
        var schedule = new Schedule(given);
        await schedule.Memory.WriteAsync(new BlobAddress(Containers.Config, Configuration.WatchlistName), Encoding.UTF8.GetBytes(Report.Watchlist), None);
        await schedule.Memory.WriteAsync(new BlobAddress(Containers.Config, Configuration.SubscriptionsName), Encoding.UTF8.GetBytes(Report.Subscriptions), None);
        await schedule.RunAsync();
        return schedule;
    }

    private async Task RunAsync()
    {
        var dropping = new Queue<Drop>(given.Drops);
        while (dropping.Count + triggers.Count + interleaving.Pending.Count > 0)
        {
            int roll = random.Next(100);
            if (dropping.Count > 0 && (roll < 15 || triggers.Count + interleaving.Pending.Count == 0))
            {
                await DropAsync(dropping.Dequeue());
            }
            else if (triggers.Count > 0 && (roll < 40 || interleaving.Pending.Count == 0))
            {
                Trigger(TakeAny(triggers), processes[random.Next(processes.Length)]);
            }
            else if (roll < 42 && await Memory.ExistsAsync(new BlobAddress(Containers.Stories, "log-000001.jsonl"), None))
            {
                // Not before the log has begun: what lies longer in an empty store than its first ingest takes alerts nobody, by rule.
                steps.Add("half an hour passes");
                clock.Advance(TimeSpan.FromMinutes(30));
            }
            else if (interleaving.Pending.Count > 0)
            {
                Step();
            }

            Ended();
        }

        Assert.Empty(running);
        await QuietAsync();
    }

    private async Task DropAsync(Drop drop)
    {
        steps.Add($"drop {drop.Name}");
        clock.Advance(TimeSpan.FromSeconds(1));
        Dictionary<string, string> metadata = drop.Notify ? [] : new() { ["notify"] = "false" };
        await Memory.WriteAsync(new BlobAddress(Containers.Articles, drop.Name), Encoding.UTF8.GetBytes(drop.Report.Text), None, metadata);

        // Most triggers come once, some again, some never.
        triggers.AddRange(Enumerable.Repeat(drop.Name, random.Next(10) switch { 0 => 0, < 7 => 1, < 9 => 2, _ => 3 }));
    }

    private void Trigger(string name, (int Number, App App) process) => interleaving.Run(() =>
    {
        steps.Add($"process {process.Number} ingests {name}");
        running.Add((process.Number, name, process.App.IngestArticle.RunAsync(name, None)));
    });

    private void Step()
    {
        Interleaving.Operation next = TakeAny(interleaving.Pending);
        int fate = random.Next(100);
        if (next.Process == Nobody)
        {
            steps.Add("a request of an ended process arrives");
            next.Perform();
        }
        else if (fate < 4)
        {
            if (fate < 2)
            {
                next.Perform();
            }

            End(next.Process, fate < 2 ? "after an operation" : "before an operation");
        }
        else if (fate < 8)
        {
            if (fate < 6)
            {
                next.Perform();
            }

            steps.Add($"process {next.Process}: fault {(fate < 6 ? "after" : "before")} an operation");
            interleaving.Run(next.Fail);
        }
        else
        {
            if (fate < 12)
            {
                steps.Add($"process {next.Process}: an operation twice");
                next.Perform();
            }

            interleaving.Run(next.Perform());
        }
    }

    /// <summary>The process ends with all that it has under way; any of its requests may be on its way to the store. A new process stands in its place.</summary>
    private void End(int process, string when)
    {
        steps.Add($"process {process} ends {when}");
        List<Interleaving.Operation> requests = [.. interleaving.Pending.Where(operation => operation.Process == process)];
        interleaving.Pending.RemoveAll(requests.Contains);
        interleaving.Pending.AddRange(requests.Where(_ => random.Next(2) == 0).Select(request => request with { Process = Nobody }));
        foreach ((_, string name, _) in running.Where(ingest => ingest.Process == process))
        {
            Again(name);
        }

        running.RemoveAll(ingest => ingest.Process == process);
        processes[Array.FindIndex(processes, other => other.Number == process)] = Start();
    }

    private (int Number, App App) Start()
    {
        int number = started++;
        return (number, new App(Memory, clock, [], new ScheduledStore(Memory, interleaving, number), stories: options));
    }

    /// <summary>Takes note of the ingests that are over. The host tries again after a failed one, as a rule.</summary>
    private void Ended()
    {
        foreach ((int process, string name, Task ingest) in running.Where(ingest => ingest.Ingest.IsCompleted).ToList())
        {
            running.Remove((process, name, ingest));
            if (ingest.Exception?.InnerException is { } failure)
            {
                Assert.True(failure is Interleaving.InjectedFaultException, $"{given}\n{string.Join('\n', steps)}\n{failure}");
                Again(name);
            }
        }
    }

    private void Again(string name)
    {
        if (random.Next(4) > 0)
        {
            triggers.Add(name);
        }
    }

    /// <summary>Reconcile runs as its timer does.</summary>
    private async Task QuietAsync()
    {
        After = new App(Memory, clock, [], stories: options);
        for (int round = 0; round < 2; round++)
        {
            clock.Advance(TimeSpan.FromMinutes(4));
            await After.Reconcile.RunAsync(None);
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
