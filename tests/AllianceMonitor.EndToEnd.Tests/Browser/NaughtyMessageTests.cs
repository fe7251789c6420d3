using System.Text.Json;
using AllianceMonitor.Delivery;
using AllianceMonitor.EndToEnd.Tests.Support;
using AllianceMonitor.Local.Stack;
using static Microsoft.Playwright.Assertions;

namespace AllianceMonitor.EndToEnd.Tests.Browser;

/// <summary>The big list of naughty strings as every text of an article, through both channels: no active markup, no header more, no broken card.</summary>
public sealed class NaughtyMessageTests(InboxAlone sent, Chromium chromium) : IClassFixture<InboxAlone>, IClassFixture<Chromium>
{
    private static readonly string Corpus = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "corpora", "naughty", "blns.json"));

    private static readonly string[] Headers =
    [
        "auto-submitted", "content-type", "date", "from", "importance", "in-reply-to", "list-unsubscribe", "list-unsubscribe-post", "message-id", "mime-version", "received", "references", "subject", "to", "x-priority",
    ];

    [Fact]
    public async Task Every_email_arrives_with_our_headers_and_every_card_is_a_card()
    {
        Requirement.Met(File.Exists(Corpus), $"The naughty strings are not in {Corpus}.");
        foreach (var naughty in JsonSerializer.Deserialize<string[]>(await File.ReadAllTextAsync(Corpus))!)
        {
            foreach (var notification in (Notification[])[SampleMessages.AlertSaying(naughty), SampleMessages.DigestSaying(naughty), SampleMessages.Notice(naughty, naughty)])
            {
                Assert.True(await sent.Email(notification) is SendResult.Accepted, $"email refused with {naughty}");
                Assert.True(await sent.Card(notification) is SendResult.Accepted, $"card refused with {naughty}");
            }
        }

        var messages = await sent.Inbox.Messages();
        Assert.Equal(messages.Count / 2, messages.Count(message => message.IsEmail));
        Assert.All(messages.Where(message => message.IsEmail), email =>
        {
            Assert.Empty(email.Headers.Keys.Except(Headers));
            Assert.Equal(["desk@example.com"], email.To);
            Assert.NotNull(email.Html);
        });
    }

    [Theory]
    [InlineData("<script>document.title = 'taken over'</script>")]
    [InlineData("<img src=x onerror=\"document.title = 'taken over'\">")]
    [InlineData("\"><svg onload=\"document.title = 'taken over'\">")]
    [InlineData("javascript:document.title='taken over'")]
    [InlineData("[click](javascript:document.title='taken over') **bold**")]
    [InlineData("</title><style>body { display: none }</style>")]
    public async Task What_an_article_says_does_nothing_in_a_browser(string text)
    {
        foreach (var notification in (Notification[])[SampleMessages.AlertSaying(text), SampleMessages.DigestSaying(text), SampleMessages.Notice(text, text)])
        {
            Assert.IsType<SendResult.Accepted>(await sent.Email(notification));
            Assert.IsType<SendResult.Accepted>(await sent.Card(notification));
            foreach (var message in (await sent.Inbox.Messages()).TakeLast(2))
            {
                // The inbox forbids scripts in mail by a policy; here the mail stands on its own.
                await using var page = await chromium.Open(message.IsEmail ? new Uri("about:blank") : new Uri(sent.Inbox.Address, $"#{message.Id}"));
                if (message.IsEmail)
                    await page.Page.SetContentAsync(message.Html!);
                else
                    await Expect(page.Page.GetByTestId("card")).ToBeVisibleAsync();
                var scope = page.Page.Locator(message.IsEmail ? "body" : "[data-testid=card]");

                await Expect(scope).ToContainTextAsync(text, new() { UseInnerText = false });
                Assert.Equal(0, await scope.Locator("script, img, svg, style, strong, em, iframe, [onerror], [onload], [href^='javascript:']").CountAsync());
                Assert.DoesNotContain("taken over", (await page.Page.TitleAsync()).Split(text), StringComparer.Ordinal);
            }
        }
    }
}
