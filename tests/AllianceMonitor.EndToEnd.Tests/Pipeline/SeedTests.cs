using AllianceMonitor.Alerts;
using AllianceMonitor.Articles;
using AllianceMonitor.EndToEnd.Tests.Support;
using AllianceMonitor.Extraction;
using AllianceMonitor.Local.Scan;
using AllianceMonitor.Local.Stack;
using AllianceMonitor.Stories;

namespace AllianceMonitor.EndToEnd.Tests.Pipeline;

[Collection(SeededStackCollection.Name)]
public sealed class SeedTests(SeededStack seeded)
{
    private TestStack Stack => seeded.Stack;

    [Fact]
    public async Task Every_seed_article_has_an_outcome()
    {
        Assert.True(SeededStack.Seeds.Count >= 12, $"{SeededStack.Seeds.Count} seed articles.");
        foreach (var seed in SeededStack.Seeds)
            Assert.Equal(OutcomeStatus.Processed, (await Stack.OutcomeOf(seed)).Status);
    }

    [Fact]
    public async Task The_stack_decides_as_scan_does_in_memory()
    {
        var watchlist = WatchlistFile.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Seeds, "watchlist.yaml")), "watchlist.yaml");
        foreach (var scanned in new FolderScan(new AllianceMonitor.Pipeline(watchlist, new ReadingLimits()), TimeProvider.System).Run(Repository.SeedArticles))
        {
            var item = (await Stack.OutcomeOf(scanned.File)).Items[scanned.Read.Item];
            Assert.Equal(
                (scanned.File, scanned.Outcome.Outcome, scanned.Outcome.Reason, scanned.Outcome.Novelty, scanned.Outcome.Revision, scanned.Outcome.Title, Alerts: scanned.Alert is not null),
                (scanned.File, item.Outcome, item.Reason, item.Novelty, item.Revision, item.Title, Alerts: item.AlertId is not null));
        }
    }

    [Theory]
    [InlineData("02-renault-nissan-stake-syndicated.html", ItemOutcome.Duplicate)]
    [InlineData("03-renault-nissan-stake-rewrite.json", ItemOutcome.Accepted)]
    public async Task A_copy_joins_the_story_and_sends_nothing(string copy, ItemOutcome outcome)
    {
        var original = Assert.Single((await Stack.OutcomeOf("01-renault-nissan-stake.txt")).Items);
        var item = Assert.Single((await Stack.OutcomeOf(copy)).Items);

        Assert.Equal((outcome, original.StoryId, Novelty.NothingNew, (string?)null), (item.Outcome, item.StoryId, item.Novelty, item.AlertId));
        Assert.NotNull(original.AlertId);
        Assert.DoesNotContain(await Stack.Store.Alerts(), alert => alert.Article == copy);
    }

    [Fact]
    public async Task Every_alert_reaches_everybody_who_subscribed_to_it_and_nobody_else()
    {
        var subscriptions = await Stack.Store.Subscriptions();
        var alerts = await Stack.Store.Alerts();
        Assert.Equal(alerts.Count, alerts.Select(alert => alert.Headline).Distinct().Count());

        await Promise.AssertKept(Stack, alerts.Select(alert => (alert.Headline, (IReadOnlyList<Recipient>)
            [.. subscriptions.All.Where(subscription => SubscriptionMatcher.Match(subscription, alert).Notified).SelectMany(subscription => subscription.Recipients).Distinct()])));
    }

    [Theory]
    [InlineData("01-renault-nissan-stake.txt", "Renault's stake in Nissan", "35.7%", "25%")]
    [InlineData("04-renault-nissan-boards-agree.html", "Renault's stake in Nissan", "25%", "20%")]
    [InlineData("07-nissan-denies-ampere.txt", "Nissan's investment in Ampere", "450 million EUR", "denied")]
    public async Task An_email_and_a_card_show_the_old_value_the_new_one_and_the_sentence_that_says_so(string article, string label, string before, string now)
    {
        var alert = Assert.Single(await Stack.Store.Alerts(), alert => alert.Article == article);
        var messages = (await Stack.Inbox.Alerts()).Where(message => message.AlertId == alert.Id).ToList();

        Assert.Contains(messages, message => message.IsEmail);
        Assert.Contains(messages, message => !message.IsEmail);
        Assert.All(messages, message => Assert.All([label, before, now, alert.Changes[0].Fact.Evidence.Text], part => Assert.Contains(part, message.Content, StringComparison.Ordinal)));
        Assert.All(messages.Where(message => message.IsEmail), email => Assert.Contains(System.Net.WebUtility.HtmlEncode(alert.Changes[0].Fact.Evidence.Text), email.Html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Emails_of_one_story_form_a_thread_and_each_has_an_identifier_of_its_own()
    {
        var stories = (await Stack.Store.Alerts()).ToDictionary(alert => alert.Id, alert => alert.StoryId);
        var emails = (await Stack.Inbox.Alerts()).Where(message => message.IsEmail).ToList();

        Assert.Equal(emails.Count, emails.Select(email => email.MessageId).Distinct().Count());
        Assert.Equal(
            stories.Values.Distinct().Count(),
            emails.Select(email => (stories[email.AlertId!], email.Headers["references"])).Distinct().Count());
    }

    [Fact]
    public async Task A_card_stays_within_its_budget() =>
        Assert.All((await Stack.Inbox.Messages()).Where(message => !message.IsEmail), card => Assert.InRange(card.Bytes!.Value, 1, 20 * 1024));

    [Fact]
    public async Task The_link_in_an_email_opens_the_page_of_its_alert()
    {
        using var http = new HttpClient();
        var alerts = (await Stack.Store.Alerts()).ToDictionary(alert => alert.Id);
        foreach (var email in (await Stack.Inbox.Alerts()).Where(message => message.IsEmail).DistinctBy(email => email.AlertId))
        {
            Assert.Equal(Stack.Http.Authority, email.AlertPage!.Authority);
            using var response = await http.GetAsync(email.AlertPage);
            var page = System.Net.WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());

            Assert.Equal((System.Net.HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
            Assert.Contains($"<h1>{alerts[email.AlertId!].Headline}</h1>", page, StringComparison.Ordinal);
            Assert.All(alerts[email.AlertId!].Changes, change => Assert.Contains(change.Fact.Evidence.Text, page, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("a-00000000000000000000000000000000")]
    [InlineData("nothing")]
    [InlineData("..%2f..%2fconfig%2fwatchlist.yaml")]
    public async Task The_page_of_an_alert_that_is_not_there_is_not_found(string id)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(Stack.Http, $"api/alerts/{id}"));

        Assert.Equal(System.Net.HttpStatusCode.NotFound, response.StatusCode);
    }
}
