using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Articles;

public class HtmlReaderTests
{
    private const string First = "Renault will cut its holding in Nissan to 15%, the two companies said in a joint statement on Thursday evening.";
    private const string Second = "The boards of both companies still have to approve the agreement, which ends months of talks.";
    private const string Third = "Nissan will for the first time be able to use the votes that come with its own holding in the French group.";

    private static string Body => $"<p>{First}</p><p>{Second}</p><p>{Third}</p>";

    private static string Page(string body, string head = "") => $"<!doctype html><html><head>{head}</head><body>{body}</body></html>";

    [Theory]
    [InlineData("article", "<div><p>Subscribe, subscribe, subscribe, it is cheap, and it is good, really, it is.</p></div><article>{0}</article>")]
    [InlineData("main", "<div><p>Subscribe, subscribe, subscribe, it is cheap, and it is good, really, it is.</p></div><main>{0}</main>")]
    [InlineData("articleBody", "<article><p>The teaser of this story is longer than forty characters, as teasers are.</p><div itemprop=articleBody>{0}</div></article>")]
    [InlineData("a mere div", "<div class=x><a href=/a>One link that is rather long for a link</a> <a href=/b>Another link that is rather long</a></div><div class=y>{0}</div>")]
    public void The_element_with_the_article_is_found(string where, string body)
    {
        Article article = Reading.Html(Page(body.Replace("{0}", Body, StringComparison.Ordinal)));

        Assert.True(article.Paragraphs.SequenceEqual([First, Second, Third]), where);
    }

    [Fact]
    public void An_article_split_over_sibling_containers_is_kept_whole()
    {
        Article article = Reading.Html(Page($"<div id=story><div><p>{First}</p><p>{Second}</p></div><div><p>{Third}</p></div></div>"));

        Assert.Equal([First, Second, Third], article.Paragraphs);
    }

    [Fact]
    public void The_fullest_of_several_articles_is_the_article()
    {
        Article article = Reading.Html(Page($"<article><p>A teaser for another story, which is a little long.</p></article><article>{Body}</article>"));

        Assert.Equal([First, Second, Third], article.Paragraphs);
    }

    [Theory]
    [InlineData("navigation", "<nav>Cars Money Sport</nav>")]
    [InlineData("page-footer", "<footer>Imprint of the paper</footer>")]
    [InlineData("sidebar", "<aside>What dealers say</aside>")]
    [InlineData("form", "<form>Search the archive</form>")]
    [InlineData("caption", "<figure><img src=x><figcaption>The plant in Douai</figcaption></figure>")]
    [InlineData("share-bar", "<div class='post-share'>Tell your friends</div>")]
    [InlineData("newsletter", "<div class=\"newsletter-box\">Never miss a story</div>")]
    [InlineData("related", "<section id=relatedPosts>Dealers look ahead</section>")]
    [InlineData("comment-form", "<div id=comments>anna: about time</div>")]
    [InlineData("consent", "<div class=cookie-banner>We value your privacy</div>")]
    [InlineData("advert", "<div class='ad-slot'>Buy a car now</div>")]
    [InlineData("byline", "<div class=post-meta>Somebody, some day</div>")]
    [InlineData("author-biography", "<div class='author-box'>Jane has a dog</div>")]
    [InlineData("hidden", "<p style='display: none'>Nobody sees this</p>")]
    [InlineData("hidden", "<p hidden>Nobody sees this either</p>")]
    [InlineData("hidden", "<span class='visually-hidden'>For screen readers only</span>")]
    [InlineData("consent", "<div role=dialog>Choose what we may know</div>")]
    public void Regions_that_the_markup_names_go(string rule, string region)
    {
        Article article = Reading.Html(Page($"<article><p>{First}</p>{region}<p>{Second}</p><p>{Third}</p></article>"));

        Assert.Equal([First, Second, Third], article.Paragraphs);
        Assert.Single(article.RemovedBy(rule));
    }

    [Theory]
    [InlineData("has-sidebar")]
    [InlineData("no-comments")]
    [InlineData("with-ads")]
    [InlineData("content")]
    [InlineData("heading-broadcast")]
    [InlineData("nissan-adventure")]
    public void Class_names_that_merely_mention_them_do_not(string name) =>
        Assert.Equal([First, Second, Third], Reading.Html(Page($"<article><p>{First}</p><div class='{name}'><p>{Second}</p></div><p>{Third}</p></article>")).Paragraphs);

    [Theory]
    [InlineData("<div class=sidebar>{0}</div>")]
    [InlineData("<div class=widget><div class=related>{0}</div></div>")]
    public void A_region_that_holds_most_of_the_page_is_the_article_whatever_its_class_says(string body) =>
        Assert.Equal([First, Second, Third], Reading.Html(Page(body.Replace("{0}", Body, StringComparison.Ordinal))).Paragraphs);

    [Fact]
    public void Scripts_and_styles_are_no_text() =>
        Assert.Equal([First, Second], Reading.Html(Page($"<article><p>{First}</p><script>var a = '<p>x</p>';</script><style>p{{}}</style><noscript>Turn it on</noscript><p>{Second}</p></article>")).Paragraphs);

    [Fact]
    public void A_list_of_links_goes_and_a_linked_word_in_prose_stays()
    {
        Article article = Reading.Html(Page($"<article><p>{First}</p><p>The boards of both companies <a href=/b>still have to approve</a> the agreement, which ends months of talks.</p><ul><li><a href=/1>Dealers look ahead</a></li></ul><p>{Third}</p></article>"));

        Assert.Equal([First, Second, Third], article.Paragraphs);
        Assert.Equal(["Dealers look ahead"], article.RemovedBy("link-list"));
    }

