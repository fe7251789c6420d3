using System.Text;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Operations;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests;

public sealed class KeepConfigurationTests : IDisposable
{
    private const string Treasury = "subscriptions:\n  - id: treasury\n    owner: head@example.com\n    email: [treasury@example.com]\n";
    private const string Main = "operations:\n  email: [ops@example.com]\nsubscriptions:\n  - id: desk\n    email: [desk@example.com]\n";

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FakeTimeProvider clock = new();
    private readonly InMemoryStore memory;
    private readonly RecordingChannel email = new(Recipient.Email);
    private App app;

    public KeepConfigurationTests()
    {
        memory = new InMemoryStore(clock);
        app = new App(memory, clock, [email]);
    }

    [Fact]
    public async Task A_team_whose_file_is_wrong_is_told_by_its_last_good_version_also_by_a_process_that_starts_later()
    {
        await StartAsync();
        await WriteAsync("subscriptions/treasury.yaml", Treasury.Replace("email:", "mail:", StringComparison.Ordinal));
        Restart();

        await app.IngestAsync("a.txt", News.Stake);
        await app.WorkAsync();

        Assert.Equal(["desk@example.com", "treasury@example.com"], (await app.ReceiptsAsync()).Select(receipt => receipt.Recipient.Address).Order());
    }

    [Fact]
    public async Task A_wrong_file_is_told_to_operations_and_its_owners_once_per_version()
    {
        await StartAsync();
        await WriteAsync("subscriptions/treasury.yaml", "subscriptions:\n  - id: treasury\n    mail: [treasury@example.com]\n");
        await ReconcileAsync();
        await ReconcileAsync();
        Restart();
        await ReconcileAsync();

        Assert.Equal(["head@example.com", "ops@example.com"], email.Sent.Select(sent => sent.Receipt.Recipient.Address).Order());
        Notice notice = Assert.Single(await app.NoticesAsync());
        Assert.Equal("Configuration: subscriptions/treasury.yaml is wrong", notice.Subject);
        Assert.StartsWith("subscriptions/treasury.yaml line 3: unknown key \"mail\"", notice.Text, StringComparison.Ordinal);
        Assert.Contains("The last good version stays in force.", notice.Text, StringComparison.Ordinal);

        await WriteAsync("subscriptions/treasury.yaml", "subscriptions:\n  - id: treasury\n    owner: nobody\n");
        await ReconcileAsync();
        Assert.Equal(2, (await app.NoticesAsync()).Count);
    }

    [Fact]
    public async Task A_wrong_watchlist_stops_nobody_who_has_seen_a_good_one()
    {
        await StartAsync();
        await WriteAsync(Configuration.WatchlistName, "focus: [nobody]\n");
        Restart();

        Assert.Equal(OutcomeStatus.Processed, (await app.IngestAsync("a.txt", News.Stake)).Status);
        await ReconcileAsync();
        Assert.Equal("Configuration: watchlist.yaml is wrong", Assert.Single(await app.NoticesAsync()).Subject);
    }

    [Fact]
    public async Task The_operations_page_shows_what_is_wrong_and_where_subscriptions_come_from()
    {
        await StartAsync();
        await WriteAsync("subscriptions/treasury.yaml", Treasury.Replace("email:", "mail:", StringComparison.Ordinal));
        clock.Advance(TimeSpan.FromMinutes(1));

        string page = await app.OperationsPage.RenderAsync(new OperationsQuery { View = "configuration" }, None);

        Assert.Contains("<b class=\"bad\">1 wrong</b>", page, StringComparison.Ordinal);
        Assert.Contains("subscriptions/treasury.yaml line 4: unknown key &quot;mail&quot;", page, StringComparison.Ordinal);
        Assert.Contains("<td data-label=\"File\">subscriptions/treasury.yaml</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operations_see_what_is_wrong_even_when_nothing_is_in_force()
    {
        await WriteAsync(Configuration.WatchlistName, "focus: [nobody]\n");

        Assert.Contains("<b class=\"bad\">1 wrong</b>", await app.OperationsPage.RenderAsync(new OperationsQuery(), None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_copy_of_a_file_that_was_removed_goes_too()
    {
        await StartAsync();
        Assert.Equal(["subscriptions.yaml", "subscriptions/treasury.yaml", "watchlist.yaml"], await KeptAsync());

        await memory.DeleteAsync(new BlobAddress(Containers.Config, "subscriptions/treasury.yaml"), None);
        await ReconcileAsync();

        Assert.Equal(["subscriptions.yaml", "watchlist.yaml"], await KeptAsync());
    }

    public void Dispose() => app.Dispose();

    private async Task StartAsync()
    {
        await WriteAsync(Configuration.WatchlistName, Repository.SeedWatchlist);
        await WriteAsync(Configuration.SubscriptionsName, Main);
        await WriteAsync("subscriptions/treasury.yaml", Treasury);
        await ReconcileAsync();
    }

    private async Task ReconcileAsync()
    {
        clock.Advance(TimeSpan.FromMinutes(5));
        await app.Reconcile.RunAsync(None);
        await app.WorkAsync();
    }

    private void Restart()
    {
        app.Dispose();
        app = new App(memory, clock, [email]);
    }

    private Task WriteAsync(string name, string text) => memory.WriteAsync(new BlobAddress(Containers.Config, name), Encoding.UTF8.GetBytes(text), None);

    private async Task<List<string>> KeptAsync()
    {
        List<string> names = [];
        await foreach (BlobListing blob in memory.ListAsync(Containers.LastGood, "", None))
        {
            names.Add(blob.Name);
        }

        return names;
    }
}
