using System.Security.Cryptography;
using System.Text.Json;
using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Evaluation;

/// <summary>Deal facts against labels: right kind and parties in the right direction; of those, how many have stage and polarity right.</summary>
public class FactEvaluation(ITestOutputHelper output)
{
    private const string FrozenDigest = "87b1eebb163004c08d1fec6567823de0a940c119502ba5e3e9ce208a664606eb";

    private const double F1Floor = 0.45;
    private const double OnTopicFloor = 0.66;
    private const double PolarityFloor = 0.90;
    private const double MoreF1Floor = 0.88;
    private const double AuthoredAF1Floor = 0.69;
    private const double AuthoredBF1Floor = 0.66;
    private const double AuthoredOnTopicFloor = 0.90;
    private const double AuthoredStageFloor = 0.80;

    [Fact]
    public void Deal_facts_hold_their_floor_on_the_frozen_passages()
    {
        string folder = EvaluationFiles.Path("facts-frozen");
        string[] files = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)];
        Assert.Equal(FrozenDigest, Convert.ToHexStringLower(SHA256.HashData([.. files.SelectMany(File.ReadAllBytes)])));

        Result frozen = Measure(folder, explain: false), dev = Measure(EvaluationFiles.Path("facts-dev"), explain: true);

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
        Result more = Measure(EvaluationFiles.Path("facts-more-dev"), explain: true);

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
        Result authored = Measure(EvaluationFiles.Path(part), explain: true);

        output.WriteLine($"{part}: {authored}");
        Assert.True(authored.Facts.F1 >= floor, $"fact F1 is below the floor {floor:0.00}: {authored}");
        Assert.True(authored.OnTopicRight >= AuthoredOnTopicFloor, $"on topic is below the floor {AuthoredOnTopicFloor:0.00}: {authored}");
        Assert.True(authored.StageRight >= AuthoredStageFloor, $"stage is below the floor {AuthoredStageFloor:0.00}: {authored}");
    }

    private sealed record Result(Score Facts, double StageRight, double PolarityRight, double OnTopicRight, IReadOnlyDictionary<string, Score> Kinds)
    {
        public override string ToString() => $"facts {Facts}; of those found stage right {StageRight:0.00}, polarity right {PolarityRight:0.00}; on topic right {OnTopicRight:0.00}; by kind: "
            + string.Join("; ", Kinds.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Key} {kind.Value}"));
    }

    /// <param name="folder">Folder of the passages.</param>
    /// <param name="explain">Whether to list what is missed and superfluous, with the sentence; never for the frozen part.</param>
    private Result Measure(string folder, bool explain)
    {
        var extractor = new Extractor(WatchlistFile.Parse(File.ReadAllText(Path.Combine(Repository.Root, "seeds", "watchlist.yaml"))));
        var score = new Score();
        SortedDictionary<string, Score> kinds = new(StringComparer.Ordinal);
        int found = 0, stage = 0, polarity = 0, onTopic = 0, passages = 0;
        foreach (string file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
            JsonElement gold = document.RootElement;
            AllianceMonitor.Extraction.Extraction extraction = extractor.Extract(ArticleOf(gold));
            passages++;
            onTopic += extraction.OnTopic == gold.GetProperty("onTopic").GetBoolean() ? 1 : 0;

            string id = Text(gold, "id")!;
            List<Fact> left = [.. extraction.Facts];
            foreach (JsonElement label in gold.GetProperty("facts").EnumerateArray())
            {
                Fact? match = left.Where(fact => SameDeal(fact, label)).OrderByDescending(fact => Agreement(fact, label)).FirstOrDefault();
                score.Add(match is null ? 0 : 1, 0, match is null ? 1 : 0);
                Of(Text(label, "kind")!).Add(match is null ? 0 : 1, 0, match is null ? 1 : 0);
                if (match is null && explain)
                {
                    output.WriteLine($"{id} missed: {Text(label, "kind")} {Text(label, "subject")} > {Text(label, "object")} {Text(label, "stage")} {Text(label, "polarity")}");
                }

                if (match is not null)
                {
                    left.Remove(match);
                    found++;
                    stage += FactWords.Stage(match.Stage) == Text(label, "stage") ? 1 : 0;
                    polarity += FactWords.Polarity(match.Polarity) == Text(label, "polarity") ? 1 : 0;
                }
            }

            score.Add(0, left.Count, 0);
            foreach (Fact superfluous in left)
            {
                Of(FactWords.Kind(superfluous.Kind)).Add(0, 1, 0);
                if (explain)
                {
                    output.WriteLine($"{id} superfluous: {Extracting.Line(superfluous)} | {superfluous.Evidence.Text}");
                }
            }
        }

        return new Result(score, (double)stage / found, (double)polarity / found, (double)onTopic / passages, kinds);

        Score Of(string kind)
        {
            if (!kinds.TryGetValue(kind, out Score? of))
            {
                kinds[kind] = of = new Score();
            }

            return of;
        }
    }

    private static Article ArticleOf(JsonElement gold) => new()
    {
        Name = Text(gold, "id")!,
        Format = ArticleFormat.Text,
        Encoding = "utf-8",
        Title = Text(gold, "title"),
        Published = Text(gold, "published"),
        Language = "en",
        Paragraphs = [.. gold.GetProperty("paragraphs").EnumerateArray().Select(paragraph => paragraph.GetString()!)],
        Removed = [],
        Flags = [],
    };

    private static bool SameDeal(Fact fact, JsonElement label)
    {
        if (FactWords.Kind(fact.Kind) != Text(label, "kind"))
        {
            return false;
        }

        (string subject, string other) = (Text(label, "subject") ?? "", Text(label, "object") ?? "");
        bool same = Is(fact.Subject, subject) && Is(fact.Object, other);
        return same || (fact.IsSymmetric && Is(fact.Subject, other) && Is(fact.Object, subject));
    }

    private static int Agreement(Fact fact, JsonElement label) =>
        (FactWords.Polarity(fact.Polarity) == Text(label, "polarity") ? 4 : 0) + (fact.After == Text(label, "after") ? 2 : 0) + (FactWords.Stage(fact.Stage) == Text(label, "stage") ? 1 : 0);

    private static bool Is(string? party, string name) => string.Equals(party ?? "", name, StringComparison.OrdinalIgnoreCase);

    private static string? Text(JsonElement element, string field) =>
        element.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
