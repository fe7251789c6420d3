using System.Security.Cryptography;
using System.Text.Json;
using AllianceMonitor.Articles;

namespace AllianceMonitor.Tests.Evaluation;

/// <summary>Do pairs of paragraphs that say the same become one, and do look-alikes both stay?</summary>
public class RepeatsEvaluation(ITestOutputHelper output)
{
    private const string FrozenDigest = "548d76289efaea16c44b6778aa2c12e55283abf6bb32e50562f636c4b1ae6164";
    private const double Floor = 0.97;
    private const double TypographyFloor = 0.89;
    private const double RewordedFloor = 0.83;

    [Fact]
    public void Near_repeats_are_told_from_look_alikes_on_the_frozen_pairs()
    {
        string file = EvaluationFiles.Path("repeats-frozen.jsonl");
        Assert.Equal(FrozenDigest, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));

        Score frozen = Measure(file), dev = Measure(EvaluationFiles.Path("repeats-dev.jsonl")), more = Measure(EvaluationFiles.Path("repeats-more-dev.jsonl")), agency = Measure(EvaluationFiles.Path("repeats-agency-dev.jsonl")), paraphrase = Measure(EvaluationFiles.Path("repeats-paraphrase-dev.jsonl")), typography = Measure(EvaluationFiles.Path("repeats-typography-dev.jsonl")), reworded = Measure(EvaluationFiles.Path("repeats-reworded-dev.jsonl"));

        output.WriteLine($"near repeats, frozen: {frozen}");
        output.WriteLine($"near repeats, dev:    {dev}");
        output.WriteLine($"near repeats, more:   {more}");
        output.WriteLine($"near repeats, agency: {agency}");
        output.WriteLine($"near repeats, paraphrase: {paraphrase}");
        output.WriteLine($"near repeats, typography: {typography}");
        output.WriteLine($"near repeats, reworded: {reworded}");
        Assert.True(typography.F1 >= TypographyFloor, $"F1 {typography.F1:0.000} of pairs that differ in typography is below the floor {TypographyFloor:0.000}: {typography}");
        Assert.True(reworded.F1 >= RewordedFloor, $"F1 {reworded.F1:0.000} of reworded pairs is below the floor {RewordedFloor:0.000}: {reworded}");
        Assert.True(frozen.F1 >= Floor, $"F1 {frozen.F1:0.000} is below the floor {Floor:0.000}: {frozen}");
    }

    private static Score Measure(string file)
    {
        var score = new Score();
        foreach (string line in File.ReadLines(file))
        {
            using JsonDocument pair = JsonDocument.Parse(line);
            JsonElement root = pair.RootElement;
            Block[] blocks = [new Block(root.GetProperty("a").GetString()!), new Block(root.GetProperty("b").GetString()!)];
            score.Add(expected: root.GetProperty("same").GetBoolean(), found: ParagraphRepeats.Remove(blocks).Paragraphs.Count == 1);
        }

        return score;
    }
}
