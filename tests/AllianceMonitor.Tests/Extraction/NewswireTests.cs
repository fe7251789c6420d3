using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Extraction;

/// <summary>The common ways in which agencies tell the eight kinds of deals, one sentence each: <c>newswire.txt</c>, <c>agency-copy.txt</c>.</summary>
public class NewswireTests
{
    public static TheoryData<string, string> Sentences => new(((string[])["newswire.txt", "agency-copy.txt"]).SelectMany(file => File.ReadLines(Path.Combine(Repository.TestFolder, "Extraction", file)))
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(" => ")).Select(parts => (parts[0], parts[1].Trim())));

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_plain_sentence_is_read(string sentence, string facts) =>
        Assert.Equal(facts == "-" ? [] : facts.Split('|').Order(StringComparer.Ordinal), Extracting.From(sentence).Facts.Select(Extracting.Line).Order(StringComparer.Ordinal));
}
