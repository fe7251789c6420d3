using System.Globalization;
using System.Text;
using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Articles;

/// <summary>The five articles of <c>../shared/articles</c>: what SEEDS.md demands line by line, and golden files of everything that stays and goes.</summary>
public class RealArticlesTests
{
    /// <summary>Lines of the files, counted from 1, with the rule that removes them; where a text stands it is the part of the line that goes.</summary>
    public static TheoryData<string, int, string> BoilerplateLines => new()
    {
        { "000_d6e3fea904c33685.txt", 1, "section-label" },
        { "000_d6e3fea904c33685.txt", 13, "related" },
        { "000_d6e3fea904c33685.txt", 15, "comment-form" },
        { "000_d6e3fea904c33685.txt", 17, "comment-form" },
        { "000_d6e3fea904c33685.txt", 19, "navigation" },
        { "002_e05a15625162d112.txt", 1, "byline" },
        { "002_e05a15625162d112.txt", 14, "credits" },
        { "002_e05a15625162d112.txt", 15, "copyright" },
        { "002_e05a15625162d112.txt", 16, "author-biography" },
        { "003_fbb36a9e05ef6034.txt", 23, "comment-form" },
        { "003_fbb36a9e05ef6034.txt", 25, "comment-form" },
        { "003_fbb36a9e05ef6034.txt", 27, "comment-form" },
        { "003_fbb36a9e05ef6034.txt", 29, "comment-form" },
        { "003_fbb36a9e05ef6034.txt", 31, "comment-form" },
        { "003_fbb36a9e05ef6034.txt", 33, "comment-form" },
        { "003_fbb36a9e05ef6034.txt", 35, "comment-form" },
        { "003_fbb36a9e05ef6034.txt", 37, "comment-form" },
        { "003_fbb36a9e05ef6034.txt", 39, "comment-form" },
        { "003_fbb36a9e05ef6034.txt", 41, "comment-form" },
        { "004_c3a0235f5615fa50.txt", 21, "comment-form" },
        { "004_c3a0235f5615fa50.txt", 23, "comment-form" },
    };

    public static TheoryData<string> Names =>
        ["000_d6e3fea904c33685.txt", "001_ffa05adab25f6f0c.txt", "002_e05a15625162d112.txt", "003_fbb36a9e05ef6034.txt", "004_c3a0235f5615fa50.txt"];

    [Theory]
    [MemberData(nameof(BoilerplateLines))]
    public void A_line_of_boilerplate_is_removed_by_its_rule(string name, int line, string rule)
    {
        string text = PlainText.Normalize(Lines(name)[line - 1]);

        Assert.Contains(text, Read(name).RemovedBy(rule));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_other_line_stays_or_has_a_twin_that_does(string name)
    {
        Article article = Read(name);
        string[] boilerplate = [.. BoilerplateLines.Select(row => row.Data).Where(row => row.Item1 == name).Select(row => PlainText.Normalize(Lines(name)[row.Item2 - 1]))];
        string[] dateline = ["TOKYO (Reuters) – "];

        IEnumerable<string> expected = Lines(name).Select(line => PlainText.Normalize(line)).Where(line => line.Length > 0 && !boilerplate.Contains(line))
            .Select(line => dateline.Aggregate(line, (rest, start) => rest.StartsWith(start, StringComparison.Ordinal) ? rest[start.Length..] : rest));
        IEnumerable<string> twins = article.Removed.Where(removal => removal.Reason != RemovalReason.Boilerplate).Select(removal => removal.Text);

        Assert.Equal(expected.Order(StringComparer.Ordinal), article.Paragraphs.Concat(twins).Concat(article.Title is { } title ? [title] : []).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("000_d6e3fea904c33685.txt")]
    [InlineData("002_e05a15625162d112.txt")]
    [InlineData("003_fbb36a9e05ef6034.txt")]
    [InlineData("004_c3a0235f5615fa50.txt")]
    public void Articles_without_repeats_lose_none(string name) => Assert.DoesNotContain(Read(name).Removed, removal => removal.Reason != RemovalReason.Boilerplate);

    /// <summary>Block A (8 lines) and block B (8 lines), twice over: the second time every line is an exact repeat, wherever its twin has gone.</summary>
    [Fact]
    public void Each_line_of_article_001_stays_once_or_names_its_twin()
    {
        string[] lines = [.. Lines("001_ffa05adab25f6f0c.txt").Select(line => PlainText.Normalize(line)).Where(line => line.Length > 0)];
        Article article = Read("001_ffa05adab25f6f0c.txt");

        Assert.Equal(32, lines.Length);
        Assert.Equal(24, article.Removed.Count(removal => removal.Reason != RemovalReason.Boilerplate));
        foreach ((int line, int twin) in new[] { (0, 8), (3, 11), (7, 15) })
        {
            int kept = article.Paragraphs.Select((text, index) => (text, index)).Single(entry => entry.text == lines[line] || entry.text == lines[twin]).index;
            Assert.Contains(article.Removed, removal => removal.Reason == RemovalReason.NearRepeat && removal.KeptParagraph == kept && removal.Similarity >= 0.5 && (removal.Text == lines[line] || removal.Text == lines[twin]));
        }

        foreach (int line in new[] { 1, 2, 4, 5, 6 })
        {
            Assert.Contains(lines[line], article.Paragraphs);
        }
    }

    [Fact]
    public void Article_001_keeps_eight_paragraphs_of_thirty_two()
    {
        string[] lines = Lines("001_ffa05adab25f6f0c.txt");
        Article article = Read("001_ffa05adab25f6f0c.txt");

        // Of the near pairs, the line with "Thursday" is richer than line 1; 4 and 12, 8 and 16 tell the same.
        Assert.Equal(8, article.Paragraphs.Count);
        Assert.Equal(lines[8], article.Paragraphs[0]);
        Assert.Equal(lines[1..3], article.Paragraphs.Skip(1).Take(2));
        Assert.Contains(article.Paragraphs[3], new[] { lines[3], lines[11] });
        Assert.Equal(lines[4..7], article.Paragraphs.Skip(4).Take(3));
        Assert.Contains(article.Paragraphs[7], new[] { lines[7], lines[15] });
        Assert.Equal(3, article.Removed.Where(removal => removal.Reason == RemovalReason.NearRepeat).Select(removal => removal.KeptParagraph).Distinct().Count());
    }

    [Theory]
    [InlineData("000_d6e3fea904c33685.txt")]
    [InlineData("002_e05a15625162d112.txt")]
    [InlineData("003_fbb36a9e05ef6034.txt")]
    [InlineData("004_c3a0235f5615fa50.txt")]
    public void The_other_articles_repeat_nothing(string name) =>
        Assert.DoesNotContain(Read(name).Removed, removal => removal.Reason != RemovalReason.Boilerplate);

    [Fact]
    public void Subheadings_of_004_stay()
    {
        Assert.Contains("Connectivity software", Read("004_c3a0235f5615fa50.txt").Paragraphs);
        Assert.Contains("Renault-Nissan-Mitsubishi alliance", Read("004_c3a0235f5615fa50.txt").Paragraphs);
    }

    [Fact]
    public void The_byline_and_the_agency_of_002_are_metadata()
    {
        Article article = Read("002_e05a15625162d112.txt");

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
