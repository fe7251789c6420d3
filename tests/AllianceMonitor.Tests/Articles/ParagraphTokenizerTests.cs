using AllianceMonitor.Articles;

namespace AllianceMonitor.Tests.Articles;

public class ParagraphTokenizerTests
{
    /// <summary>Two ways to write one thing: their tokens are the same.</summary>
    [Theory]
    [InlineData("€27.6bn", "27.6 billion euros")]
    [InlineData("$400m", "400 million dollars")]
    [InlineData("4.1 per cent", "4.1%")]
    [InlineData("eight percent", "8 %")]
    [InlineData("a fifth of", "20%")]
    [InlineData("two thirds", "66.7%")]
    [InlineData("half a million", "500,000")]
    [InlineData("15 000", "15,000")]
    [InlineData("twenty-five", "25")]
    [InlineData("a dozen", "12")]
    [InlineData("1 p.m.", "13:00")]
    [InlineData("8.30 am", "8.30 a.m.")]
    [InlineData("120mm", "120 millimetres")]
    [InlineData("5°C", "5 degrees Celsius")]
    [InlineData("in Feb. 1", "in February 1")]
    [InlineData("on Tues. morning", "on Tuesday morning")]
    [InlineData("the U.S. carmaker", "the US carmaker")]
    [InlineData("by Mr. Ostrander", "by Ostrander")]
    [InlineData("the Ampère unit", "the Ampere unit")]
    [InlineData("carries", "carried")]
    [InlineData("stopped", "stops")]
    [InlineData("is cutting", "is cut")]
    public void Spelling_makes_no_difference(string first, string second)
    {
        var vocabulary = new ParagraphVocabulary();
        var tokenizer = new ParagraphTokenizer(vocabulary);

        Assert.Equal(Terms(first), Terms(second));

        string Terms(string text) => string.Join(' ', tokenizer.Tokenize($"they said {text}").Select(token => vocabulary[token.Term].Stem));
    }

    [Theory]
    [InlineData("they will not close it")]
    [InlineData("they won’t close it")]
    [InlineData("they no longer close it")]
    [InlineData("they have yet to close it")]
    [InlineData("they failed to close it")]
    [InlineData("they never close it")]
    public void A_negation_is_kept_with_its_word(string text)
    {
        var vocabulary = new ParagraphVocabulary();

        Assert.Contains(new ParagraphTokenizer(vocabulary).Tokenize(text), token => token.IsNegated && vocabulary[token.Term].Stem == NewsLexicon.Stem("close"));
    }

    [Fact]
    public void A_list_of_the_lexicon_says_nothing_against_itself()
    {
        Assert.True(NewsLexicon.AreOpposite(NewsLexicon.Find(NewsLexicon.Stem("rose")), NewsLexicon.Find(NewsLexicon.Stem("falling"))));
        Assert.True(NewsLexicon.AreRivals(NewsLexicon.Find(NewsLexicon.Stem("diesel")), NewsLexicon.Find(NewsLexicon.Stem("petrol"))));
        Assert.False(NewsLexicon.AreRivals(NewsLexicon.Find(NewsLexicon.Stem("gasoline")), NewsLexicon.Find(NewsLexicon.Stem("petrol"))));
    }

    /// <summary>What is joined by a slash in one line is the same thing in all of them.</summary>
    [Fact]
    public void Things_of_one_kind_are_not_said_for_one_another()
    {
        List<string[]> things = [.. NewsLexicon.Lines("kinds").SelectMany(line => line.Select(thing => thing.Split('/'))).Where(names => names.Length > 1)];

        Assert.All(things, names => Assert.All(names, name => Assert.False(NewsLexicon.AreRivals(NewsLexicon.Find(NewsLexicon.Stem(names[0])), NewsLexicon.Find(NewsLexicon.Stem(name))), $"{names[0]} {name}")));
    }

    [Theory]
    [InlineData("VW builds vans", "Volkswagen builds vans")]
    [InlineData("a judge in Calif. ruled", "a judge in California ruled")]
    [InlineData("the town of Minn. lakes", "the town of Minnesota lakes")]
    [InlineData("it moved to Kiev", "it moved to Kyiv")]
    [InlineData("the ACEA said", "the European Automobile Manufacturers' Association said")]
    public void Names_have_other_forms(string first, string second)
    {
        var vocabulary = new ParagraphVocabulary();
        var tokenizer = new ParagraphTokenizer(vocabulary);

        Assert.Equal(tokenizer.Tokenize(first).Select(token => token.Term), tokenizer.Tokenize(second).Select(token => token.Term));
    }

    [Theory]
    [InlineData("it took ten years")]
    [InlineData("Who paid for us?")]
    public void A_form_in_capitals_or_with_a_point_is_no_word_of_the_language(string text)
    {
        var vocabulary = new ParagraphVocabulary();

        Assert.DoesNotContain(new ParagraphTokenizer(vocabulary).Tokenize(text), token => token.Kind == TokenKind.Name);
    }
}
