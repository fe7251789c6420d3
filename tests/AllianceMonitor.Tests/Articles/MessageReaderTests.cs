using System.Text;
using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Articles;

public class MessageReaderTests
{
    private const string First = "Renault will cut its holding in Nissan to 15%, the two companies said in a joint statement on Thursday evening.";
    private const string Second = "The boards of both companies still have to approve the agreement, which ends months of talks.";

    private const string Headers = "Received: from mail.wire.example (mail.wire.example [192.0.2.1])\r\n\tby mx.desk.example; Mon, 15 Mar 2027 07:30:02 +0100\r\nFrom: \"Harbour Wire\" <news@wire.example>\r\nTo: desk@desk.example\r\nSubject: Renault cuts Nissan stake\r\nDate: Mon, 15 Mar 2027 07:30:00 +0100\r\nMessage-ID: <1@wire.example>\r\nMIME-Version: 1.0\r\n";

    static MessageReaderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static Article Read(string message, string name = "message.eml") => Reading.Accepted(Items(message, name));

    private static IReadOnlyList<ReadItem> Items(string message, string name = "message.eml", ReadingLimits? limits = null) =>
        new ArticleReader(limits ?? new ReadingLimits()).Read(name, Encoding.Latin1.GetBytes(message));

    [Fact]
    public void A_message_is_an_article()
    {
        Article article = Read($"{Headers}Content-Type: text/plain; charset=utf-8\r\nContent-Language: en-GB\r\n\r\nRenault cuts Nissan stake\r\n\r\n{First}\r\n\r\n{Second}\r\n\r\n-- \r\nHarbour Wire, Quay 1\r\n");

        Assert.Equal([First, Second], article.Paragraphs);
        Assert.Equal(
            (ArticleFormat.Eml, "utf-8", "Renault cuts Nissan stake", "Harbour Wire", "2027-03-15T06:30:00Z", "en", null),
            (article.Format, article.Encoding, article.Title, article.Source, article.Published, article.Language, article.Identity));
        Assert.Equal(["Harbour Wire, Quay 1"], article.RemovedBy("email-signature"));
    }

    [Theory]
    [InlineData("article.txt")]
    [InlineData("article.json")]
    [InlineData("article")]
    public void A_message_is_told_by_its_content(string name) => Assert.Equal(ArticleFormat.Eml, Read($"{Headers}\r\n{First}\r\n", name).Format);

    [Theory]
    [InlineData("line feeds alone", "\n")]
    [InlineData("network line ends", "\r\n")]
    public void Lines_may_end_either_way(string how, string end)
    {
        string message = $"{Headers}Content-Type: multipart/mixed; boundary=b\r\n\r\nNot for you.\r\n--b\r\n\r\n{First}\r\n--b--\r\nNor this.\r\n";

        Assert.True(Read(message.Replace("\r\n", end, StringComparison.Ordinal)).Paragraphs.SequenceEqual([First]), how);
    }

    [Fact]
    public void Of_alternatives_the_page_is_read()
    {
        Article article = Read($"""
            {Headers}Content-Type: multipart/alternative; boundary="a b"

            --a b
            Content-Type: text/plain

            Read this in a browser.
            --a b
            Content-Type: multipart/related; boundary=r

            --r
            Content-Type: text/html; charset=utf-8

            <html lang="en"><head><title>Newsletter</title></head><body><table><tr><td><h1>Renault cuts Nissan stake</h1><p>{First}</p><p>{Second}</p></td></tr></table></body></html>
            --r
            Content-Type: image/png
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --r--
            --a b--
            """);

        Assert.Equal([First, Second], article.Paragraphs);
        Assert.Equal("Renault cuts Nissan stake", article.Title);
    }

    [Fact]
    public void Where_the_page_says_nothing_the_plain_text_is_read() => Assert.Equal(
        [First], Read($"{Headers}Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n{First}\n--b\nContent-Type: text/html\n\n<html><body><img src=x></body></html>\n--b--\n").Paragraphs);

