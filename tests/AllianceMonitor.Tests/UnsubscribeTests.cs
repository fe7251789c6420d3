using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests;

/// <summary>Leaving a subscription by the link of a message, and saying that an alert is not relevant.</summary>
public sealed class UnsubscribeTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private const string Subscriptions = """
        subscriptions:
          - { id: desk, name: The <desk>, email: [both@example.com, desk@example.com], teams: [TEAMS_WEBHOOK_DESK] }
          - { id: stakes, name: Stakes, kinds: [stake], email: [both@example.com] }
          - { id: second, name: Second, stories: [s-1], email: [both@example.com] }
          - { id: daily, name: Daily, delivery: { mode: daily, at: "08:00", timeZone: UTC }, email: [daily@example.com] }
        """;

    private readonly FakeTimeProvider clock = new();
    private readonly InMemoryStore memory;
    private readonly RecordingChannel email = new(Recipient.Email), teams = new(Recipient.Teams);
    private readonly App app;
    private int alerts;

    public UnsubscribeTests()
    {
        memory = new InMemoryStore(clock);
        app = new App(memory, clock, [email, teams]);
    }

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Looking_changes_nothing_and_posting_ends_the_subscriptions_of_the_message()
    {
        await AlertAsync(Subscriptions);
        string token = Token(Sent("both@example.com").Unsubscribe!);

        string page = (await app.UnsubscribePage.RenderAsync(token, None))!;
        Assert.Contains("Unsubscribe?", page, StringComparison.Ordinal);
        Assert.Contains("The &lt;desk&gt;, Stakes", page, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", page, StringComparison.Ordinal);
        Assert.Equal(2, await AlertAsync());

        Assert.Contains("You are unsubscribed", (await app.UnsubscribePage.ActAsync(token, back: false, None))!, StringComparison.Ordinal);
        await app.UnsubscribePage.ActAsync(token, back: false, None);
        Assert.Equal(1, await AlertAsync());

        Assert.Contains("Unsubscribe?", (await app.UnsubscribePage.ActAsync(token, back: true, None))!, StringComparison.Ordinal);
        Assert.Equal(2, await AlertAsync());
    }

    [Fact]
    public async Task Another_subscription_of_the_same_person_goes_on()
    {
        await AlertAsync(Subscriptions);
        await app.UnsubscribePage.ActAsync(Token(Sent("both@example.com").Unsubscribe!), back: false, None);
        await AlertAsync(storyId: "s-1");

        Assert.Equal(["second"], Sent("both@example.com").Receipt.Subscriptions);
        RoutingPlan plan = (await memory.ReadJsonAsync(RoutingPlan.AddressOf("a-1"), Json.Default.RoutingPlan, None))!;
        Assert.Equal(["both@example.com desk unsubscribed on 2027-03-15 06:30 UTC", "both@example.com stakes unsubscribed on 2027-03-15 06:30 UTC"], plan.Withheld.Select(one => $"{one.Recipient.Address} {one.Subscription} {one.Reason}"));
    }

    [Fact]
    public async Task What_is_queued_already_is_not_sent_any_more()
    {
        await AlertAsync(Subscriptions);
        Alert next = await AlertDocumentAsync("s-9");
        await app.RouteAlert.RunAsync(next.Id, None);
        await app.UnsubscribePage.ActAsync(Token(Sent("desk@example.com").Unsubscribe!), back: false, None);
        await app.WorkAsync();

        Assert.Equal("a-0", Sent("desk@example.com").Alert!.Id);
        Receipt receipt = Assert.Single(await app.ReceiptsAsync(), receipt => receipt.DocumentId == next.Id && receipt.Recipient.Address == "desk@example.com");
        Assert.Equal((DeliveryState.Withheld, "unsubscribed on 2027-03-15 06:30 UTC"), (receipt.State, receipt.Evidence));
        Assert.Empty(await app.NoticesAsync());
    }

    [Fact]
    public async Task A_digest_can_be_left_too()
    {
        await AlertAsync(Subscriptions);
        clock.Advance(TimeSpan.FromHours(2));
        await DigestAsync();
        await app.UnsubscribePage.ActAsync(Token(Sent("daily@example.com").Unsubscribe!), back: false, None);
        await AlertAsync();
        clock.Advance(TimeSpan.FromDays(1));
        await DigestAsync();

        Assert.Single(email.Sent, sent => sent.Receipt.Recipient.Address == "daily@example.com");
    }

    [Fact]
    public async Task A_channel_in_Teams_has_no_such_link_but_may_say_not_relevant()
    {
        await AlertAsync(Subscriptions);

        Assert.Null(Assert.Single(teams.Sent).Unsubscribe);
        Assert.Contains(CardMessage.Of(teams.Sent[0])["attachments"]![0]!["content"]!["actions"]!.AsArray(), action => action!["title"]!.GetValue<string>() == "Not relevant" && action["url"]!.GetValue<string>() == teams.Sent[0].NotRelevant!.AbsoluteUri);
    }

    [Fact]
    public async Task Without_a_key_there_are_no_links()
    {
        using var without = new App(memory, clock, [email, teams], links: new LinkOptions());
        await App.ConfigureAsync(memory, Subscriptions);
        Alert alert = await AlertDocumentAsync("s-0");
        await without.RouteAlert.RunAsync(alert.Id, None);
        await without.WorkAsync();

        Assert.Equal((null, null), (Sent("desk@example.com").Unsubscribe, Sent("desk@example.com").NotRelevant));
        Assert.Null(await without.UnsubscribePage.RenderAsync($"00000000.{new string('0', 64)}.x", None));
    }

    [Fact]
    public async Task Not_relevant_counts_once_for_each_message_and_the_digest_says_so()
    {
        await AlertAsync(Subscriptions.Replace("name: Daily,", "name: Daily, teams: [TEAMS_WEBHOOK_DAILY],", StringComparison.Ordinal).Replace("- { id: desk,", "- { id: other,", StringComparison.Ordinal).Replace("id: daily", "id: desk", StringComparison.Ordinal));
        string token = Token(Sent("desk@example.com").NotRelevant!);
        Assert.Contains("Not relevant?", (await app.FeedbackPage.RenderAsync(token, None))!, StringComparison.Ordinal);
        Assert.Empty(await CountsAsync("other"));

        Assert.Contains("Thank you", (await app.FeedbackPage.ActAsync(token, None))!, StringComparison.Ordinal);
        await app.FeedbackPage.ActAsync(token, None);
        Assert.Equal([new RuleFeedback("stake", 1)], await CountsAsync("other"));
        Assert.Empty((await FeedbackAsync("other"))!.Counts(clock.GetUtcNow().AddDays(30)));
    }

    [Fact]
    public async Task The_digest_of_a_subscription_shows_its_feedback()
    {
        await App.ConfigureAsync(memory, "subscriptions:\n  - { id: desk, name: Desk, alertsPerHour: 2, email: [desk@example.com] }\n");
        for (int i = 0; i < 4; i++)
        {
            await AlertAsync();
        }

        foreach (Notification sent in email.Sent.ToList())
        {
            await app.FeedbackPage.ActAsync(Token(sent.NotRelevant!), None);
        }

        clock.Advance(TimeSpan.FromHours(1));
        await DigestAsync();

        Notification digest = Sent("desk@example.com");
        Assert.Contains("2 of this subscription's alerts were marked as not relevant in the last 30 days: 2 stake.", EmailContent.Of(digest, "from@mail.example").Text, StringComparison.Ordinal);
        Assert.Contains(Delivery.RenderingTests.TextRuns(CardMessage.Of(digest)), run => run.StartsWith("2 of this subscription's", StringComparison.Ordinal));
    }

    private async Task<Feedback?> FeedbackAsync(string subscription) => await memory.ReadJsonAsync(Feedback.AddressOf(subscription), Json.Default.Feedback, None);

    private async Task<IReadOnlyList<RuleFeedback>> CountsAsync(string subscription) => (await FeedbackAsync(subscription))?.Counts(clock.GetUtcNow()) ?? [];

    private static string Token(Uri link) => link.Segments[^1];

    private Notification Sent(string address) => email.Sent.Last(sent => sent.Receipt.Recipient.Address == address);

    private async Task<Alert> AlertDocumentAsync(string storyId)
    {
        Alert alert = Sample.Alert() with { Id = $"a-{alerts++}", StoryId = storyId, CreatedAt = clock.GetUtcNow() };
        await memory.TryCreateJsonAsync(AlertDocuments.AddressOf(alert.Id), alert, Json.Default.Alert, None);
        return alert;
    }

    /// <summary>How many emails an alert made.</summary>
    private async Task<int> AlertAsync(string? subscriptions = null, string storyId = "s-0")
    {
        if (subscriptions is not null)
        {
            await App.ConfigureAsync(memory, subscriptions);
        }

        int before = email.Sent.Count;
        await app.RouteAlert.RunAsync((await AlertDocumentAsync(storyId)).Id, None);
        await app.WorkAsync();
        return email.Sent.Count - before;
    }

    private async Task DigestAsync()
    {
        await app.SendDigests.RunAsync(None);
        await app.WorkAsync();
    }
}
