using System.Text;
using AllianceMonitor.Articles;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests;

public sealed class ConfigurationTests : IDisposable
{
    private const string Watchlist = "focus: [a]\nentities:\n  - id: a\n    name: Alpha\n";
    private const string Subscriptions = "subscriptions:\n  - id: desk\n    email: [desk@example.com]\n";

    private readonly FakeTimeProvider clock = new(DateTimeOffset.UnixEpoch);
    private readonly InMemoryStore store;
    private readonly Configuration configuration;

    public ConfigurationTests()
    {
        store = new InMemoryStore(clock);
        configuration = new Configuration(store, new ReadingLimits(), clock);
    }

    [Fact]
    public async Task An_edit_of_the_watchlist_is_taken_up()
    {
        await WriteAsync(Watchlist);
        Assert.Equal("Alpha", (await configuration.PipelineAsync(CancellationToken.None)).Watchlist.NameOf("a"));

        await WriteAsync(Watchlist.Replace("Alpha", "Beta", StringComparison.Ordinal));
        clock.Advance(TimeSpan.FromSeconds(16));

        Assert.Equal("Beta", (await configuration.PipelineAsync(CancellationToken.None)).Watchlist.NameOf("a"));
    }

    [Fact]
    public async Task A_wrong_edit_leaves_the_last_good_watchlist_in_force()
    {
        await WriteAsync(Watchlist);
        Pipeline good = await configuration.PipelineAsync(CancellationToken.None);

        await WriteAsync("focus: [nobody]\n");
        clock.Advance(TimeSpan.FromSeconds(16));

        Assert.Same(good, await configuration.PipelineAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_watchlist_that_is_wrong_from_the_start_stops_with_file_and_line()
    {
        await WriteAsync("focus: [a]\nentities:\n  - id: a\n    nane: Alpha\n");

        ConfigurationErrorException wrong = await Assert.ThrowsAsync<ConfigurationErrorException>(() => configuration.PipelineAsync(CancellationToken.None));

        Assert.StartsWith("watchlist.yaml line 4: unknown key \"nane\"", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_teams_are_taken_up_changed_and_taken_away_each_by_itself()
    {
        await WriteAsync(Watchlist);
        Assert.Equal(["desk"], await SubscriptionsAsync());

        await TeamAsync("treasury", Subscriptions.Replace("desk", "treasury", StringComparison.Ordinal));
        Assert.Equal(["desk", "treasury"], await SubscriptionsAsync());

        await TeamAsync("treasury", Subscriptions.Replace("desk", "money", StringComparison.Ordinal));
        Assert.Equal(["desk", "money"], await SubscriptionsAsync());

        await store.DeleteAsync(new BlobAddress(Containers.Config, Configuration.SubscriptionsName), CancellationToken.None);
        Assert.Equal(["money"], await SubscriptionsAsync());

        await store.DeleteAsync(new BlobAddress(Containers.Config, "subscriptions/treasury.yaml"), CancellationToken.None);
        ConfigurationErrorException none = await Assert.ThrowsAsync<ConfigurationErrorException>(SubscriptionsAsync);
        Assert.StartsWith("config/subscriptions.yaml is not in the store", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watchlist_that_drops_an_entity_leaves_the_subscriptions_that_name_it_in_force()
    {
        await WriteAsync(Watchlist + "  - id: b\n    name: Beta\n");
        await TeamAsync("treasury", "subscriptions:\n  - id: treasury\n    entities: [b]\n    email: [treasury@example.com]\n");
        Assert.Equal(["desk", "treasury"], await SubscriptionsAsync());

        await WriteAsync(Watchlist);

        Assert.Equal(["desk", "treasury"], await SubscriptionsAsync());
        Assert.Null((await configuration.PipelineAsync(CancellationToken.None)).Watchlist.Find("b"));
        Assert.StartsWith("subscriptions/treasury.yaml line 3: entity \"b\"", Assert.Single(await configuration.ProblemsAsync(CancellationToken.None)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_downloaded_while_nothing_changes()
    {
        await WriteAsync(Watchlist);
        var counting = new FaultyStore(store, failAt: 0, afterwards: false);
        using var counted = new Configuration(counting, new ReadingLimits(), clock);
        await counted.SubscriptionsAsync(CancellationToken.None);
        int first = counting.Operations;

        clock.Advance(TimeSpan.FromSeconds(16));
        await counted.SubscriptionsAsync(CancellationToken.None);

        Assert.Equal((3, 4), (first, counting.Operations));
    }

    public void Dispose() => configuration.Dispose();

    private async Task<IEnumerable<string>> SubscriptionsAsync()
    {
        clock.Advance(TimeSpan.FromSeconds(16));
        return (await configuration.SubscriptionsAsync(CancellationToken.None)).All.Select(subscription => subscription.Id);
    }

    private Task TeamAsync(string name, string text) => store.WriteAsync(new BlobAddress(Containers.Config, $"subscriptions/{name}.yaml"), Encoding.UTF8.GetBytes(text), CancellationToken.None);

    private async Task WriteAsync(string watchlist)
    {
        await store.WriteAsync(new BlobAddress(Containers.Config, Configuration.WatchlistName), Encoding.UTF8.GetBytes(watchlist), CancellationToken.None);
        await store.WriteAsync(new BlobAddress(Containers.Config, Configuration.SubscriptionsName), Encoding.UTF8.GetBytes(Subscriptions), CancellationToken.None);
    }
}
