using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests;

/// <summary><c>why ALERT SUBSCRIPTION</c> and <c>subscriptions test NAME</c>.</summary>
public sealed class RoutingExplanationTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private const string Subscriptions = """
        subscriptions:
          - { id: desk, entities: [renault], email: [desk@example.com, gone@example.com], teams: [TEAMS_WEBHOOK_DESK] }
          - { id: honda, entities: [honda], email: [honda@example.com] }
          - { id: quiet, silences: [{ until: "2027-04-01T00:00:00Z", reason: fair }], email: [quiet@example.com] }
          - { id: daily, delivery: { mode: daily, at: "08:00", timeZone: UTC }, email: [daily@example.com] }
        """;

    private readonly FakeTimeProvider clock = new();
    private readonly InMemoryStore memory;
    private readonly RecordingChannel email = new(Recipient.Email), teams = new(Recipient.Teams);
    private readonly App app;

    public RoutingExplanationTests()
    {
        memory = new InMemoryStore(clock);
        app = new App(memory, clock, [email, teams]);
    }

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData("desk", "desk: told at once, decided at 2027-03-15 06:30 UTC, because: stake renault nissan names renault|  email desk@example.com: accepted (ok)|  teams TEAMS_WEBHOOK_DESK: accepted (ok)|  email gone@example.com: not told, suppressed since 2027-03-15 06:30 UTC (SMTP 550)")]
    [InlineData("honda", "honda: not told, decided at 2027-03-15 06:30 UTC, because: stake renault nissan: names renault, nissan, wanted honda")]
    [InlineData("quiet", "quiet: silenced, decided at 2027-03-15 06:30 UTC, because: silenced until 2027-04-01 00:00 UTC (fair); stake renault nissan: the subscription takes every alert")]
    [InlineData("daily", "daily: told in a digest, decided at 2027-03-15 06:30 UTC, because: held for the digest of 2027-03-15 08:00 UTC, because the subscription is told daily at 08:00 (UTC); stake renault nissan: the subscription takes every alert|  email daily@example.com: waits for the digest")]
    [InlineData("none", "There was no subscription none when it was routed at 2027-03-15 06:30 UTC; there were: desk, honda, quiet, daily.")]
    public async Task It_says_why_and_why_not_from_what_was_recorded(string subscription, string lines)
    {
        await RouteAsync();
        // What the file says by now does not matter.
        await App.ConfigureAsync(memory, "subscriptions:\n  - { id: new, email: [new@example.com] }\n");
        clock.Advance(TimeSpan.FromHours(1));

        IReadOnlyList<string> explained = (await new RoutingExplanation(memory).OfAsync(Sample.Alert().Id, subscription, None))!;

        Assert.Equal($"{Sample.Alert().Id}, revision 1 of story s-0123456789abcdef: {Sample.Alert().Headline}", explained[0]);
        Assert.Equal(lines, string.Join('|', explained.Skip(1)));
    }

    [Fact]
    public async Task It_names_the_digest_that_told_it()
    {
        await RouteAsync();
        clock.Advance(TimeSpan.FromHours(2));
        await app.SendDigests.RunAsync(None);
        await app.WorkAsync();

        string id = email.Sent.Single(sent => sent.Digest is not null).Digest!.Id;
        Assert.Equal($"  email daily@example.com: in digest {id[..12]}, accepted (ok)", (await new RoutingExplanation(memory).OfAsync(Sample.Alert().Id, "daily", None))![2]);
    }

    [Fact]
    public async Task An_alert_that_is_not_routed_or_not_there_is_said_to_be_so()
    {
        Assert.Null(await new RoutingExplanation(memory).OfAsync("a-00", "desk", None));
        await memory.TryCreateJsonAsync(AlertDocuments.AddressOf("a-01"), Sample.Alert() with { Id = "a-01" }, Json.Default.Alert, None);
        Assert.Equal("It has not been routed yet.", (await new RoutingExplanation(memory).OfAsync("a-01", "desk", None))![1]);
    }

    [Fact]
    public async Task A_sample_reaches_the_recipients_of_its_subscription_alone_and_says_what_it_is()
    {
        await App.ConfigureAsync(memory, Subscriptions);
        Subscription desk = SubscriptionsFile.Parse(Subscriptions, Extracting.Watchlist).All[0];

        Alert sample = await new SendSample(memory, memory, clock).RunAsync(desk, None);
        await app.WorkAsync();
        clock.Advance(TimeSpan.FromMinutes(10));
        await app.Reconcile.RunAsync(None);
        await app.WorkAsync();

        Assert.Equal(["TEAMS_WEBHOOK_DESK", "desk@example.com", "gone@example.com"], email.Sent.Concat(teams.Sent).Select(sent => sent.Receipt.Recipient.Address).Order(StringComparer.Ordinal));
        EmailContent content = EmailContent.Of(email.Sent[0], "from@mail.example");
        Assert.StartsWith("[Test] ", content.Subject, StringComparison.Ordinal);
        Assert.Contains(EmailContent.SampleText, content.Text, StringComparison.Ordinal);
        Assert.Contains(EmailContent.SampleText, content.Html, StringComparison.Ordinal);
        Assert.Contains(EmailContent.SampleText, Delivery.RenderingTests.TextRuns(CardMessage.Of(teams.Sent[0])));
        Assert.Contains("Test message", (await app.AlertPage.RenderAsync(sample.Id, None))!, StringComparison.Ordinal);
    }

    private async Task RouteAsync()
    {
        await App.ConfigureAsync(memory, Subscriptions);
        await app.Recipients.ChangeAsync(new Recipient(Recipient.Email, "gone@example.com"), state => state with { Suppressed = new Suppression(clock.GetUtcNow(), "SMTP 550") }, None);
        await memory.TryCreateJsonAsync(AlertDocuments.AddressOf(Sample.Alert().Id), Sample.Alert(), Json.Default.Alert, None);
        await app.RouteAlert.RunAsync(Sample.Alert().Id, None);
        await app.WorkAsync();
    }
}
