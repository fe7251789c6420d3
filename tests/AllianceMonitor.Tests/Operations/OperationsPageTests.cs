using AllianceMonitor.Delivery;
using AllianceMonitor.Operations;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AllianceMonitor.Tests.Operations;

public sealed class OperationsPageTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Articles_show_what_became_of_them_and_can_be_searched()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("stake.txt", News.Stake);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.IngestAsync("copy.txt", News.Stake);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.IngestAsync("empty.txt", "");
        await app.DropAsync("waits.txt", News.Denial);
        app.Clock.Advance(TimeSpan.FromHours(3));

        Assert.Equal(["empty.txt", "copy.txt", "stake.txt"], Names(await PageAsync(app, new())));
        Assert.Equal("waits.txt has waited 3 hours for its outcome.", (await PageAsync(app, new())).QuerySelector(".waiting")!.TextContent);
        Assert.Equal(["empty.txt"], Names(await PageAsync(app, new() { State = "rejected" })));
        Assert.Equal(["copy.txt"], Names(await PageAsync(app, new() { Search = "duplicate-of" })));
        Assert.Equal(["copy.txt", "stake.txt"], Names(await PageAsync(app, new() { Search = "renault TO CUT" })));
        Assert.Equal(["stake.txt"], Names(await PageAsync(app, new() { Search = Assert.Single(await app.AlertsAsync()).Id })));
        Assert.Equal("No article was taken in that fits.", (await PageAsync(app, new() { Search = "nobody" })).QuerySelector("main > p")!.TextContent);

        static IEnumerable<string> Names(IHtmlDocument page) => page.QuerySelectorAll("tbody tr td:first-child small:first-of-type").Select(name => name.TextContent);
    }

    [Fact]
    public async Task A_story_has_its_timeline_its_articles_and_a_plot_of_their_number()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        app.Clock.Advance(TimeSpan.FromDays(2));
        await app.IngestAsync("b.txt", News.StakeAgain);

        IHtmlDocument list = await PageAsync(app, new() { View = "stories" });
        string story = list.QuerySelector("td code")!.TextContent;
        IHtmlDocument page = await PageAsync(app, new() { View = "stories", Story = story });

        Assert.Equal(["2", "2"], [list.QuerySelectorAll("td")[1].TextContent, list.QuerySelectorAll("td")[2].TextContent]);
        Assert.Equal("Articles per day from 2027-03-15 to 2027-03-17, at most 1", page.QuerySelector("svg")!.GetAttribute("aria-label"));
        Assert.Equal(2, page.QuerySelectorAll("svg rect").Length);
        Assert.Equal(2, page.QuerySelectorAll("table")[0].QuerySelectorAll("tbody tr").Length);
        Assert.Contains("Renault will cut its stake in Nissan to 15% from 43%", page.QuerySelectorAll("table")[2].TextContent, StringComparison.Ordinal);
        Assert.Contains("no such story", (await PageAsync(app, new() { View = "stories", Story = "s-0" })).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliveries_stand_by_state_and_the_head_counts_what_is_open()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        await app.RouteAlert.RunAsync(Assert.Single(await app.AlertsAsync()).Id, None);
        int all = (await app.ReceiptsAsync()).Count;

        IHtmlDocument page = await PageAsync(app, new() { View = "deliveries" });

        Assert.Equal(all, page.QuerySelectorAll("tbody tr").Length);
        Assert.Contains($"Deliveries {all} open", page.QuerySelector("nav")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(all, (await PageAsync(app, new() { View = "deliveries", State = "pending" })).QuerySelectorAll("tbody tr").Length);
        Assert.Empty((await PageAsync(app, new() { View = "deliveries", State = "accepted" })).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task The_configuration_in_force_is_shown()
    {
        using App app = await App.StartAsync();

        string text = (await PageAsync(app, new() { View = "configuration" })).QuerySelector("main")!.TextContent;

        Assert.Contains($"Version {Extracting.Watchlist.Version}, {Extracting.Watchlist.Entities.Count} entities.", text, StringComparison.Ordinal);
        Assert.Contains("https://news.example/", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_function_key_is_carried_on_and_nothing_from_outside_is_markup()
    {
        const string Nasty = "<script>alert(1)</script>\"'&";
        using App app = await App.StartAsync();
        await app.IngestAsync($"{Nasty}.txt", $"{Nasty}\n\nRenault will cut its stake in Nissan to 15% from 43%, the companies said on Monday. {Nasty}\n");
        await app.Notices.KeepAsync(new DeadLetter(Digest.Of("x"), Nasty, Nasty, Nasty, Nasty), None);

        foreach (string view in (string[])["articles", "stories", "deliveries", "dead-letters", "configuration", "health", Nasty])
        {
            IHtmlDocument page = await PageAsync(app, new() { View = view, Search = Nasty, State = Nasty, Story = null, Redrive = Digest.Of("x"), Said = Nasty, Code = $"key{Nasty}" });

            Assert.Empty(page.QuerySelectorAll("script, iframe, object, [onclick], [onerror]"));
            Assert.All(page.QuerySelectorAll("nav a"), link => Assert.EndsWith($"&code={Uri.EscapeDataString($"key{Nasty}")}", link.GetAttribute("href"), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Health_says_how_old_the_oldest_is()
    {
        using App app = await App.StartAsync();
        await app.DropAsync("a.txt", News.Stake);
        app.Clock.Advance(TimeSpan.FromMinutes(7));

        Assert.Equal(["none yet", "1, the oldest for 7 minutes", "none", "0"], Cells(await PageAsync(app, new() { View = "health" }), 1));
    }

    [Fact]
    public async Task A_damaged_document_hides_no_other()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        await app.Memory.WriteAsync(new BlobAddress(Containers.Outcomes, "damaged.json"), "{"u8.ToArray(), None);
        await app.Memory.WriteAsync(Receipt.AddressOf("damaged"), "no JSON"u8.ToArray(), None);

        Assert.Single((await PageAsync(app, new())).QuerySelectorAll("tbody tr"));
    }

    private static async Task<IHtmlDocument> PageAsync(App app, OperationsQuery query) => await new HtmlParser().ParseDocumentAsync(await app.OperationsPage.RenderAsync(query, None));

    private static IEnumerable<string> Cells(IHtmlDocument page, int column) => page.QuerySelectorAll("tbody tr").Select(row => row.QuerySelectorAll("td")[column].TextContent);
}
