using System.Text;
using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Evaluation;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Articles;

/// <summary>Runs alone, so that the time of the process is the time of the test.</summary>
[CollectionDefinition(nameof(HtmlDamageTests), DisableParallelization = true)]
public class RunsAlone;

/// <summary>Pages that are damaged, hostile or huge: each has an outcome, within 2 seconds of processor time per megabyte.</summary>
[Collection(nameof(HtmlDamageTests))]
public class HtmlDamageTests(ITestOutputHelper output)
{
    private const string Sentence = "Renault will cut its holding in Nissan to 15%, the two companies said in a joint statement on Thursday evening. ";

    private static readonly ArticleReader Reader = new(new ReadingLimits());

    private static readonly string[] Pieces =
        ["<", ">", "</", "<!--", "-->", "<div>", "</div>", "<p>", "<a href='", "\"", "'", "=", "<table>", "<td>", "</td>", "<svg>", "<script>", "</script", "&", "&#x", ";", "\0", "<title>", "<form>", "]]>", "\uFFFD", "<body>", "<noscript>"];

    /// <summary>10,000 pages with <c>LONG_RUN=1</c>, else 300.</summary>
    [Fact]
    public void Pages_with_any_damage_have_an_outcome_in_time()
    {
        var random = new Random(4711);
        IReadOnlyList<SegmentPage> pages = ExtractionCorpus.Segments(Repository.Shared("corpora", "extraction"));
        int rounds = Environment.GetEnvironmentVariable("LONG_RUN") == "1" ? 10_000 : 300;
        double slowest = 0;
        for (int round = 0; round < rounds; round++)
        {
            SegmentPage page = pages[random.Next(pages.Count)];
            slowest = Math.Max(slowest, Decided(Damaged(page.Html, random), $"round {round}, page {page.Id}"));
        }

        output.WriteLine($"{rounds:N0} damaged pages, slowest {slowest:0.00} s per MB");
    }

    [Theory]
    [InlineData("<div>", 100_000, "too-deep")]
    [InlineData("<b>", 200_000, "too-deep")]
    [InlineData("<x-y>", 200_000, "too-deep")]
    [InlineData("<table><tr><td>", 100_000, "too-deep")]
    [InlineData("<div></div>", 100_000, null)]
    [InlineData("<div class='entry-content sidebar'>a</div>", 100_000, null)]
    [InlineData("<div class=x><p>Renault cuts its holding in Nissan to 15%, it says.</p></div>", 30_000, null)]
    [InlineData("<div><div><div><p>a, b<a href=x>c</a></p></div></div></div>", 30_000, null)]
    [InlineData("<p>", 300_000, null)]
    [InlineData("<li>a", 60_000, null)]
    [InlineData("<td>a", 60_000, null)]
    [InlineData("<a href=x>a", 100_000, null)]
    [InlineData("</q></div></td></li>", 100_000, null)]
    [InlineData("<svg>", 900, null)]
    [InlineData("<svg></svg>", 100_000, null)]
    [InlineData("<!--", 300_000, null)]
    [InlineData("<!-- -->", 200_000, null)]
    [InlineData("<script>", 200_000, null)]
    [InlineData("<textarea>", 200_000, null)]
    [InlineData("<br>", 300_000, null)]
    [InlineData("<br>a", 150_000, null)]
    [InlineData("&amp;&#8217;&x", 100_000, null)]
    [InlineData("<meta name=a content=b>", 50_000, null)]
    [InlineData("<h1>Renault cuts its stake</h1>", 30_000, null)]
    [InlineData("<noscript>a", 900, null)]
    [InlineData("<script type=application/ld+json>{\"@graph\":[</script>", 20_000, null)]
    [InlineData("<select><option>", 900, null)]
    [InlineData("<i a='", 100_000, null)]
    [InlineData("<", 500_000, null)]
    [InlineData("\0", 500_000, null)]
    public void Hostile_pages_are_decided_in_time(string filler, int times, string? code)
    {
        string html = $"<html><body><p>{Sentence}</p>{string.Concat(Enumerable.Repeat(filler, times))}<p>{Sentence}</p>";

        Decided(Encoding.UTF8.GetBytes(html), filler);

        if (code is not null)
        {
            Assert.Equal(code, Reader.Read("x", Encoding.UTF8.GetBytes(html))[0].Rejection?.Code);
        }
    }

