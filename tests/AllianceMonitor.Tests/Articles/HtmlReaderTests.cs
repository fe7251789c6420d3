using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Articles;

public class HtmlReaderTests
{
    private const string First = "Renault will cut its holding in Nissan to 15%, the two companies said in a joint statement on Thursday evening.";
    private const string Second = "The boards of both companies still have to approve the agreement, which ends months of talks.";
    private const string Third = "Nissan will for the first time be able to use the votes that come with its own holding in the French group.";

    private const string Fourth = "Trade unions at the plants in northern France asked on Friday for a guarantee that no model will be moved abroad before the end of the decade.";

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
    [InlineData("named comments", "<article><h1>Renault cuts stake</h1>{0}</article><div class=kommentare>{1}</div>")]
    [InlineData("typed as comments", "<article><h1>Renault cuts stake</h1>{0}</article><div><div itemscope itemtype='https://schema.org/Comment'>{1}</div></div>")]
    [InlineData("beside what is typed as an article", "<div itemscope itemtype='https://schema.org/NewsArticle'><h1>Renault cuts stake</h1>{0}</div><div class=community>{1}</div>")]
    [InlineData("under a heading", "<article><h1>Renault cuts stake</h1>{0}<h3>27 commentaires</h3>{1}</article>")]
    public void Readers_who_write_more_than_the_author_are_no_article(string what, string body)
    {
        string[] said = [.. Enumerable.Range(1, 20).Select(i => $"Sentence {i} of the report says what the {i * 7} delegates of plant {i} want from both companies, which is a guarantee until {2030 + i}.")];
        string article = string.Concat(said.Select(line => $"<p>{line}</p>"));
        string comments = string.Concat(Enumerable.Range(1, 80).Select(i => $"<p>Reader {i} here, and I have owned {i} cars of theirs, none of which ever saw a garage from the inside, so stop complaining.</p>"));

        Article read = Reading.Html(Page(body.Replace("{0}", article, StringComparison.Ordinal).Replace("{1}", comments, StringComparison.Ordinal)));

        Assert.True(read.Paragraphs.SequenceEqual(said), what);
    }

    [Fact]
    public void A_post_of_a_live_blog_within_the_article_stays()
    {
        Article article = Reading.Html(Page($"<article><h1>Renault cuts stake</h1><article><h3>09:15</h3><p>{First}</p></article><article><h3>10:30</h3><p>{Second}</p></article></article>"));

        Assert.Contains(First, article.Paragraphs);
        Assert.Contains(Second, article.Paragraphs);
    }

    [Fact]
    public void Where_something_else_was_found_the_copy_of_the_publisher_is_the_article()
    {
        string dialogue = string.Concat(Enumerable.Range(1, 6).Select(i => $"<p>Choose a password of at least {i + 7} characters, and tell nobody, for we shall never ask you for it, not even by telephone.</p>"));
        string body = string.Join(' ', First, Second, Third, Fourth);

        Article article = Reading.Html(Page($"<div>{dialogue}</div>", $"<script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"articleBody\":\"{body}\"}}</script>"));

        Assert.Equal(body, string.Join(' ', article.Paragraphs));
        Assert.Equal(6, article.RemovedBy("excerpt").Count);
    }

