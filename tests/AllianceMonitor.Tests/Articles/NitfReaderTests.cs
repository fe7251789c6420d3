using System.Text;
using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Articles;

public class NitfReaderTests
{
    private const string First = "Renault will cut its holding in Nissan to 15%, the two companies said in a joint statement on Thursday evening.";
    private const string Second = "The boards of both companies still have to approve the agreement, which ends months of talks.";

    private static string Nitf(string docdata = "<docdata management-status='usable'>", string? content = null) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <!DOCTYPE nitf SYSTEM "nitf-3-2.dtd">
        <nitf version="-//IPTC//DTD NITF 3.2//EN" baselang="en-GB">
          <head>
            <title>Renault-Nissan</title>
            {docdata}
              <doc-id regsrc="HW" id-string="HW.20270315.A1"/>
              <date.issue norm="20270315T073000+0100"/>
              <date.release norm="20270315T090000Z"/>
              <ed-msg info="EDITORS: adds quote"/>
              <doc.copyright holder="Harbour Wire Ltd"/>
            </docdata>
            <pubdata name="The Bulletin" date.publication="20270316"/>
          </head>
          <body>
            <body.head>
              <hedline><hl1>Renault cuts Nissan&nbsp;stake</hl1><hl2>Boards to vote</hl2></hedline>
              <byline>By <person>Jane Doe</person></byline>
              <distributor>Harbour Wire</distributor>
              <dateline><location>PARIS</location></dateline>
              <abstract><p>An abstract.</p></abstract>
            </body.head>
            <body.content>{content ?? $"<block><p lede='true'>PARIS (Harbour Wire) - {First}</p><media media-type='image'><media-reference source='1.jpg'/><media-caption>A picture of a car.</media-caption></media><hl2>What comes next</hl2><p>{Second}</p><table><tr><td>Stake</td><td>15%</td></tr></table></block>"}</body.content>
            <body.end><tagline>Jane covers cars.</tagline></body.end>
          </body>
        </nitf>
        """;

    [Fact]
    public void An_nitf_document_is_an_article()
    {
        Article article = Reading.Xml(Nitf());

        Assert.Equal([First, "What comes next", Second, "Stake | 15%"], article.Paragraphs);
        Assert.Equal(
            (ArticleFormat.Xml, "Renault cuts Nissan stake", "Jane Doe", "Harbour Wire", "2027-03-15T06:30:00Z", "en", "HW.20270315.A1", ArticleNotice.None),
            (article.Format, article.Title, article.Byline, article.Source, article.Published, article.Language, article.Identity, article.Notice));
    }

    [Fact]
    public void Without_content_the_abstract_is_the_text() => Assert.Equal(["An abstract."], Reading.Xml(Nitf(content: "")).Paragraphs);

    [Theory]
    [InlineData("canceled")]
    [InlineData("cancelled")]
    [InlineData("killed")]
    [InlineData("withdrawn")]
    public void A_canceled_document_is_a_retraction(string status)
    {
        Article article = Reading.Xml($"<nitf><head><title>Renault sells all shares</title><docdata management-status='{status}'><doc-id id-string='A1'/></docdata></head><body/></nitf>");

        Assert.Equal((ArticleNotice.Retraction, "A1", "Renault sells all shares"), (article.Notice, article.Identity, article.Title));
    }

    [Fact]
    public void The_status_may_stand_at_the_publication_data() => Assert.Equal(
        ArticleNotice.Retraction, Reading.Xml("<nitf><head><title>T</title><pubdata management-status='canceled'/></head><body/></nitf>").Notice);

    [Fact]
    public void A_withheld_document_is_rejected() => Assert.Equal("withheld", Reading.Rejected(Nitf("<docdata management-status='withheld'>"), "a.xml").Code);

    [Theory]
    [InlineData(null, "embargoed: until 2027-03-15T09:00:00Z")]
    [InlineData("2027-03-15T08:59:59Z", "embargoed: until 2027-03-15T09:00:00Z")]
    [InlineData("2027-03-15T09:00:00Z", null)]
    public void An_embargoed_document_is_held_until_its_release(string? droppedAt, string? rejection)
    {
        DateTimeOffset? drop = droppedAt is null ? null : DateTimeOffset.Parse(droppedAt, System.Globalization.CultureInfo.InvariantCulture);

        ReadItem item = Assert.Single(new ArticleReader(new ReadingLimits()).Read(
            "a.xml", Encoding.UTF8.GetBytes(Nitf("<docdata management-status='embargoed'>")), new ArticleReader.DropMetadata(DroppedAt: drop)));

        Assert.True(rejection is null ? item.Rejection is null : item.Rejection!.ToString().StartsWith(rejection, StringComparison.Ordinal), item.Rejection?.ToString());
    }

    [Fact]
    public void An_embargo_without_end_is_rejected() => Assert.Equal(
        "embargoed", Reading.Rejected($"<nitf><head><docdata management-status='embargoed'/></head><body><body.content><p>{First}</p></body.content></body></nitf>", "a.xml").Code);

    [Fact]
    public void Several_documents_in_one_file_are_several_items() => Assert.Equal(
        [First, Second],
        Reading.Items($"<?xml version='1.0'?><nitf-doc><nitf><body><body.content><p>{First}</p></body.content></body></nitf><nitf><body><body.content><p>{Second}</p></body.content></body></nitf></nitf-doc>", "a.xml")
            .Select(item => Assert.Single(item.Article!.Paragraphs)));

    [Fact]
    public void A_message_to_editors_is_heard() => Assert.Equal(
        ArticleNotice.Correction, Reading.Xml($"<nitf><head><docdata><ed-msg info='Corrects figure in first paragraph'/></docdata></head><body><body.content><p>{First}</p></body.content></body></nitf>").Notice);
}
