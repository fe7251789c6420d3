using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Articles;

public class PlainTextReaderTests
{
    private const string First = "Renault will cut its holding in Nissan to 15%, the two companies said in a joint statement on Thursday evening.";
    private const string Second = "The boards of both companies still have to approve the agreement, which ends months of talks.";

    [Theory]
    [InlineData("Renault cuts Nissan stake to 15%")]
    [InlineData("“We are equals now”, says Nissan chief")]
    [InlineData("43 percent no more: Renault lets go")]
    [InlineData("What next for the alliance?")]
    public void A_first_line_that_looks_like_a_headline_is_the_title(string headline)
    {
        Article article = Reading.Text($"{headline}\n\n{First}\n\n{Second}");

        Assert.Equal(headline, article.Title);
        Assert.Equal([First, Second], article.Paragraphs);
    }

    [Theory]
    [InlineData("Renault shares rise after talks in Tokyo.")]
    [InlineData("renault shares rise after talks in tokyo")]
    [InlineData("Alliance")]
    [InlineData("The two companies, which have been partners for more than two decades and have quarrelled for most of that time, will from now on hold the same share of each other")]
    public void A_first_line_that_does_not_look_like_one_is_a_paragraph(string line)
    {
        Article article = Reading.Text($"{line}\n\n{First}\n\n{Second}");

        Assert.Null(article.Title);
        Assert.Equal([line, First, Second], article.Paragraphs);
    }

    [Fact]
    public void A_first_line_that_is_not_set_apart_is_no_title() =>
        Assert.Null(Reading.Text($"Renault cuts Nissan stake to 15%\n{First}\n{Second}").Title);

    [Theory]
    [InlineData("Markets")]
    [InlineData("Companies | Autos")]
    [InlineData("Business > Europe")]
    [InlineData("Auto Industry")]
    public void A_label_above_the_headline_is_removed(string label)
    {
        Article article = Reading.Text($"{label}\n\nRenault cuts its stake in Nissan.\n\n{First}\n\n{Second}");

        Assert.Equal([label], article.RemovedBy("section-label"));
        Assert.Equal(["Renault cuts its stake in Nissan.", First, Second], article.Paragraphs);
    }

    [Fact]
    public void Lines_wrapped_at_a_fixed_width_are_one_paragraph()
    {
        Article article = Reading.Text("""
            Renault will cut its holding in Nissan to 15%, the two companies
            said in a joint statement on Thursday evening, after the boards
            had met in Paris and in Yokohama.

            The boards of both companies still have to approve the agreement.
            """);

        Assert.Equal(
            [
                "Renault will cut its holding in Nissan to 15%, the two companies said in a joint statement on Thursday evening, after the boards had met in Paris and in Yokohama.",
                "The boards of both companies still have to approve the agreement.",
            ],
            article.Paragraphs);
    }

    [Fact]
    public void Lines_that_each_end_a_sentence_stay_paragraphs()
    {
        string[] lines =
        [
            "Renault will cut its holding in Nissan to 15 percent.",
            "Nissan gains voting rights in its French shareholder.",
            "Both companies expect to sign the contract in summer.",
        ];

        Assert.Equal(lines, Reading.Text(string.Join('\n', lines)).Paragraphs);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    public void Every_kind_of_line_end_separates_paragraphs(string end) =>
        Assert.Equal([First, Second], Reading.Text($"{First}{end}{end}{Second}").Paragraphs);

    [Fact]
    public void A_subheading_stays_in_its_place() =>
        Assert.Equal([First, "Voting rights", Second], Reading.Text($"{First}\n\nVoting rights\n\n{Second}").Paragraphs);
}