    [Theory]
    [InlineData("quoted-printable in UTF-8", "utf-8", "quoted-printable", "Citro=C3=ABn and Renault=E2=80=99s partners will cut th=\r\neir stakes, they said on Thursday evening. 1 =3D 1")]
    [InlineData("quoted-printable in windows-1252", "windows-1252", "quoted-printable", "Citro=EBn and Renault=92s partners will cut their sta=  \r\nkes, they said on Thursday evening. 1 =3D 1")]
    [InlineData("Latin-1 that is windows-1252", "iso-8859-1", "Quoted-Printable", "Citro=EBn and Renault=92s partners will cut their stakes, they said on Thursday evening. 1 = 1")]
    [InlineData("base64", "utf-8", "base64", "Q2l0cm/Dq24gYW5kIFJlbmF1bHTigJlzIHBhcnRuZXJzIHdpbGwgY3V0IHRoZWlyIHN0YWtl\r\ncywgdGhleSBzYWlkIG9uIFRodXJzZGF5IGV2ZW5pbmcuIDEgPSAx")]
    [InlineData("8 bits without a charset", null, "8bit", "Citro\u00EBn and Renault\u0092s partners will cut their stakes, they said on Thursday evening. 1 = 1")]
    public void Transfer_encodings_and_charsets_are_undone(string how, string? charset, string encoding, string text)
    {
        string type = charset is null ? "text/plain" : $"text/plain; charset=\"{charset}\"";

        Article article = Read($"{Headers}Content-Type: {type}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{text}\r\n");

        Assert.True(article.Paragraphs.SequenceEqual(["Citroën and Renault’s partners will cut their stakes, they said on Thursday evening. 1 = 1"]), $"{how}: {article.Paragraphs[0]}");
    }

    [Fact]
    public void A_page_that_a_browser_saved_is_read_with_its_address()
    {
        Article article = Read($"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/cars/1\r\nSubject: Renault cuts Nissan stake\r\nDate: Mon, 15 Mar 2027 06:30:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----MultipartBoundary--x----\"\r\n\r\n------MultipartBoundary--x----\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><article><p>{First}</p><p>{Second}</p></article></body></html>\r\n------MultipartBoundary--x------\r\n", "page.mhtml");

        Assert.Equal([First, Second], article.Paragraphs);
        Assert.Equal(("https://news.example/cars/1", "https://news.example/cars/1", null, "2027-03-15T06:30:00Z"), (article.Url, article.Identity, article.Source, article.Published));
    }

    [Fact]
    public void Attachments_are_not_read()
    {
        Article article = Read($"{Headers}Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{First}\n--b\nContent-Type: text/plain; name=x.txt\nContent-Disposition: attachment; filename=\"x.txt\"\n\n{Second}\n--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0x\n--b--\n");

        Assert.Equal([First], article.Paragraphs);
    }

    [Fact]
    public void An_enclosed_message_is_an_item_of_its_own()
    {
        IReadOnlyList<ReadItem> items = Items($"{Headers}Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{First}\n--b\nContent-Type: message/rfc822\n\nFrom: Paris Gazette <x@gazette.example>\nSubject: Fwd: Boards to vote\nDate: 14 Mar 2027 06:00 GMT\n\n{Second}\n--b--\n");

        Assert.Equal([(0, First, "Renault cuts Nissan stake", "Harbour Wire"), (1, Second, "Boards to vote", "Paris Gazette")],
            items.Select(item => (item.Item, item.Article!.Paragraphs[0], item.Article.Title!, item.Article.Source!)));
    }

    [Fact]
    public void A_message_that_only_forwards_is_no_item() => Assert.Equal(
        "Boards to vote", Read($"{Headers}Content-Type: message/rfc822\n\nFrom: x@gazette.example\nSubject: Boards to vote\n\n{Second}\n").Title);

    [Fact]
    public void A_digest_is_as_many_items_as_messages() => Assert.Equal(
        ["One", "Two"],
        Items($"{Headers}Content-Type: multipart/digest; boundary=b\n\n--b\n\nFrom: a@b.example\nSubject: One\n\n{First}\n--b\n\nFrom: a@b.example\nSubject: Two\n\n{Second}\n--b--\n").Select(item => item.Article!.Title));

    [Fact]
    public void Flowing_lines_are_joined() => Assert.Equal(
        [First, Second],
        Read($"{Headers}Content-Type: text/plain; format=flowed\n\n{First.Replace(" Nissan ", " Nissan \n", StringComparison.Ordinal)}\n\n{Second.Replace(" still ", " still \n", StringComparison.Ordinal)}\n").Paragraphs);

    [Theory]
    [InlineData("no text", "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0x\n", "no-article-text")]
    [InlineData("nothing at all", "\n", "no-article-text")]
    [InlineData("encrypted", "Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/octet-stream\n\nx\n--b--\n", "encrypted")]
    [InlineData("an unknown transfer encoding", "Content-Type: text/plain\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644\n", "unsupported-format")]
    [InlineData("an archive inside", "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nUEsDBBQAAAAIAA==\n", "binary")]
    public void What_cannot_be_read_is_rejected(string what, string rest, string code) => Assert.True(Assert.Single(Items(Headers + rest)).Rejection?.Code == code, what);

    [Fact]
    public void A_message_that_was_cut_off_is_read_as_far_as_it_goes() => Assert.Equal(
        [First], Read($"{Headers}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n{First}\n").Paragraphs);

