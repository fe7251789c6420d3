using AllianceMonitor.Extraction;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Extraction;

/// <summary>The common ways in which agencies tell the eight kinds of deals, one sentence each: <c>newswire.txt</c>, <c>agency-copy.txt</c>; and who is meant where the sentence does not say: <c>constructions.txt</c>; deals in other words: <c>told-otherwise.txt</c>, <c>ownership.txt</c>; what it tells beside its news: <c>told-besides.txt</c>.</summary>
public class NewswireTests
{
    public static TheoryData<string, string> Sentences => new(((string[])["newswire.txt", "agency-copy.txt", "constructions.txt", "told-otherwise.txt", "ownership.txt", "told-besides.txt"]).SelectMany(file => File.ReadLines(Path.Combine(Repository.TestFolder, "Extraction", file)))
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(" => ")).Select(parts => (parts[0], parts[1].Trim())));

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_plain_sentence_is_read(string sentence, string facts) =>
        Assert.Equal(facts == "-" ? [] : facts.Split('|').Order(StringComparer.Ordinal), Extracting.From(sentence).Facts.Select(Extracting.Line).Order(StringComparer.Ordinal));

    [Fact]
    public void A_share_that_names_no_company_is_one_of_whom_the_headline_names() =>
        Assert.Equal(
            ["stake Bosch > Kestrel 45% ongoing", "stake Mahle > Kestrel 45% ongoing"],
            Extracting.From(Extracting.Article("Scania veteran to chair Kestrel", "Kestrel supplies axles to Scania and to Volvo.", "Mahle and Bosch own 45 percent each."))
                .Facts.Where(fact => fact.Kind == FactKind.Stake).Select(Extracting.Line).Order(StringComparer.Ordinal));
}
