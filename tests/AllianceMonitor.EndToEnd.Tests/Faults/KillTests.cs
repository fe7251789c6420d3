using System.Globalization;
using AllianceMonitor.Delivery;
using AllianceMonitor.EndToEnd.Tests.Support;

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
            for (var article = Articles * kill / Kills; article < Articles * (kill + 1) / Kills; article++)
                await Drop(stack, article);

            // Now and then while it starts.
            if (random.Next(8) > 0)
                await stack.AppReady();
            await Task.Delay(random.Next(700));
            messages.UnionWith(await stack.Store.PeekAll());
            await stack.KillApp();
        }

        await stack.Until("everything has come to its end", () => HasEnded(stack), Patience);
        var kept = await Promise.AssertKeptOrParked(stack, Enumerable.Range(0, Articles).Select(article => ManyDeals.Article(article).Name), ManyDeals.Recipients);
        await Canary.AssertNowhere(stack, messages);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Kills} kills, {kept.Deliveries} deliveries: 0 lost, {kept.SecondCopies} second copies, all flagged ({kept.Flagged} flagged), {kept.Parked} parked as uncertain with a notice, {kept.DeadLetters} dead letters; {messages.Count} queue messages looked at; {TimeProvider.System.GetElapsedTime(started).TotalMinutes:0.0} minutes"));
    }

    private static Task Drop(TestStack stack, int article)
    {
        var (name, text) = ManyDeals.Article(article);
        return stack.Store.Drop(name, text);
    }

    private static async Task<bool> HasEnded(TestStack stack) =>
        await stack.Store.IsSettled() && (await stack.Store.Receipts()) is { Count: > 0 } receipts && receipts.All(receipt => receipt.IsTerminal && !receipt.OwesNotice);
}
