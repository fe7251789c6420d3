using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Articles;

public class JsonReaderTests
{
    private const string First = "Renault will cut its holding in Nissan to 15%, the two companies said in a joint statement on Thursday evening.";
    private const string Second = "The boards of both companies still have to approve the agreement, which ends months of talks.";

    [Theory]
    [InlineData("news API", """{"source":{"id":null,"name":"Harbour Wire"},"author":"Jane Doe","title":"Renault cuts Nissan stake","url":"https://news.example/1","publishedAt":"2027-03-15T06:30:00Z","content":"FIRST\n\nSECOND"}""")]
    [InlineData("ninjs", """{"headline":"Renault cuts Nissan stake","byline":"Jane Doe","copyrightholder":"Harbour Wire","uri":"https://news.example/1","versioncreated":"2027-03-15T07:30:00+01:00","body_text":"FIRST\n\nSECOND"}""")]
    [InlineData("ninjs 1.7", """{"headline_main":"Renault cuts Nissan stake","byline":"Jane Doe","copyrightholder":"Harbour Wire","uri":"https://news.example/1","versioncreated":"2027-03-15T07:30:00+01:00","body_main":"FIRST SECOND","body_richtext":"<p>FIRST</p> <p>SECOND</p>"}""")]
    [InlineData("ninjs 2.1", """{"uri":"https://news.example/1","headlines":[{"role":"short","value":"Stake cut"},{"role":"main","value":"Renault cuts Nissan stake"}],"by":"Jane Doe","copyrightholder":"Harbour Wire","versioncreated":"2027-03-15T06:30:00Z","bodies":[{"role":"main","contenttype":"text/plain","value":"FIRST\n\nSECOND"}]}""")]
    [InlineData("ninjs 3.1", """{"uri":"https://news.example/1","headlines":[{"role":"main","value":"Renault cuts Nissan stake"}],"by":"Jane Doe","copyrightHolder":"Harbour Wire","versionCreated":"2027-03-15T06:30:00Z","bodies":[{"role":"main","contentType":"text/plain","value":"FIRST SECOND"},{"role":"richtext","contentType":"application/xhtml+xml","value":"<p>FIRST</p><p>SECOND</p>"}]}""")]
    [InlineData("ninjs with xhtml", """{"uri":"https://news.example/1","headline":"Renault cuts Nissan stake","byline":"Jane Doe","copyrightholder":"Harbour Wire","versioncreated":"2027-03-15T06:30:00Z","body_xhtml":"<div><p>FIRST</p><p>SECOND</p></div>","body_text":"x"}""")]
    [InlineData("event registry envelope", """{"articles":{"page":1,"results":[{"uri":"8123456789","title":"Renault cuts Nissan stake","authors":[{"name":"Jane Doe"}],"source":{"uri":"wire.example","title":"Harbour Wire"},"url":"https://news.example/1","dateTimePub":"2027-03-15T06:30:00Z","body":"FIRST\n\nSECOND"}]}}""")]
    [InlineData("JSON feed", """{"version":"https://jsonfeed.org/version/1.1","title":"Harbour Wire","items":[{"id":"1","url":"https://news.example/1","title":"Renault cuts Nissan stake","authors":[{"name":"Jane Doe"}],"source":"Harbour Wire","date_published":"2027-03-15T06:30:00Z","content_text":"FIRST\n\nSECOND"}]}""")]
    [InlineData("schema.org", """{"headline":"Renault cuts Nissan stake","author":{"@type":"Person","name":"Jane Doe"},"publisher":{"name":"Harbour Wire"},"url":"https://news.example/1","datePublished":"2027-03-15T06:30:00Z","articleBody":"FIRST\n\nSECOND"}""")]
    [InlineData("event registry", """{"title":"Renault cuts Nissan stake","authors":[{"name":"Jane Doe"}],"source":{"title":"Harbour Wire"},"url":"https://news.example/1","dateTimePub":"2027-03-15T06:30:00Z","body":"FIRST\n\nSECOND"}""")]
    [InlineData("html body", """{"title":"Renault cuts Nissan stake","author":["Jane Doe"],"source":"Harbour Wire","link":"https://news.example/1","pubDate":"Mon, 15 Mar 2027 06:30:00 GMT","content_html":"<p>FIRST</p><p>SECOND</p>"}""")]
    [InlineData("html in a text field", """{"title":"Renault cuts Nissan stake","author":["Jane Doe"],"source":"Harbour Wire","link":"https://news.example/1","date":"2027-03-15T06:30:00Z","body":"<div><p>FIRST</p><p>SECOND</p></div>"}""")]
    [InlineData("envelope with one article", """{"status":"ok","totalResults":1,"articles":[{"title":"Renault cuts Nissan stake","author":"Jane Doe","source":"Harbour Wire","url":"https://news.example/1","published":"2027-03-15T06:30:00Z","body":"FIRST\n\nSECOND"}]}""")]
    [InlineData("envelope in an envelope", """{"data":{"items":[{"title":"Renault cuts Nissan stake","author":"Jane Doe","source":"Harbour Wire","url":"https://news.example/1","published":"2027-03-15T06:30:00Z","body":"FIRST\n\nSECOND"}]}}""")]
    public void Common_schemas_are_read(string schema, string json)
    {
        Article article = Reading.Json(json.Replace("FIRST", First, StringComparison.Ordinal).Replace("SECOND", Second, StringComparison.Ordinal));

        Assert.True(article.Paragraphs.SequenceEqual([First, Second]), schema);
        Assert.Equal(
            ("Renault cuts Nissan stake", "Jane Doe", "Harbour Wire", "https://news.example/1", "2027-03-15T06:30:00Z", ArticleFormat.Json),
            (article.Title, article.Byline, article.Source, article.Url, article.Published, article.Format));
    }

