using AllianceMonitor.Alerts;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests;

public sealed class ReplayArticlesTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Beginning = DateTimeOffset.MinValue;

    /// <summary>The watchlist before anybody thought of Renault and Nissan.</summary>
    private static readonly string OldWatchlist = Repository.SeedWatchlist.Replace("focus: [renault, nissan, mitsubishi-motors, alliance, ampere]", "focus: [mitsubishi-motors]", StringComparison.Ordinal);

    [Fact]
    public async Task With_the_same_watchlist_nothing_differs_and_nothing_is_recorded()
    {
        using App app = await ToldAsync(Repository.SeedWatchlist);
        string[] before = await EverythingAsync(app);

        List<ReplayedArticle> replayed = await ReplayAsync(app, new ReplayOptions(Beginning) { Notify = true });

        Assert.Equal(3, replayed.Count);
        Assert.DoesNotContain(replayed, article => article.Differs || article.Recorded is not null);
        Assert.Equal(before, await EverythingAsync(app));
    }

    [Fact]
    public async Task A_dry_run_says_which_alerts_would_differ_and_writes_nothing()
    {
        using App app = await ToldAsync(OldWatchlist);
        Assert.Empty(await app.AlertsAsync());
        await TakeUpAsync(app, Repository.SeedWatchlist);
        string[] before = await EverythingAsync(app);

        List<ReplayedArticle> replayed = await ReplayAsync(app, new ReplayOptions(Beginning) { DryRun = true });

        Assert.Equal(
            [("a.txt", null, "Renault's stake in Nissan: 43% -> 15% (planned)"), ("b.txt", null, "Renault's stake in Nissan: 15% -> 10% (planned)"), ("c.txt", null, "Renault's stake in Nissan: 10% -> denied")],
            replayed.Select(article => (article.Article, article.Before, article.Now)));
        Assert.All(replayed, article => Assert.Null(article.Recorded));
        Assert.Equal(before, await EverythingAsync(app));
    }

    [Fact]
    public async Task An_alert_that_would_not_be_sent_any_more_is_reported_and_not_withdrawn()
    {
        using App app = await ToldAsync(Repository.SeedWatchlist);
        int alerts = (await app.AlertsAsync()).Count;
        await TakeUpAsync(app, OldWatchlist);

        List<ReplayedArticle> replayed = await ReplayAsync(app, new ReplayOptions(Beginning) { Notify = true });

        Assert.All(replayed, article => Assert.True(article is { Before: not null, Now: null, IsNews: false }));
        Assert.Equal(alerts, (await app.AlertsAsync()).Count);
    }

    [Fact]
    public async Task Only_what_was_dropped_since_is_read_again_on_top_of_what_was_logged_before()
    {
        using App app = await ToldAsync(OldWatchlist);
        await TakeUpAsync(app, Repository.SeedWatchlist);

        List<ReplayedArticle> replayed = await ReplayAsync(app, new ReplayOptions(Telling.Monday.AddDays(1)) { DryRun = true });

        Assert.Equal(["b.txt", "c.txt"], replayed.Select(article => article.Article));
        Assert.Equal("Renault's stake in Nissan: 43% -> 10% (planned)", replayed[0].Now);
    }

    [Fact]
    public async Task A_replay_teaches_the_stories_and_tells_nobody_and_a_second_one_changes_nothing()
    {
        using App app = await ToldAsync(OldWatchlist);
        await TakeUpAsync(app, Repository.SeedWatchlist);

        List<ReplayedArticle> replayed = await ReplayAsync(app, new ReplayOptions(Beginning));
        string[] after = await EverythingAsync(app);
        List<ReplayedArticle> again = await ReplayAsync(app, new ReplayOptions(Beginning));

        // One event, one story, though each article had opened one of its own while nobody understood it.
        Assert.Equal([1, 2, 3], replayed.Select(article => article.Recorded!.Revision));
        Assert.Single(replayed.Select(article => article.Recorded!.StoryId).Distinct());
        Assert.All(again, article => Assert.Null(article.Recorded));
        Assert.Equal(after, await EverythingAsync(app));
        Assert.Empty(await app.AlertsAsync());
        Assert.Null(app.Memory.Take(Queues.Alerts));

        OutcomeItem copy = Assert.Single((await app.IngestAsync("copy.txt", News.Stake)).Items);
        Assert.Equal((ItemOutcome.Duplicate, null), (copy.Outcome, copy.AlertId));
        await ReplayAsync(app, new ReplayOptions(Beginning) { Notify = true });
        Assert.Empty(await app.AlertsAsync());
    }

    [Fact]
    public async Task Reconcile_takes_what_a_replay_recorded_for_no_unfinished_ingest()
    {
        using App app = await ToldAsync(OldWatchlist);
        await TakeUpAsync(app, Repository.SeedWatchlist);
        int outcomes = (await app.OutcomesAsync()).Count;
        Assert.Contains(await ReplayAsync(app, new ReplayOptions(Beginning)), article => article.Recorded is not null);
        app.Clock.Advance(TimeSpan.FromHours(1));

        await app.Reconcile.RunAsync(None);

        Assert.Equal(outcomes, (await app.OutcomesAsync()).Count);
    }

    [Fact]
    public async Task With_notify_what_is_new_is_told_once_except_what_was_dropped_in_silence()
    {
        using App app = await ToldAsync(OldWatchlist);
        await app.DropAsync("silent.txt", News.Investment, new Dictionary<string, string> { ["notify"] = "false" });
        await app.IngestArticle.RunAsync("silent.txt", None);
        await TakeUpAsync(app, Repository.SeedWatchlist);

        List<ReplayedArticle> replayed = await ReplayAsync(app, new ReplayOptions(Beginning) { Notify = true });
        await app.WorkAsync();
        int receipts = (await app.ReceiptsAsync()).Count;
        List<ReplayedArticle> again = await ReplayAsync(app, new ReplayOptions(Beginning) { Notify = true });
        await app.WorkAsync();

        Assert.Equal(["a.txt", "b.txt", "c.txt"], (await app.AlertsAsync()).OrderBy(alert => alert.Revision).Select(alert => alert.Article));
        Assert.True(replayed.Single(article => article.Article == "silent.txt") is { IsNews: true, Recorded.AlertId: null });
        Assert.True(receipts > 0);
        Assert.Equal(receipts, (await app.ReceiptsAsync()).Count);
        Assert.DoesNotContain(again, article => article.Differs && article.Article != "silent.txt");
    }

    [Fact]
    public async Task A_replay_that_was_cut_off_between_log_and_alert_is_finished_by_running_it_again()
    {
        using App app = await ToldAsync(OldWatchlist);
        await TakeUpAsync(app, Repository.SeedWatchlist);
        await ReplayAsync(app, new ReplayOptions(Beginning) { Notify = true });
        List<Alert> alerts = await app.AlertsAsync();
        foreach (Alert alert in alerts)
        {
            await app.Memory.DeleteAsync(AlertDocuments.AddressOf(alert.Id), None);
            app.Memory.Take(Queues.Alerts);
        }

        await ReplayAsync(app, new ReplayOptions(Beginning) { Notify = true });
        await app.WorkAsync();

        Assert.Equal(3, alerts.Count);
        Assert.Equal(alerts.Select(alert => alert.Headline), (await app.AlertsAsync()).Select(alert => alert.Headline));
        Assert.NotEmpty(await app.ReceiptsAsync());
    }

    [Fact]
    public async Task A_backfill_that_is_read_again_stays_silent()
    {
        using App app = await App.StartAsync();
        await App.ConfigureAsync(app.Memory, watchlist: OldWatchlist);
        await app.DropAsync("old.txt", News.Stake, new Dictionary<string, string> { ["published"] = "2026-12-01" });
        await app.IngestArticle.RunAsync("old.txt", None);
        await TakeUpAsync(app, Repository.SeedWatchlist);

        ReplayedArticle replayed = Assert.Single(await ReplayAsync(app, new ReplayOptions(Beginning) { Notify = true, BackfillAfter = TimeSpan.FromDays(3_650) }));

        Assert.True(replayed is { Differs: false, IsNews: true, Recorded.AlertId: null });
        Assert.Empty(await app.AlertsAsync());
    }

    [Fact]
    public async Task An_article_that_is_being_taken_in_is_left_to_its_ingest()
    {
        using App app = await ToldAsync(OldWatchlist);
        await TakeUpAsync(app, Repository.SeedWatchlist);
        await app.DropAsync("new.txt", News.Investment);

        List<ReplayedArticle> replayed = await ReplayAsync(app, new ReplayOptions(Beginning));
        Outcome ingested = await app.IngestArticle.RunAsync("new.txt", None);

        Assert.DoesNotContain(replayed, article => article.Article == "new.txt");
        Assert.NotNull(Assert.Single(ingested.Items).AlertId);
    }

    [Fact]
    public async Task An_article_that_was_rejected_can_be_read_now()
    {
        using App app = await App.StartAsync();
        await app.DropAsync("a.txt", News.Stake);
        await app.Memory.WriteAsync(
            Outcome.Address("a.txt", Digest.IngestId("a.txt", (await app.Memory.ReadAsync(new BlobAddress(Containers.Articles, "a.txt"), None))!.ETag)), "{}"u8.ToArray(), None);

        ReplayedArticle replayed = Assert.Single(await ReplayAsync(app, new ReplayOptions(Beginning) { Notify = true }));

        Assert.Equal((null, "Renault's stake in Nissan: 43% -> 15% (planned)"), (replayed.Before, replayed.Now));
        Assert.Equal(replayed.Recorded!.AlertId, Assert.Single(await app.AlertsAsync()).Id);
    }

    /// <summary>Three reports of one deal, ingested with the given watchlist.</summary>
    private static async Task<App> ToldAsync(string watchlist)
    {
        App app = await App.StartAsync();
        await App.ConfigureAsync(app.Memory, watchlist: watchlist);
        foreach ((string name, string text) in new[] { ("a.txt", News.Stake), ("b.txt", News.StakeAgain), ("c.txt", News.Denial) })
        {
            await app.IngestAsync(name, text);
            app.Clock.Advance(TimeSpan.FromDays(1));
        }

        return app;
    }

    private static async Task TakeUpAsync(App app, string watchlist)
    {
        await App.ConfigureAsync(app.Memory, watchlist: watchlist);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private static async Task<List<ReplayedArticle>> ReplayAsync(App app, ReplayOptions options) => await app.ReplayArticles.RunAsync(options, (_, _) => { }, None).ToListAsync();

    private static async Task<string[]> EverythingAsync(App app)
    {
        List<string> blobs = [];
        foreach (string container in Containers.All)
        {
            await foreach (BlobListing blob in app.Memory.ListAsync(container, "", None))
            {
                blobs.Add($"{container}/{blob.Name} {blob.ETag}");
            }
        }

        return [.. blobs];
    }
}
