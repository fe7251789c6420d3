using AllianceMonitor.Extraction;

namespace AllianceMonitor.Tests.Extraction;

public class VocabularyTests
{
    [Fact]
    public void A_spelling_is_looked_up_once()
    {
        Assert.Same(Vocabulary.Of("shareholding"), Vocabulary.Of("shareholding"));
        Assert.NotSame(Vocabulary.Of("shareholding"), Vocabulary.Of("Shareholding"));
    }

    [Theory]
    [InlineData("stake", "stake", false, false)]
    [InlineData("Citroën", "citroen", true, false)]
    [InlineData("iPhone", "iphone", true, false)]
    [InlineData("The", "the", true, true)]
    [InlineData("U.S.", "u.s", true, false)]
    public void What_is_known_of_a_spelling(string spelling, string folded, bool isCapitalised, bool isNeverName)
    {
        Lexeme lexeme = Vocabulary.Of(spelling)!;

        Assert.Equal((spelling, folded, isCapitalised, isNeverName), (lexeme.Spelling, lexeme.Folded, lexeme.IsCapitalised, lexeme.IsNeverName));
    }

    [Fact]
    public void What_is_too_long_for_a_word_is_not_kept() => Assert.Null(Vocabulary.Of(new string('a', Vocabulary.LongestWord + 1)));

    /// <summary>Far more spellings than there is room for, by several threads: each still gets its own.</summary>
    [Fact]
    public void A_displaced_spelling_is_looked_up_anew()
    {
        string[] spellings = [.. Enumerable.Range(0, 100_000).Select(i => $"word{i}"), "bought", "Renault", "billion"];

        Parallel.For(0, 4, _ =>
        {
            foreach (string spelling in spellings)
            {
                Assert.Equal(spelling, Vocabulary.Of(spelling)!.Spelling);
            }
        });

        Assert.Equal("buy", Vocabulary.Of("bought")!.Word!.Lemma);
        Assert.Equal(1e9m, Vocabulary.Of("billion")!.Value.Number);
    }
}
