using System.Text;
using System.Text.Json;
using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace AllianceMonitor.Tests.Articles;

/// <summary>Whatever is dropped, the reader says for each item what it is or why it is not.</summary>
public class ReadingProperties
{
    private const string First = "Renault will cut its holding in Nissan to 15%, the two companies said in a joint statement on Thursday evening.";

    private static readonly ArticleReader Reader = new(new ReadingLimits());

    private static readonly string[] Samples =
    [
        $"Renault cuts stake\n\nPARIS (Reuters) - {First}\n\nCorrection: The stake is 15%.\n",
        $"<html><head><meta charset=utf-8><title>T</title></head><body><nav>x</nav><article><h1>T</h1><p>{First}<p>{First} Again.<table><tr><td>a<td>b</table></article></body></html>",
        $$"""{"uri":"urn:1","pubstatus":"usable","embargoed":"2027-01-01T00:00:00Z","headlines":[{"role":"main","value":"T"}],"bodies":[{"contenttype":"text/html","value":"<p>{{First}}</p>"}]}""",
        $$"""{"articles":[{"title":"T","url":"https://x.example/1","content":"{{First}}"},{"title":null}]}""",
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?><!DOCTYPE rss SYSTEM \"x\"><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>W</title><item><title>T &amp;amp; U</title><guid>1</guid><pubDate>Mon, 15 Mar 2027 07:30:00 +0100</pubDate><content:encoded><![CDATA[<p>{First}</p>]]></content:encoded></item></channel></rss>",
        $"<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>urn:1</id><title type=\"html\">T</title><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>{First}</p></div></content></entry></feed>",
        $"<nitf><head><docdata management-status=\"usable\"><doc-id id-string=\"1\"/><date.issue norm=\"20270315T073000+0100\"/></docdata></head><body><body.head><hedline><hl1>T</hl1></hedline></body.head><body.content><p>{First}</p></body.content></body></nitf>",
        $"<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet><newsItem guid=\"urn:1\"><itemMeta><pubStatus qcode=\"stat:usable\"/><embargoed>2027-01-01T00:00:00Z</embargoed></itemMeta><contentSet><inlineXML><html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>{First}</p></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>",
        $"Received: x\r\nFrom: \"W\" <a@b.example>\r\nSubject: =?utf-8?q?T=C3=A9?=\r\nDate: Mon, 15 Mar 2027 07:30:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"a\"\r\n\r\n--a\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=windows-1252; format=flowed\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{First} =3D=\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+UmVuYXVsdCBjdXRzIGl0cyBzdGFrZSBpbiBOaXNzYW4uPC9wPg==\r\n--b--\r\n--a\r\nContent-Type: message/rfc822\r\n\r\nSubject: U\r\n\r\n{First}\r\n--a--\r\n",
    ];

    [Fact]
    public void Any_bytes_give_an_article_or_a_reason() =>
        Prop.ForAll<byte[]>(bytes => IsDecided(bytes ?? [])).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Any_text_behind_any_beginning_gives_an_article_or_a_reason()
    {
        string[] beginnings = ["", "{", "[{\"body\":\"", "<rss><channel><item><description>", "<nitf><body><body.content>", "<!DOCTYPE rss [", "<?xml version='1.0'?>", "From: a\nSubject: b\nDate: c\n", "From: a\nSubject: b\nMIME-Version: 1\nContent-Type: multipart/mixed; boundary=", "=?utf-8?q?", "Correction: ", "This article "];
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), Gen.Elements(beginnings).ToArbitrary(), (text, beginning) => IsDecided(Encoding.UTF8.GetBytes(beginning + text)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }

    [Fact]
    public void Every_file_of_the_json_test_suite_gives_an_article_or_a_reason()
    {
        foreach (string path in Directory.EnumerateFiles(Repository.Shared("corpora", "naughty", "json")))
        {
            Assert.True(IsDecided(File.ReadAllBytes(path)), path);
        }
    }

    [Fact]
    public void Every_naughty_string_may_stand_anywhere()
    {
        string[] strings = JsonSerializer.Deserialize<string[]>(File.ReadAllText(Repository.Shared("corpora", "naughty", "blns.json")))!;
        foreach (string naughty in strings)
        {
            string json = JsonSerializer.Serialize(naughty), xml = System.Net.WebUtility.HtmlEncode(naughty);
            string[] files =
            [
                $"{naughty}\n\n{First}\n\n{naughty}",
                $"<html><body><h1>{naughty}</h1><p>{naughty}</p><p>{First}</p></body></html>",
                $"{{{json}:{json},\"title\":{json},\"uri\":{json},\"published\":{json},\"pubstatus\":{json},\"body\":{json}}}",
                $"<rss><channel><item><title>{xml}</title><guid>{xml}</guid><pubDate>{xml}</pubDate><description>{xml}</description></item></channel></rss>",
                $"From: {naughty}\nSubject: {naughty}\nDate: {naughty}\nContent-Type: {naughty}\n\n{naughty}",
            ];
            Assert.All(files, file => Assert.True(IsDecided(Encoding.UTF8.GetBytes(file)), file));
            Assert.All(files, file => Assert.True(IsDecided(Encoding.UTF8.GetBytes(file), naughty), $"{file} named {naughty}"));
        }
    }

    [Fact]
    public void Every_sample_is_an_article() => Assert.All(Samples, sample => Assert.NotNull(Reader.Read("sample", Encoding.UTF8.GetBytes(sample))[0].Article));