    [Fact]
    public void Rows_of_a_table_keep_their_cells_apart()
    {
        Article article = Reading.Html(Page($"<article>{Body}<table><tr><th>Holder</th><th>Share</th></tr><tr><td>Renault</td><td>15%</td></tr></table></article>"));

        Assert.Equal(["Holder | Share", "Renault | 15%"], article.Paragraphs.Skip(3));
    }

    [Fact]
    public void Two_line_breaks_end_a_paragraph_and_one_does_not() =>
        Assert.Equal([$"{First} {Second}", Third], Reading.Html(Page($"<article>{First}<br>{Second}<br><br>{Third}</article>")).Paragraphs);

    [Fact]
    public void Entities_and_spaces_come_out_as_plain_text() =>
        Assert.Equal("“Renault’s 15% & Nissan’s” – €8 bn, <no tag>", Assert.Single(Reading.Html(Page(
            "<article><p>&ldquo;Renault&rsquo;s&nbsp;15%\n &amp; Nissan&#8217;s&rdquo; &ndash; &euro;8&#160;bn, &lt;no tag&gt;</p></article>")).Paragraphs));

    [Fact]
    public void Metadata_comes_from_json_ld_first()
    {
        Article article = Reading.Html(Page($"<article><h1>Visible heading of the page</h1>{Body}</article>", """
            <title>Tab title | The Motoring Post</title><meta property="og:title" content="Open Graph title of the page"><meta name="author" content="Somebody Else">
            <meta property="article:published_time" content="2027-01-01T00:00:00Z"><link rel="canonical" href="https://news.example/canonical">
            <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},{"@type":"NewsArticle","headline":"The headline in JSON-LD",
            "datePublished":"2027-03-15T07:30:00+01:00","author":[{"@type":"Person","name":"Jane Doe"},{"name":"John Roe"}],"publisher":{"name":"Harbour Wire"},"url":"https://news.example/ld"}]}</script>
            """));

        Assert.Equal(
            ("The headline in JSON-LD", "Jane Doe, John Roe", "Harbour Wire", "https://news.example/canonical", "2027-03-15T06:30:00Z"),
            (article.Title, article.Byline, article.Source, article.Url, article.Published));
    }

    [Fact]
    public void Without_json_ld_the_meta_elements_speak()
    {
        Article article = Reading.Html(Page($"<article>{Body}</article>", """
            <meta property="og:title" content="Open Graph title of the page"><meta property="og:site_name" content="Harbour Wire"><meta name="author" content="Jane Doe">
            <meta property="article:published_time" content="2027-03-15"><meta property="og:url" content="https://news.example/og"><meta property="og:locale" content="en_GB">
            <script type="application/ld+json">{"@type":"NewsArticle", broken</script>
            """));

        Assert.Equal(
            ("Open Graph title of the page", "Jane Doe", "Harbour Wire", "https://news.example/og", "2027-03-15", "en"),
            (article.Title, article.Byline, article.Source, article.Url, article.Published, article.Language));
    }

    [Theory]
    [InlineData("<h1>Renault cuts Nissan stake</h1>", "", "Renault cuts Nissan stake")]
    [InlineData("", "<title>Renault cuts Nissan stake | The Motoring Post</title>", "Renault cuts Nissan stake")]
    [InlineData("", "<title>Renault cuts Nissan stake - The Post</title>", "Renault cuts Nissan stake")]
    [InlineData("", "<title>Post | Renault cuts its stake in Nissan</title>", "Post | Renault cuts its stake in Nissan")]
    [InlineData("", "", null)]
    public void The_title_is_the_heading_or_the_tab_title_without_the_site(string heading, string head, string? title)
    {
        Article article = Reading.Html(Page($"<article>{heading}{Body}</article>", head));

        Assert.Equal(title, article.Title);
        Assert.Equal([First, Second, Third], article.Paragraphs);
    }

    [Fact]
    public void A_page_that_states_no_date_has_none() => Assert.Null(Reading.Html(Page($"<article>{Body}<p>© 2027</p></article>")).Published);

    [Theory]
    [InlineData(100, null)]
    [InlineData(1_100, "too-deep")]
    [InlineData(300_000, "too-deep")]
    public void Elements_may_be_nested_so_deep_and_no_deeper(int depth, string? code)
    {
        string html = Page($"{string.Concat(Enumerable.Repeat("<div>", depth))}{Body}{string.Concat(Enumerable.Repeat("</div>", depth))}");

        ReadItem item = Assert.Single(Reading.Items(html, "deep.html"));

        Assert.Equal(code, item.Rejection?.Code);
    }

    [Fact]
    public void Paragraphs_that_are_never_closed_do_not_count_as_nested() =>
        Assert.Equal(1_200, Reading.Html(Page($"<article>{string.Concat(Enumerable.Range(1, 1_200).Select(i => $"<p>Renault sold {i} shares of Nissan on day {i}."))}</article>")).Paragraphs.Count);

    [Fact]
    public void Text_that_begins_with_an_angle_bracket_is_not_html() =>
        Assert.Equal(ArticleFormat.Text, Reading.Text("<Nissan> and <Renault> are names in brackets, and this line is plain text without any tags in it.").Format);

    [Theory]
    [InlineData("<rss version=\"2.0\"><channel><item><title>x</title></item></channel></rss>")]
    [InlineData("<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><entry/></feed>")]
    public void A_feed_without_text_is_rejected_with_a_reason(string xml) => Assert.Equal("no-article-text", Reading.Rejected(xml, "feed.xml").Code);
}
