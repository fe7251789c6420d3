using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests;

/// <summary>
/// A storm with one fault of the store at every possible place, before or after the operation happened. However it went, each alert reaches each recipient exactly
/// once, alone or in one digest.
/// </summary>
[Trait("Category", "Faults")]
public class StormCrashTests
{
    private const int Alerts = 5;

    private const string Subscriptions = """
        subscriptions:
          - id: desk
            alertsPerHour: 1
            email: [desk@example.com, both@example.com]
            teams: [TEAMS_WEBHOOK_DESK]
          - id: second
            alertsPerHour: 2
            email: [both@example.com, second@example.com]
        """;

    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public async Task A_fault_between_any_two_effects_loses_nothing_and_tells_nothing_twice(bool afterwards, bool hostRetries)
    {
        int operations = await RunAsync(0, afterwards, hostRetries);
        Assert.InRange(operations, 100, 2_000);

        for (int failAt = 1; failAt <= operations; failAt++)
        {
            await RunAsync(failAt, afterwards, hostRetries);
        }
    }

    private static async Task<int> RunAsync(int failAt, bool afterwards, bool hostRetries)
    {
        var clock = new FakeTimeProvider();
        var memory = new InMemoryStore(clock);
        await App.ConfigureAsync(memory, Subscriptions);
        var faulty = new FaultyStore(memory, failAt, afterwards);
        IReadOnlyList<RecordingChannel> channels = RecordingChannel.Both();
        App app = new(memory, clock, channels, faulty);
        for (int i = 0; i < Alerts; i++)
        {
            Alert alert = Sample.Alert() with { Id = $"a-{i}", StoryId = $"s-{i / 2}", Revision = 1 + (i % 2) };
            await memory.TryCreateJsonAsync(AlertDocuments.AddressOf(alert.Id), alert, Json.Default.Alert, None);
            await memory.SendJsonAsync(Queues.Alerts, new AlertMessage(alert.Id), Json.Default.AlertMessage, TimeSpan.FromMinutes(i), None);
        }

        // Three hours: alerts come in, the timers run, leases and the storm pass.
        for (int round = 0; round < 18; round++)
        {
            await WorkAsync();
            await HostAsync(() => app.SendDigests.RunAsync(None), isTimer: true);
            await HostAsync(() => app.Reconcile.RunAsync(None), isTimer: true);
            clock.Advance(TimeSpan.FromMinutes(10));
        }

        string run = $"fault {(afterwards ? "after" : "before")} operation {failAt}, {(hostRetries ? "the host tries again" : "messages are lost")}";
        AssertToldOnce(channels, run);
        Assert.All(await app.ReceiptsAsync(), receipt => Assert.Equal(DeliveryState.Accepted, receipt.State));
        await foreach (BlobListing brake in memory.ListAsync(Containers.Digests, Outbox.Folder, None))
        {
            Assert.Empty(JsonBlobs.Parse((await memory.ReadAsync(new BlobAddress(Containers.Digests, brake.Name), None))!, Json.Default.Outbox).Held);
        }

        app.Dispose();
        return faulty.Operations;

        async Task HostAsync(Func<Task> invocation, bool isTimer)
        {
            try
            {
                await invocation();
            }
            catch (FaultyStore.InjectedFaultException)
            {
                app.Dispose();
                app = new App(memory, clock, channels, faulty);
                if (hostRetries && !isTimer)
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
                    await HostAsync(() => app.RouteAlert.RunAsync(App.Field(alert, "alertId"), None), isTimer: false);
                }
                else if (memory.Take(Queues.Deliveries) is { } delivery)
                {
                    await HostAsync(() => app.DeliverNotification.RunAsync(App.Field(delivery, "deliveryKey"), None), isTimer: false);
                }
                else
                {
                    return;
                }
            }
        }
    }

    private static void AssertToldOnce(IReadOnlyList<RecordingChannel> channels, string run)
    {
        List<Notification> sent = [.. channels.SelectMany(channel => channel.Sent)];
        List<string> expected = [.. Enumerable.Range(0, Alerts).Select(i => $"a-{i}")];
        ILookup<Recipient, Notification> told = sent.DistinctBy(one => one.Receipt.Key).ToLookup(one => one.Receipt.Recipient);

        // Only a send that was cut off may be repeated, with the same identifier and the flag.
        Assert.True(sent.Count == sent.DistinctBy(one => one.Receipt.Key).Count() + sent.Count(one => one.Receipt.PossibleDuplicate && sent.Count(other => other.Receipt.Key == one.Receipt.Key) > 1), run);
        foreach (string address in (string[])["desk@example.com", "both@example.com", "second@example.com", "TEAMS_WEBHOOK_DESK"])
        {
            var recipient = new Recipient(address.Contains('@', StringComparison.Ordinal) ? Recipient.Email : Recipient.Teams, address);
            List<string> ids = [.. told[recipient].SelectMany(one => one.Digest?.Items.Select(item => item.AlertId) ?? [one.Alert!.Id]).Order()];
            Assert.True(expected.SequenceEqual(ids), $"{run}: {address} was told of {string.Join(' ', ids)}");
            Assert.True(told[recipient].Any(one => one.Digest is not null), $"{run}: no digest for {address}");
        }
    }
}
