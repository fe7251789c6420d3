using System.Net;
using System.Text.Json;
using AllianceMonitor.Delivery;
using AllianceMonitor.EndToEnd.Tests.Pipeline;
using AllianceMonitor.EndToEnd.Tests.Support;
using AllianceMonitor.Storage;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AllianceMonitor.EndToEnd.Tests.Browser;

[Collection(SeededStackCollection.Name)]
public sealed class OperationsPageTests(SeededStack seeded, Chromium chromium) : IClassFixture<Chromium>
{
    private Uri Address => new(seeded.Stack.Http, "api/ops");

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Every_view_can_be_reached_and_read(ColorScheme scheme, int width)
    {
        await using var page = await chromium.Open(Address, scheme, width);
        foreach (var view in (string[])["Articles", "Stories", "Deliveries", "Dead letters", "Configuration", "Health"])
        {
            await page.Page.Locator("nav").GetByRole(AriaRole.Link, new() { Name = view }).ClickAsync();
            await Expect(page.Page).ToHaveTitleAsync($"{view} · AllianceMonitor operations");
            await page.Picture($"operations-{view.Replace(' ', '-')}-{scheme}-{width}");
            await page.AssertNothingIsCutOffAtTheSide();
        }

        page.AssertNoComplaints();
    }

    [Fact]
    public async Task An_article_leads_to_its_story_by_keyboard()
    {
        await using var page = await chromium.Open(Address);
        await page.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" }).FocusAsync();
        await page.Page.Keyboard.TypeAsync("05-renault-nissan-20-percent.txt");
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Page.Locator("tbody tr")).ToHaveCountAsync(1);

        await page.Page.Locator("tbody a").First.FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");

        await Expect(page.Page.Locator("h2")).ToContainTextAsync("Renault's stake in Nissan");
        await Expect(page.Page.Locator("table").First.Locator("tbody tr")).Not.ToHaveCountAsync(0);
        await page.Picture("operations-story");
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task A_dead_letter_is_tried_again_after_a_question()
    {
        var letter = new DeadLetter(Digest.Of("a letter of this test"), "delivery", "of nobody", "For this test.", "{\"deliveryKey\":\"0\"}");
        await seeded.Stack.Store.Write(Containers.DeadLetter, $"{letter.Id}.json", JsonSerializer.Serialize(letter, JsonSerializerOptions.Web));
        await using var page = await chromium.Open(new Uri($"{Address}?view=dead-letters"));

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Try again…" }).ClickAsync();
        await Expect(page.Page.Locator(".confirm")).ToContainTextAsync("Try delivery of nobody again?");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(page.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The message names no delivery that exists; it is kept for people to look at.");
        page.AssertNoComplaints();
        await seeded.Stack.Store.Delete(Containers.DeadLetter, $"{letter.Id}.json");
    }

    /// <summary>A delivery whose message was poisoned: tried again by button and keyboard, on a phone. Minutes later the mail service says that it bounced.</summary>
    [Fact]
    public async Task What_is_tried_again_is_delivered_and_a_bounce_is_shown()
    {
        var key = Digest.Of("a delivery of this test");
        var notice = new Notice(Digest.Of("a notice of this test"), "Of this test", "It was poisoned, and is tried again.", TimeProvider.System.GetUtcNow());
        var receipt = new Receipt { Key = key, Kind = DeliveryKind.Notice, DocumentId = notice.Id, Recipient = Deal.Operations, State = DeliveryState.Pending, CreatedAt = TimeProvider.System.GetUtcNow() };
        var letter = new DeadLetter(Digest.Of("a poisoned delivery of this test"), "delivery", "of this test", "The store was away.", $$"""{"deliveryKey":"{{key}}"}""");
        await seeded.Stack.Store.Write(Containers.Notices, notice.Address.Name, JsonSerializer.Serialize(notice, JsonSerializerOptions.Web));
        await seeded.Stack.Store.Write(Containers.Deliveries, receipt.Address.Name, JsonSerializer.Serialize(receipt, JsonSerializerOptions.Web));
        await seeded.Stack.Store.Write(Containers.DeadLetter, $"{letter.Id}.json", JsonSerializer.Serialize(letter, JsonSerializerOptions.Web));
        await using var page = await chromium.Open(new Uri($"{Address}?view=dead-letters"), width: 390);

        var row = page.Page.Locator("tbody tr", new() { HasText = "delivery of this test" });
        await row.GetByRole(AriaRole.Link, new() { Name = "Try again…" }).FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Page.Locator(".confirm")).ToContainTextAsync("Try delivery of this test again? The store was away.");
        await page.AssertNothingIsCutOffAtTheSide();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The delivery is tried again, unless it has come to its end meanwhile.");

        await seeded.Stack.Until("the notice is delivered", async () => (await seeded.Stack.Inbox.Notices()).Any(mail => mail.Subject == "[AllianceMonitor] Of this test"));
        await seeded.Stack.Until("the receipt says so", async () => (await Stored()).State == DeliveryState.Accepted);
        Assert.DoesNotContain(await seeded.Stack.Store.DeadLetters(), left => left.Id == letter.Id);

        await seeded.Stack.Store.Send(Queues.DeliveryReports, JsonSerializer.Serialize(new
        {
            eventType = DeliveryReport.EventType,
            eventTime = TimeProvider.System.GetUtcNow(),
            data = new { recipient = Deal.Operations.Address, messageId = CommunicationEmailChannel.OperationId(key), status = "Bounced", deliveryStatusDetails = new { statusMessage = "550 5.1.1 nobody" } },
        }));
        await seeded.Stack.Until("the bounce is noted", async () => (await Stored()).State == DeliveryState.Bounced);
        await page.Page.GotoAsync($"{Address}?view=deliveries&state=bounced");
        await Expect(page.Page.Locator("tbody tr")).ToContainTextAsync("reported later: Bounced, 550 5.1.1");
        page.AssertNoComplaints();
        await seeded.Stack.Store.Delete(Containers.Deliveries, receipt.Address.Name);

        async Task<Receipt> Stored() => (await seeded.Stack.Store.Receipts()).Single(stored => stored.Key == key);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    public async Task Another_site_cannot_press_the_button(string header, string value)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new FormUrlEncodedContent([new("redrive", new string('0', 64))]) };
        request.Headers.Add(header, value);

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("ops?code=secret", HttpStatusCode.OK)]
    [InlineData("alerts/a-0", HttpStatusCode.NotFound)]
    [InlineData("digests/0", HttpStatusCode.NotFound)]
    [InlineData("unsubscribe/0", HttpStatusCode.NotFound)]
    [InlineData("feedback/0", HttpStatusCode.NotFound)]
    public async Task Every_page_runs_nothing_and_its_address_is_neither_kept_nor_told(string page, HttpStatusCode status)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(seeded.Stack.Http, $"api/{page}"));

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(page.Contains("code=secret", StringComparison.Ordinal), (await response.Content.ReadAsStringAsync()).Contains("&amp;code=secret", StringComparison.Ordinal));
    }
}
