using AllianceMonitor.Delivery;
using AllianceMonitor.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AllianceMonitor.EndToEnd.Tests.Browser;

/// <summary>Emails and cards as the real channels send them, in a browser: alert and digest, light and dark, wide and on a phone.</summary>
public sealed class MessageTests(InboxAlone sent, Chromium chromium) : IClassFixture<InboxAlone>, IClassFixture<Chromium>
{
    private const int Phone = 360;

    /// <summary>So that a picture shows the whole card.</summary>
    private const int Tall = 1800;

    [Theory]
    [InlineData(ColorScheme.Light, 1000)]
    [InlineData(ColorScheme.Dark, 1000)]
    [InlineData(ColorScheme.Light, Phone)]
    [InlineData(ColorScheme.Dark, Phone)]
    public async Task Emails_and_cards_fit_and_can_be_read(ColorScheme scheme, int width)
    {
        foreach (var (name, notification) in (IEnumerable<(string, Notification)>)[("alert", SampleMessages.Alert), ("digest", SampleMessages.Digest), ("notice", SampleMessages.Notice("Dead letter: article", "article news/a.txt\nIt failed five times.\nKept as deadletter/0123.json"))])
        {
            var email = await Sent(sent.Email, notification);
            await using (var page = await chromium.Open(new Uri(sent.Inbox.Address, $"messages/{email.Id}/html"), scheme, width))
            {
                await page.Picture($"message-email-{name}-{scheme}-{width}");
                await page.AssertNothingSticksOut("body");
                await page.AssertEverythingCanBeRead("body");
            }

            var card = await Sent(sent.Card, notification);
            await using (var page = await chromium.Open(new Uri(sent.Inbox.Address, $"#{card.Id}"), scheme, width, Tall))
            {
                await Expect(page.Page.GetByTestId("card")).ToContainTextAsync(card.Headline!);
                await page.Picture($"message-card-{name}-{scheme}-{width}", "[data-testid=card]");
                await page.AssertNothingSticksOut("[data-testid=card]");
                await page.AssertEverythingCanBeRead("[data-testid=card]");
                page.AssertNoComplaints();
            }
        }
    }

    private async Task<Received> Sent(Func<Notification, Task<SendResult>> send, Notification notification)
    {
        var before = (await sent.Inbox.Messages()).Select(message => message.Id).ToHashSet();
        Assert.IsType<SendResult.Accepted>(await send(notification));
        return Assert.Single(await sent.Inbox.Messages(), message => !before.Contains(message.Id));
    }
}
