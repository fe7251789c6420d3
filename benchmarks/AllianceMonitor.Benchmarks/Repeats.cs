using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AllianceMonitor.Articles;
using AllianceMonitor.Local.Stack;

namespace AllianceMonitor.Benchmarks;

/// <summary>Repeats of paragraphs: how long a very long article takes from bytes to distinct paragraphs, and how well labelled pairs are told apart.</summary>
internal static class Repeats
{
    public static void Run()
    {
        byte[] article = LongArticle();
        Console.WriteLine($"plain text of {article.Length / 1e6:N1} MB, 100,000 paragraphs, a tenth of them rewritten from an earlier one");
        var reader = new ArticleReader(new ReadingLimits());
        reader.Read("warm-up.txt", Material.PlainTexts[0].Bytes);
        for (int run = 1; run <= 3; run++)
        {
            GC.Collect();
            var clock = Stopwatch.StartNew();
            Article read = reader.Read("long.txt", article)[0].Article!;
            TimeSpan whole = clock.Elapsed;
            Console.WriteLine($"run {run}: {whole.TotalSeconds:0.00} s, {read.Paragraphs.Count:N0} paragraphs stay, {read.Removed.Count(removal => removal.Reason == RemovalReason.NearRepeat):N0} near repeats out; peak memory of the process {PeakMegabytes():N0} MB");
        }

        PrintStages(article);
        foreach (RepeatPairs.Part part in (RepeatPairs.Part[])[new("dev, written against", RepeatPairs.Dev, false), new("dev, held out", RepeatPairs.Dev, true), new("more, written against", RepeatPairs.More, false), new("more, held out", RepeatPairs.More, true), new("agency, written against", RepeatPairs.Agency, false), new("agency, held out", RepeatPairs.Agency, true), new("paraphrase, written against", RepeatPairs.Paraphrase, false), new("paraphrase, held out", RepeatPairs.Paraphrase, true), new("typography, written against", RepeatPairs.Typography, false), new("typography, held out", RepeatPairs.Typography, true), new("frozen", "repeats-frozen.jsonl", null)])
        {
            Console.WriteLine($"{part.Name,-28} {RepeatPairs.Measure(part)}");
        }
    }

    private static void PrintStages(byte[] article)
    {
        var clock = Stopwatch.StartNew();
        Draft draft = PlainTextReader.Read(Encoding.UTF8.GetString(article));
        TimeSpan read = clock.Elapsed;
        EditorialNotice.Of(draft);
        TimeSpan notices = clock.Elapsed;
        StrippedDraft stripped = Boilerplate.Strip(draft);
        TimeSpan clean = clock.Elapsed;
        DistinctParagraphs distinct = ParagraphRepeats.Remove(stripped.Paragraphs);
        Console.WriteLine($"of that: read {read.TotalSeconds:0.00} s, notices {(notices - read).TotalSeconds:0.00} s, clean {(clean - notices).TotalSeconds:0.00} s, repeats {(clock.Elapsed - clean).TotalSeconds:0.00} s ({distinct.Comparisons:N0} comparisons, {distinct.Lookups:N0} look-ups)");
    }

    private static double PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1e6;
    }

    /// <summary>100 bytes a paragraph on average: news sentences from parts, every tenth one an earlier one in other words.</summary>
    private static byte[] LongArticle()
    {
        var random = new Random(20270315);
        var text = new StringBuilder(11_000_000);
        List<(string Plain, string Other)> recent = [];
        string[] places = ["Lyon", "Porto", "Osaka", "Gdansk", "Lagos", "Quito", "Turin", "Perth", "Izmir", "Oslo"];
        string[] makers = ["Renault", "Nissan", "Geely", "Honda", "Alstom", "Siemens", "Nokia", "Bosch", "Denso", "Valeo"];
        string[] things = ["batteries", "gearboxes", "axles", "sensors", "wheels", "inverters", "seats", "brakes", "pumps", "cables"];
        for (int i = 0; i < 100_000; i++)
        {
            if (i % 10 == 9)
            {
                text.Append(recent[random.Next(recent.Count)].Other).Append('\n');
                continue;
            }

            string maker = random.GetItems(makers, 1)[0], place = random.GetItems(places, 1)[0], thing = random.GetItems(things, 1)[0];
            (int units, int day, int cost) = (random.Next(1_000, 999_999), random.Next(1, 28), random.Next(10, 9_999));
            recent.Add((
                $"{maker} will build {units:N0} {thing} a year at its factory in {place} from March {day}, an investment of {cost} million euros.",
                $"From March {day} {maker} is to make {units:N0} {thing} per year at the plant in {place}, investing €{cost}m."));
            text.Append(recent[^1].Plain).Append('\n');
            if (recent.Count > 200)
            {
                recent.RemoveAt(0);
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
