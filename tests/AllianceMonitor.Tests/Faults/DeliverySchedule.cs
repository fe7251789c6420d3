using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Faults;

/// <summary>
/// Several processes of the app work off the same deliveries. After each step of any of them any other may go on; an operation of the store or a send may fail before or after it
/// happened, a process may end with all that it has under way, and its requests may still arrive; messages come up to 32 times, in any order, late or never; time passes whenever it
/// likes. A seed always goes the same way.
/// </summary>
internal sealed class DeliverySchedule
{
    private const int Nobody = -1;

    private readonly Random random;
    private readonly Interleaving interleaving = new();
    private readonly FakeTimeProvider clock = new();
    private readonly Peer peer = new();
    private readonly List<string> steps = [];
    private readonly List<string> messages = [];
    private readonly List<(int Process, string Key, Task Run)> running = [];
    private readonly (int Number, App App)[] processes;
    private readonly InMemoryStore memory;
    private readonly int seed;
    private int started;

    private DeliverySchedule(int seed, InMemoryStore memory, FakeTimeProvider clock)
    {
        (this.seed, this.memory, this.clock) = (seed, memory, clock);
        random = new Random(seed);
        processes = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Start())];
    }

    /// <summary>Runs to the end, when all processes are done and Reconcile has found what was lost, and checks what is promised.</summary>
    /// <returns>How many second copies arrived.</returns>
    public static async Task<int> RunAsync(int seed)
    {
        var clock = new FakeTimeProvider();
        var schedule = new DeliverySchedule(seed, await Deliverable.StoreAsync(clock), clock);
        foreach (string key in await Deliverable.QueueAsync(schedule.memory, clock, schedule.random.Next(1, 3), Deliverable.Email, Deliverable.Teams))
        {
            schedule.messages.AddRange(Enumerable.Repeat(key, schedule.random.Next(8) switch { 0 => 0, < 5 => 1, < 7 => 3, _ => 32 }));
        }

        schedule.Run();
        await schedule.QuietAsync();
        return schedule.peer.Arrived.Count - schedule.peer.Arrived.Select(one => one.Key).Distinct().Count();
    }

    private void Run()
    {
        while (messages.Count + interleaving.Pending.Count > 0)
        {
            int roll = random.Next(100);
            if (messages.Count > 0 && (roll < 30 || interleaving.Pending.Count == 0))
            {
                Trigger(TakeAny(messages), processes[random.Next(processes.Length)]);
            }
            else if (roll < 33)
            {
                TimeSpan passed = TimeSpan.FromSeconds(random.Next(1, 400));
                steps.Add($"{passed} pass");
                clock.Advance(passed);
                while (memory.Take(Queues.Deliveries) is { } message)
                {
                    messages.Add(App.Field(message, "deliveryKey"));
                }
            }
            else if (interleaving.Pending.Count > 0)
            {
                Step();
            }

            Ended();
        }

        Assert.True(running.Count == 0, Story("somebody waits for ever"));
    }

    private void Trigger(string key, (int Number, App App) process) => interleaving.Run(() =>
    {
        steps.Add($"process {process.Number} delivers {key[..6]}");
        running.Add((process.Number, key, process.App.DeliverNotification.RunAsync(key, CancellationToken.None)));
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
        else if (fate < 6)
        {
            if (fate < 3)
            {
                next.Perform();
            }

            End(next.Process);
        }
        else if (fate < 12)
        {
            if (fate < 9)
            {
                next.Perform();
            }

            steps.Add($"process {next.Process}: fault {(fate < 9 ? "after" : "before")} an operation");
            interleaving.Run(next.Fail);
        }
        else
        {
            interleaving.Run(next.Perform());
        }
    }

    private void End(int process)
    {
        steps.Add($"process {process} ends");
        List<Interleaving.Operation> requests = [.. interleaving.Pending.Where(operation => operation.Process == process)];
        interleaving.Pending.RemoveAll(requests.Contains);
        interleaving.Pending.AddRange(requests.Where(_ => random.Next(2) == 0).Select(request => request with { Process = Nobody }));
        foreach ((_, string key, _) in running.Where(run => run.Process == process))
        {
            Again(key);
        }

        running.RemoveAll(run => run.Process == process);
        processes[Array.FindIndex(processes, other => other.Number == process)] = Start();
    }

    private (int Number, App App) Start()
    {
        int number = started++;
        IChannel[] channels = [new Channel(this, Recipient.Email, number), new Channel(this, Recipient.Teams, number)];
        return (number, new App(memory, clock, channels, new ScheduledStore(memory, interleaving, number)));
    }

    private void Ended()
    {
        foreach ((int process, string key, Task run) in running.Where(run => run.Run.IsCompleted).ToList())
        {
            running.Remove((process, key, run));
            if (run.Exception?.InnerException is { } failure)
            {
                Assert.True(failure is Interleaving.InjectedFaultException, Story(failure.ToString()));
                Again(key);
            }
        }
    }

    /// <summary>The host gives a message of a failed run back, as a rule.</summary>
    private void Again(string key)
    {
        if (random.Next(4) > 0)
        {
            messages.Add(key);
        }
    }

    /// <summary>The world is well again, and what is not finished is woken every ten minutes.</summary>
    private async Task QuietAsync()
    {
        using var app = new App(memory, clock, [new Healthy(peer, Recipient.Email), new Healthy(peer, Recipient.Teams)]);
        int attempts = peer.Attempts;
        for (int round = 0; round < 20 && (await app.ReceiptsAsync()).Where(receipt => !receipt.IsTerminal || receipt.OwesNotice).ToList() is { Count: > 0 } open; round++)
        {
            clock.Advance(TimeSpan.FromMinutes(10));
            foreach (Receipt receipt in open)
            {
                await app.DeliverNotification.RunAsync(receipt.Key, CancellationToken.None);
            }
        }

        Assert.True(peer.Attempts - attempts <= 4, Story($"{peer.Attempts - attempts} more sends to a healthy peer"));
        await peer.AssertPromiseAsync(app, Story("the promise is broken"));
    }

    private string Story(string problem) => $"seed {seed}: {problem}\n{string.Join('\n', steps)}";

    private T TakeAny<T>(List<T> list)
    {
        int index = random.Next(list.Count);
        T taken = list[index];
        list.RemoveAt(index);
        return taken;
    }

    /// <summary>A send is an operation like those of the store: others go on meanwhile.</summary>
    private sealed class Channel(DeliverySchedule schedule, string name, int process) : IChannel
    {
        public string Name => name;

        public Task<SendResult> SendAsync(Notification notification, CancellationToken cancellation)
        {
            Behaviour behaviour = schedule.random.Next(20) switch { < 11 => Behaviour.Accepts, < 14 => Behaviour.IsBusy, < 16 => Behaviour.AcceptsAndTheReplyIsLost, < 18 => Behaviour.BreaksOffBeforeItHasIt, 18 => Behaviour.Refuses, _ => Behaviour.HasNobodyOfThatName };
            return schedule.interleaving.Suspend(process, () =>
            {
                schedule.steps.Add($"process {process} sends {notification.Receipt.Key[..6]}{(notification.Receipt.PossibleDuplicate ? " again" : "")}: {behaviour}");
                return Task.FromResult(notification.Notice is not null ? new SendResult.Accepted("ok") : schedule.peer.Take(notification, behaviour));
            });
        }
    }

    private sealed class Healthy(Peer peer, string name) : IChannel
    {
        public string Name => name;

        public Task<SendResult> SendAsync(Notification notification, CancellationToken cancellation) =>
            Task.FromResult(notification.Notice is not null ? new SendResult.Accepted("ok") : peer.Take(notification, Behaviour.Accepts));
    }
}
