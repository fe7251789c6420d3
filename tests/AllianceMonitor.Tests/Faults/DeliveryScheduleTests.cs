using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Faults;

/// <summary>Thousands of ways in which deliveries may go, and many claimants of each.</summary>
[Trait("Category", "Faults")]
public class DeliveryScheduleTests(ITestOutputHelper output)
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("LONG_RUN") == "1";

    /// <summary>Fails with the seed and all that happened; FAULT_SEED runs that one again.</summary>
    [Fact]
    public async Task In_any_schedule_nothing_is_lost_and_a_second_copy_is_flagged()
    {
        bool isOne = int.TryParse(Environment.GetEnvironmentVariable("FAULT_SEED"), out int first);
        int count = isOne ? 1 : Long ? 100_000 : 10_000, deliveries = 0, copies = 0, poisoned = 0;
        TimeSpan before = Environment.CpuUsage.TotalTime;
        await Parallel.ForEachAsync(Enumerable.Range(first, count), async (seed, _) =>
        {
            (int Deliveries, int SecondCopies, int Poisoned) run = await DeliverySchedule.RunAsync(seed);
            Interlocked.Add(ref deliveries, run.Deliveries);
            Interlocked.Add(ref copies, run.SecondCopies);
            Interlocked.Add(ref poisoned, run.Poisoned);
        });

        output.WriteLine(
            $"{count} schedules, seeds {first} to {first + count - 1}: {deliveries} deliveries, 0 lost, {copies} second copies, all flagged, {poisoned} messages poisoned; {(Environment.CpuUsage.TotalTime - before).TotalSeconds:0} s of processor time of the process");
        Assert.True(isOne || (copies > 0 && poisoned > 0), "No schedule led to a second copy or to a dead letter: the tests do not test what they are for.");
    }

    /// <summary>32 processes get each message at the same moment; 40 messages, or 200 in the long run.</summary>
    [Fact]
    public async Task Of_32_claimants_one_sends()
    {
        int count = Long ? 200 : 40;
        var clock = new FakeTimeProvider();
        InMemoryStore memory = await Deliverable.StoreAsync(clock);
        List<string> keys = await Deliverable.QueueAsync(memory, clock, count, Deliverable.Email);
        var email = new RecordingChannel(Recipient.Email)
        {
            Answer = async (_, _) =>
            {
                await Task.Yield();
                return new SendResult.Accepted("ok");
            },
        };
        App[] claimants = [.. Enumerable.Range(0, 32).Select(_ => new App(memory, clock, [email], new YieldingStore(memory)))];

        foreach (string key in keys)
        {
            await Task.WhenAll(claimants.Select(one => Task.Run(() => one.DeliverNotification.RunAsync(key, CancellationToken.None))));
        }

        Assert.Equal(keys.Order(), email.Sent.Select(sent => sent.Receipt.Key).Order());
        Assert.All(await claimants[0].ReceiptsAsync(), receipt => Assert.Equal((DeliveryState.Accepted, 1, false), (receipt.State, receipt.Epoch, receipt.PossibleDuplicate)));
        Array.ForEach(claimants, one => one.Dispose());
    }

    /// <summary>A new host id replays every trigger; timers find nothing either.</summary>
    [Fact]
    public async Task A_replay_of_everything_sends_nothing_again()
    {
        using App app = await App.StartAsync([new RecordingChannel(Recipient.Email), new RecordingChannel(Recipient.Teams)]);
        await app.IngestAsync("a.txt", News.Stake);
        await app.WorkAsync();
        List<Receipt> before = await app.ReceiptsAsync();

        await app.IngestArticle.RunAsync("a.txt", CancellationToken.None);
        foreach (Alert alert in await app.AlertsAsync())
        {
            await app.RouteAlert.RunAsync(alert.Id, CancellationToken.None);
        }

        foreach (Receipt receipt in before.Concat(before).Reverse())
        {
            await app.DeliverNotification.RunAsync(receipt.Key, CancellationToken.None);
        }

        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.Reconcile.RunAsync(CancellationToken.None);
        await app.WorkAsync();

        Assert.Equal(before.Select(receipt => (receipt.Key, receipt.State, receipt.Epoch)), (await app.ReceiptsAsync()).Select(receipt => (receipt.Key, receipt.State, receipt.Epoch)));
    }
}
