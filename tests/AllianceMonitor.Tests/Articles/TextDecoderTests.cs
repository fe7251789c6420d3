using System.Text;
using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Articles;

public class TextDecoderTests
{
    private const string Sentence = "Renault’s Ampère unit is worth €8 billion, Société Générale said.";

    static TextDecoderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string, byte[], string> Readable => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Sentence), "utf-8" },
        { "UTF-8 with a byte order mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Sentence)], "utf-8" },
        { "UTF-16 little-endian with a byte order mark", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Sentence)], "utf-16" },
        { "UTF-16 big-endian with a byte order mark", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Sentence)], "utf-16BE" },
        { "UTF-32 with a byte order mark", [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(Sentence)], "utf-32" },
        { "windows-1252 that nothing declares", Encoding.GetEncoding(1252).GetBytes(Sentence), "windows-1252" },
    };

    [Theory]
    [InlineData("windows-1251", "Рено сократит долю в Ниссане до 15 процентов, сообщили обе компании в четверг вечером.")]
    [InlineData("koi8-r", "Рено сократит долю в Ниссане до 15 процентов, сообщили обе компании в четверг вечером.")]
    [InlineData("shift_jis", "ルノーは日産自動車への出資比率を15%に引き下げると、両社が木曜日の夜に発表した。取締役会の承認が必要となる。")]
    [InlineData("euc-jp", "ルノーは日産自動車への出資比率を15%に引き下げると、両社が木曜日の夜に発表した。取締役会の承認が必要となる。")]
    [InlineData("windows-1252", "Renault réduira sa participation à 15 %, ont déclaré les deux sociétés, à Boulogne-Billancourt. « C’est décidé », a-t-on précisé.")]
    [InlineData("windows-1252", "Société Générale über Citroën")]
    public void A_code_page_that_nothing_declares_is_told_by_the_letters(string encoding, string text) =>
        Assert.Equal(new TextDecoder.DecodedText(text, encoding, false), TextDecoder.Decode(Encoding.GetEncoding(encoding).GetBytes(text)).Text);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Xml_in_utf_16_needs_no_byte_order_mark(string encoding)
    {
        string xml = $"<?xml version='1.0' encoding='utf-16'?><x>{Sentence}</x>";

        Assert.Equal(new TextDecoder.DecodedText(xml, encoding, false), TextDecoder.Decode(Encoding.GetEncoding(encoding).GetBytes(xml)).Text);
    }


    [Theory]
    [MemberData(nameof(Readable))]
    public void Bytes_are_read_in_the_encoding_that_they_are_in(string how, byte[] bytes, string encoding)
    {
        (TextDecoder.DecodedText? decoded, Rejection? rejection) = TextDecoder.Decode(bytes);

        Assert.True(rejection is null, how);
        Assert.Equal(new TextDecoder.DecodedText(Sentence, encoding, false), decoded);
    }

    [Theory]
    [InlineData("<html><head><meta charset=windows-1251>", "windows-1251", "windows-1251")]
    [InlineData("<html><head><meta charset='koi8-r'>", "koi8-r", "koi8-r")]
    [InlineData("<html><head><meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-5\">", "iso-8859-5", "iso-8859-5")]
    [InlineData("<?xml version=\"1.0\" encoding=\"windows-1251\"?><html>", "windows-1251", "windows-1251")]
    public void A_declared_encoding_is_believed(string head, string written, string expected)
    {
        string text = $"{head}<p>Рено продаёт долю в АвтоВАЗе.</p>";

        TextDecoder.DecodedText? decoded = TextDecoder.Decode(Encoding.GetEncoding(written).GetBytes(text)).Text;

        Assert.Equal(new TextDecoder.DecodedText(text, expected, false), decoded);
    }

    /// <summary>Browsers read these labels as windows-1252 too (WHATWG Encoding, 4.2): else curly quotes would become control characters.</summary>
    [Theory]
    [InlineData("iso-8859-1")]
    [InlineData("latin1")]
    [InlineData("us-ascii")]
    public void Pages_that_call_windows_1252_by_an_older_name_keep_their_quotes(string label)
    {
        string html = $"<html><head><meta charset={label}></head><body><p>{Sentence}</p></body></html>";

        TextDecoder.DecodedText? decoded = TextDecoder.Decode(Encoding.GetEncoding(1252).GetBytes(html)).Text;

        Assert.Equal(new TextDecoder.DecodedText(html, "windows-1252", false), decoded);
    }

    /// <summary>A declaration that can be read byte by byte cannot be true of a wide encoding.</summary>
    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    [InlineData("utf-7")]
    [InlineData("no-such-charset")]
    [InlineData("")]
    public void An_impossible_declaration_is_ignored(string label)
    {
        string html = $"<html><head><meta charset=\"{label}\"></head><body><p>{Sentence}</p></body></html>";

        TextDecoder.DecodedText? decoded = TextDecoder.Decode(Encoding.UTF8.GetBytes(html)).Text;

        Assert.Equal(new TextDecoder.DecodedText(html, "utf-8", false), decoded);
    }

    [Fact]
    public void Damaged_utf_8_is_repaired_and_flagged()
    {
        string text = string.Concat(Enumerable.Repeat("Société Générale über Renault. ", 20));
        byte[] bytes = [.. Encoding.UTF8.GetBytes(text), 0xC3, 0x28, .. " The end."u8];

        Article article = Reading.Accepted(new ArticleReader(new ReadingLimits()).Read("damaged.txt", bytes));

        Assert.Equal("utf-8", article.Encoding);
        Assert.Contains("replaced-bytes", article.Flags);
        Assert.EndsWith("\uFFFD( The end.", article.Paragraphs[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Undamaged_text_is_not_flagged() => Assert.DoesNotContain("replaced-bytes", Reading.Text("Société Générale über Renault.\n").Flags);

    [Fact]
    public void Text_with_more_damage_than_one_percent_is_rejected()
    {
        byte[] bytes = [.. Enumerable.Range(0, 40).SelectMany(_ => (byte[])[.. "é"u8, 0xFF, (byte)'a'])];

        Assert.Equal("invalid-bytes", TextDecoder.Decode(bytes).Rejection?.Code);
    }

    [Theory]
    [InlineData("a PNG picture", new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A })]
    [InlineData("a JPEG picture", new byte[] { 0xFF, 0xD8, 0xFF, 0xE0 })]
    [InlineData("a GIF picture", new byte[] { 0x47, 0x49, 0x46, 0x38, 0x39, 0x61 })]
    [InlineData("a PDF document", new byte[] { 0x25, 0x50, 0x44, 0x46, 0x2D, 0x31 })]
    [InlineData("a ZIP archive", new byte[] { 0x50, 0x4B, 3, 4 })]
    [InlineData("a gzip archive", new byte[] { 0x1F, 0x8B, 8 })]
    [InlineData("a 7z archive", new byte[] { 0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C })]
    [InlineData("a RAR archive", new byte[] { 0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x01, 0x00 })]
    [InlineData("a bzip2 archive", new byte[] { 0x42, 0x5A, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26 })]
    [InlineData("an xz archive", new byte[] { 0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00 })]
    [InlineData("a Zstandard archive", new byte[] { 0x28, 0xB5, 0x2F, 0xFD })]
    [InlineData("an Office document", new byte[] { 0xD0, 0xCF, 0x11, 0xE0 })]
    public void Known_binary_formats_are_rejected_by_name_whatever_the_file_is_called(string kind, byte[] signature)
    {
        Rejection rejection = Reading.Rejected([.. signature, .. "Renault cuts its stake in Nissan."u8], "article.txt");

        Assert.Equal("binary", rejection.Code);
        Assert.Contains(kind, rejection.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tar_archive_is_rejected_though_it_begins_with_a_name()
    {
        byte[] tar = new byte[1024];
        "article.txt"u8.CopyTo(tar);
        "ustar"u8.CopyTo(tar.AsSpan(257));

        Rejection rejection = Reading.Rejected(tar, "article.tar");

        Assert.Equal(("binary", "The file is a tar archive, not text; unpack it and drop the articles one by one."), (rejection.Code, rejection.Sentence));
    }

    [Theory]
    [InlineData("with a byte order mark", new byte[] { 0xEF, 0xBB, 0xBF }, "")]
    [InlineData("with a declared code page", new byte[0], "<html><meta charset=gb18030>")]
    public void Damage_counts_in_every_encoding(string how, byte[] mark, string head)
    {
        string text = head + string.Concat(Enumerable.Repeat("Renault cuts its stake in Nissan. ", 20));
        byte[] damaged = [.. mark, .. Encoding.ASCII.GetBytes(text), 0xFF, (byte)'a'], broken = [.. damaged, .. Enumerable.Range(0, 40).SelectMany(_ => (byte[])[0xFF, (byte)'a'])];

        Assert.True(TextDecoder.Decode(damaged).Text is { ReplacedBytes: true }, how);
        Assert.True(TextDecoder.Decode(broken).Rejection is { Code: "invalid-bytes" }, how);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void One_percent_of_control_bytes_is_the_limit(int controls, bool accepted)
    {
        byte[] bytes = [.. Enumerable.Repeat((byte)7, controls), .. Enumerable.Repeat((byte)'a', 1000 - controls)];

        Rejection? rejection = TextDecoder.Decode(bytes).Rejection;

        Assert.Equal(accepted ? null : "binary", rejection?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t ")]
    public void An_empty_file_is_rejected_as_empty(string text) => Assert.Equal("empty", Reading.Rejected(text).Code);
}
