using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests;

/// <summary>Those who were told what no longer holds are told so once, and nobody else.</summary>
public sealed class CorrectionDeliveryTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private const string Before = """
        subscriptions:
          - { id: stakes, kinds: [stake], email: [told@example.com], teams: [TEAMS_WEBHOOK_DESK] }
          - { id: honda, entities: [honda], email: [other@example.com] }
        """;

    private const string After = """
        subscriptions:
          - { id: new, kinds: [stake], alertsPerHour: 1, email: [new@example.com] }
        """;

    private const string WithoutTheStake = """
        Renault says nothing about Nissan

        PARIS (Harbour Wire) – Nobody wanted to say anything after the meeting of the boards on Monday, which went on for nine hours behind closed doors.

        An earlier version of this article incorrectly stated what the companies had agreed on.
        """;

    private readonly FakeTimeProvider clock = new();
    private readonly IReadOnlyList<RecordingChannel> channels = RecordingChannel.Both();
    private readonly InMemoryStore memory;

    public CorrectionDeliveryTests() => memory = new InMemoryStore(clock);

    [Fact]
    public async Task A_withdrawal_reaches_those_who_were_told_whatever_the_subscriptions_say_by_now()
    {
        await IngestAsync(Before, "a.txt", News.Stake);
        await IngestAsync(After, "a.txt", WithoutTheStake);

        List<Notification> corrections = [.. Sent.Where(sent => sent.Alert!.IsCorrection)];
        Assert.Equal(["TEAMS_WEBHOOK_DESK", "told@example.com"], corrections.Select(sent => sent.Receipt.Recipient.Address).Order(StringComparer.Ordinal));
        Assert.All(corrections, sent => Assert.Equal(["it corrects what you were told"], sent.Receipt.Reasons));
        Assert.Equal("Correction: Renault's stake in Nissan: 15% withdrawn", corrections[0].Alert!.Headline);
        Assert.StartsWith("Harbour Wire no longer says: Renault will cut its stake", corrections[0].Alert!.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrected_figure_reaches_those_who_were_told_and_those_who_ask_for_it_once_each()
    {
        await IngestAsync(Before, "a.txt", News.Stake);
        await IngestAsync(Before.Replace("other@example.com", "both@example.com", StringComparison.Ordinal).Replace("entities: [honda]", "entities: [nissan]", StringComparison.Ordinal), "a.txt", News.Stake.Replace("15%", "20%", StringComparison.Ordinal));

        List<Notification> corrections = [.. Sent.Where(sent => sent.Alert!.IsCorrection)];
        Assert.Equal(["TEAMS_WEBHOOK_DESK", "both@example.com", "told@example.com"], corrections.Select(sent => sent.Receipt.Recipient.Address).Order(StringComparer.Ordinal));
        Assert.Equal("Correction: Renault's stake in Nissan: 15% -> 20% (planned)", corrections[0].Alert!.Headline);
    }

    [Fact]
    public async Task A_correction_that_overtakes_its_alert_has_that_routed_first()
    {
        await App.ConfigureAsync(memory, Before);
        using (var app = new App(memory, clock, channels))
        {
            await app.IngestAsync("a.txt", News.Stake);
            InMemoryStore.QueuedMessage first = memory.Take(Queues.Alerts)!;
            clock.Advance(TimeSpan.FromMinutes(1));
            await app.IngestAsync("a.txt", WithoutTheStake);
            await app.WorkAsync();
            await app.RouteAlert.RunAsync(App.Field(first, "alertId"), None);
            await app.WorkAsync();
        }

        Assert.Equal(2, Sent.Count(sent => sent.Alert!.IsCorrection));
        Assert.Equal(2, Sent.Count(sent => !sent.Alert!.IsCorrection));
    }

    [Fact]
    public async Task A_correction_does_not_wait_for_the_end_of_a_storm()
    {
        string braked = Before.Replace("kinds: [stake],", "kinds: [stake], alertsPerHour: 1,", StringComparison.Ordinal);
        await IngestAsync(braked, "a.txt", News.Stake);
        await IngestAsync(braked, "a.txt", News.Stake.Replace("15%", "20%", StringComparison.Ordinal));

        Assert.Contains(Sent, sent => sent.Alert!.IsCorrection && sent.Receipt.Recipient.Address == "told@example.com");
    }

    private IEnumerable<Notification> Sent => channels.SelectMany(channel => channel.Sent);

    private async Task IngestAsync(string subscriptions, string name, string text)
    {
        await App.ConfigureAsync(memory, subscriptions);
        clock.Advance(TimeSpan.FromMinutes(1));
        using var app = new App(memory, clock, channels);
        await app.IngestAsync(name, text);
        await app.WorkAsync();
    }
}