    [Fact]
    public void Every_article_of_an_array_is_an_item_in_order()
    {
        IReadOnlyList<ReadItem> items = Reading.Items($$"""[{"title":"One","body":"{{First}}"},{"title":"Two","body":"   "},{"title":"Three","body":"{{Second}}"}]""", "list.json");

        Assert.Equal([0, 1, 2], items.Select(item => item.Item));
        Assert.Equal(["One", null, "Three"], items.Select(item => item.Article?.Title));
        Assert.Equal("no-article-text", items[1].Rejection?.Code);
    }

    [Fact]
    public void Text_with_tags_in_it_is_html() =>
        Assert.Equal([$"{First} R&D", Second], Reading.Json($$"""{"title":"T","body":"{{First}} R&amp;D<br><br>{{Second}}"}""").Paragraphs);

    [Fact]
    public void Fields_hold_no_control_characters_and_no_overrides()
    {
        Article article = Reading.Json($$"""{"title":"Cut\u202E\u0007 stake","author":"Jane\u200B\u2066 Doe","source":"\u202D ","url":"https://x.example/\u202Ea","uri":"urn:\u0000x","body":"{{First}}"}""");

        Assert.Equal(("Cut stake", "Jane Doe", null, "https://x.example/a", "urn:x"), (article.Title, article.Byline, article.Source, article.Url, article.Identity));
    }

    [Fact]
    public void News_api_articles_are_items_with_their_outcomes()
    {
        IReadOnlyList<ReadItem> items = Reading.Items($$"""{"status":"ok","totalResults":2,"articles":[{"title":"One","url":"https://news.example/1","content":"{{First}}"},{"title":"[Removed]","content":null,"description":null}]}""", "news.json");

        Assert.Equal(["https://news.example/1", null], items.Select(item => item.Article?.Identity));
        Assert.Equal("no-article-text", items[1].Rejection?.Code);
    }

    [Fact]
    public void A_canceled_item_of_ninjs_3_is_a_retraction()
    {
        Article article = Reading.Json("""{"uri":"urn:x:1","pubStatus":"canceled","headlines":[{"value":"Renault to sell all shares"}],"bodies":[]}""");

        Assert.Equal((ArticleNotice.Retraction, "urn:x:1", "Renault to sell all shares"), (article.Notice, article.Identity, article.Title));
    }

    [Fact]
    public void The_title_repeated_as_first_paragraph_goes() =>
        Assert.Equal([First], Reading.Json($$"""{"title":"Renault cuts Nissan stake","body":"Renault cuts Nissan stake\n\n{{First}}"}""").Paragraphs);

    [Theory]
    [InlineData("{\"title\": \"x\",\n\"body\": }", "line 2, byte 9")]
    [InlineData("{\"title\": \"x\"", "line 1")]
    [InlineData("[{\"body\": \"x\"},\n\n  oops]", "line 3, byte 3")]
    public void Broken_json_is_rejected_with_the_place(string json, string place)
    {
        Rejection rejection = Reading.Rejected(json, "article.json");

        Assert.Equal("invalid-json", rejection.Code);
        Assert.Contains(place, rejection.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"articles\":[]}")]
    [InlineData("{\"a\":1,\"b\":[true,null]}")]
    [InlineData("[1,2,3]")]
    [InlineData("{\"title\":\"A title alone\"}")]
    public void Json_without_text_is_rejected(string json) => Assert.Equal("no-article-text", Reading.Rejected(json, "article.json").Code);

    [Fact]
    public void A_text_that_begins_with_a_bracket_is_not_json() =>
        Assert.Equal(ArticleFormat.Text, Reading.Text("[Update] Renault will cut its holding in Nissan to 15 percent.").Format);

    [Fact]
    public void More_articles_than_the_limit_are_rejected_together()
    {
        IReadOnlyList<ReadItem> items = Reading.Items("""[{"body":"one two three"},{"body":"one two four"},{"body":"one two five"}]""", "list.json", new ReadingLimits { MaxArticlesPerFile = 2 });

        Assert.Equal("too-many-articles", Assert.Single(items).Rejection?.Code);
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_a_replacement_character()
    {
        Article article = Reading.Json("""{"title":"cut \ud83d","author":"\udc00 Doe","source":{"name":"a \\\ud83d b"},"body":"Renault smiles \ud83d\ude00 and\ud83d cuts its stake in Nissan."}""");

        Assert.Equal(("cut \uFFFD", "\uFFFD Doe", "a \\\uFFFD b"), (article.Title, article.Byline, article.Source));
        Assert.Equal(["Renault smiles \U0001F600 and\uFFFD cuts its stake in Nissan."], article.Paragraphs);
    }

    [Theory]
    [InlineData("""{"\uDFAA":0,"title":"T"}""")]
    [InlineData("""{"\ud83d\u0041":0,"headlines":[{"\udc00":"x"}]}""")]
    [InlineData("""[{"\\ud83d":1,"\ud83d":2}]""")]
    public void Half_a_surrogate_pair_in_a_name_is_no_trouble(string json) => Assert.Equal("no-article-text", Reading.Rejected(json, "article.json").Code);

    [Fact]
    public void Deeply_nested_json_is_rejected_and_does_not_overflow_the_stack() =>
        Assert.Equal("invalid-json", Reading.Rejected(new string('[', 100_000), "article.json").Code);

    [Fact]
    public void Deeply_nested_html_inside_json_is_rejected() =>
        Assert.Equal("no-article-text", Reading.Rejected($$"""{"title":"x","content_html":"{{string.Concat(Enumerable.Repeat("<div>", 2_000))}}text"}""", "article.json").Code);
}
