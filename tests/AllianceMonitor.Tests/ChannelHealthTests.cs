using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests;

/// <summary>Recipients of whom the peer says that there is nobody, and rate limits.</summary>
public sealed class ChannelHealthTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private const string Subscriptions = """
        operations:
          email: [ops@example.com]
        subscriptions:
          - { id: desk, owner: owner@example.com, alertsPerHour: 0, email: [desk@example.com, other@example.com], teams: [TEAMS_WEBHOOK_DESK] }
        """;

    private readonly FakeTimeProvider clock = new();
    private readonly InMemoryStore memory;
    private readonly RecordingChannel email = new(Recipient.Email), teams = new(Recipient.Teams);
    private readonly App app;
    private int alerts;

    public ChannelHealthTests()
    {
        memory = new InMemoryStore(clock);
        app = new App(memory, clock, [email, teams]);
    }

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task An_address_that_is_refused_is_suppressed_and_operations_and_the_owner_hear_of_it()
    {
        email.Answer = (sent, _) => Task.FromResult<SendResult>(sent.Receipt.Recipient.Address == "desk@example.com" ? new SendResult.Refused("SMTP 550 5.1.1 at RcptTo", RecipientFault.Gone) : new SendResult.Accepted("ok"));
        await AlertAsync();
        await AlertAsync();

        Assert.Single(email.Sent, sent => sent.Receipt.Recipient.Address == "desk@example.com");
        Assert.Equal(2, email.Sent.Count(sent => sent.Receipt.Recipient.Address == "other@example.com"));
        Assert.Equal(["ops@example.com", "owner@example.com"], email.Sent.Where(sent => sent.Notice?.Subject == "Recipient suppressed").Select(sent => sent.Receipt.Recipient.Address).Order());
        RoutingPlan plan = (await memory.ReadJsonAsync(RoutingPlan.AddressOf("a-1"), Json.Default.RoutingPlan, None))!;
        Assert.Equal("suppressed since 2027-03-15 06:30 UTC (SMTP 550 5.1.1 at RcptTo)", Assert.Single(plan.Withheld).Reason);
    }

    [Theory]
    [InlineData("HTTP 410", RecipientFault.Gone, 1)]
    [InlineData("HTTP 404", RecipientFault.MaybeGone, 3)]
    [InlineData("HTTP 400", RecipientFault.None, 6)]
    public async Task A_webhook_is_given_up_at_once_or_after_three_refusals_in_a_row(string answer, RecipientFault fault, int tries)
    {
        teams.Answer = (_, _) => Task.FromResult<SendResult>(new SendResult.Refused(answer, fault));
        for (int i = 0; i < 6; i++)
        {
            await AlertAsync();
        }

        Assert.Equal(tries, teams.Sent.Count);
        Assert.Equal(fault == RecipientFault.None ? 0 : 1, (await app.NoticesAsync()).Count(notice => notice.Subject == "Recipient suppressed"));
    }

    [Fact]
    public async Task Two_messages_that_are_refused_at_once_make_one_notice()
    {
        var answer = new TaskCompletionSource<SendResult>();
        teams.Answer = (_, _) => answer.Task;
        Task[] alerts = [AlertAsync(), AlertAsync()];
        answer.SetResult(new SendResult.Refused("HTTP 410", RecipientFault.Gone));
        await Task.WhenAll(alerts);
        await app.WorkAsync();

        Assert.Equal(2, teams.Sent.Count);
        Assert.Single(await app.NoticesAsync(), notice => notice.Subject == "Recipient suppressed");
        Assert.Equal(["ops@example.com", "owner@example.com"], email.Sent.Where(sent => sent.Notice?.Subject == "Recipient suppressed").Select(sent => sent.Receipt.Recipient.Address).Order());
    }

    /// <summary>Somebody died between the notice and what it announces; the webhook works again meanwhile.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_suppression_is_in_force_only_when_it_was_told_and_each_is_told(bool worksMeanwhile)
    {
        var webhook = new Recipient(Recipient.Teams, "TEAMS_WEBHOOK_DESK");
        await app.Recipients.ChangeAsync(webhook, state => state with { Refusals = 1, Intended = new Suppression(clock.GetUtcNow().AddMinutes(-1), "HTTP 410") }, None);
        if (worksMeanwhile)
        {
            await AlertAsync();
        }

        teams.Answer = (_, _) => Task.FromResult<SendResult>(new SendResult.Refused("HTTP 410", RecipientFault.Gone));
        await AlertAsync();
        await AlertAsync();

        Assert.Equal(worksMeanwhile ? 2 : 1, teams.Sent.Count);
        Suppression suppression = (await app.Recipients.ReadAsync(webhook, None)).Suppressed!;
        Assert.Equal(worksMeanwhile ? clock.GetUtcNow() : clock.GetUtcNow().AddMinutes(-1), suppression.At);
        Assert.Single(await app.NoticesAsync(), notice => notice.Subject == "Recipient suppressed");
    }

    [Fact]
    public async Task Something_that_is_taken_in_between_begins_the_count_anew()
    {
        int count = 0;
        teams.Answer = (_, _) => Task.FromResult<SendResult>(++count % 3 == 0 ? new SendResult.Accepted("ok") : new SendResult.Refused("HTTP 401", RecipientFault.MaybeGone));
        for (int i = 0; i < 9; i++)
        {
            await AlertAsync();
        }

        Assert.Equal(9, teams.Sent.Count);
    }

    [Fact]
    public async Task A_recipient_that_is_resumed_is_sent_to_again()
    {
        teams.Answer = (_, _) => Task.FromResult<SendResult>(new SendResult.Refused("HTTP 410", RecipientFault.Gone));
        await AlertAsync();
        await AlertAsync();
        await app.Recipients.ChangeAsync(new Recipient(Recipient.Teams, "TEAMS_WEBHOOK_DESK"), state => state.Resumed(clock.GetUtcNow()), None);
        teams.Answer = (_, _) => Task.FromResult<SendResult>(new SendResult.Accepted("ok"));
        await AlertAsync();

        Assert.Equal(["a-0", "a-2"], teams.Sent.Select(sent => sent.Alert!.Id));
    }

    [Fact]
    public async Task Operations_are_told_even_where_their_address_was_refused_before()
    {
        email.Answer = (sent, _) => Task.FromResult<SendResult>(new SendResult.Refused("SMTP 550", RecipientFault.Gone));
        await AlertAsync();

        Assert.Equal(2, (await app.NoticesAsync()).Count(notice => notice.Subject == "Recipient suppressed"));
        Assert.True(email.Sent.Count(sent => sent.Receipt.Recipient.Address == "ops@example.com") >= 2);
    }

    /// <summary>Thirty a minute and a hundred an hour, as Communication Services has it.</summary>
    [Fact]
    public async Task Of_250_emails_never_more_than_30_go_in_a_minute_nor_100_in_an_hour_and_all_go()
    {
        email.Limit = new RateLimit(30, 100);
        List<DateTimeOffset> sends = [];
        email.Answer = (_, _) =>
        {
            sends.Add(clock.GetUtcNow());
            return Task.FromResult<SendResult>(new SendResult.Accepted("ok"));
        };
        for (int i = 0; i < 125; i++)
        {
            await AlertAsync();
        }

        for (int minute = 0; minute < 4 * 60; minute++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await app.WorkAsync();
        }

        Assert.Equal((250, 125), (sends.Count, teams.Sent.Count));
        Assert.All(sends, (end, i) => Assert.InRange(sends.Count(time => time > end - TimeSpan.FromMinutes(1) && time <= end), 1, 30));
        Assert.All(sends, (end, i) => Assert.InRange(sends.Count(time => time > end - TimeSpan.FromHours(1) && time <= end), 1, 100));
        Assert.InRange(sends[^1] - sends[0], TimeSpan.FromHours(2), TimeSpan.FromHours(2.2));
        Assert.All(await app.ReceiptsAsync(), receipt => Assert.Equal((DeliveryState.Accepted, 1), (receipt.State, receipt.Epoch)));
    }

    [Fact]
    public async Task A_limit_per_recipient_is_each_recipients_own()
    {
        email.Limit = new RateLimit(1, 0, PerRecipient: true);
        await AlertAsync();
        Assert.Equal(2, email.Sent.Count);
        await AlertAsync();
        Assert.Equal(2, email.Sent.Count);
        clock.Advance(TimeSpan.FromMinutes(1));
        await app.WorkAsync();
        Assert.Equal(4, email.Sent.Count);
    }

    private async Task AlertAsync()
    {
        if (alerts == 0)
        {
            await App.ConfigureAsync(memory, Subscriptions);
        }

        Alert alert = Sample.Alert() with { Id = $"a-{alerts}", StoryId = $"s-{alerts++}" };
        await memory.TryCreateJsonAsync(AlertDocuments.AddressOf(alert.Id), alert, Json.Default.Alert, None);
        await app.RouteAlert.RunAsync(alert.Id, None);
        await app.WorkAsync();
    }
}
