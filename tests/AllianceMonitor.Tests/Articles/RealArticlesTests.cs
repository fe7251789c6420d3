using System.Globalization;
using System.Text;
using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Articles;

/// <summary>The five articles of <c>../shared/articles</c>: what SEEDS.md demands line by line, and golden files of everything that stays and goes.</summary>
public class RealArticlesTests
{
    private const string Nissan = "000_d6e3fea904c33685.txt", Reset = "001_ffa05adab25f6f0c.txt", Honda = "002_e05a15625162d112.txt", Asia = "003_fbb36a9e05ef6034.txt", Alibaba = "004_c3a0235f5615fa50.txt";

    /// <summary>
    /// What SEEDS.md demands of the lines that go, by number: the rule that removes them, or the line that tells the same and stays. All other lines stay, the subheadings
    /// 7 and 13 of article 004 among them; the first that is not removed may be the title. Of line 2 of article 002 the dateline goes.
    /// </summary>
    private static readonly Dictionary<string, Dictionary<int, string>> GoingLines = new()
    {
        [Nissan] = new() { [1] = "section-label", [13] = "related", [15] = "comment-form", [17] = "comment-form", [19] = "navigation" },
        [Reset] = new()
        {
            // Near pairs: 1/9, of which the line with "Thursday" is the richer, 4/12 and 8/16, which say the same. Then block A and block B once more.
            [1] = "near 9", [4] = "near 12", [16] = "near 8",
            [10] = "exact 2", [11] = "exact 3", [13] = "exact 5", [14] = "exact 6", [15] = "exact 7",
            [17] = "exact 9", [18] = "exact 2", [19] = "exact 3", [20] = "exact 12", [21] = "exact 5", [22] = "exact 6", [23] = "exact 7", [24] = "exact 8",
            [25] = "exact 9", [26] = "exact 2", [27] = "exact 3", [28] = "exact 12", [29] = "exact 5", [30] = "exact 6", [31] = "exact 7", [32] = "exact 8",
        },
        [Honda] = new() { [1] = "byline", [14] = "credits", [15] = "copyright", [16] = "author-biography" },
        [Asia] = new()
        {
            [23] = "comment-form", [25] = "comment-form", [27] = "comment-form", [29] = "comment-form", [31] = "comment-form",
            [33] = "comment-form", [35] = "comment-form", [37] = "comment-form", [39] = "comment-form", [41] = "comment-form",
        },
        [Alibaba] = new() { [21] = "comment-form", [23] = "comment-form" },
    };

    /// <summary>Name of the file, number of the line from 1, what becomes of it.</summary>
    public static TheoryData<string, int, string> LinesAndFates => new(
        from article in GoingLines
        from line in Lines(article.Key).Index()
        where line.Item.Trim().Length > 0
        select (article.Key, line.Index + 1, article.Value.GetValueOrDefault(line.Index + 1, "stays")));

    public static TheoryData<string> Names => [Nissan, Reset, Honda, Asia, Alibaba];

    [Theory]
    [MemberData(nameof(LinesAndFates))]
    public void Each_line_has_the_fate_that_is_demanded_of_it(string name, int line, string fate)
    {
        Article article = Read(name);
        string text = Text(name, line);
        switch (fate.Split(' '))
        {
            case ["stays"]:
                Assert.Single(article.Paragraphs.Append(article.Title), stays => stays == text);
                break;
            case [string kind, string twin]:
                string kept = Text(name, int.Parse(twin, CultureInfo.InvariantCulture));
                Assert.DoesNotContain(text, article.Paragraphs.Where(paragraph => paragraph != kept));
                Assert.Contains(article.Removed, removal => removal.Text == text && removal.Reason == (kind == "near" ? RemovalReason.NearRepeat : RemovalReason.Repeat)
                    && article.Paragraphs[removal.KeptParagraph!.Value] == kept && removal.Similarity is >= 0.5 and <= 1);
                break;
            default:
                Assert.DoesNotContain(text, article.Paragraphs);
                Assert.Contains(article.Removed, removal => removal.Text == text && removal.Reason == RemovalReason.Boilerplate && removal.Rule == fate);
                break;
        }
    }

