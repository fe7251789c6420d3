using AllianceMonitor.Extraction;
using AllianceMonitor.Tests.Evaluation;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Extraction;

/// <summary>The grammar reads whatever stands there: sentences that begin, end or turn anywhere.</summary>
public class ScrambledSentenceTests
{
    private const int Seed = 20261122;
    private const int Rounds = 20;

    [Theory]
    [InlineData("Speaking to reporters, he wants to keep it.")]
    [InlineData("Our directors told our board that our shareholders said so.")]
    public void An_article_of_a_sentence_without_its_usual_beginning_is_read(string sentence) => Assert.Empty(Extracting.From(sentence).Facts);

    [Fact]
    public void No_order_of_words_makes_an_article_fail()
    {
        var random = new Random(Seed);
        var extractor = new Extractor(Extracting.Watchlist);
        int facts = 0;
        foreach (LabelledArticle passage in LabelledArticle.ReadFolder(EvaluationFiles.Path("facts-dev")).Concat(LabelledArticle.ReadFolder(EvaluationFiles.Path("facts-more-dev"))))
        {
            string[][] sentences = [.. passage.Paragraphs.SelectMany(paragraph => paragraph.Split(". ")).Select(sentence => sentence.Split(' '))];
            for (int round = 0; round < Rounds; round++)
            {
                string[] scrambled = [.. sentences.Select(words => string.Join(' ', Scramble(words, random)) + '.')];
                facts += extractor.Extract(Extracting.Article(passage.Title, [.. scrambled])).Facts.Count;
            }
        }

        Assert.True(facts > 0, "Nothing is left of the deals: the scrambled sentences test little.");
    }

    /// <summary>Cut in front or behind, a stretch moved, or a stretch twice.</summary>
    private static string[] Scramble(string[] words, Random random)
    {
        int at = random.Next(words.Length), length = random.Next(words.Length - at) + 1;
        string[] stretch = words[at..(at + length)], rest = [.. words[..at], .. words[(at + length)..]];
        int to = random.Next(rest.Length + 1);
        return random.Next(4) switch
        {
            0 => words[at..],
            1 => words[..(at + 1)],
            2 => [.. rest[..to], .. stretch, .. rest[to..]],
            _ => [.. words, .. stretch],
        };
    }
}
