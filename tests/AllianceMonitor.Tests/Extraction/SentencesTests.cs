using AllianceMonitor.Extraction;
using FsCheck;
using FsCheck.Fluent;

namespace AllianceMonitor.Tests.Extraction;

public class SentencesTests
{
    [Theory]
    [InlineData("Renault sells. Nissan buys.", "Renault sells.|Nissan buys.")]
    [InlineData("Will Renault sell? Yes! Nissan buys.", "Will Renault sell?|Yes!|Nissan buys.")]
    [InlineData("“We sell.” Nissan buys.", "“We sell.”|Nissan buys.")]
    [InlineData("(Renault sells.) Nissan buys.", "(Renault sells.)|Nissan buys.")]
    [InlineData("Nissan Motor Co. Ltd. builds cars.", "Nissan Motor Co. Ltd. builds cars.")]
    [InlineData("Renault sells to Nissan Motor Co. The price is low.", "Renault sells to Nissan Motor Co.|The price is low.")]
    [InlineData("Mr. Uchida met Dr. Doe.", "Mr. Uchida met Dr. Doe.")]
    [InlineData("It begins on Feb. 1 in Paris.", "It begins on Feb. 1 in Paris.")]
    [InlineData("The U.S. Senate met.", "The U.S. Senate met.")]
    [InlineData("It costs 1.5 million. Nissan pays.", "It costs 1.5 million.|Nissan pays.")]
    [InlineData("John F. Kennedy spoke.", "John F. Kennedy spoke.")]
    [InlineData("Waiting… Nissan buys.", "Waiting…|Nissan buys.")]
    [InlineData("See nissan.com for more. Nissan buys.", "See nissan.com for more.|Nissan buys.")]
    [InlineData("no end mark", "no end mark")]
    [InlineData("", "")]
    public void Sentences_end_where_they_should(string text, string expected) => Assert.Equal(expected, string.Join('|', Split(text)));

    [Fact]
    public void Every_token_belongs_to_exactly_one_sentence() => Prop.ForAll(
        Gen.Elements("Renault", "Co", "U.S", "Mr", ".", "!", "”", "\"", ")", "1.5", "…", "the", "?").ListOf(30).Select(parts => string.Join(' ', parts)).ToArbitrary(),
        text =>
        {
            List<Token> tokens = Tokenizer.Tokenize(text);
            return Sentences.Split(text, tokens).SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1)).SequenceEqual(Enumerable.Range(0, tokens.Count));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Tokens_cover_everything_but_spaces() => Prop.ForAll(
        Articles.PlainTextTests.Texts.Generator.Select(text => AllianceMonitor.Articles.PlainText.Normalize(text)).ToArbitrary(),
        text => string.Concat(Tokenizer.Tokenize(text).Select(token => text[token.Start..token.End])) == text.Replace(" ", "", StringComparison.Ordinal)).QuickCheckThrowOnFailure();

    private static IEnumerable<string> Split(string text)
    {
        List<Token> tokens = Tokenizer.Tokenize(text);
        return Sentences.Split(text, tokens).Select(range => text[tokens[range.First].Start..tokens[range.Last].End]);
    }
}
