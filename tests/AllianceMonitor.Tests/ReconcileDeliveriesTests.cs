using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests;

/// <summary>Deliveries that lost their message, and what it costs to find them.</summary>
public sealed class ReconcileDeliveriesTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(DeliveryState.Pending)]
    [InlineData(DeliveryState.Sending)]
    [InlineData(DeliveryState.Scheduled)]
    public async Task A_delivery_whose_message_was_lost_is_woken(DeliveryState state)
    {
        using App app = await LostDeliveriesAsync(receipt => receipt with { State = state });
        app.Clock.Advance(TimeSpan.FromMinutes(10));

        Reconcile.Found found = await app.Reconcile.RunAsync(None);
        await app.WorkAsync();

        Assert.Equal(new Reconcile.Found(0, 0, (await app.ReceiptsAsync()).Count), found);
        Assert.All(await app.ReceiptsAsync(), receipt => Assert.Equal(DeliveryState.Accepted, receipt.State));
    }

    [Theory]
    [InlineData(DeliveryState.Accepted)]
    [InlineData(DeliveryState.Refused)]
    [InlineData(DeliveryState.Uncertain)]
    [InlineData(DeliveryState.Expired)]
    [InlineData(DeliveryState.Withheld)]
    public async Task A_delivery_that_ended_is_left_alone(DeliveryState state)
    {
        using App app = await LostDeliveriesAsync(receipt => receipt with { State = state, NoticeSent = true });
        app.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(new Reconcile.Found(0, 0, 0), await app.Reconcile.RunAsync(None));
    }

    [Theory]
    [InlineData(DeliveryState.Refused)]
    [InlineData(DeliveryState.Uncertain)]
    [InlineData(DeliveryState.Expired)]
    public async Task A_delivery_that_was_given_up_before_anybody_was_told_is_woken_and_told(DeliveryState state)
    {
        using App app = await LostDeliveriesAsync(receipt => receipt with { State = state });
        int count = (await app.ReceiptsAsync()).Count;
        app.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(count, (await app.Reconcile.RunAsync(None)).Deliveries);
        await app.WorkAsync();

        Assert.Equal(count, (await app.NoticesAsync()).Count);
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, (await app.Reconcile.RunAsync(None)).Deliveries);
    }

    /// <summary>Reading every receipt of the last days at every run would cost more than all else that the app does.</summary>
    [Fact]
    public async Task A_finished_delivery_is_told_by_the_listing_and_not_read_again()
    {
        List<RecordingChannel> channels = [.. RecordingChannel.Both()];
        channels[1].Answer = (_, _) => Task.FromResult<SendResult>(new SendResult.TryLater("HTTP 503"));
        using App app = await App.StartAsync(channels);
        await app.IngestAsync("a.txt", News.Stake);
        await app.WorkAsync();

        Dictionary<string, DeliveryState> states = (await app.ReceiptsAsync()).ToDictionary(receipt => receipt.Address.Name, receipt => receipt.State);
        List<BlobListing> listed = await app.Memory.ListAsync(Containers.Deliveries, "", None).ToListAsync();
        Assert.Equal([DeliveryState.Scheduled, DeliveryState.Accepted], states.Values.Distinct().Order());
        Assert.All(listed, blob => Assert.Equal(states[blob.Name] == DeliveryState.Accepted, blob.Metadata.ContainsKey(Receipt.FinishedNote)));

        // Whoever read them now would have them quarantined.
        foreach (BlobListing blob in listed)
        {
            await app.Memory.WriteAsync(new BlobAddress(Containers.Deliveries, blob.Name), "{"u8.ToArray(), None, blob.Metadata);
        }

        app.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(states.Values.Count(state => state == DeliveryState.Scheduled), (await app.Reconcile.RunAsync(None)).Deliveries);
    }

    [Fact]
    public async Task A_delivery_that_is_scheduled_for_later_is_left_alone_until_then()
    {
        using App app = await LostDeliveriesAsync(receipt => receipt with { State = DeliveryState.Scheduled, NotBefore = receipt.CreatedAt.AddHours(1) });
        app.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(0, (await app.Reconcile.RunAsync(None)).Deliveries);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.NotEqual(0, (await app.Reconcile.RunAsync(None)).Deliveries);
    }

    /// <summary>Longer than messages live in a queue (7 days), and than a delivery is tried.</summary>
    [Fact]
    public async Task A_delivery_is_found_however_long_the_app_stood_still()
    {
        using App app = await LostDeliveriesAsync(receipt => receipt);
        app.Clock.Advance(TimeSpan.FromMinutes(4));
        await app.Reconcile.RunAsync(None);
        app.Clock.Advance(TimeSpan.FromDays(30));
        while (app.Memory.Take(Queues.Deliveries) is not null)
        {
        }

        Assert.Equal((await app.ReceiptsAsync()).Count, (await app.Reconcile.RunAsync(None)).Deliveries);
        await app.WorkAsync();
        Assert.All((await app.ReceiptsAsync()).Where(receipt => receipt.Kind == DeliveryKind.Alert), receipt => Assert.Equal((DeliveryState.Expired, true), (receipt.State, receipt.NoticeSent)));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(500)]
    public async Task A_run_reads_each_finished_receipt_once_and_then_only_lists(int finished)
    {
        var clock = new FakeTimeProvider();
        var memory = new InMemoryStore(clock);
        await App.ConfigureAsync(memory);
        var counting = new FaultyStore(memory, failAt: 0, afterwards: false);
        using var app = new App(memory, clock, RecordingChannel.Both(), through: counting);
        await app.IngestAsync("a.txt", News.Stake);
        await app.WorkAsync();
        Receipt one = (await app.ReceiptsAsync())[0];
        for (int i = 0; i < finished; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            Receipt other = one with { Key = Digest.Of($"{i}") };
            await memory.WriteAsync(other.Address, JsonBlobs.ToBytes(other, Json.Default.Receipt), None);
        }

        clock.Advance(TimeSpan.FromMinutes(10));
        int first = await OperationsAsync();

        // Outcomes, articles, the log's tail and next segment, alerts, deliveries, good versions of the configuration, dead letters.
        Assert.Equal(8, await OperationsAsync());
        // The first one also keeps the good versions (three), and reads and notes each receipt that does not say yet that it is finished.
        Assert.Equal(8 + 3 + (2 * finished), first);

        async Task<int> OperationsAsync()
        {
            int before = counting.Operations;
            Assert.Equal(new Reconcile.Found(0, 0, 0), await app.Reconcile.RunAsync(None));
            return counting.Operations - before;
        }
    }

    [Fact]
    public async Task An_open_delivery_among_later_ones_that_have_ended_is_not_forgotten()
    {
        using App app = await LostDeliveriesAsync(receipt => receipt with { State = DeliveryState.Scheduled, NotBefore = receipt.CreatedAt.AddHours(5) });
        Receipt open = (await app.ReceiptsAsync())[0];
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        foreach (Receipt other in (await app.ReceiptsAsync()).Skip(1))
        {
            await app.Memory.WriteAsync(other.Address, JsonBlobs.ToBytes(other with { State = DeliveryState.Accepted }, Json.Default.Receipt), None);
        }

        for (int run = 0; run < 9; run++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(30));
            Assert.Equal(0, (await app.Reconcile.RunAsync(None)).Deliveries);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(1, (await app.Reconcile.RunAsync(None)).Deliveries);
        Assert.Equal(open.Key, App.Field(app.Memory.Take(Queues.Deliveries)!, "deliveryKey"));
    }

    [Fact]
    public async Task An_unreadable_receipt_is_woken_so_that_it_is_quarantined()
    {
        using App app = await App.StartAsync();
        await app.Memory.WriteAsync(Receipt.AddressOf("broken"), "{"u8.ToArray(), None);
        app.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(1, (await app.Reconcile.RunAsync(None)).Deliveries);
        await app.DeliverNotification.RunAsync(App.Field(app.Memory.Take(Queues.Deliveries)!, "deliveryKey"), None);
        Assert.Single(await app.DeadLettersAsync());
    }

    private static async Task<App> LostDeliveriesAsync(Func<Receipt, Receipt> then)
    {
        App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        await app.RouteAlert.RunAsync(App.Field(app.Memory.Take(Queues.Alerts)!, "alertId"), None);
        while (app.Memory.Take(Queues.Deliveries) is not null)
        {
        }

        foreach (Receipt receipt in await app.ReceiptsAsync())
        {
            await app.Memory.WriteAsync(receipt.Address, JsonBlobs.ToBytes(then(receipt), Json.Default.Receipt), None);
        }

        return app;
    }
}