    [Fact]
    public void Parts_may_be_nested_so_deep_and_no_deeper()
    {
        string message = Headers;
        for (int i = 0; i < 40; i++)
        {
            message += $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n";
        }

        Assert.Equal("too-deep", Assert.Single(Items(message + "\n" + First)).Rejection?.Code);
    }

    [Fact]
    public void More_parts_than_the_limit_are_rejected() => Assert.Equal(
        "too-many-parts",
        Assert.Single(Items($"{Headers}Content-Type: multipart/mixed; boundary=b\n\n{string.Concat(Enumerable.Repeat("--b\n\nx\n", 4))}--b--\n", limits: new ReadingLimits { MaxMessageParts = 4 })).Rejection?.Code);

    [Fact]
    public void More_enclosed_messages_than_articles_allowed_are_rejected() => Assert.Equal(
        "too-many-articles",
        Assert.Single(Items($"{Headers}Content-Type: multipart/digest; boundary=b\n\n{string.Concat(Enumerable.Repeat($"--b\n\nSubject: x\n\n{First}\n", 3))}--b--\n", limits: new ReadingLimits { MaxArticlesPerFile = 2 })).Rejection?.Code);

    [Theory]
    [InlineData("=?utf-8?Q?Citro=C3=ABn_cuts_stake?=", "Citroën cuts stake")]
    [InlineData("=?UTF-8?B?Q2l0cm/Dq24gY3V0cyBzdGFrZQ==?=", "Citroën cuts stake")]
    [InlineData("=?iso-8859-1?q?Citro=EBn?= cuts =?utf-8?q?stake?=", "Citroën cuts stake")]
    [InlineData("=?utf-8?q?Citro=C3?=\r\n =?utf-8?q?=ABn_cuts?=  =?utf-8?q?_stake?=", "Citroën cuts stake")]
    [InlineData("Re: FW: =?utf-8?q?Citro=C3=ABn?= cuts stake", "Citroën cuts stake")]
    [InlineData("=?no-such?q?Citroen_cuts?= stake", "Citroen cuts stake")]
    [InlineData("=?broken? cuts =?utf-8?x?y?= stake", "=?broken? cuts =?utf-8?x?y?= stake")]
    [InlineData("Citro\u00EBn cuts\r\n\tstake", "Citroën cuts stake")]
    public void A_subject_is_decoded(string subject, string title) => Assert.Equal(title, Read($"From: a@b.example\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n\r\n{First}\r\n").Title);

    [Theory]
    [InlineData("\"Harbour Wire\" <news@wire.example>", "Harbour Wire")]
    [InlineData("Harbour Wire <news@wire.example>", "Harbour Wire")]
    [InlineData("=?utf-8?q?Hafen-B=C3=B6rse?= <news@wire.example>", "Hafen-Börse")]
    [InlineData("news@wire.example (Harbour Wire)", "Harbour Wire")]
    [InlineData("news@wire.example", "wire.example")]
    [InlineData("<news@wire.example>", "wire.example")]
    [InlineData("<Saved by Blink>", null)]
    [InlineData("nobody", null)]
    [InlineData(null, null)]
    public void The_sender_is_the_source(string? from, string? source) => Assert.Equal(source, MessageReader.Sender(from));

    [Theory]
    [InlineData("To: the readers of this paper\n\nRenault will cut its holding in Nissan to 15%, the two companies said on Thursday.")]
    [InlineData("Date: 15 March 2027\nSource: Harbour Wire\n\nRenault will cut its holding in Nissan to 15%, the two companies said on Thursday.")]
    [InlineData("Subject to approval: Renault will cut its holding in Nissan to 15%, the two companies said on Thursday.")]
    [InlineData("From Paris: Renault will cut its holding in Nissan to 15%, the two companies said on Thursday.")]
    [InlineData("UPDATE: Renault will cut its holding in Nissan to 15%, the two companies said on Thursday.")]
    public void A_text_with_colons_is_no_message(string text) => Assert.Equal(ArticleFormat.Text, Reading.Text(text).Format);

    [Fact]
    public void A_correction_in_the_subject_is_a_notice() =>
        Assert.Equal(ArticleNotice.Correction, Read($"From: a@b.example\nSubject: CORRECTED-Renault cuts stake\nDate: 15 Mar 2027 06:00 GMT\n\n{First}\n").Notice);

    [Fact]
    public void Invalid_bytes_in_a_part_are_flagged()
    {
        byte[] bytes = [.. Encoding.ASCII.GetBytes($"{Headers}Content-Type: text/plain; charset=utf-8\n\n"), .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Société Générale über Renault. ", 20))), 0xC3, 0x28];

        Assert.Contains("replaced-bytes", Reading.Accepted(new ArticleReader(new ReadingLimits()).Read("a.eml", bytes)).Flags);
    }
}
