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

    public void Dispose() => configuration.Dispose();

    private async Task WriteAsync(string watchlist)
    {
        await store.WriteAsync(new BlobAddress(Containers.Config, Configuration.WatchlistName), Encoding.UTF8.GetBytes(watchlist), CancellationToken.None);
        await store.WriteAsync(new BlobAddress(Containers.Config, Configuration.SubscriptionsName), Encoding.UTF8.GetBytes(Subscriptions), CancellationToken.None);
    }
}
