using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Extraction;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace AllianceMonitor.Tests.Delivery;

/// <summary>Email, card and alert page: wording, and that text from articles stays text.</summary>
public class RenderingTests
{
    private static readonly HtmlParser Parser = new();

    private static IReadOnlyList<string> NaughtyStrings => JsonSerializer.Deserialize<string[]>(File.ReadAllText(Repository.Shared("corpora", "naughty", "blns.json")))!;

    [Fact]
    public void The_email_says_what_changed_why_and_where_to_read_on()
    {
        EmailContent content = EmailContent.Of(Sample.Notification(), "from@mail.example");

        Assert.Equal("Renault's stake in Nissan: 43% -> 15% (planned)", content.Subject);
        Assert.Equal(
            """
            Renault's stake in Nissan: 43% -> 15% (planned)

            * Renault's stake in Nissan: 43% -> 15%
              planned, affirmed
              "renault nissan 15%."

            Renault to cut its stake
            Harbour Wire, 2027-03-15
            https://news.example/a

            Story and evidence: https://monitor.example/api/alerts/a-0123456789abcdef0123456789abcdef
            Why you got this: The desk (all).

            """.ReplaceLineEndings(),
            content.Text);
    }

    [Fact]
    public void An_update_says_so_in_subject_and_card()
    {
        Notification update = Sample.Notification(Sample.Alert() with { Revision = 3 });

        Assert.Equal("Update 3: Renault's stake in Nissan: 43% -> 15% (planned)", EmailContent.Of(update, "from@mail.example").Subject);
        Assert.Contains("Update 3 of a story", TextRuns(CardMessage.Of(update)));
    }

    [Theory]
    [InlineData(Severity.High, "high", "1", "High priority: New story")]
    [InlineData(Severity.Low, "low", "5", "Low priority: New story")]
    [InlineData(Severity.Normal, null, null, "New story")]
    public void Severity_marks_email_and_card(Severity severity, string? importance, string? priority, string kicker)
    {
        Notification notification = Sample.Notification();
        notification = notification with { Receipt = notification.Receipt with { Severity = severity } };

        EmailContent content = EmailContent.Of(notification, "from@mail.example");

        Assert.Equal((importance, priority), (content.Headers.GetValueOrDefault("Importance"), content.Headers.GetValueOrDefault("X-Priority")));
        Assert.Contains(kicker, content.Html, StringComparison.Ordinal);
        Assert.Contains(kicker, TextRuns(CardMessage.Of(notification)));
    }

    [Fact]
    public void A_card_has_the_change_on_top_then_facts_then_evidence_then_sources()
    {
        Alert alert = Sample.Alert() with { Sources = ["Harbour Wire", "Reuters", "Nikkei"], Changes = [Sample.Alert().Changes[0] with { Fact = Telling.Stake("15%", polarity: Polarity.Denied) with { ClaimedBy = "two people", DeniedBy = "Nissan" } }] };

        Assert.Equal(
            [
                "New story", alert.Headline, "Renault's stake in Nissan", "43%", "  \u2192  ", "15%", "Stage", "planned", "Standing", "denied by Nissan", "Claimed by", "two people", "“renault nissan 15%.”",
                "Renault to cut its stake", "Source", "Harbour Wire", "Published", "2027-03-15", "Also told by", "Reuters, Nikkei", "Why you got this: The desk (all).",
            ],
            TextRuns(CardMessage.Of(Sample.Notification(alert))));
    }

    [Fact]
    public void A_very_long_headline_is_cut_in_the_subject() =>
        Assert.InRange(EmailContent.Of(Sample.Notification(Sample.Alert() with { Headline = new string('x', 5_000) }), "from@mail.example").Subject.Length, 100, 200);

