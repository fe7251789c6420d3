using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Articles;

/// <summary>
/// Forms, in words of our own, after: Reuters Handbook of Journalism, "Corrections, Refiles, Kills, Repeats and Embargoes"; Reuters withdrawals of
/// 2008-07-20 (Baghdad story) and 2022-11-16 (L1N32B20C); AP kill of 2004-01-03 (V9991) and bulletin kill of 2013-02-17 (BC-US--Paul-Immigration); AP
/// clarification of 2021-04-08; the footnotes of The Guardian and the corrections of The New York Times; Business Wire, PR Newswire and GlobeNewswire.
/// </summary>
public class EditorialNoticeTests
{
    private const string Body = "Renault will cut its holding in Nissan to 15%, the two companies said in a joint statement on Thursday evening.";

    [Theory]
    [InlineData("CORRECTED-Nissan to take stake in Renault unit")]
    [InlineData("CORRECTED-UPDATE 2-Nissan to take stake in Renault unit")]
    [InlineData("UPDATE 1-CORRECTED-Nissan to take stake in Renault unit")]
    [InlineData("CORRECTED (OFFICIAL)-Nissan to take stake in Renault unit")]
    [InlineData("REFILE-UPDATE 3-Renault lifts forecast")]
    [InlineData("REFILE: Renault lifts forecast")]
    [InlineData("Corrected: Renault to cut Nissan stake to 15%")]
    [InlineData("CORRECTION: Renault to cut Nissan stake to 15%")]
    [InlineData("Correction: Renault-Nissan story")]
    [InlineData("Clarification: Carmakers-Alliance story")]
    [InlineData("CORRECTION - Acme Motors Reports First Quarter Results")]
    [InlineData("CORRECTING and REPLACING Acme Motors Reports First Quarter Results")]
    [InlineData("/C O R R E C T I O N -- Acme Motors/")]
    [InlineData("Nissan to take stake in Renault unit (corrects headline)")]
    [InlineData("Nissan to take stake in Renault unit (CORRECTED)")]
    [InlineData("UPDATE 2-Renault lifts forecast (Corrects day of week)")]
    [InlineData("Corrections and clarifications")]
    [InlineData("Corrections: March 5, 2027")]
    public void A_headline_says_that_it_is_a_correction(string title) => Assert.Equal(ArticleNotice.Correction, EditorialNotice.OfTitle(title));

    [Theory]
    [InlineData("(Corrects stake to 15% from 20% in first paragraph)")]
    [InlineData("LONDON, March 5 (Reuters) - (Corrects headline and paragraph 2 to say trust, not fund) Renault will cut its stake.")]
    [InlineData("(This March 5 story has been corrected to say 15%, not 20%, in paragraph 3)")]
    [InlineData("(This story has been refiled to fix a typo in the headline)")]
    [InlineData("* Corrects figure in bullet point to 15%")]
    [InlineData("UPDATE: corrects figure in second paragraph")]
    [InlineData("Eds: Corrects spelling of the chairman’s name in third paragraph.")]
    [InlineData("Editor’s note: An earlier version of this article misstated the size of the stake.")]
    [InlineData("Editor's note: an earlier version of this article said that Renault would sell all of its shares.")]
    [InlineData("An earlier version of this article incorrectly stated that Nissan holds 25% of Renault.")]
    [InlineData("A previous version of this story misidentified the chief executive of the company.")]
    [InlineData("An earlier version of this story’s headline gave the wrong figure.")]
    [InlineData("This story has been corrected.")]
    [InlineData("This story has been corrected to show that the stake is 15%, not 20%.")]
    [InlineData("This version corrects the size of the stake in the second paragraph.")]
    [InlineData("• This article was amended on 5 March 2027. An earlier version said the stake was 20%; it is 15%.")]
    [InlineData("This article was amended on 5 March 2027 to correct the size of the stake.")]
    [InlineData("This article, which was first published on 4 March, has been amended to remove a figure.")]
    [InlineData("This article has been updated to correct the size of the stake.")]
    [InlineData("This post was updated on March 5 after a reader pointed out an error in the second paragraph.")]
    [InlineData("A correction was made on March 5, 2027: An earlier version of this article misspelled a name.")]
    [InlineData("Correction: An earlier version of this article misspelled a name.")]
    [InlineData("Correction, March 5, 2027: The stake is 15%, not 20%.")]
    [InlineData("Correction (March 5, 1:30 p.m.): The stake is 15%.")]
    [InlineData("Correction: March 5, 2027")]
    [InlineData("CORRECTION — The stake is 15%, not 20%, as stated here before.")]
    [InlineData("Clarification: The holding is to be transferred to a trust and not sold at once.")]
    [InlineData("In a story published March 5, 2027, about a car alliance, The Associated Press erroneously reported that the stake is 20%.")]
    [InlineData("In an earlier version of this story, the name of the trust was misspelled.")]
    public void A_paragraph_corrects_the_article(string paragraph)
    {
        Assert.Equal(ArticleNotice.Correction, EditorialNotice.OfParagraph(paragraph, atEdge: true));
        Assert.Equal(ArticleNotice.Correction, Reading.Text($"Renault to cut Nissan stake\n\n{Body}\n\n{paragraph}").Notice);
    }

