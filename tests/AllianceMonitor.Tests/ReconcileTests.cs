using AllianceMonitor.Alerts;
using AllianceMonitor.Articles;
using AllianceMonitor.Delivery;
using AllianceMonitor.Extraction;
using AllianceMonitor.Operations;
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

    [Fact]
    public async Task One_alert_that_cannot_be_routed_stops_no_other_and_its_reason_is_kept_once()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        app.Memory.Take(Queues.Alerts);
        await app.Memory.WriteAsync(AlertDocuments.AddressOf("a-00"), "{ broken"u8.ToArray(), None);
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
    public async Task The_letter_of_what_failed_goes_when_it_does_not_fail_any_more()
    {
        using App app = await App.StartAsync();
        Outcome outcome = await app.IngestAsync("a.txt", News.Stake);
        app.Memory.Take(Queues.Alerts);
        BlobAddress alert = AlertDocuments.AddressOf(outcome.Items[0].AlertId!);
        ReadOnlyMemory<byte> content = (await app.Memory.ReadAsync(alert, None))!.Content;
        await app.Memory.WriteAsync(alert, "{ broken"u8.ToArray(), None);
        await app.Notices.KeepAsync(new DeadLetter(Digest.Of("other"), "alert", "a-00", "Somebody else's.", "{}"), None);
        using App restarted = new(app.Memory, app.Clock, RecordingChannel.Both());
        restarted.Clock.Advance(TimeSpan.FromMinutes(4));
        await restarted.Reconcile.RunAsync(None);
        DeadLetter letter = (await restarted.DeadLettersAsync()).Single(letter => letter.TriedAgainBy == "Reconcile");
        Assert.False(Redrive.CanBeTriedAgain(letter));
        Assert.False((await restarted.Redrive.RunAsync(letter.Id, None)).Done);
        await restarted.SendDigests.RunAsync(None);
        Assert.Equal(2, (await restarted.DeadLettersAsync()).Count);

        await restarted.Memory.WriteAsync(alert, content, None);
        restarted.Clock.Advance(TimeSpan.FromMinutes(4));
        await restarted.Reconcile.RunAsync(None);

        Assert.Equal("Somebody else's.", Assert.Single(await restarted.DeadLettersAsync()).Reason);
        Assert.Contains(await restarted.ReceiptsAsync(), receipt => receipt.Kind == DeliveryKind.Alert);
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
}
