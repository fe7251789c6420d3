using System.Security.Cryptography;
using AllianceMonitor.Extraction;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Evaluation;

/// <summary>Deal facts against labels: right kind and parties in the right direction; of those, how many have stage and polarity right.</summary>
public class FactEvaluation(ITestOutputHelper output)
{
    private const string FrozenDigest = "87b1eebb163004c08d1fec6567823de0a940c119502ba5e3e9ce208a664606eb";

    private const double F1Floor = 0.48;
    private const double OnTopicFloor = 0.72;
    private const double PolarityFloor = 0.90;
    private const double MoreF1Floor = 0.88;
    private const double AuthoredAF1Floor = 0.71;
    private const double AuthoredBF1Floor = 0.70;
    private const double AuthoredOnTopicFloor = 0.90;
    private const double AuthoredStageFloor = 0.80;

    [Fact]
    public void Deal_facts_hold_their_floor_on_the_frozen_passages()
    {
        string folder = EvaluationFiles.Path("facts-frozen");
        string[] files = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)];
        Assert.Equal(FrozenDigest, Convert.ToHexStringLower(SHA256.HashData([.. files.SelectMany(File.ReadAllBytes)])));

        FactScores frozen = Measure(folder, explain: false), dev = Measure(EvaluationFiles.Path("facts-dev"), explain: true);

        output.WriteLine($"frozen: {frozen}");
        output.WriteLine($"dev:    {dev}");
        Assert.True(frozen.Facts.F1 >= F1Floor, $"fact F1 is below the floor {F1Floor:0.00}: {frozen}");
        Assert.True(frozen.OnTopicRight >= OnTopicFloor, $"on topic is below the floor {OnTopicFloor:0.00}: {frozen}");
        Assert.True(frozen.PolarityRight >= PolarityFloor, $"polarity is below the floor {PolarityFloor:0.00}: {frozen}");
    }

    /// <summary>Passages in plainer newswire style, written together with the rules: a regression test, no evidence of quality.</summary>
    [Fact]
    public void Deal_facts_hold_their_floor_on_the_passages_written_with_the_rules()
    {
        FactScores more = Measure(EvaluationFiles.Path("facts-more-dev"), explain: true);

        output.WriteLine($"more:   {more}");
        Assert.True(more.Facts.F1 >= MoreF1Floor, $"fact F1 is below the floor {MoreF1Floor:0.00}: {more}");
    }

    /// <summary>
    /// Passages by an author who did not see the rules. Part a was measured once unseen (F1 0.43) and then developed on, part b likewise after that
    /// (F1 0.45, and 0.50 with people by name, as they now go): regression tests from then on.
    /// </summary>
    [Theory]
    [InlineData("facts-authored-a", AuthoredAF1Floor)]
    [InlineData("facts-authored-b", AuthoredBF1Floor)]
    public void Deal_facts_hold_their_floor_on_the_passages_of_another_author(string part, double floor)
    {
        FactScores authored = Measure(EvaluationFiles.Path(part), explain: true);

        output.WriteLine($"{part}: {authored}");
        Assert.True(authored.Facts.F1 >= floor, $"fact F1 is below the floor {floor:0.00}: {authored}");
        Assert.True(authored.OnTopicRight >= AuthoredOnTopicFloor, $"on topic is below the floor {AuthoredOnTopicFloor:0.00}: {authored}");
        Assert.True(authored.StageRight >= AuthoredStageFloor, $"stage is below the floor {AuthoredStageFloor:0.00}: {authored}");
    }

    /// <summary>
    /// Copy as agencies write it, by authors who did not see the rules. Unseen F1: a 0.51, b 0.69, c 0.66; then developed on a and b, and c has been read only in aggregate: it was 0.68 after that work and is 0.69 after work on other passages.
    /// </summary>
    [Theory]
    [InlineData("a.txt", 0.57)]
    [InlineData("b.txt", 0.76)]
    [InlineData("c.txt", 0.69)]
    [InlineData("d.txt", 0.68)]
    [InlineData("e.txt", 0.67)]
    [InlineData("f.txt", 0.68)]
    [InlineData("g.txt", 0.67)]
    public void Deal_facts_hold_their_floor_on_plain_agency_copy(string file, double floor)
    {
        FactScores agency = Measure(LabelledArticle.ReadFile(EvaluationFiles.Path($"facts-agency/{file}")), explain: file is not ("c.txt" or "g.txt"));

        output.WriteLine($"agency {file}: {agency}");
        Assert.True(agency.Facts.F1 >= floor, $"fact F1 is below the floor {floor:0.00}: {agency}");
    }

    private FactScores Measure(string folder, bool explain) => Measure(LabelledArticle.ReadFolder(folder), explain);

    /// <param name="passages">What to read.</param>
    /// <param name="explain">Whether to list what is missed and superfluous, with the sentence; never for the frozen part.</param>
    private FactScores Measure(IEnumerable<LabelledArticle> passages, bool explain)
    {
        var extractor = new Extractor(WatchlistFile.Parse(File.ReadAllText(Path.Combine(Repository.Root, "seeds", "watchlist.yaml"))));
        var scores = new FactScores();
        foreach (LabelledArticle passage in passages)
        {
            scores.Add(passage, extractor.Extract(passage.Article), explain ? output.WriteLine : null);
        }

        return scores;
    }
}