    [Theory]
    [InlineData("KILL-Renault to sell all Nissan shares")]
    [InlineData("KILL: Renault to sell all Nissan shares")]
    [InlineData("MANDATORY KILL")]
    [InlineData("BULLETIN KILL. Do NOT use BC-FR--Renault-Nissan. A kill is mandatory.")]
    [InlineData("RETRACTION: Renault to sell all Nissan shares")]
    [InlineData("Retraction: Renault to sell all Nissan shares")]
    [InlineData("WITHDRAWN: Renault to sell all Nissan shares")]
    [InlineData("STORY REMOVED: BC-FR--Renault-Nissan")]
    [InlineData("ADVISORY: story withdrawn")]
    [InlineData("ADVISORY-Nissan stake story withdrawn")]
    [InlineData("ADVISORY: Yokohama story on views on Renault is withdrawn")]
    [InlineData("STORY WITHDRAWN: Renault to sell all Nissan shares")]
    [InlineData("Reuters withdraws story on Renault’s plan for Nissan shares")]
    [InlineData("Story on newspaper report that Renault sold its Nissan shares is withdrawn")]
    [InlineData("Renault to sell all Nissan shares [WITHDRAWN]")]
    public void A_headline_takes_the_story_back(string title) => Assert.Equal(ArticleNotice.Retraction, EditorialNotice.OfTitle(title));

    [Theory]
    [InlineData("Reuters is withdrawing a March 5 story in which a newspaper quoted an official as saying that Renault had sold its shares.")]
    [InlineData("PARIS (AP) — The Associated Press has withdrawn its story about Renault’s sale of its shares in Nissan.")]
    [InlineData("The YOKOHAMA item headlined “Renault to sell all Nissan shares” is withdrawn. The story was transmitted in error.")]
    [InlineData("PARIS - Please kill the story Renault-Nissan, V1234. Renault has not sold its shares.")]
    [InlineData("A kill is mandatory.")]
    [InlineData("Make certain the story is not used.")]
    [InlineData("This article has been retracted.")]
    [InlineData("Editor’s note: This article has been withdrawn because it did not meet our standards.")]
    [InlineData("This story was removed on March 5 because the document that it rests on is forged.")]
    [InlineData("This article has been taken down pending a review.")]
    [InlineData("We have retracted this article.")]
    [InlineData("AFP has withdrawn the report published on March 5 about the shares of Nissan.")]
    public void A_paragraph_takes_the_article_back(string paragraph)
    {
        Assert.Equal(ArticleNotice.Retraction, EditorialNotice.OfParagraph(paragraph, atEdge: true));
        Assert.Equal(ArticleNotice.Retraction, Reading.Text($"Renault to sell Nissan shares\n\n{paragraph}\n\n{Body}").Notice);
    }

    [Theory]
    [InlineData("Renault corrects course after a difficult year in China")]
    [InlineData("Nissan withdrew from the talks with Honda")]
    [InlineData("Nissan withdraws its forecast for the year")]
    [InlineData("Nissan retracted its offer for the battery maker")]
    [InlineData("Market correction: what the fall means for carmakers")]
    [InlineData("Correction territory: Nikkei falls 10 percent from its peak")]
    [InlineData("Correction facility to be built on the grounds of the old plant")]
    [InlineData("Tariffs could kill the deal, Renault says")]
    [InlineData("Kill Switch: how hackers could stop a car")]
    [InlineData("Corrected-for-inflation prices of cars rise")]
    [InlineData("Nissan corrects 2026 profit figure after audit")]
    [InlineData("UPDATE 1-Nissan corrects profit forecast")]
    [InlineData("Renault clarifies its position on the alliance")]
    [InlineData("Honda withdrawn from race after crash")]
    [InlineData("Advisory: recall of 20,000 cars withdrawn from sale")]
    [InlineData("Report on emissions is withdrawn by the ministry")]
    [InlineData("Retracted roof: the new convertible in pictures")]
    [InlineData("UPDATE 2-Renault lifts forecast")]
    [InlineData("RPT-Renault lifts forecast")]
    public void A_headline_about_something_else_is_no_notice(string title) => Assert.Equal(ArticleNotice.None, EditorialNotice.OfTitle(title));

