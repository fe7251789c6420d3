using AllianceMonitor.Extraction;
using AllianceMonitor.Tests.Support;
using Extracted = AllianceMonitor.Extraction.Extraction;

namespace AllianceMonitor.Tests.Extraction;

/// <summary>Names that no watchlist knows.</summary>
public class NameTests
{
    [Fact]
    public void A_surname_alone_is_the_person_named_before()
    {
        ArticleEntity person = Assert.Single(Extracting.From("The talks were led by Hannah Whitlock, who runs the unit in Lisbon.", "Whitlock said there was no hurry. \"It is early,\" said Whitlock.").Entities, entity => entity.Type == EntityType.Person);

        Assert.Equal(("Hannah Whitlock", 3), (person.Name, person.Mentions.Count));
    }

    [Theory]
    [InlineData("chief executive Robert Fairbanks said", "Robert Fairbanks")]
    [InlineData("President Laura Hernandez said", "Laura Hernandez")]
    [InlineData("Dr. Peter Hoffmann said", "Peter Hoffmann")]
    public void A_title_is_no_part_of_a_name(string phrase, string name) =>
        Assert.Contains(Extracting.From($"The plan is sound, {phrase} on Monday.").Entities, entity => entity.Type == EntityType.Person && entity.Mentions[0].Text == name);

    [Fact]
    public void The_same_name_is_the_same_thing_throughout_an_article()
    {
        Extracted extraction = Extracting.From(
            "Brightwater Holdings will open a plant in Spain, a spokesman for Brightwater said.", "Brightwater has 900 workers. In Brightwater, investors see a bargain.");

        Assert.Equal([EntityType.Organization], extraction.Entities.Where(entity => entity.Name.StartsWith("Brightwater", StringComparison.Ordinal)).Select(entity => entity.Type).Distinct());
    }

    [Theory]
    [InlineData("Norcross Foods Corp.")]
    [InlineData("Vexley Industries Co., Ltd.")]
    public void A_legal_form_belongs_to_the_name(string name) =>
        Assert.Contains(Extracting.From($"Shares of the food maker {name} rose by two euros in early trading in London.").Entities, entity => entity.Type == EntityType.Organization && entity.Mentions[0].Text == name);

    [Theory]
    [InlineData("Sumitomo Mitsui Banking Corp. (SMBC) is considering a bid. SMBC said it was in no hurry, and SMBC shares rose.", "SMBC", 4)]
    [InlineData("Meridian Ports and Special Economic Zone Ltd (MPSEZ) runs three harbours. MPSEZ will add one, MPSEZ said.", "MPSEZ", 4)]
    [InlineData("Taiwan's Hon Hai Precision Industry, better known as Foxconn, declined to comment. Foxconn makes phones.", "Foxconn", 3)]
    [InlineData("Tyre maker Vexley Industries (VEX) will cut jobs. Vexley Industries has 900 workers.", "Vexley Industries", 3)]
    public void A_text_may_give_a_name_a_short_one(string text, string name, int mentions)
    {
        ArticleEntity company = Assert.Single(Extracting.From(text).Entities, entity => entity.Type == EntityType.Organization);

        Assert.Equal((name, mentions), (company.Name, company.Mentions.Count));
    }

    [Theory]
    [InlineData("It said it will acquire a 50% stake in Thriveni Pellets Pvt. Ltd from its founders.", "Thriveni Pellets")]
    [InlineData("The brewer Sabeco is 53.6 percent owned by Thai Beverage PCL of Thailand.", "Thai Beverage")]
    [InlineData("It runs a plant for the brand Lynk & Co in Ningbo.", "Lynk & Co")]
    [InlineData("It owns a part of China Motor Corp. in Taipei.", "China Motor")]
    [InlineData("It bought a stake in Norcross Metals & Energy last year.", "Norcross Metals & Energy")]
    [InlineData("The bank bought a part of Monte dei Fiori in May.", "Monte dei Fiori")]
    [InlineData("Paris-headquartered Verane makes cells.", "Verane")]
    public void A_company_is_called_by_its_whole_name_without_its_legal_form(string text, string name) =>
        Assert.Contains(Extracting.From(text).Entities, entity => entity.Type == EntityType.Organization && entity.Name == name);

    [Theory]
    [InlineData("The French state, which also holds 15% of the carmaker, is silent.", "French")]
    [InlineData("It runs a trans-Pacific joint venture with a Korean carrier.", "Pacific")]
    [InlineData("Zhejiang Geely Holding Group Co., Ltd. has signed an agreement.", "Ltd")]
    public void Half_an_adjective_and_a_legal_form_alone_are_no_names(string text, string no) =>
        Assert.DoesNotContain(Extracting.From(text).Entities, entity => entity.Name == no);

    [Theory]
    [InlineData("Crédit Agricole owns a part of Banco BPM. Last year BPM bought an insurer.", "Banco BPM")]
    [InlineData("It holds a tenth of Yes Bank Ltd in Mumbai. Yes Bank said so on Monday.", "Yes Bank")]
    public void A_short_form_or_a_first_word_belongs_to_the_name(string text, string name) =>
        Assert.Equal(2, Assert.Single(Extracting.From(text).Entities, entity => entity.Name == name).Mentions.Count);

    [Fact]
    public void A_paper_that_no_watchlist_knows_is_a_source_too()
    {
        Extracted extraction = Extracting.From("Nissan will buy a stake in Suzuki, the Washington Post reported on Monday.");

        Assert.Contains(extraction.Entities, entity => entity is { Role: "source", Name: "Washington Post" });
        Assert.All(extraction.Facts, fact => Assert.DoesNotContain("Washington Post", string.Join('|', fact.Parties), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Settlement is due on Monday.")]
    [InlineData("Dealers were told of the plan.")]
    [InlineData("However, the French and the Japanese disagree.")]
    public void The_first_word_of_a_sentence_is_not_a_name_for_its_capital(string text) => Assert.Empty(Extracting.From(text).Entities);

    [Fact]
    public void The_embedded_weights_are_those_that_training_writes()
    {
        using var saved = new MemoryStream();
        NameModel.Load().Save(saved);

        Assert.InRange(saved.Length, 10_000, 500_000);
    }
}
