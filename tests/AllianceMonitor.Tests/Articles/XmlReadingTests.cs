using System.Text;
using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Articles;

public class XmlReadingTests
{
    private const string Body = "Société Générale’s analysts said on Thursday that Renault will cut its holding in Nissan to 15%.";

    private static string Feed(string body = Body, string prolog = "") => $"{prolog}<rss version=\"2.0\"><channel><item><title>T</title><description>{body}</description></item></channel></rss>";

    static XmlReadingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("iso-8859-1", "windows-1252")]
    [InlineData("windows-1252", "windows-1252")]
    [InlineData("utf-8", "utf-8")]
    public void The_encoding_of_the_declaration_is_believed(string declared, string read)
    {
        string xml = Feed(prolog: $"<?xml version='1.0' encoding='{declared}'?>\n");

        Article article = Reading.Accepted(new ArticleReader(new ReadingLimits()).Read("feed", Encoding.GetEncoding(declared == "iso-8859-1" ? "windows-1252" : declared).GetBytes(xml)));

        Assert.Equal((Body, read), (Assert.Single(article.Paragraphs), article.Encoding));
    }

    [Fact]
    public void Utf_16_is_read_with_its_byte_order_mark() => Assert.Equal(
        [Body], Reading.Accepted(new ArticleReader(new ReadingLimits()).Read("feed", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Feed(prolog: "<?xml version='1.0' encoding='utf-16'?>"))])).Paragraphs);

    [Theory]
    [InlineData("an entity bomb", """<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>""")]
    [InlineData("an external entity", """<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>""")]
    [InlineData("a parameter entity", """<!DOCTYPE rss SYSTEM "x.dtd" [<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;]>""")]
    [InlineData("an element", """<?xml version="1.0"?><!-- x --><!DOCTYPE rss [ <!ELEMENT rss ANY> ]>""")]
    public void A_document_that_declares_something_is_refused(string what, string prolog) =>
        Assert.True(Reading.Rejected(Feed("&x;", prolog), "feed.xml").Code == "dtd-prohibited", what);

    [Theory]
    [InlineData("<!DOCTYPE rss>")]
    [InlineData("""<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1:1/rss-0.91.dtd">""")]
    [InlineData("""<?xml version="1.0"?><!-- a comment --><?xml-stylesheet href="x.css"?><!DOCTYPE rss SYSTEM "rss.dtd">""")]
    public void A_doctype_that_declares_nothing_is_passed_over_and_not_fetched(string prolog) => Assert.Equal([Body], Reading.Xml(Feed(prolog: prolog)).Paragraphs);

    [Theory]
    [InlineData("<rss><channel><item>", "line 1, column")]
    [InlineData("<rss>\n<channel></rss>", "line 2, column")]
    [InlineData("<rss><channel>&undefined;</channel></rss>", "line 1, column")]
    [InlineData("<rss a='1' a='2'/>", "line 1, column")]
    [InlineData("<rss", "line 1, column")]
    [InlineData("<rss><!DOCTYPE x></rss>", "line 1, column")]
    public void Broken_xml_is_rejected_with_the_place(string xml, string place)
    {
        Rejection rejection = Reading.Rejected(xml + (xml.EndsWith('s') ? " " : ""), "feed.xml");

        Assert.Equal("invalid-xml", rejection.Code);
        Assert.Contains(place, rejection.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><invoice><p>Renault</p></invoice>", "<invoice>")]
    [InlineData("<?xml version=\"1.0\"?><kml:kml xmlns:kml=\"x\"/>", "<kml>")]
    public void Xml_of_another_kind_is_rejected_by_its_root(string xml, string root)
    {
        Rejection rejection = Reading.Rejected(xml, "a.xml");

        Assert.Equal("unsupported-format", rejection.Code);
        Assert.Contains(root, rejection.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, null)]
    [InlineData(1_001, "too-deep")]
    [InlineData(200_000, "too-deep")]
    public void Elements_may_be_nested_so_deep_and_no_deeper(int depth, string? code) => Assert.Equal(
        code, Assert.Single(Reading.Items(Feed($"{string.Concat(Enumerable.Repeat("<b>", depth))}{Body}{string.Concat(Enumerable.Repeat("</b>", depth))}"), "a.xml")).Rejection?.Code);

    [Fact]
    public void A_page_in_xhtml_is_a_page() => Assert.Equal(
        ArticleFormat.Html, Reading.Html($"<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"x.dtd\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>{Body}</p></body></html>").Format);

    [Fact]
    public void Html_entities_need_no_dtd() => Assert.Equal(["Citroën & Renault – a pair of carmakers & < more."], Reading.Xml(Feed("Citro&euml;n &amp; Renault &ndash; a pair of&nbsp;carmakers &amp; &lt; more.")).Paragraphs);

    [Fact]
    public void Characters_that_xml_forbids_and_bidirectional_overrides_go() =>
        Assert.Equal([Body], Reading.Xml(Feed($"\u202E{Body[..10]}\u000B&#x1F;{Body[10..]}\u0008")).Paragraphs);
}
