using System.Globalization;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests;

/// <summary>When subscriptions are told: grouped, daily, weekly, outside quiet hours, not while silenced. The clock begins on Monday, 15 March 2027, 06:30 UTC, which is 07:30 in Paris.</summary>
public sealed class SubscriptionTimingTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FakeTimeProvider clock = new();
    private readonly InMemoryStore memory;
    private readonly RecordingChannel email = new(Recipient.Email), teams = new(Recipient.Teams);
    private readonly App app;
    private int alerts;

    public SubscriptionTimingTests()
    {
        memory = new InMemoryStore(clock);
        app = new App(memory, clock, [email, teams]);
    }

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData("{ mode: daily, at: \"08:00\", timeZone: Europe/Paris }", "03-15 07:00", "the subscription is told daily at 08:00 (Europe/Paris)")]
    [InlineData("{ mode: weekly, on: tuesday, at: \"08:00\", timeZone: Europe/Paris }", "03-16 07:00", "the subscription is told on Tuesdays at 08:00 (Europe/Paris)")]
    [InlineData("{ mode: grouped, wait: \"00:10:00\", interval: \"04:00:00\" }", "03-15 06:40", "the subscription is told in groups, 04:00:00 apart")]
    public async Task What_is_told_later_comes_in_one_digest_at_its_time(string delivery, string at, string cause)
    {
        await StartAsync($"delivery: {delivery}");
        await AlertAsync();
        clock.Advance(TimeSpan.FromMinutes(5));
        await AlertAsync();

        (DateTimeOffset time, Notification sent) = Assert.Single(await RunUntilAsync(TimeSpan.FromDays(3)));

        Assert.Equal(at, time.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture));
        Assert.Equal(["a-0", "a-1"], sent.Digest!.Items.Select(item => item.AlertId));
        Assert.Equal(cause, sent.Digest.Cause);
    }

    [Fact]
    public async Task Groups_keep_their_distance()
    {
        await StartAsync("delivery: { mode: grouped, wait: \"00:10:00\", interval: \"01:00:00\" }");
        await AlertAsync();
        Assert.Single(await RunUntilAsync(TimeSpan.FromMinutes(15)));
        await AlertAsync();

        (DateTimeOffset time, _) = Assert.Single(await RunUntilAsync(TimeSpan.FromHours(3)));

        Assert.Equal("07:40", time.ToString("HH:mm", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task What_comes_in_quiet_hours_is_told_when_they_end()
    {
        await StartAsync("quietHours: { from: \"07:00\", to: \"09:30\", timeZone: Europe/Paris }");
        await AlertAsync();
        await AlertAsync();

        List<(DateTimeOffset At, Notification Sent)> sent = await RunUntilAsync(TimeSpan.FromHours(3));
        await AlertAsync();

        Assert.Equal("08:30", Assert.Single(sent).At.ToString("HH:mm", CultureInfo.InvariantCulture));
        Assert.Equal("2 alerts were held back between 06:30 and 08:30 UTC because quiet hours are from 07:00 to 09:30 (Europe/Paris).", sent[0].Sent.Digest!.Opening());
        Assert.Equal("a-2", email.Sent[^1].Alert?.Id);
    }

    [Fact]
    public async Task A_digest_that_is_due_in_quiet_hours_waits_for_their_end()
    {
        await StartAsync("delivery: { mode: daily, at: \"08:00\", timeZone: Europe/Paris }\n    quietHours: { from: \"07:45\", to: \"10:00\", timeZone: Europe/Paris }");
        await AlertAsync();

        Assert.Equal("09:00", Assert.Single(await RunUntilAsync(TimeSpan.FromDays(1))).At.ToString("HH:mm", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_subscription_that_is_told_at_once_again_gets_what_was_held_first()
    {
        await StartAsync("delivery: { mode: weekly, on: sunday, at: \"08:00\", timeZone: UTC }");
        await AlertAsync();
        await StartAsync("severity: high");
        clock.Advance(TimeSpan.FromMinutes(1));
        await AlertAsync();

        Assert.Equal(["a-0", "a-1"], Assert.Single(await RunUntilAsync(TimeSpan.FromMinutes(2))).Sent.Digest!.Items.Select(item => item.AlertId));
        await AlertAsync();
        Assert.Equal(("a-2", Severity.High), (email.Sent[^1].Alert!.Id, email.Sent[^1].Receipt.Severity));
    }

    [Fact]
    public async Task A_silence_ends_by_itself_and_the_next_digest_says_what_it_kept_back()
    {
        await StartAsync("silences: [{ until: \"2027-03-15T09:00:00+02:00\", reason: trade fair }]\n    delivery: { mode: daily, at: \"09:00\", timeZone: UTC }");
        await AlertAsync();
        RoutingDecision decision = Assert.Single((await PlanAsync("a-0")).Decisions);
        Assert.Equal(("silenced until 2027-03-15 07:00 UTC (trade fair); stake renault nissan: the subscription takes every alert", true, false, false), (decision.Reason, decision.Silenced, decision.Notified, decision.Held));
        clock.Advance(TimeSpan.FromMinutes(40));
        await AlertAsync();

        AlertDigest digest = Assert.Single(await RunUntilAsync(TimeSpan.FromDays(2))).Sent.Digest!;

        Assert.Equal(["a-1"], digest.Items.Select(item => item.AlertId));
        Assert.Equal(["silenced until 2027-03-15 07:00 UTC (trade fair)"], digest.Suppressed.Select(one => one.Reason));
        await AlertAsync();
        Assert.Empty(Assert.Single(await RunUntilAsync(TimeSpan.FromDays(2))).Sent.Digest!.Suppressed);
    }

    [Theory]
    [InlineData("s-0", false)]
    [InlineData("s-1", true)]
    public async Task A_silence_of_a_story_silences_no_other(string story, bool told)
    {
        await StartAsync($"silences: [{{ until: \"2027-03-16T00:00:00Z\", story: {story} }}]");
        await AlertAsync();

        Assert.Equal(told, email.Sent.Count == 1);
    }

    [Fact]
    public async Task An_alert_that_was_silenced_stays_so_when_it_is_routed_again_after_the_silence()
    {
        await StartAsync("silences: [{ until: \"2027-03-15T07:00:00Z\" }]");
        await AlertAsync();
        foreach (string document in (string[])["plan.json", "routing.json"])
        {
            await memory.DeleteAsync(new BlobAddress(Containers.Alerts, $"a-0/{document}"), None);
        }

        clock.Advance(TimeSpan.FromHours(1));
        await app.RouteAlert.RunAsync("a-0", None);
        await app.WorkAsync();

        Assert.Empty(email.Sent);
    }

    [Fact]
    public async Task Who_is_told_otherwise_reads_so_in_the_digest()
    {
        await App.ConfigureAsync(memory, """
            subscriptions:
              - { id: slow, name: Slow, delivery: { mode: daily, at: "08:00", timeZone: UTC }, email: [both@example.com, desk@example.com] }
              - { id: fast, name: Fast, stories: [s-0], email: [both@example.com] }
            """);
        await AlertAsync();
        await AlertAsync();

        await RunUntilAsync(TimeSpan.FromDays(1));
        AlertDigest digest = email.Sent.Single(sent => sent.Digest is not null && sent.Receipt.Recipient.Address == "both@example.com").Digest!;

        Assert.Equal(["a-1"], digest.Items.Select(item => item.AlertId));
        Assert.Equal(["a-0 you were told of it through another subscription"], digest.Suppressed.Select(one => $"{one.AlertId} {one.Reason}"));
        Assert.Contains("Matched and not told in this digest:", EmailContent.Of(email.Sent[^1] with { Digest = digest }, "from@mail.example").Text, StringComparison.Ordinal);
        Assert.Empty(email.Sent.Single(sent => sent.Digest is not null && sent.Receipt.Recipient.Address == "desk@example.com").Digest!.Suppressed);
    }

    [Fact]
    public async Task One_outbox_that_cannot_be_read_does_not_stop_the_digests_of_others()
    {
        await StartAsync("delivery: { mode: daily, at: \"08:00\", timeZone: UTC }");
        await AlertAsync();
        await memory.WriteAsync(new BlobAddress(Containers.Digests, $"{Outbox.Folder}00.json"), "{"u8.ToArray(), None);

        Assert.Single(await RunUntilAsync(TimeSpan.FromDays(1)));
        Assert.Equal("digests/outboxes/00.json", Assert.Single(await app.DeadLettersAsync()).Subject);
    }

    /// <summary>What is in force a little later.</summary>
    private async Task StartAsync(string timing)
    {
        await App.ConfigureAsync(memory, $"subscriptions:\n  - id: desk\n    name: The desk\n    email: [desk@example.com]\n    {timing}\n");
        clock.Advance(alerts > 0 ? TimeSpan.FromSeconds(20) : TimeSpan.Zero);
    }

    private async Task AlertAsync()
    {
        Alert alert = Sample.Alert() with { Id = $"a-{alerts}", StoryId = $"s-{alerts++}", CreatedAt = clock.GetUtcNow() };
        await memory.TryCreateJsonAsync(AlertDocuments.AddressOf(alert.Id), alert, Json.Default.Alert, None);
        await app.RouteAlert.RunAsync(alert.Id, None);
        await app.WorkAsync();
    }

    private async Task<RoutingPlan> PlanAsync(string alertId) => (await memory.ReadJsonAsync(RoutingPlan.AddressOf(alertId), Json.Default.RoutingPlan, None))!;

    /// <summary>The timer fires every five minutes; what was sent, and when.</summary>
    private async Task<List<(DateTimeOffset At, Notification Sent)>> RunUntilAsync(TimeSpan end)
    {
        List<(DateTimeOffset, Notification)> sent = [];
        for (TimeSpan passed = TimeSpan.Zero; passed <= end; passed += TimeSpan.FromMinutes(5))
        {
            int before = email.Sent.Count;
            await app.SendDigests.RunAsync(None);
            await app.WorkAsync();
            sent.AddRange(email.Sent.Skip(before).Select(one => (clock.GetUtcNow(), one)));
            clock.Advance(TimeSpan.FromMinutes(5));
        }

        return sent;
    }
}
