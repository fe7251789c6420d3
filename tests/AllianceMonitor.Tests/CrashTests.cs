using System.Text;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests;

/// <summary>
/// The whole pipeline with one fault of the store at every possible place, before or after the operation happened. The process ends there and a new one
/// goes on. However it went, the end is the same: the same alerts, one outcome for each drop, one accepted receipt for each recipient.
/// </summary>
[Trait("Category", "Faults")]
public class CrashTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly (string Name, string Text)[] Drops =
        [("1.txt", News.Stake), ("2-copy.txt", News.Stake), ("3.txt", News.StakeAgain), ("4-broken.json", "{"), ("5-race.txt", News.Race)];

    private const string Subscriptions = """
        operations:
          email: [ops@example.com]
        subscriptions:
          - id: desk
            email: [desk@example.com]
            teams: [TEAMS_WEBHOOK_DESK]
          - id: stakes
            kinds: [stake]
            email: [desk@example.com]
        """;

    private const string Watchlist = """
        focus: [renault, nissan]
        entities:
          - { id: renault, name: Renault }
          - { id: nissan, name: Nissan }
        """;

    /// <summary>What a run leaves behind.</summary>
    private sealed record End(string State, int Operations, int Sends, int FlaggedSends);

    [Theory]
    [InlineData("the host tries again", false, true)]
    [InlineData("the host tries again", true, true)]
    [InlineData("triggers and messages are lost and Reconcile finds them", false, false)]
    [InlineData("triggers and messages are lost and Reconcile finds them", true, false)]
    public async Task A_fault_between_any_two_effects_changes_nothing_in_the_end(string then, bool afterwards, bool hostRetries)
    {
        End without = await RunAsync(0, afterwards, hostRetries);
        Assert.Equal(4, without.Sends);

        for (int failAt = 1; failAt <= without.Operations; failAt++)
        {
            End end = await RunAsync(failAt, afterwards, hostRetries);

            Assert.True(without.State == end.State, $"{then}, fault {(afterwards ? "after" : "before")} operation {failAt}:\n{end.State}\ninstead of\n{without.State}");
            // Who dies while a receipt says "sending" leaves open whether it was sent: a second copy always has the flag, one that was not needed may have it.
            int copies = end.Sends - without.Sends;
            Assert.True(copies >= 0 && copies <= end.FlaggedSends && end.FlaggedSends <= 1, $"{then}, fault at {failAt}: {end.Sends} sends, {end.FlaggedSends} flagged as possible duplicates");
        }
    }

    private static async Task<End> RunAsync(int failAt, bool afterwards, bool hostRetries)
    {
        var clock = new FakeTimeProvider();
        var memory = new InMemoryStore(clock);
        await memory.WriteAsync(new BlobAddress(Containers.Config, Configuration.WatchlistName), Encoding.UTF8.GetBytes(Watchlist), None);
        await memory.WriteAsync(new BlobAddress(Containers.Config, Configuration.SubscriptionsName), Encoding.UTF8.GetBytes(Subscriptions), None);
        var faulty = new FaultyStore(memory, failAt, afterwards);
        IReadOnlyList<RecordingChannel> channels = RecordingChannel.Both();
        App app = new(memory, clock, channels, faulty);
        bool triggersLost = false;
        try
        {
            foreach ((string name, string text) in Drops)
            {
                await app.DropAsync(name, text);
            }

            foreach ((string name, _) in Drops)
            {
                // When triggers are lost, so are those that come after the first lost one: else another article would be first with the news.
                if (!triggersLost)
                {
                    await HostAsync(() => app.IngestArticle.RunAsync(name, None));
                }
            }

            // Leases pass, scheduled messages come back; Reconcile runs as its timer does.
            for (int round = 0; round < 6; round++)
            {
                await WorkAsync();
                clock.Advance(TimeSpan.FromMinutes(10));
                if (!hostRetries)
                {
                    await HostAsync(() => app.Reconcile.RunAsync(None));
                }
            }

            await WorkAsync();
            return new End(await StateAsync(app), faulty.Operations, channels.Sum(channel => channel.Sent.Count), channels.Sum(channel => channel.Sent.Count(sent => sent.Receipt.PossibleDuplicate)));
        }
        finally
        {
            app.Dispose();
        }

        // A failed invocation ends the process; the next one runs in a new one, at once or (lost) not at all.
        async Task HostAsync(Func<Task> invocation)
        {
            try
            {
                await invocation();
            }
            catch (FaultyStore.InjectedFaultException)
            {
                app.Dispose();
                app = new App(memory, clock, channels, faulty);
                triggersLost = !hostRetries;
                if (hostRetries)
                {
                    await invocation();
                }
            }
        }

        async Task WorkAsync()
        {
            while (true)
            {
                if (memory.Take(Queues.Alerts) is { } alert)
                {
                    await HostAsync(() => app.RouteAlert.RunAsync(App.Field(alert, "alertId"), None));
                }
                else if (memory.Take(Queues.Deliveries) is { } delivery)
                {
                    await HostAsync(() => app.DeliverNotification.RunAsync(App.Field(delivery, "deliveryKey"), None));
                }
                else
                {
                    return;
                }
            }
        }
    }

    private static async Task<string> StateAsync(App app)
    {
        IEnumerable<string> outcomes = (await app.OutcomesAsync())
            .Select(outcome => $"{outcome.Name} {outcome.Status} {outcome.Reason} {string.Join(',', outcome.Items.Select(item => $"{item.Outcome} {item.Novelty} {item.Revision} {item.AlertId}"))}");
        IEnumerable<string> alerts = (await app.AlertsAsync()).Select(alert => $"{alert.Id} {alert.StoryId} {alert.Revision} {alert.Headline}");
        IEnumerable<string> receipts = (await app.ReceiptsAsync()).Select(receipt => $"{receipt.Key[..8]} {receipt.Recipient} {receipt.State} {receipt.DocumentId} {string.Join(" and ", receipt.Reasons)}");
        int routed = await app.Memory.ListAsync(Containers.Alerts, "", None).CountAsync(blob => blob.Name.EndsWith("/routing.json", StringComparison.Ordinal));
        int rejected = await app.Memory.ListAsync(Containers.Rejected, "", None).CountAsync();
        int deadLetters = await app.Memory.ListAsync(Containers.DeadLetter, "", None).CountAsync();
        return string.Join('\n', outcomes.Order().Concat(alerts.Order()).Concat(receipts.Order()).Append($"{routed} routed, {rejected} rejected, {deadLetters} dead letters"));
    }
}