    [Fact]
    public void Markup_in_the_copy_of_the_publisher_is_no_text_that_the_page_lacks()
    {
        string paragraphs = string.Concat(((string[])[First, Second, Third, Fourth]).Select(text => $"<p>{string.Join(' ', text.Split(' ').Select(word => $"<em>{word}</em>"))}</p>"));

        Article article = Reading.Html(Page($"<article><h1>Renault cuts stake</h1>{paragraphs}</article>", $"<script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"articleBody\":\"{paragraphs}\"}}</script>"));

        Assert.Empty(article.RemovedBy("excerpt"));
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
    [InlineData("elementor-widget-wrap")]
    [InlineData("field field--label-hidden")]
    [InlineData("cmp-text")]
    [InlineData("teaser-text")]
    [InlineData("heading-broadcast article-lead")]
    public void Class_names_that_merely_mention_them_do_not(string name) =>
        Assert.Equal([First, Second, Third], Reading.Html(Page($"<article><p>{First}</p><div class='{name}'><p>{Second}</p></div><p>{Third}</p></article>")).Paragraphs);

    [Theory]
    [InlineData("<div class=sidebar>{0}</div>")]
    [InlineData("<div class=widget><div class=related>{0}</div></div>")]
    public void A_region_that_holds_most_of_the_page_is_the_article_whatever_its_class_says(string body) =>
        Assert.Equal([First, Second, Third], Reading.Html(Page(body.Replace("{0}", Body, StringComparison.Ordinal))).Paragraphs);

    [Theory]
    [InlineData("in a header", "<header><h1>Renault cuts stake</h1><p>{0}</p></header><div class=article-body>{1}</div>")]
    [InlineData("in a hero", "<div class=hero><h1>Renault cuts stake</h1><div class=hero-text><p>{0}</p></div></div><div class=x><div class=article-body>{1}</div></div>")]
    [InlineData("as a teaser", "<article><h1>Renault cuts stake</h1><div class=teaser-text>{0}</div><div itemprop=articleBody>{1}</div></article>")]
    [InlineData("as a heading", "<main><h1>Renault cuts stake</h1><h2>{0}</h2><div class=entry-content>{1}</div></main>")]
    public void The_lead_above_the_text_belongs_to_the_article(string where, string body)
    {
        const string Lead = "The agreement gives both companies the same rights for the first time in twenty years.";

        Article article = Reading.Html(Page(string.Format(System.Globalization.CultureInfo.InvariantCulture, body, Lead, Body), "<title>Renault cuts stake | The Motoring Post</title>"));

        Assert.True(article.Paragraphs.SequenceEqual([Lead, First, Second, Third]), $"{where}: {string.Join(" / ", article.Paragraphs)}");
        Assert.Equal("Renault cuts stake", article.Title);
    }

    [Fact]
    public void What_stands_above_the_headline_does_not()
    {
        Article article = Reading.Html(Page($"<main><p>Our reporters work around the clock for you, wherever you are.</p><h1>Renault cuts stake</h1>{Body}{Body.Replace("Renault", "Honda", StringComparison.Ordinal)}</main>", "<title>Renault cuts stake</title>"));

        Assert.Equal(First, article.Paragraphs[0]);
        Assert.Equal(["Our reporters work around the clock for you, wherever you are."], article.RemovedBy("outside-article"));
    }

    [Fact]
    public void A_list_of_other_articles_goes_whole_with_its_heading()
    {
        Article article = Reading.Html(Page($"<article><p>{First}</p><div class=box><h3>On the same subject</h3><div><a href=/1>Dealers look ahead to the new year</a> <span>07:15</span></div><div><a href=/2>Suppliers are worried about orders</a> <span>06:10</span></div></div><p>{Second}</p><p>{Third}</p></article>"));

        Assert.Equal([First, Second, Third], article.Paragraphs);
        Assert.Contains("On the same subject", article.RemovedBy("link-list"));
    }

    [Fact]
    public void What_names_a_removed_list_goes_with_it() =>
        Assert.Equal([First, Second, Third], Reading.Html(Page($"<article><p>{First}</p><p>{Second}</p><p>Read also...</p><ul class=related><li><a href=/1>Dealers look ahead</a></li></ul><p>{Third}</p></article>")).Paragraphs);

    [Theory]
    [InlineData("<section class=post><h2>10:15</h2><p>{0}</p></section><section class=post><h2>10:40</h2><p>{1}</p></section><section class=post><h2>11:05</h2><p>{2}</p></section>")]
    [InlineData("<div class='post pinned'><div><div><p>{0}</p></div></div></div><div class=post><div><div><p>{1}</p></div></div></div><div class=post><div><div><p>{2}</p></div></div></div>")]
    public void The_posts_of_a_live_blog_are_kept(string posts)
    {
        Article article = Reading.Html(Page($"<div class=page><div class=live>{string.Format(System.Globalization.CultureInfo.InvariantCulture, posts, First, Second, Third)}</div><div class=foot><a href=/a>About the paper and its editors</a></div></div>"));

        Assert.Equal([First, Second, Third], article.Paragraphs.Where(paragraph => paragraph.Length > 20));
    }

    [Fact]
    public void Text_that_a_script_unfolds_is_part_of_the_article() =>
        Assert.Equal([First, Second, $"{Third} {Third}"], Reading.Html(Page($"<article><p>{First}</p><p>{Second}</p><div style='display:none'><p>{Third} {Third}</p></div></article>")).Paragraphs);

    [Fact]
    public void A_page_that_stands_in_noscript_is_read() =>
        Assert.Equal([First, Second, Third, Fourth, "The shares of both groups rose a little on the news."], Reading.Html(Page($"<noscript><div>{Body}<p>{Fourth}</p><p>The shares of both groups rose a little on the news.</p></div></noscript><script>load()</script>")).Paragraphs);

    [Fact]
    public void Japanese_paragraphs_are_no_labels()
    {
        string[] paragraphs = ["ルノーは日産への出資比率を15%に引き下げることで両社が合意したと木曜日の夜に発表した。", "両社の取締役会はまだ合意を承認する必要があり、数カ月に及ぶ協議が終わる。"];

        Assert.Equal(paragraphs, Reading.Html(Page($"<div id=a><h1>ルノー、日産株を売却へ</h1>{string.Concat(paragraphs.Select(text => $"<p>{text}</p>"))}</div>")).Paragraphs);
    }

    [Fact]
    public void Every_visible_text_is_kept_or_reported_as_removed()
    {
        Article article = Reading.Html(Page($"<header>Site alpha</header><nav><a href=/>Home beta</a></nav><div class=side><p>Gamma is a teaser of another article, and a little longer.</p></div><article><h1>Renault cuts stake</h1>{Body}<ul class=related><li><a href=/1>Delta</a></li></ul></article><div>Epsilon</div><footer>Zeta</footer>"));

        string all = string.Join(' ', article.Paragraphs.Concat(article.Removed.Select(removal => removal.Text)));
        Assert.All(["alpha", "beta", "Gamma", "Renault cuts stake", First, Second, Third, "Delta", "Epsilon", "Zeta"], word => Assert.Contains(word, all, StringComparison.Ordinal));
    }

    [Fact]
    public void Where_the_page_shows_only_the_beginning_the_text_in_json_ld_is_the_article()
    {
        string text = $"{First} {Second}\n\n{Third} {Fourth}";
        Article article = Reading.Html(Page($"<article><p>{First}</p></article>", $"<script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"articleBody\":\"{text.Replace("\n", "\\n", StringComparison.Ordinal)}\"}}</script>"));

        Assert.Equal(text.Split("\n\n"), article.Paragraphs);
        Assert.Equal([First], article.RemovedBy("excerpt"));
    }

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

    [Theory]
    [InlineData("{\"@type\":\"NewsArticle\",\"headline\":\"The headline\nin two lines\",\"articleSection\":\"Companies\"}")]
    [InlineData("<!-- {\"@type\":[\"Thing\",\"ReportageNewsArticle\"],\"headline\":\"The headline in two lines\",\"articleSection\":[\"Companies\"],} -->")]
    [InlineData("//<![CDATA[\n[{\"@type\":\"WebPage\",\"mainEntity\":{\"@type\":\"BlogPosting\",\"headline\":\"The headline in two lines\",\"articleSection\":\"Companies\"}}]\n//]]>")]
    [InlineData("{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"WebPage\",\"name\":\"x\"},{\"@type\":\"Article\",\"headline\":\"The headline in two lines\",\"articleSection\":\"Companies\"}]};")]
    public void Json_ld_is_read_with_its_common_faults(string json)
    {
        Article article = Reading.Html(Page($"<article>{Body}</article>", $"<script type='application/ld+json'>{json}</script>"));

        Assert.Equal(("The headline in two lines", "Companies"), (article.Title, article.Section));
    }

    [Fact]
    public void Half_a_surrogate_pair_in_json_ld_does_no_harm() =>
        Assert.Equal("The title", Reading.Html(Page($"<article>{Body}</article>", "<meta property=og:title content='The title'><script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"x \\ud83d\"}</script>")).Title);

    [Fact]
    public void Microdata_names_author_date_and_section()
    {
        Article article = Reading.Html(Page($"<article itemscope><meta itemprop=articleSection content=Companies><span itemprop=author>Jane Doe</span><time itemprop=datePublished datetime=2027-03-15T07:30:00+01:00>today</time>{Body}</article>"));

        Assert.Equal(("Jane Doe", "2027-03-15T06:30:00Z", "Companies"), (article.Byline, article.Published, article.Section));
    }

    [Fact]
    public void A_byline_in_its_own_region_names_the_author() =>
        Assert.Equal("Jane Doe", Reading.Html(Page($"<article><div class=byline>By Jane Doe</div>{Body}</article>")).Byline);

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
    [InlineData(100_000, "too-deep")]
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