    [Fact]
    public void Ten_megabytes_of_article_are_read()
    {
        var html = new StringBuilder("<html><body><article>");
        for (int i = 0; html.Length < 10_000_000; i++)
        {
            html.Append($"<p>Renault sold {i} shares of Nissan on day {i}, said board member number {i}, and will sell {i + 7} more.</p>");
        }

        // The page alone: what telling 90,000 look-alike paragraphs apart costs is measured where that is done.
        TimeSpan before = Environment.CpuUsage.TotalTime;
        (Draft? draft, _) = HtmlReader.Read(html.ToString(), new ReadingLimits());
        double seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;

        Assert.True(draft!.Blocks.Count > 50_000);
        Assert.True(seconds <= 20, $"{seconds:0.0} s for 10 MB");
    }

    [Fact]
    public void One_line_of_ten_megabytes_is_read()
    {
        string text = string.Concat(Enumerable.Repeat(Sentence, 90_000));

        Decided(Encoding.UTF8.GetBytes($"<html><body><p>{text}</p><div title='{text}'>{Sentence}</div>"), "one line");
    }

    [Fact]
    public void A_page_that_is_cut_off_anywhere_has_an_outcome()
    {
        byte[] page = ExtractionCorpus.Segments(Repository.Shared("corpora", "extraction")).MinBy(page => Math.Abs(page.Html.Length - 20_000))!.Html;
        for (int length = 1; length < page.Length; length += page.Length / 150)
        {
            Decided(page[..length], $"cut off after {length}");
        }
    }

    [Fact]
    public void Naughty_strings_may_be_names_of_files()
    {
        using var list = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Repository.Shared("corpora", "naughty", "blns.json")));
        byte[] html = Encoding.UTF8.GetBytes($"<html><body><p>{Sentence}</p>");
        foreach (string name in list.RootElement.EnumerateArray().Select(text => text.GetString()!))
        {
            Assert.Equal(name, Reader.Read(name, html)[0].Article!.Name);
        }
    }

    /// <summary>Seconds of processor time per megabyte (a page counts as at least one); a slow reading is repeated, since the compiler may have been busy.</summary>
    private static double Decided(byte[] bytes, string what)
    {
        double best = double.MaxValue;
        for (int attempt = 0; attempt < 3 && best > 2; attempt++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            IReadOnlyList<ReadItem> items = Reader.Read("page.html", bytes);
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalSeconds / Math.Max(1, bytes.Length / 1e6));
            Assert.True(items.Count > 0 && items.All(item => (item.Article is null) != (item.Rejection is null)), what);
        }

        Assert.True(best <= 2, $"{what}: {best:0.0} s per MB of {bytes.Length:N0} bytes");
        return best;
    }

    private static byte[] Damaged(byte[] page, Random random)
    {
        List<byte> bytes = [.. page];
        for (int damage = random.Next(1, 30); damage > 0 && bytes.Count > 100; damage--)
        {
            int at = random.Next(bytes.Count), length = Math.Min(random.Next(1, 2_000), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0: bytes.RemoveRange(at, length); break;
                case 1: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 2: bytes[at] = (byte)random.Next(256); break;
                case 3: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)])); break;
                case 4: bytes.InsertRange(at, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Pieces[random.Next(Pieces.Length)], random.Next(1, 300))))); break;
                case 5: bytes.RemoveRange(bytes.Count - (length / 10), length / 10); break;
                default: (bytes[at], bytes[at + length - 1]) = (bytes[at + length - 1], bytes[at]); break;
            }
        }

        return [.. bytes];
    }
}