    /// <summary>Counted as often as they stand, what goes and what stays are the lines of the file, and no more goes than the table above says.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_lost_and_nothing_goes_that_is_not_demanded(string name)
    {
        Article article = Read(name);
        List<string> removed = [.. article.Removed.Select(removal => removal.Text)];
        string[] datelines = name == Honda ? ["TOKYO (Reuters) –"] : [];

        Assert.Equal(GoingLines[name].Keys.Select(line => Text(name, line)).Concat(datelines).Order(StringComparer.Ordinal), removed.Order(StringComparer.Ordinal));
        Assert.Equal(
            Enumerable.Range(1, Lines(name).Length).Select(line => Text(name, line)).Where(line => line.Length > 0).Concat(datelines).Order(StringComparer.Ordinal),
            article.Paragraphs.Concat(removed).Concat(article.Title is { } title ? [title] : []).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Article_001_keeps_eight_paragraphs_of_thirty_two()
    {
        Article article = Read(Reset);

        Assert.Equal(new[] { 9, 2, 3, 12, 5, 6, 7, 8 }.Select(line => Text(Reset, line)), article.Paragraphs);
        Assert.Equal([0, 3, 7], article.Removed.Where(removal => removal.Reason == RemovalReason.NearRepeat).Select(removal => removal.KeptParagraph!.Value).Order());
    }

    [Fact]
    public void The_byline_and_the_agency_of_002_are_metadata()
    {
        Article article = Read(Honda);

        Assert.Equal(("Maki Shiraki", "Reuters"), (article.Byline, article.Source));
        Assert.Equal(["TOKYO (Reuters) –"], article.RemovedBy("dateline"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_article_has_a_date_that_it_does_not_state(string name) => Assert.Null(Read(name).Published);

    [Theory]
    [MemberData(nameof(Names))]
    public void What_stays_and_what_goes_is_as_before(string name) => Golden.Matches(Written(Read(name)), "real-articles", Path.ChangeExtension(name, ".golden.txt"));

    [Theory]
    [MemberData(nameof(Names))]
    public void Cleaning_a_cleaned_article_changes_nothing(string name)
    {
        Article once = Read(name);

        Article twice = Reading.Text($"{once.Title}\n\n{string.Join("\n\n", once.Paragraphs)}");

        Assert.Equal(once.Paragraphs, twice.Paragraphs);
        Assert.Empty(twice.Removed);
    }

    /// <summary>A line as it comes out: without the dateline, which is metadata.</summary>
    private static string Text(string name, int line)
    {
        string text = PlainText.Normalize(Lines(name)[line - 1]);
        return text.StartsWith("TOKYO (Reuters) – ", StringComparison.Ordinal) ? text["TOKYO (Reuters) – ".Length..] : text;
    }

    private static string[] Lines(string name) => File.ReadAllLines(Repository.Shared("articles", name));

    private static Article Read(string name) =>
        Reading.Accepted(new ArticleReader(new ReadingLimits()).Read(name, File.ReadAllBytes(Repository.Shared("articles", name))));

    private static string Written(Article article)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"title: {article.Title}\nbyline: {article.Byline}\nsource: {article.Source}\nlanguage: {article.Language}\nencoding: {article.Encoding}\nflags: {string.Join(' ', article.Flags)}\n");
        foreach ((string paragraph, int index) in article.Paragraphs.Select((paragraph, index) => (paragraph, index)))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n[{index}] {paragraph}\n");
        }

        foreach (Removal removal in article.Removed)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- {removal.Rule}{(removal.KeptParagraph is { } kept ? $" of [{kept}] {removal.Similarity:0.###}" : "")}: {removal.Text}\n");
        }

        return text.ToString();
    }
}
