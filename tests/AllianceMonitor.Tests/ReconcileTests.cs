using AllianceMonitor.Articles;
using AllianceMonitor.Delivery;
using AllianceMonitor.Extraction;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests;

public sealed class ReconcileTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_dropped_blob_without_an_outcome_is_ingested()
    {
        using App app = await App.StartAsync();
        await app.DropAsync("lost.txt", News.Stake);
        app.Clock.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal(new Reconcile.Found(1, 0, 0), await app.Reconcile.RunAsync(None));
        Assert.Equal("lost.txt", Assert.Single(await app.OutcomesAsync()).Name);
    }

    /// <summary>At functionTimeout the host ends the app; and what merely waits in a backlog looks forgotten too.</summary>
    [Fact]
    public async Task A_backlog_is_worked_off_over_several_runs_and_keeps_nothing_else_waiting()
    {
        var slow = new SlowRecognizer();
        using App app = await App.StartAsync(recognizer: slow);
        await app.IngestAsync("z.txt", News.Stake);
        app.Memory.Take(Queues.Alerts);
        for (int i = 0; i < 5; i++)
        {
            await app.DropAsync($"{i}.txt", News.Race + i);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(4));
        slow.Clock = app.Clock;

        Assert.Equal(new Reconcile.Found(3, 1, 0), await app.Reconcile.RunAsync(None));
        Assert.Equal(new Reconcile.Found(2, 0, 0), await app.Reconcile.RunAsync(None));
        Assert.Equal(6, (await app.OutcomesAsync()).Count);
    }

    /// <summary>Takes 25 seconds for each article once it has a clock.</summary>
    private sealed class SlowRecognizer : INameRecognizer
    {
        public FakeTimeProvider? Clock { get; set; }

        public Task<RecognizedNames> RecognizeAsync(Article article, CancellationToken cancellation)
        {
            Clock?.Advance(TimeSpan.FromSeconds(25));
            return Task.FromResult(new RecognizedNames(null, [.. article.Paragraphs.Select(_ => (IReadOnlyList<RecognizedName>?)null)], null));
        }
    }

    [Fact]
    public async Task A_new_version_of_a_blob_needs_an_outcome_of_its_own()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        await app.DropAsync("a.txt", News.StakeAgain);
        app.Clock.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal(1, (await app.Reconcile.RunAsync(None)).Articles);
        Assert.Equal(2, (await app.OutcomesAsync()).Count);
    }

    [Fact]
    public async Task An_alert_whose_message_was_lost_is_routed()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        app.Memory.Take(Queues.Alerts);
        app.Clock.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal(1, (await app.Reconcile.RunAsync(None)).Alerts);
        Assert.NotEmpty(await app.ReceiptsAsync());
    }

    /// <summary>The log takes for told what the replaced version said: nobody else would tell it.</summary>
    [Fact]
    public async Task What_the_log_decided_about_a_version_that_was_replaced_before_its_ingest_ended_is_finished()
    {
        using App app = await App.StartAsync();
        string? alertId = Assert.Single((await app.IngestAsync("a.txt", News.Stake)).Items).AlertId;
        await ForgetAsync(app, Containers.Alerts, Containers.Outcomes);
        await app.IngestAsync("a.txt", News.Stake + "\nMore in the course of the day.\n");
        app.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(1, (await app.Reconcile.RunAsync(None)).Articles);
        Assert.Equal(0, (await app.Reconcile.RunAsync(None)).Articles);
        Assert.Equal(alertId, Assert.Single(await app.AlertsAsync()).Id);
        Assert.Single(await app.OutcomesAsync(), outcome => outcome.Reason?.StartsWith("replaced: ", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task What_the_log_decided_about_a_file_that_was_deleted_before_its_ingest_ended_is_finished()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        await ForgetAsync(app, Containers.Alerts, Containers.Outcomes);
        await app.Memory.DeleteAsync(new BlobAddress(Containers.Articles, "a.txt"), None);
        app.Clock.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal(1, (await app.Reconcile.RunAsync(None)).Articles);
        Assert.Single(await app.AlertsAsync());
        Assert.Equal(OutcomeStatus.Processed, Assert.Single(await app.OutcomesAsync()).Status);
    }

    /// <summary>The process died behind the log entry, or behind the alert; the host never tried again.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_ingest_that_died_half_way_is_finished_with_the_alert_that_the_log_decided(bool behindTheEntry)
    {
        using App app = await App.StartAsync();
        string? alertId = Assert.Single((await app.IngestAsync("a.txt", News.Stake)).Items).AlertId;
        await ForgetAsync(app, behindTheEntry ? [Containers.Alerts, Containers.Outcomes] : [Containers.Outcomes]);
        app.Memory.Take(Queues.Alerts);
        app.Clock.Advance(TimeSpan.FromMinutes(4));

        await app.Reconcile.RunAsync(None);
        await app.WorkAsync();

        Assert.Equal(alertId, Assert.Single(await app.AlertsAsync()).Id);
        Assert.Equal(alertId, Assert.Single(Assert.Single(await app.OutcomesAsync()).Items).AlertId);
        Assert.All(await app.ReceiptsAsync(), receipt => Assert.Equal(DeliveryState.Accepted, receipt.State));
        Assert.NotEmpty(await app.ReceiptsAsync());
    }

    [Fact]
    public async Task A_routing_that_died_between_two_deliveries_is_finished()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        string alertId = App.Field(app.Memory.Take(Queues.Alerts)!, "alertId");
        await app.RouteAlert.RunAsync(alertId, None);
        List<Receipt> all = await app.ReceiptsAsync();
        while (app.Memory.Take(Queues.Deliveries) is not null)
        {
        }

        await app.Memory.DeleteAsync(RouteAlert.RoutingAddress(alertId), None);
        await app.Memory.DeleteAsync(all[^1].Address, None);
        app.Clock.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal(1, (await app.Reconcile.RunAsync(None)).Alerts);
        await app.WorkAsync();
        Assert.Equal(all.Count, (await app.ReceiptsAsync()).Count);
        Assert.All(await app.ReceiptsAsync(), receipt => Assert.Equal((DeliveryState.Accepted, 1), (receipt.State, receipt.Epoch)));
    }

    /// <summary>The timer did not run for days.</summary>
    [Fact]
    public async Task A_held_alert_whose_digest_was_never_made_is_told_by_the_next_run()
    {
        var clock = new FakeTimeProvider();
        var memory = new InMemoryStore(clock);
        IReadOnlyList<RecordingChannel> channels = RecordingChannel.Both();
        await App.ConfigureAsync(memory, "subscriptions:\n  - { id: desk, delivery: { mode: daily, at: \"08:00\", timeZone: UTC }, email: [desk@example.com] }\n");
        using var app = new App(memory, clock, channels);
        await app.IngestAsync("a.txt", News.Stake);
        await app.WorkAsync();
        Assert.Empty(channels[0].Sent);
        clock.Advance(TimeSpan.FromDays(4));

        await app.Reconcile.RunAsync(None);
        Assert.Equal(1, await app.SendDigests.RunAsync(None));
        await app.WorkAsync();

        Assert.Single(channels[0].Sent);
    }

    [Theory]
    [InlineData(DeliveryState.Pending)]
    [InlineData(DeliveryState.Claimed)]
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

        // Outcomes, articles, the log's tail and next segment, alerts, deliveries, good versions of the configuration.
        Assert.Equal(7, await OperationsAsync());
        // And a read and a note for each of those that do not say so yet.
        Assert.Equal(7 + (2 * finished), first);

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

    [Fact]
    public async Task One_alert_that_cannot_be_routed_stops_no_other_and_its_reason_is_kept_once()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        app.Memory.Take(Queues.Alerts);
        await app.Memory.WriteAsync(IngestArticle.AlertAddress("a-00"), "{ broken"u8.ToArray(), None);
        await app.DropAsync("b.txt", News.Race);
        app.Clock.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal(new Reconcile.Found(1, 1, 0), await app.Reconcile.RunAsync(None));
        Assert.Equal(0, (await app.Reconcile.RunAsync(None)).Alerts);

        DeadLetter letter = Assert.Single(await app.DeadLettersAsync());
        Assert.Equal(("alert", "a-00"), (letter.Kind, letter.Subject));
        Assert.Contains("JsonException", letter.Reason, StringComparison.Ordinal);
        Assert.Single(await app.NoticesAsync());
        Assert.Contains(await app.ReceiptsAsync(), receipt => receipt.Kind == DeliveryKind.Alert);
    }

    [Fact]
    public async Task What_is_young_may_still_be_under_way()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        await app.DropAsync("b.txt", News.Race);
        app.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(new Reconcile.Found(0, 0, 0), await app.Reconcile.RunAsync(None));
    }

    [Fact]
    public async Task A_finished_store_has_nothing_to_reconcile()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        await app.IngestAsync("bad.json", "{");
        await app.WorkAsync();
        app.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(new Reconcile.Found(0, 0, 0), await app.Reconcile.RunAsync(None));
    }

    private static async Task ForgetAsync(App app, params string[] containers)
    {
        foreach (string container in containers)
        {
            foreach (BlobListing blob in await app.Memory.ListAsync(container, "", None).ToListAsync())
            {
                await app.Memory.DeleteAsync(new BlobAddress(container, blob.Name), None);
            }
        }
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
