using System.Text.Json;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests;

/// <summary>The storm brake: what RouteAlert holds and what SendDigests makes of it.</summary>
public sealed class SendDigestsTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private const string Subscriptions = """
        subscriptions:
          - id: desk
            name: The desk
            alertsPerHour: 2
            email: [desk@example.com, both@example.com]
          - id: all
            name: All
            alertsPerHour: 0
            email: [both@example.com]
        """;

    private readonly FakeTimeProvider clock = new();
    private readonly InMemoryStore memory;
    private readonly RecordingChannel email = new(Recipient.Email), teams = new(Recipient.Teams);
    private readonly App app;
    private int alerts;

    public SendDigestsTests()
    {
        memory = new InMemoryStore(clock);
        app = NewApp();
    }

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_flood_becomes_one_digest_that_says_so()
    {
        await StartAsync(Subscriptions);
        await FloodAsync(5);
        clock.Advance(TimeSpan.FromMinutes(59));
        await TickAsync();
        Assert.Equal(2, To("desk@example.com").Count);

        clock.Advance(TimeSpan.FromMinutes(1));
        await TickAsync();
        await TickAsync();

        Notification digest = Assert.Single(To("desk@example.com"), sent => sent.Digest is not null);
        Assert.Equal(3, To("desk@example.com").Count);
        Assert.Equal("3 alerts were held back between 06:30 and 07:30 UTC because more than 2 an hour came.", digest.Digest!.Opening());
        Assert.Equal(["a-2", "a-3", "a-4"], digest.Digest.Items.Select(item => item.AlertId).Order());
        Assert.Equal(["The desk (a digest because more than 2 an hour came)"], digest.Receipt.Reasons);
        Assert.Equal($"http://localhost:7071/api/digests/{digest.Digest.Id}", digest.Permalink!.AbsoluteUri);
    }

    [Theory]
    [InlineData("a-2")]
    [InlineData("a-4")]
    public async Task A_digest_goes_without_an_alert_that_is_gone_and_says_so(string gone)
    {
        await StartAsync($"operations:\n  email: [ops@example.com]\n{Subscriptions}");
        await FloodAsync(5);
        await memory.DeleteAsync(AlertDocuments.AddressOf(gone), None);
        for (int hour = 0; hour < 2; hour++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            await TickAsync();
        }

        AlertDigest digest = Assert.Single(Digests("desk@example.com"));
        Assert.Equal(((string[])["a-2", "a-3", "a-4"]).Except([gone]), digest.Items.Select(item => item.AlertId).Order());
        Assert.Equal(new SuppressedAlert(gone, $"Alert {gone}", "it is not in the store any more"), Assert.Single(digest.Suppressed));
        Assert.Equal(("alert", gone), (Assert.Single(await app.DeadLettersAsync()).Kind, (await app.DeadLettersAsync())[0].Subject));
        Assert.Single(To("ops@example.com"));
    }

    /// <summary>Its routing had died before the plan, so nobody knows for whom it was.</summary>
    [Fact]
    public async Task An_alert_that_is_gone_before_it_was_planned_holds_up_no_digest()
    {
        await StartAsync(Subscriptions);
        await FloodAsync(4);
        await memory.DeleteAsync(RoutingPlan.AddressOf("a-2"), None);
        await memory.DeleteAsync(AlertDocuments.AddressOf("a-2"), None);
        clock.Advance(TimeSpan.FromHours(1));
        await TickAsync();

        Assert.Equal("a-3", Assert.Single(Assert.Single(Digests("desk@example.com")).Items).AlertId);
    }

    [Fact]
    public async Task Who_gets_the_alert_through_another_subscription_does_not_get_it_in_the_digest()
    {
        await StartAsync(Subscriptions);
        await FloodAsync(5);
        clock.Advance(TimeSpan.FromHours(1));
        await TickAsync();

        Assert.Equal(["a-0", "a-1", "a-2", "a-3", "a-4"], To("both@example.com").Select(sent => sent.Alert?.Id));
    }

    [Fact]
    public async Task Who_is_held_by_two_subscriptions_is_told_in_the_digest_of_the_first()
    {
        await StartAsync(Subscriptions.Replace("alertsPerHour: 0", "alertsPerHour: 1", StringComparison.Ordinal));
        await FloodAsync(4);
        clock.Advance(TimeSpan.FromHours(1));
        await TickAsync();

        // The second alert is held for "all" only, which is no reason against telling it through "desk".
        Assert.Equal(["a-0", "a-1"], To("both@example.com").Where(sent => sent.Alert is not null).Select(sent => sent.Alert!.Id));
        Assert.Equal(["desk a-2", "desk a-3"], Digests("both@example.com").SelectMany(digest => digest.Items.Select(item => $"{digest.Subscription} {item.AlertId}")));
    }

    [Fact]
    public async Task The_reason_is_recorded_and_the_alert_page_shows_it()
    {
        await StartAsync(Subscriptions);
        await FloodAsync(3);

        Routing routing = JsonSerializer.Deserialize((await memory.ReadAsync(RouteAlert.RoutingAddress("a-2"), None))!.Content.Span, Json.Default.Routing)!;

        Assert.Equal(
            new RoutingDecision("desk", false, "held for the digest of 2027-03-15 07:30 UTC, because more than 2 an hour came; stake renault nissan: the subscription takes every alert", true, Rule: "stake"),
            routing.Decisions[0]);
        Assert.True(routing.Decisions[1].Notified);
        Assert.Contains("told in a digest – held for the digest of 2027-03-15 07:30 UTC", (await app.AlertPage.RenderAsync("a-2", None))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_alerts_an_hour_are_never_too_many()
    {
        await StartAsync(Subscriptions);
        for (int hour = 0; hour < 4; hour++)
        {
            await FloodAsync(2);
            clock.Advance(TimeSpan.FromHours(1));
            await TickAsync();
        }

        Assert.Equal(8, To("desk@example.com").Count(sent => sent.Alert is not null));
        Assert.Empty(Digests("desk@example.com"));
    }

    [Fact]
    public async Task Everything_is_held_until_the_digest_and_counted_anew_after_it()
    {
        await StartAsync(Subscriptions);
        await FloodAsync(3);
        clock.Advance(TimeSpan.FromMinutes(59));
        // By now the first two alerts would not count for long, but a newer revision must not overtake what is held.
        await FloodAsync(1);
        clock.Advance(TimeSpan.FromMinutes(1));
        await TickAsync();
        await FloodAsync(3);

        Assert.Equal(["a-0", "a-1", "digest", "a-4", "a-5"], To("desk@example.com").Select(sent => sent.Alert?.Id ?? "digest"));
        Assert.Equal(["a-2", "a-3"], Assert.Single(Digests("desk@example.com")).Items.Select(item => item.AlertId));
    }

    [Fact]
    public async Task The_setting_holds_for_subscriptions_without_their_own_limit_and_0_means_no_brake()
    {
        await StartAsync(Subscriptions.Replace("    alertsPerHour: 2\n", "", StringComparison.Ordinal));
        using App braked = NewApp(routing: new RoutingOptions { AlertsPerHour = 1 });
        await FloodAsync(3, braked);
        Assert.Single(To("desk@example.com"));

        using App open = NewApp(routing: new RoutingOptions { AlertsPerHour = 0 });
        await FloodAsync(50, open);
        Assert.Equal(51, To("desk@example.com").Count);
        Assert.Equal(53, To("both@example.com").Count);
    }

    [Fact]
    public async Task An_alert_that_is_routed_again_keeps_its_decision()
    {
        await StartAsync(Subscriptions);
        await FloodAsync(4);
        foreach (string id in (string[])["a-0", "a-3"])
        {
            await memory.DeleteAsync(RouteAlert.RoutingAddress(id), None);
            clock.Advance(TimeSpan.FromMinutes(30));
            await app.RouteAlert.RunAsync(id, None);
        }

        await TickAsync();
        await memory.DeleteAsync(RouteAlert.RoutingAddress("a-3"), None);
        await app.RouteAlert.RunAsync("a-3", None);
        await app.WorkAsync();
        clock.Advance(TimeSpan.FromHours(2));
        await TickAsync();

        Assert.Equal(["a-0", "a-1", "digest"], To("desk@example.com").Select(sent => sent.Alert?.Id ?? "digest"));
        Assert.Equal(["a-2", "a-3"], Assert.Single(Digests("desk@example.com")).Items.Select(item => item.AlertId));
    }

    [Fact]
    public async Task A_digest_goes_to_those_for_whom_it_was_held_even_when_the_subscription_has_gone()
    {
        await StartAsync(Subscriptions);
        await FloodAsync(3);
        await App.ConfigureAsync(memory, "subscriptions:\n  - id: other\n    email: [other@example.com]\n");
        clock.Advance(TimeSpan.FromHours(1));
        await TickAsync();

        Assert.Single(Digests("desk@example.com"));
        Assert.Empty(To("other@example.com"));
    }

    [Fact]
    public async Task Very_many_alerts_do_not_wait_for_the_end_of_the_hour()
    {
        await StartAsync(Subscriptions);
        await FloodAsync(Outbox.MaxHeld + 2 + 3);
        await TickAsync();
        Assert.Equal([Outbox.MaxHeld], Digests("desk@example.com").Select(digest => digest.Items.Count));

        clock.Advance(TimeSpan.FromHours(1));
        await TickAsync();
        Assert.Equal([Outbox.MaxHeld, 3], Digests("desk@example.com").Select(digest => digest.Items.Count));
    }

    [Fact]
    public async Task An_alert_that_was_held_while_the_digest_was_under_way_waits_for_the_next()
    {
        await StartAsync(Subscriptions);
        await FloodAsync(4);
        clock.Advance(TimeSpan.FromHours(1));

        // The run that makes the digest dies before it has cleared the brake, and another alert arrives.
        BlobAddress address = Outbox.AddressOf("desk");
        StoredBlob before = (await memory.ReadAsync(address, None))!;
        await app.SendDigests.RunAsync(None);
        await memory.WriteAsync(address, before.Content, None);
        await FloodAsync(1);
        await TickAsync();
        clock.Advance(TimeSpan.FromHours(1));
        await TickAsync();

        Assert.Equal(["a-2 a-3", "a-4"], Digests("desk@example.com").Select(digest => string.Join(' ', digest.Items.Select(item => item.AlertId))));
    }

    [Fact]
    public async Task A_brake_that_holds_only_what_is_told_elsewhere_lets_go_of_it()
    {
        await StartAsync(Subscriptions.Replace("[desk@example.com, both@example.com]", "[both@example.com]", StringComparison.Ordinal));
        await FloodAsync(4);
        clock.Advance(TimeSpan.FromHours(1));
        await TickAsync();
        await FloodAsync(2);

        Assert.Equal(6, To("both@example.com").Count);
        Assert.Empty(Digests("both@example.com"));
        Outbox brake = JsonBlobs.Parse((await memory.ReadAsync(Outbox.AddressOf("desk"), None))!, Json.Default.Outbox);
        Assert.Equal((2, 0, null), (brake.Told.Count, brake.Held.Count, brake.DueAt));
    }

    [Fact]
    public async Task The_page_of_a_digest_shows_all_its_alerts_with_links()
    {
        await StartAsync(Subscriptions);
        await FloodAsync(4);
        clock.Advance(TimeSpan.FromHours(1));
        await TickAsync();
        AlertDigest digest = Assert.Single(Digests("desk@example.com"));
        var page = new DigestPage(memory, new DeliveryOptions());

        string html = (await page.RenderAsync(digest.Id, None))!;

        Assert.Contains("2 alerts in one digest: The desk", html, StringComparison.Ordinal);
        Assert.All(["a-2", "a-3"], id => Assert.Contains($"href=\"http://localhost:7071/api/alerts/{id}\"", html, StringComparison.Ordinal));
        Assert.Null(await page.RenderAsync(digest.Id[1..] + "0", None));
        Assert.Null(await page.RenderAsync("outboxes/x", None));
    }

    [Fact]
    public Task A_run_of_RouteAlert_that_is_overtaken_between_any_two_steps_does_not_hold_its_alert_again() => OvertakeAsync(
        slow => slow.RouteAlert.RunAsync("a-2", None),
        async () =>
        {
            await app.RouteAlert.RunAsync("a-2", None);
            clock.Advance(TimeSpan.FromHours(1));
            await TickAsync();
            await app.RouteAlert.RunAsync("a-3", None);
            await app.RouteAlert.RunAsync("a-4", None);
        });

    [Fact]
    public Task A_run_of_SendDigests_that_is_overtaken_between_any_two_steps_loses_nothing() => OvertakeAsync(
        async slow =>
        {
            await app.RouteAlert.RunAsync("a-2", None);
            clock.Advance(TimeSpan.FromHours(1));
            await slow.SendDigests.RunAsync(None);
        },
        async () =>
        {
            await app.RouteAlert.RunAsync("a-3", None);
            await TickAsync();
            await app.RouteAlert.RunAsync("a-4", None);
        });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Concurrent_runs_lose_nothing_and_tell_nothing_twice(int seed)
    {
        const int Count = 40;
        await StartAsync(Subscriptions.Replace("alertsPerHour: 0", "alertsPerHour: 5", StringComparison.Ordinal));
        for (int i = 0; i < Count; i++)
        {
            await AlertAsync();
        }

        App[] apps = [.. Enumerable.Range(0, 4).Select(_ => NewApp(new YieldingStore(memory)))];
        var random = new Random(seed);
        for (int part = 0; part < 4; part++)
        {
            // Every alert is routed twice, by different processes, some of them again in the next part, while two others send digests.
            string[] ids = [.. Enumerable.Range(Math.Max(0, part * 10 - 5), 15).Where(i => i < Count).SelectMany(i => (string[])[$"a-{i}", $"a-{i}"])];
            random.Shuffle(ids);
            await Task.WhenAll(
            [
                .. ids.Select((id, i) => Task.Run(() => apps[i % apps.Length].RouteAlert.RunAsync(id, None))),
                .. apps.Take(2).Select(some => Task.Run(() => some.SendDigests.RunAsync(None))),
            ]);
            clock.Advance(TimeSpan.FromMinutes(61));
        }

        // What was held last may have come too late for the digest of its hour.
        for (int hour = 0; hour < 2; hour++)
        {
            await Task.WhenAll(apps.Select(some => Task.Run(() => some.SendDigests.RunAsync(None))));
            clock.Advance(TimeSpan.FromMinutes(61));
        }

        Array.ForEach(apps, some => some.Dispose());
        await app.WorkAsync();
        AssertEachToldOnce(Count, "desk@example.com", "both@example.com");
        Assert.NotEmpty(Digests("desk@example.com"));
    }

    /// <summary>Runs something once for each of its store operations, with something else happening in between just before that operation.</summary>
    private async Task OvertakeAsync(Func<App, Task> run, Func<Task> overtake)
    {
        int at = 0;
        for (bool overtaken = true; overtaken;)
        {
            at++;
            foreach (string container in (string[])[Containers.Digests, Containers.Alerts, Containers.Deliveries])
            {
                await foreach (BlobListing blob in memory.ListAsync(container, "", None))
                {
                    await memory.DeleteAsync(new BlobAddress(container, blob.Name), None);
                }
            }

            alerts = 0;
            email.Sent.Clear();
            await StartAsync(Subscriptions);
            await FloodAsync(2);
            for (int i = 2; i < 5; i++)
            {
                await AlertAsync();
            }

            var store = new FaultyStore(memory, at, afterwards: false, overtake);
            using App slow = NewApp(store);
            await run(slow);
            overtaken = store.Operations >= at;
            if (!overtaken)
            {
                await overtake();
            }

            foreach (string id in (string[])["a-2", "a-3", "a-4"])
            {
                await app.RouteAlert.RunAsync(id, None);
            }

            for (int hour = 0; hour < 3; hour++)
            {
                clock.Advance(TimeSpan.FromHours(1));
                await TickAsync();
            }

            AssertEachToldOnce(5, "desk@example.com", "both@example.com");
        }

        Assert.InRange(at, 8, 50);
    }

    private static string Sentence(Notification sent) => sent.Alert?.Id ?? $"digest of {string.Join(',', sent.Digest!.Items.Select(item => item.AlertId))}";

    private void AssertEachToldOnce(int count, params string[] recipients)
    {
        foreach (string recipient in recipients)
        {
            IEnumerable<string> told = To(recipient).SelectMany(sent => sent.Digest?.Items.Select(item => item.AlertId) ?? [sent.Alert!.Id]);
            Assert.True(
                Enumerable.Range(0, count).Select(i => $"a-{i}").Order().SequenceEqual(told.Order()), $"{recipient}: {string.Join("; ", To(recipient).Select(Sentence))}");
        }
    }

    private App NewApp(IBlobStore? through = null, RoutingOptions? routing = null) => new(memory, clock, [email, teams], through, routing: routing);

    private Task StartAsync(string subscriptions) => App.ConfigureAsync(memory, subscriptions);

    private async Task FloodAsync(int count, App? through = null)
    {
        for (int i = 0; i < count; i++)
        {
            await (through ?? app).RouteAlert.RunAsync(await AlertAsync(), None);
        }

        await (through ?? app).WorkAsync();
    }

    private async Task<string> AlertAsync()
    {
        Alert alert = Sample.Alert() with { Id = $"a-{alerts}", StoryId = $"s-{alerts++}", CreatedAt = clock.GetUtcNow() };
        await memory.TryCreateJsonAsync(AlertDocuments.AddressOf(alert.Id), alert, Json.Default.Alert, None);
        return alert.Id;
    }

    private async Task TickAsync()
    {
        await app.SendDigests.RunAsync(None);
        await app.WorkAsync();
    }

    private List<Notification> To(string address) => [.. email.Sent.Where(sent => sent.Receipt.Recipient.Address == address)];

    private List<AlertDigest> Digests(string address) => [.. To(address).Select(sent => sent.Digest).OfType<AlertDigest>()];
}
