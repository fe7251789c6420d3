using System.Text;
using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Articles;

public class ItemIdentityTests
{
    private const string Body = "Renault will cut its holding in Nissan to 15%, the two companies said in a joint statement on Thursday evening.";

    [Theory]
    [InlineData("an identifier is taken as it is", "urn:newsml:wire.example:20270305:A1", "https://news.example/1", "urn:newsml:wire.example:20270305:A1")]
    [InlineData("digits are unique only within their source", "12345", "https://news.example/1", "news.example/12345")]
    [InlineData("digits of an unknown source are nothing", "12345", null, null)]
    [InlineData("a URL stands in", null, "https://news.example/cars/1?page=2#top", "https://news.example/cars/1?page=2")]
    [InlineData("the host of a URL is not told by its case", " ", "HTTPS://News.Example/Cars", "https://news.example/Cars")]
    [InlineData("a home page is no article", null, "https://news.example/", null)]
    [InlineData("a home page with a query is none either", null, "https://news.example/?utm_source=x", null)]
    [InlineData("a path alone says nothing", null, "/cars/1", null)]
    [InlineData("nor does another scheme", null, "javascript:alert(1)", null)]
    [InlineData("nothing is nothing", null, null, null)]
    public void Identity_is_the_identifier_or_the_url(string how, string? id, string? url, string? expected) =>
        Assert.True(expected == ItemIdentity.Of(id, url), how);

    [Theory]
    [InlineData("""{"uri":"urn:x:1","headline":"T","body_text":"BODY"}""", "urn:x:1")]
    [InlineData("""{"title":"T","url":"https://news.example/cars/1","content":"BODY"}""", "https://news.example/cars/1")]
    [InlineData("""{"title":"T","content":"BODY"}""", null)]
    public void Json_has_an_identity(string json, string? expected) =>
        Assert.Equal(expected, Reading.Json(json.Replace("BODY", Body, StringComparison.Ordinal)).Identity);

    [Theory]
    [InlineData("<link rel=canonical href='https://news.example/cars/1'>")]
    [InlineData("""<script type="application/ld+json">{"@type":"NewsArticle","headline":"T","url":"https://news.example/cars/1"}</script>""")]
    public void A_page_has_the_identity_of_its_canonical_address(string head) =>
        Assert.Equal("https://news.example/cars/1", Reading.Html($"<html><head>{head}</head><body><p>{Body}</p></body></html>").Identity);

    [Fact]
    public void The_address_that_ops_give_is_an_identity_of_a_text() => Assert.Equal(
        "https://news.example/cars/1",
        Reading.Accepted(new ArticleReader(new ReadingLimits()).Read("a.txt", Encoding.UTF8.GetBytes(Body), new ArticleReader.DropMetadata(Url: "https://news.example/cars/1"))).Identity);

    [Fact]
    public void The_address_of_a_file_of_several_articles_is_that_of_none_of_them()
    {
        byte[] bytes = Encoding.UTF8.GetBytes($$"""[{"body":"{{Body}}"},{"body":"{{Body}}","url":"https://news.example/2"}]""");

        IReadOnlyList<ReadItem> items = new ArticleReader(new ReadingLimits()).Read("a.json", bytes, new ArticleReader.DropMetadata(Url: "https://news.example/feed"));

        Assert.Equal([null, "https://news.example/2"], items.Select(item => item.Article!.Url));
        Assert.Equal([null, "https://news.example/2"], items.Select(item => item.Article!.Identity));
    }
}