    [Theory]
    [InlineData("https://news.example/a?b=c&d=\"e\"", true)]
    [InlineData("http://news.example/", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,<script>alert(1)</script>", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("//news.example/", false)]
    [InlineData("news.example", false)]
    [InlineData(null, false)]
    public void Only_web_addresses_become_links(string? url, bool link)
    {
        Notification notification = Sample.Notification(Sample.Alert() with { Url = url });

        Assert.Equal(link ? 2 : 1, Parser.ParseDocument(EmailContent.Of(notification, "from@mail.example").Html).QuerySelectorAll("a").Length);
        Assert.Equal(link ? 2 : 1, CardMessage.Of(notification)["attachments"]![0]!["content"]!["actions"]!.AsArray().Count);
        Assert.Equal(link ? url : null, EmailContent.SafeLink(url)?.Replace("%22", "\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Naughty_strings_stay_text_in_the_email()
    {
        string shape = Shape(EmailContent.Of(Sample.Notification(Told("placeholder"), reason: "placeholder"), "from@mail.example").Html);
        IReadOnlyList<string> headers = HeaderNames(EmailContent.Of(Sample.Notification(), "from@mail.example"));
        foreach (string naughty in NaughtyStrings)
        {
            EmailContent content = EmailContent.Of(Sample.Notification(Told(naughty), reason: naughty), "from@mail.example");

            Assert.True(shape == Shape(content.Html), $"other elements with {naughty}");
            Assert.DoesNotContain('\n', content.Subject);
            Assert.DoesNotContain('\r', content.Subject);
            Assert.DoesNotContain(content.Headers.Values, value => value.Any(char.IsControl));
            Assert.Equal(headers, HeaderNames(content));
        }
    }

    [Fact]
    public void Naughty_strings_stay_text_in_the_card()
    {
        string shape = Shape(CardMessage.Of(Sample.Notification(Told("placeholder"), reason: "placeholder")));
        foreach (string naughty in NaughtyStrings)
        {
            byte[] bytes = CardMessage.Bytes(CardMessage.Of(Sample.Notification(Told(naughty), reason: naughty)));
            JsonObject card = JsonNode.Parse(bytes)!.AsObject();

            Assert.True(shape == Shape(card), $"other elements with {naughty}");
            Assert.InRange(bytes.Length, 1, CardMessage.MaxBytes);
        }
    }

    [Fact]
    public async Task Naughty_strings_stay_text_on_the_alert_page()
    {
        string shape = Shape(await PageAsync(Told("placeholder")));
        foreach (string naughty in NaughtyStrings)
        {
            Assert.True(shape == Shape(await PageAsync(Told(naughty))), $"other elements with {naughty}");
        }
    }

    [Fact]
    public void What_the_article_says_can_be_read_in_email_and_card()
    {
        const string Tricky = "<b>\"5 > 3\" & **bold** [link](https://evil.example)</b>";
        Notification notification = Sample.Notification(Told(Tricky), reason: Tricky);

        Assert.Contains(Tricky, Parser.ParseDocument(EmailContent.Of(notification, "from@mail.example").Html).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"“{Tricky}”", TextRuns(CardMessage.Of(notification)));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("日")]
    [InlineData("\U0001F697")]
    [InlineData("\"")]
    [InlineData("<")]
    public void A_card_keeps_its_size_whatever_is_in_it_and_says_what_was_cut(string unit)
    {
        string text = string.Concat(Enumerable.Repeat(unit, 10_000));
        Alert alert = Told(text) with { Changes = [.. Enumerable.Repeat(Told(text).Changes[0], 50)] };

        JsonObject card = CardMessage.Of(Sample.Notification(alert, reason: text));

        // Teams refuses 28,672 bytes after wrapping.
        Assert.InRange(CardMessage.Bytes(card).Length, 1, 28_000);
        Assert.Contains(TextRuns(card), run => run.EndsWith("more changes did not fit; the story page shows all.", StringComparison.Ordinal));
        Assert.DoesNotContain(TextRuns(card), run => run.Any(c => c == '\uFFFD'));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("日")]
    [InlineData("\U0001F697")]
    public void A_notice_keeps_its_size_whatever_is_in_it(string unit)
    {
        string text = string.Concat(Enumerable.Repeat(unit, 10_000));

        Assert.InRange(CardMessage.Bytes(CardMessage.Of(Sample.Notice("Dead letter: article", text))).Length, 1, 28_000);
    }

    [Fact]
    public void A_card_that_fits_says_nothing_about_cuts() => Assert.DoesNotContain(TextRuns(CardMessage.Of(Sample.Notification())), run => run.Contains("did not fit", StringComparison.Ordinal));

    [Fact]
    public void The_card_is_what_a_workflow_expects()
    {
        JsonObject message = CardMessage.Of(Sample.Notification());

        Assert.Equal("message", message["type"]!.GetValue<string>());
        JsonNode attachment = Assert.Single(message["attachments"]!.AsArray())!;
        Assert.Equal("application/vnd.microsoft.card.adaptive", attachment["contentType"]!.GetValue<string>());
        Assert.True(attachment.AsObject().ContainsKey("contentUrl"));
        Assert.Equal(("AdaptiveCard", "1.4", "Full"), (attachment["content"]!["type"]!.GetValue<string>(), attachment["content"]!["version"]!.GetValue<string>(), attachment["content"]!["msteams"]!["width"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("a-00")]
    [InlineData("a-../../config/watchlist.yaml")]
    [InlineData("a-")]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("A-0123")]
    public async Task An_alert_page_that_is_not_there_is_null(string id)
    {
        using App app = await App.StartAsync();

        Assert.Null(await app.AlertPage.RenderAsync(id, CancellationToken.None));
    }

    [Fact]
    public async Task The_alert_page_shows_values_evidence_and_who_was_told()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        await app.WorkAsync();

        string text = Parser.ParseDocument((await app.AlertPage.RenderAsync(Assert.Single(await app.AlertsAsync()).Id, CancellationToken.None))!).Body!.TextContent;

        Assert.Contains("43% → 15%", text, StringComparison.Ordinal);
        Assert.Contains("Renault will cut its stake in Nissan to 15% from 43%", text, StringComparison.Ordinal);
        Assert.Contains("technology-partners: not notified", text, StringComparison.Ordinal);
    }

    /// <summary>An alert in which every text from outside is the given one.</summary>
    private static Alert Told(string text)
    {
        Fact fact = Telling.Stake("15%") with { ClaimedBy = text, DeniedBy = text, Subject = text, Evidence = new Evidence(0, text) };
        return Sample.Alert() with
        {
            Headline = text, Summary = text, Title = text, Source = text, Sources = [text, "other " + text], Article = text, Published = text, Url = null,
            Changes = [new AlertChange(text, "known " + text, text, fact)],
        };
    }

    private static async Task<string> PageAsync(Alert alert)
    {
        using App app = await App.StartAsync();
        await app.Memory.TryCreateJsonAsync(AlertDocuments.AddressOf(alert.Id), alert, Json.Default.Alert, CancellationToken.None);
        return (await app.AlertPage.RenderAsync(alert.Id, CancellationToken.None))!;
    }

    /// <summary>Elements and names of attributes of a page, without its text.</summary>
    internal static string Shape(string html) =>
        string.Join(' ', Parser.ParseDocument(html).All.Select(element => $"{element.LocalName}({string.Join(',', element.Attributes.Select(attribute => $"{attribute.Name}={attribute.Value}"))})"));

    /// <summary>A card with the texts of its TextRuns taken out: what is left must not depend on them.</summary>
    internal static string Shape(JsonObject card)
    {
        JsonObject copy = card.DeepClone().AsObject();
        foreach (JsonObject run in Runs(copy))
        {
            run["text"] = "";
        }

        return copy.ToJsonString();
    }

    /// <summary>Names of the headers of the message as it is sent.</summary>
    internal static IReadOnlyList<string> HeaderNames(EmailContent content) =>
    [
        .. Encoding.UTF8.GetString(MimeMessage.Write(content, "from@mail.example", "desk@example.com", Telling.Monday)).Split("\r\n").TakeWhile(line => line.Length > 0)
            .Where(line => line[0] != ' ').Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]),
    ];

    internal static IReadOnlyList<string> TextRuns(JsonObject card) => [.. Runs(card).Select(run => run["text"]!.GetValue<string>())];

    private static IEnumerable<JsonObject> Runs(JsonNode? node) => node switch
    {
        JsonObject run when run["type"]?.GetValueKind() == JsonValueKind.String && run["type"]!.GetValue<string>() == "TextRun" => [run],
        JsonObject item => item.SelectMany(property => Runs(property.Value)),
        JsonArray list => list.SelectMany(Runs),
        _ => [],
    };
}
