using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace AllianceMonitor.Tests.Articles;

/// <summary>What goes and what stays because of its place on the page.</summary>
public class BoilerplateTests
{
    private const string First = "Renault will cut its holding in Nissan to 15%, the two companies said in a joint statement on Thursday evening.";
    private const string Second = "The boards of both companies still have to approve the agreement, which ends months of talks.";
    private const string Long =
        "Analysts had expected the step for months, because the two companies no longer share more than a few platforms and their engineers, who once sat in the same building, have long gone separate ways.";

    private static readonly string[] Lines =
    [
        First, Second, Long, "Voting rights", "Related Articles", "Leave a comment", "Dealers look ahead", "By Jane Doe", "Your email address will not be shared",
        "TOKYO (Harbour Wire) – Nissan said on Thursday that it would take up its new voting rights in full from the summer of next year.",
        "Jane Doe is a reporter based in Paris and covers the car industry.", "Advertisement", "© Harbour Wire 2027", "More from this section",
        "The price of th… [+1234 chars]", "Renault shares rose 3 percent.", "Renault cuts Nissan stake.", "A teaser of ten words that ends as a sentence does.", "Companies | Autos", "I have ten years of experience as a reporter and write a column about cars.",
    ];

    [Fact]
    public void Everything_under_a_related_heading_goes_until_prose_begins_again()
    {
        Article article = Reading.Text($"{First}\n\nYou may also like\n\nDealers look ahead\n\nA history of the alliance in pictures\n\n{Long}\n\n{Second}");

        Assert.Equal([First, Long, Second], article.Paragraphs);
        Assert.Equal(["You may also like", "Dealers look ahead", "A history of the alliance in pictures"], article.RemovedBy("related"));
    }

    [Fact]
    public void Everything_short_under_a_comment_heading_goes()
    {
        Article article = Reading.Text($"{First}\n\n{Second}\n\nLeave a comment\n\nGreat news!\n\nanna says: about time");

        Assert.Equal([First, Second], article.Paragraphs);
        Assert.Equal(["Leave a comment", "Great news!", "anna says: about time"], article.RemovedBy("comment-form"));
    }

    [Fact]
    public void The_dateline_goes_and_its_agency_is_the_source()
    {
        Article article = Reading.Text($"TOKYO (Harbour Wire) – {First}\n\n{Second}");

        Assert.Equal("Harbour Wire", article.Source);
        Assert.Equal([First, Second], article.Paragraphs);
        Assert.Equal(["TOKYO (Harbour Wire) –"], article.RemovedBy("dateline"));
    }

    [Fact]
    public void The_byline_goes_and_names_the_author()
    {
        Article article = Reading.Text($"By Jane Doe\n\n{First}\n\n{Second}");

        Assert.Equal("Jane Doe", article.Byline);
        Assert.Equal([First, Second], article.Paragraphs);
    }

    [Fact]
    public void The_title_repeated_above_the_body_goes()
    {
        Article article = Reading.Text($"Renault cuts Nissan stake\n\nRenault cuts Nissan stake.\n\n{First}\n\n{Second}");

        Assert.Equal("Renault cuts Nissan stake", article.Title);
        Assert.Equal(["Renault cuts Nissan stake."], article.RemovedBy("repeated-title"));
    }

    [Theory]
    [InlineData("Jane Doe is a reporter based in Paris and covers the car industry.")]
    [InlineData("I have ten years of experience in news. I have worked as a reporter and write a column about cars.")]
    public void An_author_biography_at_the_end_goes(string biography)
    {
        Article article = Reading.Text($"{First}\n\n{Long}\n\n{Second}\n\n{biography}");

        Assert.Equal([biography], article.RemovedBy("author-biography"));
        Assert.Equal([First, Long, Second], article.Paragraphs);
    }

    [Theory]
    [InlineData("Uchida joined the company as a graduate and later worked in the purchasing of the alliance.")]
    [InlineData("“I was a reporter and I covered the car industry”, said Doe, who now speaks for Renault.")]
    public void A_paragraph_about_a_person_of_the_story_stays(string paragraph) =>
        Assert.Contains(paragraph, Reading.Text($"{First}\n\n{Second}\n\n{paragraph}").Paragraphs);

    [Fact]
    public void A_biography_in_the_middle_of_the_article_stays()
    {
        const string Biography = "Jane Doe is a reporter based in Paris and covers the car industry.";
        string rest = string.Join("\n\n", Enumerable.Range(1, 6).Select(i => $"Paragraph {i}: {Long}"));

        Assert.Contains(Biography, Reading.Text($"{First}\n\n{Biography}\n\n{rest}").Paragraphs);
    }

    [Fact]
    public void The_mark_of_a_cut_off_body_goes()
    {
        Article article = Reading.Text($"{First}\n\nThe boards of both companies still have to appro… [+1234 chars]");

        Assert.Equal("The boards of both companies still have to appro", article.Paragraphs[1]);
        Assert.Equal(["… [+1234 chars]"], article.RemovedBy("truncation-mark"));
    }

    [Fact]
    public void A_question_may_close_the_article()
    {
        Assert.Equal([First, Second, "But who will pay for the batteries?"], Reading.Text($"{First}\n\n{Second}\n\nBut who will pay for the batteries?").Paragraphs);
        Assert.Equal(["Any questions?"], Reading.Text($"{First}\n\n{Second}\n\nAny questions?").RemovedBy("page-tail"));
        Assert.Equal(["Is this the end of the diesel?", "Who will lead Harbour Motors?"], Reading.Text($"{First}\n\n{Second}\n\nIs this the end of the diesel?\n\nWho will lead Harbour Motors?").RemovedBy("page-tail"));
    }

    [Fact]
    public void A_page_of_boilerplate_alone_is_rejected() =>
        Assert.Equal("no-article-text", Reading.Rejected("Advertisement\n\nShare on Facebook\n\n© Harbour Wire 2027\n").Code);

    [Fact]
    public void Nothing_is_lost_every_line_is_kept_or_listed_as_removed() => Prop.ForAll(Pages, lines =>
    {
        Draft page = Page(lines);
        StrippedDraft stripped = Boilerplate.Strip(page);
        string all = string.Concat(stripped.Paragraphs.Select(block => block.Text).Concat(stripped.Removed.Select(removal => removal.Text)));
        return Letters(all) == Letters(string.Concat(page.Blocks.Select(block => block.Text)));

        static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit).Order());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Stripping_twice_equals_stripping_once() => Prop.ForAll(Pages, lines =>
    {
        Draft page = Page(lines);
        StrippedDraft once = Boilerplate.Strip(page);
        StrippedDraft twice = Boilerplate.Strip(page with { Blocks = once.Paragraphs });
        return twice.Paragraphs.SequenceEqual(once.Paragraphs);
    }).QuickCheckThrowOnFailure();

    private static Arbitrary<List<string>> Pages { get; } = Gen.Elements(Lines).NonEmptyListOf().ToArbitrary();

    /// <summary>Of either format, with or without a title, told by the number of lines.</summary>
    private static Draft Page(List<string> lines) => new()
    {
        Format = lines.Count % 2 == 0 ? ArticleFormat.Text : ArticleFormat.Html,
        Title = lines.Count % 3 == 0 ? null : "Renault cuts Nissan stake",
        Blocks = [.. lines.Select(line => new Block(line))],
    };
}