    [Theory]
    [InlineData("This article was updated on March 5 with comment from Nissan.")]
    [InlineData("This story has been updated to add analyst comment.")]
    [InlineData("This article was first published on March 5.")]
    [InlineData("A version of this article appears in print on March 5, Section B, Page 1.")]
    [InlineData("An earlier version of the car was sold in Japan only.")]
    [InlineData("An earlier version of the report said that Renault would sell its shares.")]
    [InlineData("A previous version of the deal, the report said, was wrongly valued.")]
    [InlineData("The earlier version of the agreement gave Renault the right to appoint the chief operating officer.")]
    [InlineData("Editor’s note: The author holds no shares of the companies named.")]
    [InlineData("This report was prepared by the ministry and withdrawn a day later.")]
    [InlineData("This report was withdrawn by the ministry a day later.")]
    [InlineData("This story of the alliance was corrected by time, as historians like to say.")]
    [InlineData("Corrections")]
    [InlineData("Corrections & Clarifications")]
    [InlineData("Report a correction or typo")]
    [InlineData("This post was deleted by a moderator.")]
    [InlineData("The story was changed when Ghosn left for Beirut in 2019.")]
    [InlineData("“This article has been retracted,” the paper wrote on its site.")]
    [InlineData("The ministry has withdrawn its report about the accident.")]
    [InlineData("Reuters reported on Monday that Nissan had withdrawn its offer.")]
    [InlineData("Reuters was not able to reach Nissan, which has withdrawn its forecast.")]
    [InlineData("We have withdrawn from the market, he said, and will not come back.")]
    [InlineData("Correction of the market was overdue, analysts said.")]
    [InlineData("Killing the deal would cost both companies dearly.")]
    [InlineData("Please withdraw your offer, the minister told the board.")]
    public void A_paragraph_about_something_else_is_no_notice(string paragraph)
    {
        Assert.Equal(ArticleNotice.None, EditorialNotice.OfParagraph(paragraph, atEdge: true));
        Assert.Equal(ArticleNotice.None, Reading.Text($"Renault to cut Nissan stake\n\n{Body}\n\n{paragraph}").Notice);
    }

    [Fact]
    public void A_tag_in_the_middle_of_an_article_is_a_subheading_and_not_a_notice()
    {
        string[] around = [.. Enumerable.Range(1, 8).Select(i => $"{Body} It was announcement number {i} of the day.")];

        Assert.Equal(ArticleNotice.None, Reading.Text(string.Join("\n\n", [.. around[..4], "Correction: when markets fall by a tenth of their value", .. around[4..]])).Notice);
        Assert.Equal(ArticleNotice.Correction, Reading.Text(string.Join("\n\n", [.. around, "Correction: The stake is 15%, not 20%."])).Notice);
    }

    [Fact]
    public void A_retraction_outweighs_a_correction() => Assert.Equal(
        ArticleNotice.Retraction, Reading.Text($"CORRECTED-Renault to sell Nissan shares\n\nThis article has been retracted.\n\n{Body}").Notice);

    [Fact]
    public void A_notice_in_a_part_of_the_page_that_is_cleaned_away_still_counts()
    {
        Article article = Reading.Html($"<html><body><article><h1>Renault to cut stake</h1><p>{Body}</p><p>{Body} More follows.</p></article><footer><p>This article was amended on 5 March 2027.</p></footer></body></html>");

        Assert.Equal(ArticleNotice.Correction, article.Notice);
        Assert.DoesNotContain(article.Paragraphs, paragraph => paragraph.Contains("amended", StringComparison.Ordinal));
    }

    [Fact]
    public void What_readers_say_below_the_article_is_no_notice()
    {
        string comments = string.Concat(Enumerable.Repeat("<li>This article has been retracted.</li>", 2));

        Assert.Equal(ArticleNotice.None, Reading.Html($"<html><body><article><h1>Renault to cut stake</h1><p>{Body}</p><p>{Body} More follows.</p></article><ol class=\"commentlist\">{comments}</ol></body></html>").Notice);
    }

    [Fact]
    public void A_notice_is_also_a_flag() => Assert.Contains("correction", Reading.Text($"CORRECTED-Renault to cut stake\n\n{Body}").Flags);

    [Fact]
    public void An_article_that_is_nothing_but_its_retraction_is_accepted()
    {
        Article article = Reading.Json("""{"headline":"Reuters withdraws story on Renault and Nissan","body_text":""}""");

        Assert.Equal((ArticleNotice.Retraction, 0), (article.Notice, article.Paragraphs.Count));
    }

    [Theory]
    [InlineData("this ")]
    [InlineData("in a story ")]
    [InlineData("reuters withdraws ")]
    [InlineData("an earlier version of this ")]
    [InlineData("advisory: ")]
    [InlineData("please kill ")]
    [InlineData("correction, ")]
    public void Hostile_lines_are_judged_in_time(string start)
    {
        foreach (string filler in (string[])["a ", "story ", "A, ", "the ", "article, ", "1 ", "- ", "UPDATE 1-", "this story ", "1", ".", "version of "])
        {
            string line = start + string.Concat(Enumerable.Repeat(filler, 2_000));
            _ = (EditorialNotice.OfTitle(line), EditorialNotice.OfParagraph(line, atEdge: true));
        }
    }
}
