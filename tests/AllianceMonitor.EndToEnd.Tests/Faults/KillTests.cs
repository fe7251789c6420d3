using System.Globalization;
using AllianceMonitor.EndToEnd.Tests.Support;
using AllianceMonitor.Storage;

namespace AllianceMonitor.EndToEnd.Tests.Faults;

/// <summary>
/// kill -9 of the app's process at random moments while articles keep coming: every delivery arrives; a second copy only where the receipt says so. 5 kills, or 200 over 1,200 deliveries with LONG_RUN=1. The seed
/// is printed; FAULT_SEED takes it again, though a machine is never as fast twice.
/// </summary>
[Trait("Category", "Faults")]
public sealed class KillTests(PublishedApp app, ITestOutputHelper output)
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("LONG_RUN") == "1";
    private static readonly int Kills = Long ? 200 : 5, Articles = Long ? 200 : 8;

    /// <summary>A life that lets nothing arrive for so long, twice a lease, is ended all the same.</summary>
    private static readonly TimeSpan Idle = 2 * TestStack.Lease;

    /// <summary>Reconcile comes every five minutes and leaves alone what is younger than three.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(9);

    [Fact]
    public async Task However_often_the_app_is_killed_each_delivery_arrives_and_a_second_copy_is_flagged()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("FAULT_SEED"), out var given) ? given : Random.Shared.Next(1_000_000);
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var started = TimeProvider.System.GetTimestamp();
        await using var stack = await TestStack.Start(
            app,
            settings: Canary.Settings.Concat(ManyDeals.Settings).ToDictionary(),
            host: usual => usual with { CrashInvisibility = TimeSpan.FromSeconds(1), RestartCap = Kills + 10 });
        await ManyDeals.Configure(stack.Store);
        await stack.KillApp();

        var messages = new HashSet<string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            var (first, until) = (Articles * kill / Kills, Articles * (kill + 1) / Kills);
            for (var article = first; article < until; article++)
                await Drop(stack, article);
            await Moment(stack, random, (until * ManyDeals.Recipients.Count) - stack.Inbox.Count);
            await stack.KillApp();

            // What the app has sent and nobody has received: the host waits for the new process.
            messages.UnionWith(await stack.Store.PeekAll());
        }

        await stack.Until("everything has come to its end", () => HasEnded(stack), Patience);
        if (await Redriven(stack) > 0)
            await stack.Until("everything has come to its end once more", () => HasEnded(stack), Patience);
        var kept = await Promise.AssertKeptOrParked(stack, Enumerable.Range(0, Articles).Select(article => ManyDeals.Article(article).Name), ManyDeals.Recipients);
        await Canary.AssertNowhere(stack, messages);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Kills} kills, {kept.Deliveries} deliveries: 0 lost, {kept.SecondCopies} second copies, all flagged ({kept.Flagged} flagged), {kept.Parked} parked as uncertain with a notice, {kept.DeadLetters} dead letters; {messages.Count} queue messages looked at; {TimeProvider.System.GetElapsedTime(started).TotalMinutes:0.0} minutes"));
    }

    /// <summary>
    /// Waits for the moment of the next kill: while the app starts, after some time of work, or when some of what is outstanding has arrived. Most lives get something done, however slow the machine is: a message
    /// that is cut off five times is poison.
    /// </summary>
    private static async Task Moment(TestStack stack, Random random, int outstanding)
    {
        var (kind, arrivals, delay) = (random.Next(8), random.Next(1, Math.Max(outstanding, 2)), random.Next(500));
        if (kind > 0)
            await stack.AppReady();
        if (kind > 1)
        {
            var (before, last, since) = (stack.Inbox.Count, 0, TimeProvider.System.GetTimestamp());
            while (stack.Inbox.Count - before is var arrived && arrived < arrivals && TimeProvider.System.GetElapsedTime(since) < Idle)
            {
                since = arrived > last ? TimeProvider.System.GetTimestamp() : since;
                last = arrived;
                await Task.Delay(5);
            }

            delay /= 10;
        }

        await Task.Delay(delay);
    }

    /// <summary>Tries again what failed five times, as operations do when they have read the notice.</summary>
    private static async Task<int> Redriven(TestStack stack)
    {
        using var instance = new Instance(stack.ConnectionString, []);
        var letters = (await stack.Store.DeadLetters()).Where(letter => letter.Kind == "article").ToList();
        foreach (var letter in letters)
            Assert.True(await instance.Redrive(letter), letter.Reason);
        return letters.Count;
    }

    private static Task Drop(TestStack stack, int article)
    {
        var (name, text) = ManyDeals.Article(article);
        return stack.Store.Drop(name, text);
    }

    private static async Task<bool> HasEnded(TestStack stack) =>
        await stack.Store.IsSettled()
        && (await stack.Store.List(Containers.Alerts)).Select(blob => blob.Name.Split('/')).GroupBy(path => path[0]).All(alert => alert.Any(path => path[1] == "routing.json"))
        && (await stack.Store.Receipts()).All(receipt => receipt.IsTerminal && !receipt.OwesNotice);
}
