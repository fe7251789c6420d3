using System.Text.Json;
using System.Text.Json.Nodes;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Tests.Support;
using AngleSharp.Html.Parser;

namespace AllianceMonitor.Tests.Delivery;

/// <summary>Email and card of a digest: wording, order, budget, and that text from articles stays text.</summary>
public class DigestRenderingTests
{
    private static readonly HtmlParser Parser = new();

    private static IReadOnlyList<string> NaughtyStrings => JsonSerializer.Deserialize<string[]>(File.ReadAllText(Repository.Shared("corpora", "naughty", "blns.json")))!;

    [Fact]
    public void The_email_says_that_alerts_were_held_back_and_groups_them_by_story()
    {
        EmailContent content = EmailContent.Of(Sample.Digest(Sample.Item("a-1", "s-1", 1, "Stake: 43% -> 20%"), Sample.Item("a-2", "s-2", 1, "Venture"), Sample.Item("a-3", "s-1", 2, "Stake: 20% -> 15%")), "from@mail.example");

        Assert.Equal("3 alerts in one digest: The desk", content.Subject);
        Assert.Equal(
            """
            3 alerts were held back between 06:30 and 07:30 UTC because more than 20 an hour came.

            * Update 2: Stake: 20% -> 15%
              Harbour Wire, 2027-03-15
              https://monitor.example/api/alerts/a-3
              superseded: Stake: 43% -> 20%
              Harbour Wire, 2027-03-15
              https://monitor.example/api/alerts/a-1

            * Venture
              Harbour Wire, 2027-03-15
              https://monitor.example/api/alerts/a-2

            This digest on a page: https://monitor.example/api/digests/d
            Why you got this: The desk (a digest).

            """.ReplaceLineEndings(),
            content.Text);
        Assert.Equal(
            ["https://monitor.example/api/alerts/a-3", "https://monitor.example/api/alerts/a-1", "https://monitor.example/api/alerts/a-2", "https://monitor.example/api/digests/d"],
            Parser.ParseDocument(content.Html).QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void The_card_says_the_same_and_links_every_alert()
    {
        JsonObject card = CardMessage.Of(Sample.Digest(Sample.Item("a-1", "s-1", 1, "Stake: 43% -> 20%"), Sample.Item("a-3", "s-1", 2, "Stake: 20% -> 15%")));

        Assert.Equal(
            [
                "Digest", "2 alerts in one digest: The desk", "2 alerts were held back between 06:30 and 07:30 UTC because more than 20 an hour came.",
                "Update 2: Stake: 20% -> 15%", "Harbour Wire, 2027-03-15", "superseded: Stake: 43% -> 20%", "Harbour Wire, 2027-03-15", "Why you got this: The desk (a digest).",
            ],
            RenderingTests.TextRuns(card));
        JsonNode content = card["attachments"]![0]!["content"]!;
        Assert.Equal(
            ["https://monitor.example/api/alerts/a-3", "https://monitor.example/api/alerts/a-1"],
            content["body"]!.AsArray().Select(element => element!["selectAction"]?["url"]?.GetValue<string>()).Where(url => url is not null));
        Assert.Equal("https://monitor.example/api/digests/d", Assert.Single(content["actions"]!.AsArray())!["url"]!.GetValue<string>());
        Assert.Equal("1.4", content["version"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("x", 1)]
    [InlineData("日", 1)]
    [InlineData("\U0001F697", 3)]
    [InlineData("\"", 5)]
    [InlineData("<", 500)]
    public void A_card_keeps_its_size_whatever_is_in_it_and_says_what_was_cut(string unit, int perStory)
    {
        string text = string.Concat(Enumerable.Repeat(unit, 10_000));
        DigestItem[] items = [.. Enumerable.Range(0, 500).Select(i => DigestItem.Of(
            Sample.Alert() with { Id = $"a-{i}", StoryId = $"s-{i / perStory}", Revision = i, Headline = text, Source = text, Published = text }, [new Recipient(Recipient.Email, "desk@example.com")]))];

        JsonObject card = CardMessage.Of(Sample.Digest(items, reason: text));

        Assert.InRange(CardMessage.Bytes(card).Length, 1, CardMessage.MaxBytes);
        Assert.Contains(RenderingTests.TextRuns(card), run => run.EndsWith(" more did not fit; the digest page shows all.", StringComparison.Ordinal));
        Assert.DoesNotContain(RenderingTests.TextRuns(card), run => run.Any(c => c == '\uFFFD'));
    }

    [Fact]
    public void Of_ordinary_alerts_a_card_holds_twenty_and_counts_the_rest()
    {
        JsonObject card = CardMessage.Of(Sample.Digest([.. Enumerable.Range(0, 100).Select(i => Sample.Item($"a-0123456789abcdef0123456789abcde{i % 10}", $"s-{i}", 1, "Renault's stake in Nissan: 43% -> 15% (planned)"))]));

        int boxes = card["attachments"]![0]!["content"]!["body"]!.AsArray().Count(element => element!["selectAction"] is not null);
        Assert.InRange(boxes, 20, 99);
        Assert.Contains($"{100 - boxes} more did not fit; the digest page shows all.", RenderingTests.TextRuns(card));
    }

    [Fact]
    public void Naughty_strings_stay_text()
    {
        (string, string, string) shape = Shapes("placeholder");
        foreach (string naughty in NaughtyStrings)
        {
            Assert.True(shape == Shapes(naughty), $"other elements or headers with {naughty}");
        }
    }

    [Fact]
    public void What_is_not_told_and_what_was_not_relevant_stands_in_email_and_card()
    {
        Notification digest = Sample.Digest(Sample.Item("a-1", "s-1", 1, "Stake: 43% -> 20%"));
        digest = digest with { Digest = digest.Digest! with { Suppressed = [.. Enumerable.Range(0, 7).Select(i => new SuppressedAlert($"a-{i}", $"Deal {i}", "silenced until Monday"))], NotRelevant = [new RuleFeedback("stake", 2)] } };

        string text = EmailContent.Of(digest, "from@mail.example").Text;
        IReadOnlyList<string> card = RenderingTests.TextRuns(CardMessage.Of(digest));

        Assert.All(Enumerable.Range(0, 7), i => Assert.Contains($"Deal {i}: silenced until Monday", text, StringComparison.Ordinal));
        Assert.Contains("2 of this subscription's alerts were marked as not relevant in the last 30 days: 2 stake.", text, StringComparison.Ordinal);
        Assert.Equal(5, card.Count(run => run.EndsWith(": silenced until Monday", StringComparison.Ordinal)));
        Assert.Contains("2 more stand on the digest page.", card);
    }

    [Theory]
    [InlineData(0, "1 alert was held back between 06:30 and 06:30 UTC because ")]
    [InlineData(60, "1 alert was held back between 06:30 and 07:30 UTC because ")]
    [InlineData(1_440, "1 alert was held back between 15 March 06:30 and 16 March 06:30 UTC because ")]
    public void The_opening_names_the_time(int minutes, string opening)
    {
        AlertDigest digest = Sample.Digest(Sample.Item("a-1", "s-1", 1, "x")).Digest!;

        Assert.StartsWith(opening, (digest with { Until = digest.From.AddMinutes(minutes) }).Opening(), StringComparison.Ordinal);
    }

    private static (string Html, string Headers, string Card) Shapes(string text)
    {
        DigestItem first = DigestItem.Of(Sample.Alert() with { Headline = text, Source = text, Published = text }, [new Recipient(Recipient.Email, "desk@example.com")]);
        Notification digest = Sample.Digest([first, first with { Revision = 2 }], reason: text);
        digest = digest with { Digest = digest.Digest! with { Name = text, Cause = text, Suppressed = [new SuppressedAlert("a-9", text, text)], NotRelevant = [new RuleFeedback(text, 2)] } };
        EmailContent content = EmailContent.Of(digest, "from@mail.example");
        Assert.DoesNotContain(content.Subject, char.IsControl);
        return (RenderingTests.Shape(content.Html), string.Join(' ', RenderingTests.HeaderNames(content)), RenderingTests.Shape(JsonNode.Parse(CardMessage.Bytes(CardMessage.Of(digest)))!.AsObject()));
    }
}
