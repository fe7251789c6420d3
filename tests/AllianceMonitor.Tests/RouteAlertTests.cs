using System.Text;
using System.Text.Json;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests;

public sealed class RouteAlertTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private const string Subscriptions = """
        subscriptions:
          - id: desk
            name: The desk
            entities: [renault]
            email: [both@example.com, desk@example.com]
            teams: [TEAMS_WEBHOOK_DESK]
          - id: capital
            name: Capital
            kinds: [stake]
            email: [both@example.com]
          - id: honda
            name: Friends of Honda
            entities: [honda]
            email: [honda@example.com, both@example.com]
        """;

    [Fact]
    public async Task Every_recipient_gets_one_copy_with_all_reasons()
    {
        using App app = await RoutedAsync();

        List<Receipt> receipts = await app.ReceiptsAsync();
        Assert.Equal(
            ["email both@example.com", "email desk@example.com", "teams TEAMS_WEBHOOK_DESK"],
            receipts.Select(receipt => $"{receipt.Recipient.Channel} {receipt.Recipient.Address}").Order());
        Assert.All(receipts, receipt => Assert.Equal(DeliveryState.Pending, receipt.State));
        Assert.Equal(
            ["The desk (stake renault nissan names renault)", "Capital (stake renault nissan is of kind stake)"],
            Assert.Single(receipts, receipt => receipt.Recipient.Address == "both@example.com").Reasons);
    }

    [Fact]
    public async Task The_reason_is_recorded_for_every_subscription_both_ways()
    {
        using App app = await RoutedAsync();
        Alert alert = Assert.Single(await app.AlertsAsync());

        Routing routing = JsonSerializer.Deserialize((await app.Memory.ReadAsync(RouteAlert.RoutingAddress(alert.Id), None))!.Content.Span, Json.Default.Routing)!;

        Assert.Equal(["desk True", "capital True", "honda False"], routing.Decisions.Select(decision => $"{decision.Subscription} {decision.Notified}"));
        Assert.Equal("stake renault nissan: names renault, nissan, wanted honda", routing.Decisions[2].Reason);
        Assert.Equal((await app.ReceiptsAsync()).Select(receipt => receipt.Key).Order(), routing.Deliveries.Order());
    }

    [Fact]
    public async Task Routing_again_repeats_nothing()
    {
        using App app = await RoutedAsync();
        List<Receipt> before = await app.ReceiptsAsync();
        while (app.Memory.Take(Queues.Deliveries) is not null)
        {
        }

        await app.RouteAlert.RunAsync(Assert.Single(await app.AlertsAsync()).Id, None);

        Assert.Null(app.Memory.Take(Queues.Deliveries));
        Assert.Equal(before.Select(receipt => receipt.Key), (await app.ReceiptsAsync()).Select(receipt => receipt.Key));
    }

    [Fact]
    public async Task Routing_that_died_half_way_is_finished_without_touching_what_was_sent()
    {
        using App app = await RoutedAsync();
        await app.WorkAsync();
        string id = Assert.Single(await app.AlertsAsync()).Id;
        await app.Memory.DeleteAsync(RouteAlert.RoutingAddress(id), None);

        await app.RouteAlert.RunAsync(id, None);
        await app.WorkAsync();

        Assert.All(await app.ReceiptsAsync(), receipt => Assert.Equal((DeliveryState.Accepted, 1), (receipt.State, receipt.Epoch)));
    }

    [Fact]
    public async Task An_alert_that_matches_nobody_is_routed_to_nobody()
    {
        using App app = await App.StartAsync();
        await App.ConfigureAsync(app.Memory, "subscriptions:\n  - id: honda\n    entities: [honda]\n    email: [honda@example.com]\n");
        await app.IngestAsync("a.txt", News.Stake);
        await app.WorkAsync();

        Assert.Empty(await app.ReceiptsAsync());
        Assert.True(await app.Memory.ExistsAsync(RouteAlert.RoutingAddress(Assert.Single(await app.AlertsAsync()).Id), None));
    }

    [Fact]
    public async Task An_alert_that_is_not_there_is_a_fault()
    {
        using App app = await App.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.RouteAlert.RunAsync("a-0", None));
    }

    [Fact]
    public async Task Edited_subscriptions_are_in_force_a_little_later()
    {
        using App app = await RoutedAsync();
        await App.ConfigureAsync(app.Memory, "subscriptions:\n  - id: new\n    email: [new@example.com]\n");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.IngestAsync("b.txt", News.StakeAgain);
        await app.WorkAsync();

        Assert.Contains(await app.ReceiptsAsync(), receipt => receipt.Recipient.Address == "new@example.com");
    }

    [Fact]
    public async Task A_wrong_edit_leaves_the_last_good_file_in_force_and_the_log_says_what_is_wrong()
    {
        using App app = await RoutedAsync();
        await App.ConfigureAsync(app.Memory, "subscriptions:\n  - id: x\n    mail: [x]\n");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.IngestAsync("b.txt", News.StakeAgain);
        await app.WorkAsync();

        Assert.Equal(6, (await app.ReceiptsAsync()).Count);
        Assert.Contains(app.Logs.All, line => line.StartsWith("Error subscriptions.yaml line 3: unknown key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_subscriptions_file_that_is_wrong_from_the_start_fails_with_its_line()
    {
        using App app = await App.StartAsync();
        await App.ConfigureAsync(app.Memory, "subscriptions:\n  - id: x\n    mail: [x]\n");

        ConfigurationErrorException error = await Assert.ThrowsAsync<ConfigurationErrorException>(() => app.IngestAsync("a.txt", News.Stake));

        Assert.StartsWith("subscriptions.yaml line 3: ", error.Message, StringComparison.Ordinal);
    }

    private static async Task<App> RoutedAsync()
    {
        App app = await App.StartAsync();
        await App.ConfigureAsync(app.Memory, Subscriptions);
        await app.IngestAsync("a.txt", News.Stake);
        await app.RouteAlert.RunAsync(App.Field(app.Memory.Take(Queues.Alerts)!, "alertId"), None);
        return app;
    }
}
