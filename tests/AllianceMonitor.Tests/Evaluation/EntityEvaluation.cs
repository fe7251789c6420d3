using System.Security.Cryptography;
using AllianceMonitor.Extraction;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Evaluation;

/// <summary>Names and values against labels, by exact span and type. Role descriptions are not scored here.</summary>
public class EntityEvaluation(ITestOutputHelper output)
{
    private const string WikigoldDigest = "c797a64d0cf73ed058363f77671486bcfd413e70fda1726ad4a6ba624455225f";

    /// <summary>The shipped weights are trained on all of wikigold, so this only says that they are in order; what a half says of the other half stands in the README.</summary>
    private const double WikigoldFloor = 0.75;
    private const double F1Floor = 0.93;
    private const double DateFloor = 0.92;
    private const double MoneyFloor = 0.95;
    private const double PercentFloor = 0.97;

    private static readonly Extractor Extractor = new(Extracting.Watchlist);

    [Fact]
    public void Names_hold_their_floor_on_wikigold()
    {
        string path = Repository.Shared("corpora", "ner", "wikigold.conll.txt");
        Assert.Equal(WikigoldDigest, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));

        ILookup<bool, LabelledText> halves = EntityCorpus.Wikigold(path).ToLookup(text => text.IsForTuning);
        EntityScores tuning = Measure(halves[true], EntityCorpus.NameTypes, explain: false), confirming = Measure(halves[false], EntityCorpus.NameTypes, explain: false);

        output.WriteLine($"wikigold, tuning half:     {tuning}");
        output.WriteLine($"wikigold, confirming half: {confirming}");
        Assert.True(confirming.All.F1 >= WikigoldFloor, $"names on wikigold are below the floor {WikigoldFloor:0.00}: {confirming}");
    }

    [Fact]
    public void Names_and_values_hold_their_floor_on_the_passages()
    {
        EntityScores frozen = Measure("facts-frozen", explain: false), dev = Measure("facts-dev", explain: true);

        output.WriteLine($"facts-frozen: {frozen}");
        output.WriteLine($"facts-dev:    {dev}");
        Assert.True(frozen.All.F1 >= F1Floor, $"F1 is below the floor {F1Floor:0.00}: {frozen}");
        Assert.True(frozen.Of("date").F1 >= DateFloor, $"dates are below the floor {DateFloor:0.00}: {frozen}");
        Assert.True(frozen.Of("money").F1 >= MoneyFloor, $"money is below the floor {MoneyFloor:0.00}: {frozen}");
        Assert.True(frozen.Of("percent").F1 >= PercentFloor, $"percentages are below the floor {PercentFloor:0.00}: {frozen}");
    }

    /// <param name="folder">Folder of the passages.</param>
    /// <param name="explain">Whether to list what is missed and superfluous; never for the frozen part.</param>
    private EntityScores Measure(string folder, bool explain) => Measure(EntityCorpus.Passages(EvaluationFiles.Path(folder)), [.. EntityCorpus.NameTypes, .. EntityCorpus.ValueTypes], explain);

    private EntityScores Measure(IEnumerable<LabelledText> texts, IReadOnlyList<string> types, bool explain)
    {
        var scores = new EntityScores(types);
        foreach (LabelledText text in texts)
        {
            LabelledSpan[] found = [.. EntityReading.Spans(Extractor.Extract(EntityReading.ArticleOf(text)))];
            scores.Add(text.Spans, found);
            foreach (LabelledSpan span in explain ? found.Except(text.Spans).Concat(text.Spans.Except(found)).Where(span => types.Contains(span.Type)) : [])
            {
                string plain = text.Paragraphs[span.Paragraph];
                output.WriteLine($"{text.Id} {(found.Contains(span) ? "superfluous" : "missed")}: {span.Type} {plain[Math.Max(0, span.Start - 30)..span.Start]}[{plain[span.Start..span.End]}]{plain[span.End..Math.Min(plain.Length, span.End + 20)]}");
            }
        }

        return scores;
    }
}
