using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Faults;

/// <summary>
/// Several processes of the app work off the same deliveries, while the peers do what they like; messages come up to 32 times, in any order, late, never, or end as poison; time passes whenever it likes. A seed
/// always goes the same way.
/// </summary>
internal sealed class DeliverySchedule
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly Random random;
    private readonly FakeTimeProvider clock;
    private readonly InMemoryStore memory;
    private readonly Peer peer = new();
    private readonly Schedule schedule;

    private DeliverySchedule(int seed, InMemoryStore memory, FakeTimeProvider clock)
    {
        (this.memory, this.clock) = (memory, clock);
        random = new Random(seed);
        schedule = new Schedule(random, random.Next(1, 5), (interleaving, number) => new App(
            memory, clock, [new Channel(this, interleaving, Recipient.Email, number), new Channel(this, interleaving, Recipient.Teams, number)], new ScheduledStore(memory, interleaving, number)));
    }

    /// <summary>Runs to the end, when all processes are done and Reconcile has found what was lost, and checks what is promised.</summary>
    /// <returns>How many deliveries there were, how many second copies arrived, and how many messages were given up as poison.</returns>
    public static async Task<(int Deliveries, int SecondCopies, int Poisoned)> RunAsync(int seed)
    {
        var clock = new FakeTimeProvider();
        var run = new DeliverySchedule(seed, await Deliverable.StoreAsync(clock), clock);
        List<string> keys = await Deliverable.QueueAsync(run.memory, clock, run.random.Next(1, 3), Deliverable.Email, Deliverable.Teams);
        try
        {
            foreach (string key in keys)
            {
                run.schedule.Add(Delivers(key), run.random.Next(8) switch { 0 => 0, < 5 => 1, < 7 => 3, _ => 32 });
            }

            run.Run();
            int poisoned = await run.QuietAsync();
            return (keys.Count, run.peer.Arrived.Count - run.peer.Arrived.Select(one => one.Key).Distinct().Count(), poisoned);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"seed {seed}: {failure.Message}\n{string.Join('\n', run.schedule.Steps)}", failure);
        }
    }

    private static Trigger Delivers(string key) =>
        new($"delivers {key[..6]}", app => app.DeliverNotification.RunAsync(key, None), app => app.KeepPoisonDelivery.RunAsync($$"""{"deliveryKey":"{{key}}"}""", None));

    private void Run()
    {
        while (!schedule.IsQuiet)
        {
            if (random.Next(100) >= 3)
            {
                schedule.GoOn();
                continue;
            }

            TimeSpan passed = TimeSpan.FromSeconds(random.Next(1, 400));
            schedule.Note($"{passed} pass");
            clock.Advance(passed);
            while (memory.Take(Queues.Deliveries) is { } message)
            {
                schedule.Add(Delivers(App.Field(message, "deliveryKey")));
            }
        }
    }

    /// <summary>The world is well again, and Reconcile runs as its timer does.</summary>
    /// <returns>How many messages were given up as poison.</returns>
    private async Task<int> QuietAsync()
    {
        using var app = new App(memory, clock, [new Healthy(peer, Recipient.Email), new Healthy(peer, Recipient.Teams)]);
        int attempts = peer.Attempts;
        for (int round = 0; round < 20 && (await app.ReceiptsAsync()).Exists(receipt => !receipt.IsTerminal || receipt.OwesNotice); round++)
        {
            clock.Advance(TimeSpan.FromMinutes(10));
            await app.Reconcile.RunAsync(None);
            await app.WorkAsync();
        }

        Assert.True(peer.Attempts - attempts <= 4, $"{peer.Attempts - attempts} more sends to a healthy peer");
        await peer.AssertPromiseAsync(app, "the promise is broken");
        return (await app.DeadLettersAsync()).Count;
    }

    /// <summary>A send is an operation like those of the store: others go on meanwhile.</summary>
    private sealed class Channel(DeliverySchedule run, Interleaving interleaving, string name, int process) : IChannel
    {
        public string Name => name;

        public Task<SendResult> SendAsync(Notification notification, CancellationToken cancellation)
        {
            Behaviour behaviour = run.random.Next(20) switch { < 11 => Behaviour.Accepts, < 14 => Behaviour.IsBusy, < 16 => Behaviour.AcceptsAndTheReplyIsLost, < 18 => Behaviour.BreaksOffBeforeItHasIt, 18 => Behaviour.Refuses, _ => Behaviour.HasNobodyOfThatName };
            return interleaving.Suspend(
                process,
                () =>
                {
                    run.schedule.Note($"process {process} sends {notification.Receipt.Key[..6]}{(notification.Receipt.PossibleDuplicate ? " again" : "")}: {behaviour}");
                    return Task.FromResult(notification.Notice is not null ? new SendResult.Accepted("ok") : run.peer.Take(notification, behaviour));
                },
                mayHappenTwice: false);
        }
    }

    private sealed class Healthy(Peer peer, string name) : IChannel
    {
        public string Name => name;

        public Task<SendResult> SendAsync(Notification notification, CancellationToken cancellation) =>
            Task.FromResult(notification.Notice is not null ? new SendResult.Accepted("ok") : peer.Take(notification, Behaviour.Accepts));
    }
}
