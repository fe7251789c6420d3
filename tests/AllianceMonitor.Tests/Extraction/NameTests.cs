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
