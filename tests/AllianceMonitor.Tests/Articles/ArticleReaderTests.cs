using System.Text;
using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Articles;

public class ArticleReaderTests
{
    private const string Body = "Renault will cut its holding in Nissan to 15%, the two companies said in a joint statement on Thursday evening.";

    [Fact]
    public void What_ops_say_about_a_file_wins_over_what_it_says_itself()
    {
        byte[] bytes = Encoding.UTF8.GetBytes($$"""{"title":"T","source":"Inside","url":"https://inside.example/","publishedAt":"2027-01-01","body":"{{Body}}"}""");
        var metadata = ArticleReader.DropMetadata.From(new Dictionary<string, string> { ["source"] = "Outside", ["url"] = "https://outside.example/", ["published"] = "2027-03-15" });

        Article article = Reading.Accepted(new ArticleReader(new ReadingLimits()).Read("a.json", bytes, metadata));

        Assert.Equal(("Outside", "https://outside.example/", "2027-03-15"), (article.Source, article.Url, article.Published));
    }

    [Fact]
    public void A_file_above_the_limit_is_rejected_with_both_figures()
    {
        Rejection? rejection = Assert.Single(new ArticleReader(new ReadingLimits { MaxArticleBytes = 1_000 }).Read("a.txt", new byte[1_001])).Rejection;

        Assert.Equal("too-large: The file has 1,001 bytes; the limit MaxArticleBytes is 1,000.", rejection?.ToString());
    }

    [Fact]
    public void An_article_of_too_many_paragraphs_is_rejected()
    {
        ReadItem item = Assert.Single(Reading.Items(string.Join("\n\n", Enumerable.Range(0, 11).Select(i => $"{Body} {i}.")), "a.txt", new ReadingLimits { MaxParagraphs = 10 }));

        Assert.Equal("too-many-paragraphs", item.Rejection?.Code);
    }

    [Theory]
    [InlineData("Der Vorstand von Renault hat am Donnerstag beschlossen, dass die Beteiligung an dem japanischen Partner auf 15 Prozent sinkt und der Rest an eine Stiftung geht.", "de", true)]
    [InlineData("Le conseil de Renault a décidé que la participation dans son partenaire japonais sera ramenée à 15 pour cent et que le reste sera confié à une fiducie.", "fr", true)]
    [InlineData("The board of Renault decided on Thursday that the holding in its Japanese partner will be cut to 15 percent and that the rest goes to a trust.", "en", false)]
    public void Other_languages_are_flagged(string text, string language, bool flagged)
    {
        Article article = Reading.Text(text);

        Assert.Equal(language, article.Language);
        Assert.Equal(flagged, article.Flags.Contains("language-not-supported"));
    }

    [Fact]
    public void A_text_too_short_to_tell_has_no_language() => Assert.Null(Reading.Text("Renault, Nissan: 15 percent.").Language);
}
