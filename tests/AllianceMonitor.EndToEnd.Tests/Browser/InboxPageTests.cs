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
    /// <summary>WCAG 2, level AA, for text of ordinary size.</summary>
    private const double ReadableContrast = 4.5;

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
        await Expect(card.GetByRole(AriaRole.Link, new() { Name = "Evidence" })).ToBeVisibleAsync();
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
        var link = email.GetByRole(AriaRole.Link, new() { Name = "Renault and Nissan boards agree" });
        Assert.InRange(await Contrast(link, email.Locator(".page")), ReadableContrast, 21);
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
        await Expect(page.Locator("details.told").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(3);
        await Expect(page.Locator(".timeline [aria-current=true]")).ToContainTextAsync(Headline);
        await page.GetByText("What the articles say, with evidence").PressAsync("Enter");
        await Expect(page.Locator("details.facts blockquote").First).ToBeVisibleAsync();
        await opened.Picture($"alert-{scheme}-{width}");
        await opened.AssertNothingIsCutOffAtTheSide();
        opened.AssertNoComplaints();

        foreach (var part in (string[])["h1", ".value", ".dim", "blockquote", "a", "summary"])
            Assert.InRange(await Contrast(page.Locator(part).First, page.Locator("body")), ReadableContrast, 21);
        Assert.Equal(scheme == ColorScheme.Dark, await Luminance(page.Locator("body"), "background-color") < 0.2);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task A_reader_can_leave_a_subscription_and_come_back(ColorScheme scheme, int width)
    {
        var email = (await seeded.Stack.Inbox.Alerts()).First(message => message.Headers.ContainsKey("list-unsubscribe"));
        Assert.Equal("List-Unsubscribe=One-Click", email.Headers["list-unsubscribe-post"]);

        await using var opened = await chromium.Open(new Uri(email.Headers["list-unsubscribe"].Trim('<', '>')), scheme, width);
        var (heading, button) = (opened.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }), opened.Page.GetByRole(AriaRole.Button));
        await Expect(heading).ToHaveTextAsync("Unsubscribe?");
        await opened.Picture($"unsubscribe-{scheme}-{width}");
        await opened.AssertEverythingCanBeRead("body");
        await button.ClickAsync();
        await Expect(heading).ToHaveTextAsync("You are unsubscribed");
        await opened.AssertNothingSticksOut("body");
        await button.ClickAsync();
        await Expect(heading).ToHaveTextAsync("Unsubscribe?");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task A_reader_can_say_that_an_alert_is_not_relevant(ColorScheme scheme, int width)
    {
        var email = (await seeded.Stack.Inbox.Alerts()).First(message => message.IsEmail);
        var link = email.Text!.Split('\n').Single(line => line.StartsWith("Not relevant? ", StringComparison.Ordinal))["Not relevant? ".Length..].Trim();

        await using var opened = await chromium.Open(new Uri(link), scheme, width);
        var heading = opened.Page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        await Expect(heading).ToHaveTextAsync("Not relevant?");
        await opened.Picture($"feedback-{scheme}-{width}");
        await opened.AssertNothingSticksOut("body");
        await opened.AssertEverythingCanBeRead("body");
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Not relevant" }).ClickAsync();
        await Expect(heading).ToHaveTextAsync("Thank you");
        await opened.Picture($"feedback-done-{scheme}-{width}");
        await opened.AssertNothingSticksOut("body");
    }

    /// <summary>Filters the list as a reader would, and opens what is left.</summary>
    private static async Task Select(BrowserPage inbox, string where, string title)
    {
        await inbox.Page.GetByRole(AriaRole.Searchbox).FillAsync($"{where} {title}");
        var left = inbox.Page.Locator("#list li:visible");
        await Expect(left).ToHaveCountAsync(1);
        await left.GetByRole(AriaRole.Link).ClickAsync();
    }

    /// <summary>1 to 21, as WCAG 2 defines it.</summary>
    private static async Task<double> Contrast(ILocator ink, ILocator paper)
    {
        var (one, other) = (await Luminance(ink, "color"), await Luminance(paper, "background-color"));
        return (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);
    }

    /// <summary>Relative luminance, 0 for black to 1 for white.</summary>
    private static Task<double> Luminance(ILocator element, string property) => element.EvaluateAsync<double>(
        """
        (element, property) => {
          const [r, g, b] = getComputedStyle(element)[property].match(/[\d.]+/g)
            .map(value => value / 255)
            .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        }
        """,
        property);
}
