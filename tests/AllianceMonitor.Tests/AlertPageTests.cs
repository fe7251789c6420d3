using AllianceMonitor.Alerts;
using AllianceMonitor.Tests.Support;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AllianceMonitor.Tests;

public sealed class AlertPageTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_page_shows_the_timeline_of_the_story_and_leads_to_a_newer_update()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        app.Clock.Advance(TimeSpan.FromDays(2));
        await app.IngestAsync("b.txt", News.StakeAgain);
        List<Alert> alerts = [.. (await app.AlertsAsync()).OrderBy(alert => alert.Revision)];

        IHtmlDocument first = await PageAsync(app, alerts[0].Id), second = await PageAsync(app, alerts[1].Id);

        Assert.Equal(2, first.QuerySelectorAll(".timeline li").Length);
        Assert.Equal(alerts[1].Id, first.QuerySelector(".newer a")!.GetAttribute("href"));
        Assert.Equal(alerts[1].Headline, first.QuerySelector(".timeline li:last-child a")!.TextContent);
        Assert.Contains(alerts[0].Headline, first.QuerySelector(".timeline [aria-current=true]")!.TextContent, StringComparison.Ordinal);
        Assert.Null(second.QuerySelector(".newer"));
        Assert.Contains("Update 2 · 2027-03-17 06:30 UTC", second.QuerySelector(".timeline [aria-current=true]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sources_are_counted_and_facts_have_their_evidence()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        await app.DropAsync("b.txt", News.Stake, new Dictionary<string, string> { ["source"] = "The Post" });
        await app.IngestArticle.RunAsync("b.txt", None);

        IHtmlDocument page = await PageAsync(app, Assert.Single(await app.AlertsAsync()).Id);

        Assert.Equal("Reported by Harbour Wire (1 article), The Post (1 article)", page.QuerySelector(".sources")!.TextContent);
        IElement fact = Assert.Single(page.QuerySelectorAll("details.facts li"));
        Assert.Contains("Renault's stake in Nissan: 15%", fact.TextContent, StringComparison.Ordinal);
        Assert.Contains("in 2 articles", fact.TextContent, StringComparison.Ordinal);
        Assert.Contains("Renault will cut its stake in Nissan to 15% from 43%", fact.QuerySelector("blockquote")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_that_nobody_was_alerted_to_is_told_without_a_link()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        app.Clock.Advance(TimeSpan.FromDays(2));
        await app.DropAsync("b.txt", News.StakeAgain, new Dictionary<string, string> { ["notify"] = "false" });
        await app.IngestArticle.RunAsync("b.txt", None);

        IHtmlDocument page = await PageAsync(app, Assert.Single(await app.AlertsAsync()).Id);

        Assert.Contains("15% -> 10%", page.QuerySelector(".newer")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".newer a, .timeline a"));
    }

    [Fact]
    public async Task Nothing_that_an_article_or_its_metadata_says_becomes_markup()
    {
        using App app = await App.StartAsync();
        await app.DropAsync("a.txt", News.Stake.Replace("a buyer", "<b onclick=x>a buyer</b>", StringComparison.Ordinal), new Dictionary<string, string> { ["source"] = "<img src=x onerror=alert(1)>" });
        await app.IngestArticle.RunAsync("a.txt", None);

        IHtmlDocument page = await PageAsync(app, Assert.Single(await app.AlertsAsync()).Id);

        Assert.Empty(page.QuerySelectorAll("img, script, [onclick], [onerror]"));
        Assert.Contains("<img src=x onerror=alert(1)> (1 article)", page.QuerySelector(".sources")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_a_story_that_has_left_the_window_shows_what_the_alert_holds()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        app.Clock.Advance(TimeSpan.FromDays(30));
        for (int i = 0; i < 9; i++)
        {
            await app.IngestAsync($"{i}.txt", $"Race {i}\n\nA car with the number {i} won the race in town {i} on Sunday, after it had rained for {i} hours.\n");
        }

        IHtmlDocument page = await PageAsync(app, Assert.Single(await app.AlertsAsync()).Id);

        Assert.Null(page.QuerySelector(".timeline"));
        Assert.Contains("Renault will cut its stake in Nissan", page.QuerySelector("blockquote")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<IHtmlDocument> PageAsync(App app, string id) => new HtmlParser().ParseDocument((await app.AlertPage.RenderAsync(id, None))!);
}
