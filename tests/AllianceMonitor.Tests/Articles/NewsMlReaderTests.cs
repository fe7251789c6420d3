using System.Text;
using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Articles;

public class NewsMlReaderTests
{
    private const string First = "Renault will cut its holding in Nissan to 15%, the two companies said in a joint statement on Thursday evening.";
    private const string Second = "The boards of both companies still have to approve the agreement, which ends months of talks.";
    private const string Xhtml = $"""<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><h1>Renault cuts Nissan stake</h1><p>{First}</p><p>{Second}</p></body></html></inlineXML>""";
    private const string Nitf = $"""<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline><hl1>Renault cuts Nissan stake</hl1></hedline></body.head><body.content><p>{First}</p><p>{Second}</p></body.content></body></nitf></inlineXML>""";

    private static string Item(string content, string status = "stat:usable", string meta = "", string itemClass = "ninat:text", string guid = "urn:newsml:wire.example:20270315:A1") => $"""
        <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="3" standard="NewsML-G2" standardversion="2.29" conformance="power" xml:lang="en-GB">
          <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_35.xml"/>
          <rightsInfo><copyrightHolder><name>Harbour Wire Ltd</name></copyrightHolder></rightsInfo>
          <itemMeta>
            <itemClass qcode="{itemClass}"/><provider qcode="nprov:HARBOURWIRE"><name>Harbour Wire</name></provider>
            <versionCreated>2027-03-15T07:30:00+01:00</versionCreated><firstCreated>2027-03-15T05:00:00Z</firstCreated>
            {meta}<pubStatus qcode="{status}"/>
          </itemMeta>
          <contentMeta><creator><name>Jane Doe</name></creator><creator literal="John Roe"/><headline>Renault cuts Nissan stake</headline><slugline>RENAULT-NISSAN</slugline></contentMeta>
          <contentSet>{content}</contentSet>
        </newsItem>
        """;

    [Theory]
    [InlineData("XHTML", Xhtml)]
    [InlineData("NITF", Nitf)]
    [InlineData("plain text", $"""<inlineData contenttype="text/plain">{First}&#10;&#10;{Second}</inlineData>""")]
    [InlineData("HTML", $"""<inlineData contenttype="text/html">&lt;p&gt;{First}&lt;/p&gt;&lt;p&gt;{Second}&lt;/p&gt;</inlineData>""")]
    [InlineData("a picture before the text", $"""<remoteContent href="https://wire.example/1.jpg" contenttype="image/jpeg"/><inlineData contenttype="text/plain">{First}&#10;{Second}</inlineData>""")]
    public void A_news_item_is_an_article(string form, string content)
    {
        Article article = Reading.Xml(Item(content));

        Assert.True(article.Paragraphs.SequenceEqual([First, Second]), form);
        Assert.Equal(
            (ArticleFormat.Xml, "Renault cuts Nissan stake", "Jane Doe, John Roe", "Harbour Wire", "2027-03-15T06:30:00Z", "en", "urn:newsml:wire.example:20270315:A1"),
            (article.Format, article.Title, article.Byline, article.Source, article.Published, article.Language, article.Identity));
    }

    [Fact]
    public void Every_item_of_a_message_has_its_own_outcome()
    {
        string message = $"""
            <newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2027-03-15T06:31:00Z</sent></header>
            <itemSet><packageItem guid="urn:p"><groupSet root="r"/></packageItem>{Item(Xhtml, guid: "urn:1")}{Item("<remoteContent href='1.jpg' contenttype='image/jpeg'/>", itemClass: "ninat:picture", guid: "urn:2")}{Item("", "stat:canceled", guid: "urn:3")}{Item(Nitf, "stat:withheld", guid: "urn:4")}</itemSet></newsMessage>
            """;

        IReadOnlyList<ReadItem> items = Reading.Items(message, "message");

        Assert.Equal(["urn:1", null, "urn:3", null], items.Select(item => item.Article?.Identity));
        Assert.Equal([null, "no-article-text", null, "withheld"], items.Select(item => item.Rejection?.Code));
        Assert.Contains("ninat:picture", items[1].Rejection!.Sentence, StringComparison.Ordinal);
        Assert.Equal(ArticleNotice.Retraction, items[2].Article!.Notice);
        Assert.Empty(items[2].Article!.Paragraphs);
    }

    [Fact]
    public void An_embargo_is_held_against_the_time_of_the_drop()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Item(Xhtml, meta: "<embargoed>2027-03-15T10:00:00+01:00</embargoed>"));
        var reader = new ArticleReader(new ReadingLimits());

        Assert.Equal("embargoed", Assert.Single(reader.Read("a.xml", bytes, new ArticleReader.DropMetadata(DroppedAt: new DateTimeOffset(2027, 3, 15, 8, 0, 0, TimeSpan.Zero)))).Rejection?.Code);
        Assert.NotNull(Assert.Single(reader.Read("a.xml", bytes, new ArticleReader.DropMetadata(DroppedAt: new DateTimeOffset(2027, 3, 15, 9, 0, 0, TimeSpan.Zero)))).Article);
    }

    [Fact]
    public void A_note_to_editors_is_heard() => Assert.Equal(ArticleNotice.Correction, Reading.Xml(Item(Xhtml, meta: "<edNote>Corrects headline.</edNote>")).Notice);

    [Fact]
    public void A_provider_may_be_a_code_alone() => Assert.Equal(
        "REUTERS", Reading.Xml(Item(Xhtml).Replace("""<provider qcode="nprov:HARBOURWIRE"><name>Harbour Wire</name></provider>""", """<provider qcode="nprov:REUTERS"/>""", StringComparison.Ordinal)).Source);
}
