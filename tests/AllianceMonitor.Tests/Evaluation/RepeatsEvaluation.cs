using System.Security.Cryptography;
using System.Text.Json;
using AllianceMonitor.Articles;

namespace AllianceMonitor.Tests.Evaluation;

/// <summary>Do pairs of paragraphs that say the same become one, and do look-alikes both stay?</summary>
public class RepeatsEvaluation(ITestOutputHelper output)
{
    private const string FrozenDigest = "548d76289efaea16c44b6778aa2c12e55283abf6bb32e50562f636c4b1ae6164";

    [Fact]
    public void The_frozen_pairs_are_as_they_were() =>
        Assert.Equal(FrozenDigest, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(EvaluationFiles.Path("repeats-frozen.jsonl")))));

    [Theory]
    [InlineData("frozen", 0.97)]
    [InlineData("dev", 0.99)]
    [InlineData("more-dev", 0.98)]
    [InlineData("agency-dev", 0.95)]
    [InlineData("paraphrase-dev", 0.94)]
    [InlineData("typography-dev", 0.91)]
    [InlineData("reworded-dev", 0.91)]
    [InlineData("fresh-dev", 0.93)]
    [InlineData("again-dev", 0.88)]
    public void Near_repeats_are_told_from_look_alikes(string part, double floor)
    {
        Score score = Measure(EvaluationFiles.Path($"repeats-{part}.jsonl"));

        output.WriteLine($"near repeats, {part}: {score}");
        Assert.True(score.F1 >= floor, $"F1 {score.F1:0.000} is below the floor {floor:0.000}: {score}");
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