    [Fact]
    public void A_sample_that_is_cut_off_anywhere_gives_an_article_or_a_reason()
    {
        foreach (byte[] bytes in Samples.Select(Encoding.UTF8.GetBytes))
        {
            for (int length = 0; length < bytes.Length; length += 3)
            {
                Assert.True(IsDecided(bytes[..length]), $"{Encoding.UTF8.GetString(bytes)} cut off after {length} bytes");
            }
        }
    }

    [Fact]
    public void A_sample_with_any_damage_gives_an_article_or_a_reason()
    {
        var random = new System.Random(4711);
        foreach (byte[] sample in Samples.Select(Encoding.UTF8.GetBytes))
        {
            for (int round = 0; round < 400; round++)
            {
                byte[] damaged = Damage(sample, random);
                Assert.True(IsDecided(damaged), Convert.ToHexString(damaged));
            }
        }
    }

    [Theory]
    [InlineData("<rss><channel><item><description>", "<b>", 300_000)]
    [InlineData("<rss><channel>", "<item><description>x</description></item>", 50_000)]
    [InlineData("<rss a='", "&nbsp;", 500_000)]
    [InlineData("<rss><channel><item><author>", "@ ", 500_000)]
    [InlineData("<!DOCTYPE rss", " SYSTEM '", 300_000)]
    [InlineData("<?xml version='1.0'?>", "<!-- x -->", 200_000)]
    [InlineData("<nitf><body><body.content>", "<p><b/></p>", 50_000)]
    [InlineData("From: a\nDate: b\nSubject: ", "=?utf-8?q?", 200_000)]
    [InlineData("", "=?utf-8?q?", 200_000)]
    [InlineData("Subject: x\nMIME-Version: 1.0\nFrom: ", "(<\"", 300_000)]
    [InlineData("Subject: x\nMIME-Version: 1.0\n", "X-A: b\n c\n", 200_000)]
    [InlineData("Subject: x\nMIME-Version: 1.0\nContent-Type: text/plain", "; a=\"\\", 200_000)]
    [InlineData("Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n", "--b\n", 300_000)]
    [InlineData("Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n", "--bb\n", 300_000)]
    [InlineData("Subject: x\nMIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n\n", "=  ", 500_000)]
    [InlineData("{\"title\":\"x\",\"body\":\"", "\\\\", 1_000_000, "\\ud83d\"}")]
    [InlineData("{\"title\":\"x\",\"bodies\":[", "{\"value\":\"x\"},", 100_000)]
    [InlineData("<nitf><body><body.content>", "<media/><p>x</p>", 50_000, "</body.content></body></nitf>")]
    [InlineData("<nitf><body><body.content>", "<note><x:y xmlns:x='u'>a</x:y></note>", 10_000, "</body.content></body></nitf>")]
    [InlineData("", "a\n", 30_000)]
    [InlineData("", "\0", 3_000_000)]
    [InlineData("Renault will cut its stake in Nissan.\n\n", "\0\0\n\n", 500_000)]
    [InlineData("", "x", 8_000_000)]
    [InlineData("", "Renault will cut its stake in Nissan to 15%, ", 150_000)]
    [InlineData("{\"body\":", "[", 200_000)]
    [InlineData("<html><body><p>", "word ", 1_500_000)]
    [InlineData("<html><body>", "<p a=b=\"", 200_000)]
    [InlineData("<html><body>", "<div><y>a</y></div>", 10_000)]
    [InlineData("<newsMessage><itemSet>", "<newsItem/>", 100_000, "</itemSet></newsMessage>")]
    [InlineData("<newsItem><contentSet>", "<inlineData/>", 100_000, "</contentSet></newsItem>")]
    [InlineData("<rss><channel><item><description>x</description>", "<author>a@b (c)</author>", 50_000, "</item></channel></rss>")]
    [InlineData("<rss><channel><item><title>", "&amp;lt;b", 200_000, "</title></item></channel></rss>")]
    public void Hostile_files_are_decided_in_time(string start, string filler, int times, string end = "")
    {
        byte[] bytes = Encoding.UTF8.GetBytes(start + string.Concat(Enumerable.Repeat(filler, times)) + end);
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.True(IsDecided(bytes));

        // 2 s per MB is the aim; the machine may be busy.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{watch.Elapsed} for {bytes.Length} bytes");
    }

    private static bool IsDecided(byte[] bytes, string name = "x")
    {
        IReadOnlyList<ReadItem> items = Reader.Read(name, bytes);
        return items.Count > 0 && items.Select((item, index) => item.Item == index && (item.Article is null) != (item.Rejection is null)
            && (item.Rejection is null || (item.Rejection.Code.Length > 0 && item.Rejection.Sentence.Length > 0))
            && (item.Article is null || item.Article.Paragraphs.Count > 0 || item.Article.Notice == ArticleNotice.Retraction)).All(ok => ok);
    }

    /// <summary>Some bytes changed, dropped, doubled or swapped for others that mean something.</summary>
    private static byte[] Damage(byte[] sample, System.Random random)
    {
        List<byte> bytes = [.. sample];
        byte[] meaningful = "<>&;\"'{}[]:=-?/\r\n\0\u001B "u8.ToArray();
        for (int i = random.Next(1, 6); i > 0 && bytes.Count > 4; i--)
        {
            int at = random.Next(bytes.Count - 3);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, random.Next(1, Math.Min(40, bytes.Count - at))); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 60), bytes.Count - at))); break;
                case 3: bytes[at] = meaningful[random.Next(meaningful.Length)]; break;
                default: bytes.Insert(at, meaningful[random.Next(meaningful.Length)]); break;
            }
        }

        return [.. bytes];
    }
}
