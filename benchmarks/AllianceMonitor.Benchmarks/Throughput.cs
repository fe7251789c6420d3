using System.Diagnostics;
using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Stories;

namespace AllianceMonitor.Benchmarks;

/// <summary>The whole pipeline in memory on one thread: read, clean, extract, decide, write the alert.</summary>
internal static class Throughput
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public static void Run()
    {
        var pipeline = new Pipeline(Material.Watchlist, new ReadingLimits());
        MeasureExtraction();
        Measure(pipeline, TimeSpan.FromSeconds(2));
        for (int run = 1; run <= 3; run++)
        {
            (int articles, long bytes, TimeSpan elapsed) = Measure(pipeline, Duration);
            Console.WriteLine($"run {run}: {articles / elapsed.TotalSeconds:N0} articles/s, {bytes / elapsed.TotalSeconds / 1e6:N1} MB/s on one core ({articles:N0} articles, mean {bytes / articles:N0} bytes)");
        }
    }

    /// <summary>Extraction alone, in words of processor time: other programs on the machine do not count.</summary>
    private static void MeasureExtraction()
    {
        var reader = new ArticleReader(new ReadingLimits());
        var extractor = new Extractor(Material.Watchlist);
        List<Article> articles = [.. Material.PlainTexts.SelectMany(file => reader.Read(file.Name, file.Bytes)).Select(item => item.Article).OfType<Article>()];
        long words = articles.Sum(article => article.Paragraphs.Sum(paragraph => paragraph.Count(c => c == ' ') + 1L));
        for (int run = 1; run <= 4; run++)
        {
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            var clock = Stopwatch.StartNew();
            long read = 0;
            while (clock.Elapsed < Duration)
            {
                articles.ForEach(article => extractor.Extract(article));
                read += words;
            }

            Console.WriteLine($"extraction {run}: {read / (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:N0} words per second of processor time");
        }
    }

    private static (int Articles, long Bytes, TimeSpan Elapsed) Measure(Pipeline pipeline, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        (int articles, long bytes) = (0, 0);
        while (clock.Elapsed < duration)
        {
            // A fresh book per round: the same texts over and over would all be duplicates.
            var book = new StoryBook();
            foreach ((string name, byte[] content) in Material.PlainTexts)
            {
                string ingestId = Digest.IngestId(name, "1");
                book.Read(pipeline.LogEntry(pipeline.Read(name, content), new Pipeline.Drop(ingestId, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch))!);
                foreach (Decision decision in book.DecisionsOf(ingestId)!)
                {
                    pipeline.Alert(decision, DateTimeOffset.UnixEpoch);
                }

                articles++;
                bytes += content.Length;
            }
        }

        return (articles, bytes, clock.Elapsed);
    }
}
