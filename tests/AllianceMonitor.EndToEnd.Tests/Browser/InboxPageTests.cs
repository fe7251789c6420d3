using AllianceMonitor.EndToEnd.Tests.Pipeline;
using AllianceMonitor.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AllianceMonitor.EndToEnd.Tests.Browser;

[Collection(SeededStackCollection.Name)]
public sealed class InboxPageTests(SeededStack seeded, Chromium chromium) : IClassFixture<Chromium>
{
    private const string Article = "04-renault-nissan-boards-agree.html";
    private const string Headline = "Renault's stake in Nissan: 25% -> 20% (agreed)";
    private const string Label = "Renault's stake in Nissan";
    private const string Evidence = "The boards of Renault and Nissan have agreed that the French group will lower its shareholding in Nissan from 35.7% to 20%";

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task A_card_can_be_found_and_read(ColorScheme scheme, int width)
    {
        await using var inbox = await chromium.Open(seeded.Stack.Inbox.Address, scheme, width);
        await inbox.Picture($"inbox-{scheme}-{width}");
        await inbox.AssertNothingIsCutOffAtTheSide();
        await Select(inbox, "#alliance-desk", Headline);

        var card = inbox.Page.GetByTestId("card");
        await Expect(card).ToContainTextAsync(Headline);
        await Expect(card).ToContainTextAsync("25%  →  20%", new() { UseInnerText = true });
        await Expect(card.GetByText("25%", new() { Exact = true })).ToHaveCSSAsync("text-decoration-line", "line-through");
        await Expect(card).ToContainTextAsync(Evidence);
        await Expect(card.GetByRole(AriaRole.Link, new() { Name = "Story and evidence" })).ToBeVisibleAsync();
        await inbox.Picture($"card-{scheme}-{width}");
        await inbox.AssertNothingIsCutOffAtTheSide();
        inbox.AssertNoComplaints();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task An_email_can_be_found_and_read(ColorScheme scheme, int width)
    {
        await using var inbox = await chromium.Open(seeded.Stack.Inbox.Address, scheme, width);
        await Select(inbox, "treasury@alliance-monitor.example", Headline);

        var email = inbox.Page.FrameLocator("iframe[title=Email]");
        await Expect(email.GetByRole(AriaRole.Heading, new() { Name = Headline })).ToBeVisibleAsync();
        await Expect(email.Locator(".fact")).ToContainTextAsync(Label);
        await Expect(email.Locator(".fact")).ToContainTextAsync("25% → 20%");
        await Expect(email.Locator("blockquote")).ToContainTextAsync(Evidence);
        await inbox.Picture($"email-{scheme}-{width}");
        await inbox.AssertNothingIsCutOffAtTheSide();

        await inbox.Page.GetByRole(AriaRole.Tab, new() { Name = "Text" }).ClickAsync();
        await Expect(inbox.Page.Locator("pre.text")).ToContainTextAsync($"* {Label}: 25% -> 20%");
        inbox.AssertNoComplaints();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task The_page_of_an_alert_shows_change_evidence_and_who_was_told(ColorScheme scheme, int width)
    {
        var alert = Assert.Single(await seeded.Stack.Store.Alerts(), alert => alert.Article == Article);
        var link = (await seeded.Stack.Inbox.Alerts()).First(message => message.AlertId == alert.Id).AlertPage!;

        await using var opened = await chromium.Open(link, scheme, width);
        var page = opened.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(Headline);
        await Expect(page.Locator(".value").First).ToHaveTextAsync("25% → 20%");
        await Expect(page.Locator("blockquote").First).ToContainTextAsync(Evidence);
        await page.GetByText("Who was told, and why").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(3);
        await opened.Picture($"alert-{scheme}-{width}");
        await opened.AssertNothingIsCutOffAtTheSide();
        opened.AssertNoComplaints();

        // Dark and light differ, and both can be read.
        var (ink, paper) = (await Luminance(page, "color"), await Luminance(page, "background-color"));
        Assert.True(scheme == ColorScheme.Dark ? ink > 0.6 && paper < 0.2 : ink < 0.2 && paper > 0.8, $"Ink {ink}, paper {paper}.");
    }

    /// <summary>Filters the list as a reader would, and opens what is left.</summary>
    private static async Task Select(BrowserPage inbox, string where, string title)
    {
        await inbox.Page.GetByRole(AriaRole.Searchbox).FillAsync($"{where} {title}");
        var left = inbox.Page.Locator("#list li:visible");
        await Expect(left).ToHaveCountAsync(1);
        await left.GetByRole(AriaRole.Link).ClickAsync();
    }

    /// <summary>0 for black to 1 for white.</summary>
    private static Task<double> Luminance(IPage page, string property) => page.EvaluateAsync<double>(
        "property => { const [r, g, b] = getComputedStyle(document.body)[property].match(/[\\d.]+/g).map(Number); return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255; }", property);
}
