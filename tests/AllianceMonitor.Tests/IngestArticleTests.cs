using System.Text;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests;

public sealed class IngestArticleTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("empty.txt", "empty")]
    [InlineData("white.txt", "empty")]
    [InlineData("picture.txt", "binary")]
    [InlineData("control.txt", "binary")]
    [InlineData("broken.json", "invalid-json")]
    [InlineData("menu.html", "no-article-text")]
    [InlineData("huge.txt", "too-large")]
    public async Task A_bad_file_has_an_outcome_with_a_reason_and_a_copy_and_the_others_go_on(string name, string code)
    {
        byte[] bytes = name switch
        {
            "white.txt" => "  \r\n "u8.ToArray(),
            "picture.txt" => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. new byte[200]],
            "control.txt" => [.. Enumerable.Repeat((byte)1, 50), .. "Renault cuts its stake."u8],
            "broken.json" => "{\"title\": \"x\", \"body\": "u8.ToArray(),
            "menu.html" => "<html><body><nav>Home</nav></body></html>"u8.ToArray(),
            "huge.txt" => new byte[30_000_000],
            _ => [],
        };
        using App app = await App.StartAsync();
        await app.DropAsync(name, bytes);

        Outcome outcome = await app.IngestArticle.RunAsync(name, None);
        Outcome good = await app.IngestAsync("good.txt", News.Stake);

        Assert.Equal(OutcomeStatus.Rejected, outcome.Status);
        Assert.StartsWith($"{code}: ", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(OutcomeStatus.Processed, good.Status);
        Assert.Single(await app.Memory.ListAsync(Containers.Rejected, Digest.Of("name", name), None).ToListAsync());
        Assert.True(await app.Memory.ExistsAsync(new BlobAddress(Containers.Articles, name), None));
        Assert.Equal([name, "good.txt"], (await app.OutcomesAsync()).Select(stored => stored.Name).OrderByDescending(stored => stored == name));
    }

    [Fact]
    public async Task The_copy_of_a_rejected_file_holds_its_bytes_and_that_of_a_huge_one_refers_to_it()
    {
        using App app = await App.StartAsync();
        await app.DropAsync("broken.json", "{ oops");
        await app.DropAsync("huge.txt", new byte[30_000_000]);
        await app.IngestArticle.RunAsync("broken.json", None);
        await app.IngestArticle.RunAsync("huge.txt", None);

        Assert.Equal("{ oops", Encoding.UTF8.GetString((await app.Memory.ReadAsync(IngestArticle.RejectedCopy("broken.json"), None))!.Content.Span));
        BlobAddress reference = IngestArticle.RejectedCopy("huge.txt");
        StoredBlob? stored = await app.Memory.ReadAsync(reference with { Name = reference.Name + ".reference.txt" }, None);
        Assert.Contains("articles/huge.txt", Encoding.UTF8.GetString(stored!.Content.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a name with spaces.txt")]
    [InlineData("Übernahme – größer.txt")]
    [InlineData("2027/03/nested/article.txt")]
    [InlineData("100% #1?.txt")]
    [InlineData("../../etc/passwd")]
    [InlineData("日本.txt")]
    public async Task Odd_names_reach_only_the_documents_not_their_keys(string name)
    {
        using App app = await App.StartAsync();
        Outcome outcome = await app.IngestAsync(name, News.Stake);

        Assert.Equal((OutcomeStatus.Processed, name), (outcome.Status, outcome.Name));
        foreach (string container in Containers.All.Except([Containers.Articles, Containers.Config, Containers.Stories]))
        {
            await foreach (BlobListing blob in app.Memory.ListAsync(container, "", None))
            {
                Assert.Matches("^[a-z0-9./-]+$", blob.Name);
            }
        }
    }

    [Fact]
    public async Task News_makes_a_story_an_alert_document_and_a_message()
    {
        using App app = await App.StartAsync();
        Outcome outcome = await app.IngestAsync("a.txt", News.Stake);

        OutcomeItem item = Assert.Single(outcome.Items);
        Assert.Equal((ItemOutcome.Accepted, Novelty.NewStory, 1), (item.Outcome, item.Novelty, item.Revision));
        Alert alert = Assert.Single(await app.AlertsAsync());
        Assert.Equal((item.AlertId, item.StoryId, "Harbour Wire"), (alert.Id, alert.StoryId, alert.Source));
        Assert.Equal(alert.Id, App.Field(app.Memory.Take(Queues.Alerts)!, "alertId"));
    }

    [Fact]
    public async Task The_same_drop_again_does_nothing()
    {
        using App app = await App.StartAsync();
        Outcome first = await app.IngestAsync("a.txt", News.Stake);
        await app.WorkAsync();

        Outcome again = await app.IngestArticle.RunAsync("a.txt", None);

        Assert.Equivalent(first, again, strict: true);
        Assert.Null(app.Memory.Take(Queues.Alerts));
    }

    [Theory]
    [InlineData("the same name", "a.txt")]
    [InlineData("another name", "b.txt")]
    public async Task The_same_text_dropped_anew_is_a_duplicate_under(string how, string name)
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        app.Memory.Take(Queues.Alerts);

        OutcomeItem item = Assert.Single((await app.IngestAsync(name, News.Stake)).Items);

        Assert.True(item is { Outcome: ItemOutcome.Duplicate, Reason: "duplicate-of: a.txt", Novelty: Novelty.NothingNew, AlertId: null }, $"{how}: {item}");
        Assert.Null(app.Memory.Take(Queues.Alerts));
    }

    [Fact]
    public async Task A_follow_up_shows_both_values_and_a_denial_follows()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        app.Clock.Advance(TimeSpan.FromDays(2));
        await app.IngestAsync("b.txt", News.StakeAgain);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.IngestAsync("c.txt", News.Denial);

        List<Alert> alerts = [.. (await app.AlertsAsync()).OrderBy(alert => alert.Revision)];
        Assert.Equal([1, 2, 3], alerts.Select(alert => alert.Revision));
        Assert.Single(alerts.Select(alert => alert.StoryId).Distinct());
        Assert.Equal(("15%", "10%"), (alerts[1].Changes[0].Known, alerts[1].Changes[0].Now));
        Assert.Contains("15% -> 10%", alerts[1].Headline, StringComparison.Ordinal);
        Assert.Equal("denied", alerts[2].Changes[0].Now);
    }

    [Fact]
    public async Task Off_topic_articles_are_accepted_and_alert_nobody()
    {
        using App app = await App.StartAsync();
        OutcomeItem item = Assert.Single((await app.IngestAsync("race.txt", News.Race)).Items);

        Assert.Equal((ItemOutcome.Accepted, Novelty.OffTopic, null), (item.Outcome, item.Novelty, item.AlertId));
        Assert.Empty(await app.AlertsAsync());
    }

    [Fact]
    public async Task Notify_false_opens_the_story_in_silence()
    {
        using App app = await App.StartAsync();
        await app.DropAsync("a.txt", Encoding.UTF8.GetBytes(News.Stake), new Dictionary<string, string> { ["notify"] = "false" });

        OutcomeItem item = Assert.Single((await app.IngestArticle.RunAsync("a.txt", None)).Items);

        Assert.Equal((Novelty.NewStory, null), (item.Novelty, item.AlertId));
        Assert.Null(app.Memory.Take(Queues.Alerts));
    }

    [Fact]
    public async Task After_a_silent_drop_a_copy_is_silent_too_and_an_update_is_told()
    {
        using App app = await App.StartAsync();
        await app.DropAsync("a.txt", Encoding.UTF8.GetBytes(News.Stake), new Dictionary<string, string> { ["notify"] = "false" });
        await app.IngestArticle.RunAsync("a.txt", None);
        app.Clock.Advance(TimeSpan.FromDays(2));

        await app.IngestAsync("copy.txt", News.Stake);
        OutcomeItem update = Assert.Single((await app.IngestAsync("b.txt", News.StakeAgain)).Items);

        Alert alert = Assert.Single(await app.AlertsAsync());
        Assert.Equal((update.AlertId, 2), (alert.Id, alert.Revision));
        Assert.Contains("15% -> 10%", alert.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_deployment_over_a_full_container_alerts_to_what_is_dropped_from_then_on()
    {
        using App app = await App.StartAsync();
        await app.DropAsync("a.txt", News.Stake);
        await app.DropAsync("b.txt", News.Investment);
        app.Clock.Advance(TimeSpan.FromHours(1));

        OutcomeItem[] old = [.. (await app.IngestArticle.RunAsync("a.txt", None)).Items, .. (await app.IngestArticle.RunAsync("b.txt", None)).Items];
        OutcomeItem update = Assert.Single((await app.IngestAsync("c.txt", News.StakeAgain)).Items);

        Assert.All(old, item => Assert.Equal((Novelty.NewStory, 1, null), (item.Novelty, item.Revision, item.AlertId)));
        Assert.Equal((Novelty.NewFacts, 2), (update.Novelty, update.Revision));
        Assert.Equal(update.AlertId, Assert.Single(await app.AlertsAsync()).Id);
    }

    [Fact]
    public async Task What_waited_a_few_minutes_for_the_first_start_is_told()
    {
        using App app = await App.StartAsync();
        await app.DropAsync("a.txt", News.Stake);
        app.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.NotNull(Assert.Single((await app.IngestArticle.RunAsync("a.txt", None)).Items).AlertId);
    }

    [Theory]
    [InlineData("2027-02-21", false)]
    [InlineData("2027-02-23", true)]
    [InlineData("not a date", true)]
    public async Task What_was_published_more_than_three_weeks_before_its_drop_opens_its_story_in_silence(string published, bool told)
    {
        using App app = await App.StartAsync();
        await app.DropAsync("a.txt", Encoding.UTF8.GetBytes(News.Stake), new Dictionary<string, string> { ["published"] = published });

        OutcomeItem item = Assert.Single((await app.IngestArticle.RunAsync("a.txt", None)).Items);

        Assert.Equal((Novelty.NewStory, 1, told), (item.Novelty, item.Revision, item.AlertId is not null));
        Assert.Equal(told, app.Memory.Take(Queues.Alerts) is not null);
    }

    [Fact]
    public async Task Every_item_of_a_file_has_its_own_outcome()
    {
        using App app = await App.StartAsync();
        Outcome outcome = await app.IngestAsync(
            "list.json", """[{"title":"Stake","body":"Renault will cut its stake in Nissan to 15% from 43%, the two companies said on Monday."},{"title":"empty","body":""},{"title":"Race","body":"A yellow car won the race in Monaco on Sunday."}]""");

        Assert.Equal(OutcomeStatus.Processed, outcome.Status);
        Assert.Equal([ItemOutcome.Accepted, ItemOutcome.Rejected, ItemOutcome.Accepted], outcome.Items.Select(item => item.Outcome));
        Assert.Equal([0, 1, 2], outcome.Items.Select(item => item.Item));
    }

    [Fact]
    public async Task A_file_that_was_deleted_meanwhile_is_rejected_as_gone()
    {
        using App app = await App.StartAsync();

        Assert.StartsWith("gone: ", (await app.IngestArticle.RunAsync("nobody.txt", None)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_watchlist_nothing_is_decided_and_the_error_says_what_to_do()
    {
        var clock = new FakeTimeProvider();
        using var app = new App(new InMemoryStore(clock), clock, RecordingChannel.Both());

        ConfigurationErrorException missing = await Assert.ThrowsAsync<ConfigurationErrorException>(() => app.IngestAsync("a.txt", News.Stake));

        Assert.Contains("config/watchlist.yaml is not in the store; upload it", missing.Message, StringComparison.Ordinal);
        Assert.Empty(await app.OutcomesAsync());
    }

    [Fact]
    public async Task One_information_line_tells_the_outcome_without_the_name_of_the_file()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("secret-c4n4ry-name.txt", News.Stake);

        Assert.Single(app.Logs.All, line => line.StartsWith("Information Article", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Logs.All, line => line.Contains("c4n4ry", StringComparison.Ordinal));
    }
}
