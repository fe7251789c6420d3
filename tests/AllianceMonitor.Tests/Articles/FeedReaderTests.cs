using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Articles;

public class FeedReaderTests
{
    private const string First = "Renault will cut its holding in Nissan to 15%, the two companies said in a joint statement on Thursday evening.";
    private const string Second = "The boards of both companies still have to approve the agreement, which ends months of talks.";

    private const string Rss = $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
          <channel>
            <title>Harbour Wire</title><link>https://wire.example/</link><language>en-GB</language>
            <atom:link href="https://wire.example/feed" rel="self" type="application/rss+xml"/>
            <item>
              <title>Renault &amp;amp; Nissan: stake falls to 15%</title>
              <link>https://wire.example/cars/1</link>
              <guid isPermaLink="false">https://wire.example/?p=4711</guid>
              <pubDate>Mon, 15 Mar 2027 07:30:00 +0100</pubDate>
              <dc:creator><![CDATA[Jane Doe]]></dc:creator>
              <media:content url="https://wire.example/1.jpg"><media:title>A picture</media:title></media:content>
              <description>A short teaser.</description>
              <content:encoded><![CDATA[<p>{First}</p><div class="share">Share this</div><p>{Second}</p><p>The post <a href="https://wire.example/cars/1">Renault</a> appeared first on <a href="https://wire.example">Harbour Wire</a>.</p>]]></content:encoded>
            </item>
            <item>
              <title>Empty</title>
              <guid>https://wire.example/cars/2</guid>
            </item>
            <item>
              <title>CORRECTED-Renault lifts forecast</title>
              <guid>https://wire.example/cars/3</guid>
              <description>{Second} It was told &lt;b&gt;twice&lt;/b&gt;.</description>
              <pubDate>15 Mar 27 06:30 GMT</pubDate>
            </item>
          </channel>
        </rss>
        """;

    private const string Atom = $"""
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
          <title>Harbour Wire</title><id>urn:feed</id><updated>2027-03-15T06:30:00Z</updated>
          <entry>
            <title type="html">Renault &amp;amp; Nissan</title>
            <id>tag:wire.example,2027:1</id>
            <link rel="alternate" href="https://wire.example/cars/1"/><link rel="enclosure" href="https://wire.example/1.mp3"/>
            <published>2027-03-15T07:30:00+01:00</published><updated>2027-03-16T00:00:00Z</updated>
            <author><name>Jane Doe</name></author><author><name>John Roe</name></author>
            <summary>A short teaser.</summary>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{First}<br/></p><em/><p>{Second}</p></div></content>
          </entry>
          <entry>
            <title>Plain</title><id>tag:wire.example,2027:2</id>
            <content>{First}</content>
          </entry>
          <entry>
            <title>Escaped</title><id>tag:wire.example,2027:3</id>
            <content type="html">&lt;p&gt;{First}&lt;/p&gt;</content>
          </entry>
          <entry>
            <title>Elsewhere</title><id>tag:wire.example,2027:4</id>
            <content type="image/png" src="https://wire.example/1.png"/><summary>{Second}</summary>
          </entry>
        </feed>
        """;

    private const string Rdf = $"""
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
          <channel rdf:about="https://wire.example/"><title>Harbour Wire</title></channel>
          <item rdf:about="https://wire.example/cars/1"><title>Renault and Nissan</title><link>https://wire.example/cars/1</link><dc:date>2027-03-15T07:30:00+01:00</dc:date><description>{First}</description></item>
        </rdf:RDF>
        """;

    [Fact]
    public void An_item_of_rss_is_an_article()
    {
        Article article = Reading.Items(Rss, "feed")[0].Article!;

        Assert.Equal([First, Second], article.Paragraphs);
        Assert.Equal(
            (ArticleFormat.Xml, "Renault & Nissan: stake falls to 15%", "Jane Doe", "Harbour Wire", "https://wire.example/cars/1", "2027-03-15T06:30:00Z", "en", "https://wire.example/?p=4711"),
            (article.Format, article.Title, article.Byline, article.Source, article.Url, article.Published, article.Language, article.Identity));
        Assert.Equal(["Share this"], article.RemovedBy("share-bar"));
        Assert.Single(article.RemovedBy("feed-trailer"));
    }

    [Fact]
    public void Every_item_of_a_feed_has_its_own_outcome()
    {
        IReadOnlyList<ReadItem> items = Reading.Items(Rss, "feed.txt");

        Assert.Equal([0, 1, 2], items.Select(item => item.Item));
        Assert.Equal("no-article-text", items[1].Rejection?.Code);
        Assert.Equal((ArticleNotice.Correction, "https://wire.example/cars/3", "2027-03-15T06:30:00Z"), (items[2].Article!.Notice, items[2].Article!.Url, items[2].Article!.Published));
        Assert.Equal([$"{Second} It was told twice."], items[2].Article!.Paragraphs);
    }

    [Fact]
    public void An_entry_of_atom_is_an_article()
    {
        IReadOnlyList<ReadItem> items = Reading.Items(Atom, "feed.xml");

        Article article = items[0].Article!;
        Assert.Equal([First, Second], article.Paragraphs);
        Assert.Equal(
            ("Renault & Nissan", "Jane Doe, John Roe", "Harbour Wire", "https://wire.example/cars/1", "2027-03-15T06:30:00Z", "en", "tag:wire.example,2027:1"),
            (article.Title, article.Byline, article.Source, article.Url, article.Published, article.Language, article.Identity));
        Assert.Equal([First, First, Second], items.Skip(1).Select(item => Assert.Single(item.Article!.Paragraphs)));
    }

    [Fact]
    public void An_item_of_rss_1_is_an_article()
    {
        Article article = Reading.Xml(Rdf);

        Assert.Equal([First], article.Paragraphs);
        Assert.Equal(("Renault and Nissan", "https://wire.example/cars/1", "2027-03-15T06:30:00Z", "https://wire.example/cars/1"), (article.Title, article.Url, article.Published, article.Identity));
    }

    [Theory]
    [InlineData("""<rss><channel><item><title>T</title><author>jane@paper.example (Jane Doe)</author><description>BODY</description></item></channel></rss>""", "Jane Doe")]
    [InlineData("""<rss><channel><item><title>T</title><author>Jane Doe</author><description>BODY</description></item></channel></rss>""", "Jane Doe")]
    [InlineData("""<rss><channel><item><title>T</title><description>BODY</description></item></channel></rss>""", null)]
    public void An_author_is_told_with_and_without_address(string rss, string? byline) =>
        Assert.Equal(byline, Reading.Xml(rss.Replace("BODY", First, StringComparison.Ordinal)).Byline);

    [Fact]
    public void The_origin_of_an_item_is_its_source_rather_than_the_feed() => Assert.Equal(
        "Paris Gazette", Reading.Xml($"<rss><channel><title>Aggregator</title><item><source url='https://gazette.example/feed'>Paris Gazette</source><description>{First}</description></item></channel></rss>").Source);

    [Fact]
    public void Plain_text_in_rss_keeps_its_lines_and_entities() => Assert.Equal(
        [$"{First} R&D", Second], Reading.Xml($"<rss><channel><item><description>{First} R&amp;D\n\n{Second}</description></item></channel></rss>").Paragraphs);

    [Fact]
    public void A_digits_only_guid_is_unique_within_the_host() => Assert.Equal(
        "wire.example/17", Reading.Xml($"<rss><channel><item><guid>17</guid><link>https://wire.example/cars/17</link><description>{First}</description></item></channel></rss>").Identity);

    [Fact]
    public void More_items_than_the_limit_are_rejected_together()
    {
        string rss = $"<rss><channel>{string.Concat(Enumerable.Repeat("<item><description>x</description></item>", 3))}</channel></rss>";

        Assert.Equal("too-many-articles", Assert.Single(Reading.Items(rss, "feed.xml", new ReadingLimits { MaxArticlesPerFile = 2 })).Rejection?.Code);
    }

    [Fact]
    public void An_empty_feed_is_rejected() => Assert.Equal("no-article-text", Reading.Rejected("<rss version='2.0'><channel><title>T</title></channel></rss>", "feed.xml").Code);
}
