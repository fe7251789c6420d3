using System.Text;
using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Articles;

public class PublishingStatusTests
{
    private const string Body = "Renault will cut its holding in Nissan to 15%, the two companies said in a joint statement on Thursday evening.";

    [Theory]
    [InlineData("canceled")]
    [InlineData("cancelled")]
    [InlineData("stat:canceled")]
    [InlineData("http://cv.iptc.org/newscodes/pubstatusg2/canceled")]
    [InlineData("killed")]
    [InlineData("withdrawn")]
    public void What_is_canceled_is_taken_back(string status) => Assert.Equal((ArticleNotice.Retraction, null), PublishingStatus.Of(status));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("usable")]
    [InlineData("stat:usable")]
    [InlineData("embargoed")]
    public void What_is_usable_is_used(string? status) => Assert.Equal((ArticleNotice.None, null), PublishingStatus.Of(status));

    [Fact]
    public void A_withheld_item_is_rejected() =>
        Assert.StartsWith("withheld: ", Reading.Rejected($$"""{"pubstatus":"withheld","headline":"T","body_text":"{{Body}}"}""", "a.json").ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"uri":"urn:x:1","pubstatus":"canceled","headline":"Renault to sell all Nissan shares"}""")]
    [InlineData("""{"uri":"urn:x:1","pubstatus":"canceled","title":"Renault to sell all Nissan shares","body_text":""}""")]
    [InlineData("""{"uri":"urn:x:1","pubstatus":"canceled","headline":"Renault to sell all Nissan shares","body_html":"<p>By Jane Doe</p>"}""")]
    public void A_canceled_item_is_an_accepted_retraction_even_without_text(string json)
    {
        Article article = Reading.Json(json);

        Assert.Equal((ArticleNotice.Retraction, "urn:x:1", "Renault to sell all Nissan shares"), (article.Notice, article.Identity, article.Title));
        Assert.Empty(article.Paragraphs);
    }

    [Fact]
    public void A_canceled_item_with_nothing_but_its_identity_is_accepted() =>
        Assert.Equal("urn:x:1", Reading.Json("""{"uri":"urn:x:1","pubstatus":"canceled"}""").Identity);

    [Theory]
    [InlineData("dropped before", "2027-03-05T08:00:00+01:00", "embargoed: until 2027-03-05T08:00:00Z; it was dropped before that. Drop it again then.")]
    [InlineData("dropped after", "2027-03-05T10:00:00+01:00", null)]
    [InlineData("dropped at some time", null, null)]
    public void An_embargo_is_held_against_the_time_of_the_drop(string when, string? droppedAt, string? rejection)
    {
        byte[] bytes = Encoding.UTF8.GetBytes($$"""{"embargoed":"2027-03-05T09:00:00+01:00","headline":"T","body_text":"{{Body}}"}""");
        DateTimeOffset? drop = droppedAt is null ? null : DateTimeOffset.Parse(droppedAt, System.Globalization.CultureInfo.InvariantCulture);

        ReadItem item = Assert.Single(new ArticleReader(new ReadingLimits()).Read("a.json", bytes, new ArticleReader.DropMetadata(DroppedAt: drop)));

        Assert.True(rejection == item.Rejection?.ToString(), when);
    }

    [Fact]
    public void A_note_to_editors_is_heard() =>
        Assert.Equal(ArticleNotice.Correction, Reading.Json($$"""{"ednote":"Corrects figure in first paragraph","headline":"T","body_text":"{{Body}}"}""").Notice);
}
