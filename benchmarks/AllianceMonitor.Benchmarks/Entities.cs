using System.Diagnostics;
using System.Text.Json;
using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Local.Stack;
using AllianceMonitor.Tests.Evaluation;

namespace AllianceMonitor.Benchmarks;

/// <summary>Names and values: quality and speed, ours and those of compromise and wink-nlp, on the same texts in the same run.</summary>
internal static class Entities
{
    private const int Rounds = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private sealed record Found(string Name, long Words, double CpuSeconds, IReadOnlyList<IReadOnlyList<LabelledSpan>> Spans);

    /// <summary>Names on the half of wikigold that the tagger is not trained on here, names and values on the passages that are looked at.</summary>
    /// <param name="folder">A folder of further labelled passages, or null.</param>
    public static async Task RunAsync(string? folder)
    {
        IReadOnlyList<string> types = [.. EntityCorpus.NameTypes, .. EntityCorpus.ValueTypes];
        List<(string Name, IReadOnlyList<string> Types, LabelledText[] Texts)> sets =
        [
            ("wikigold, confirming half", EntityCorpus.NameTypes, [.. Names.Wikigold().Where(text => !text.IsForTuning)]),
            ("facts-dev", types, [.. EntityCorpus.Passages(Path.Combine(Repository.Root, "tests", "AllianceMonitor.Tests", "Evaluation", "facts-dev"))]),
            .. folder is null ? [] : new (string, IReadOnlyList<string>, LabelledText[])[] { (folder, types, EntityCorpus.Passages(folder).ToArray()) },
        ];
        LabelledText[] all = [.. sets.SelectMany(set => set.Texts)];
        foreach (Found found in (Found[])[Ours(all), .. await PeersAsync(all)])
        {
            Console.WriteLine($"{found.Name}: {found.Words / found.CpuSeconds:N0} words per second of processor time");
            int at = 0;
            foreach ((string name, IReadOnlyList<string> scored, LabelledText[] texts) in sets)
            {
                var scores = new EntityScores(scored);
                foreach (LabelledText text in texts)
                {
                    scores.Add(text.Spans, found.Spans[at++]);
                }

                Console.WriteLine($"  {name}: {scores}");
            }
        }
    }

    private static Found Ours(LabelledText[] texts)
    {
        var extractor = new Extractor(Material.Watchlist, Names.TrainedOnHalf());
        Article[] articles = [.. texts.Select(EntityReading.ArticleOf)];
        IReadOnlyList<LabelledSpan>[] spans = [.. articles.Select(article => EntityReading.Spans(extractor.Extract(article)).ToArray())];
        Repeat(articles, extractor);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        Repeat(articles, extractor);
        return new Found("AllianceMonitor, deal facts included", Rounds * texts.Sum(text => text.Paragraphs.Sum(paragraph => paragraph.Count(c => c == ' ') + 1L)), (Environment.CpuUsage.TotalTime - before).TotalSeconds, spans);
    }

    private static void Repeat(Article[] articles, Extractor extractor)
    {
        for (int round = 0; round < Rounds; round++)
        {
            foreach (Article article in articles)
            {
                extractor.Extract(article);
            }
        }
    }

    private static async Task<Found[]> PeersAsync(LabelledText[] texts)
    {
        string peers = Path.Combine(Repository.Root, "benchmarks", "peers");
        if (!Directory.Exists(Path.Combine(peers, "node_modules", "compromise")))
        {
            Console.WriteLine($"compromise and wink-nlp are not installed: run npm ci in {peers}");
            return [];
        }

        DirectoryInfo work = Directory.CreateTempSubdirectory("entities-");
        try
        {
            string list = Path.Combine(work.FullName, "texts.json"), answer = Path.Combine(work.FullName, "answer.json");
            await File.WriteAllTextAsync(list, JsonSerializer.Serialize(texts.Select(text => text.Paragraphs)));
            using Process node = Process.Start(new ProcessStartInfo("node", ["entities.mjs", list, answer]) { WorkingDirectory = peers }) ?? throw new InvalidOperationException("node did not start.");
            await node.WaitForExitAsync();
            if (node.ExitCode != 0)
            {
                Console.WriteLine($"node entities.mjs ended with {node.ExitCode}.");
                return [];
            }

            return JsonSerializer.Deserialize<Found[]>(await File.ReadAllBytesAsync(answer), Json)!;
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }
}
