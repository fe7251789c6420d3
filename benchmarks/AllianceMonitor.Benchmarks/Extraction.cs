using System.Diagnostics;
using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Evaluation;

namespace AllianceMonitor.Benchmarks;

/// <summary>Reading HTML pages: quality and speed on the same pages in the same run.</summary>
internal static class Extraction
{
    private static readonly ArticleReader Reader = new(new ReadingLimits());

    public static void Run(string folder, string? dump = null)
    {
        IReadOnlyList<SegmentPage> segments = ExtractionCorpus.Segments(folder);
        IReadOnlyList<TextPage> readability = ExtractionCorpus.Readability(folder);
        IReadOnlyList<TextPage> told = ExtractionCorpus.ToldByPublisher([.. segments.Select(page => (page.Id, page.Html)), .. readability.Select(page => (page.Id, page.Html))]);
        SegmentScore tuning = new(), confirming = new(), all = new();
        foreach (SegmentPage page in segments)
        {
            string text = Text(page.Html);
            (page.IsForTuning ? tuning : confirming).Add(page, text);
            all.Add(page, text);
            if (dump is not null && page.IsForTuning)
            {
                string plain = ExtractionCorpus.Plain(text);
                var missed = page.With.Where(segment => !plain.Contains(segment, StringComparison.Ordinal)).ToList();
                var extra = page.Without.Where(segment => plain.Contains(segment, StringComparison.Ordinal)).ToList();
                if (missed.Count + extra.Count > 0)
                {
                    Console.WriteLine($"## {page.Id} length {plain.Length} missed {missed.Count}/{page.With.Count} extra {extra.Count}/{page.Without.Count}");
                    missed.ForEach(segment => Console.WriteLine($"   - {segment}"));
                    extra.ForEach(segment => Console.WriteLine($"   + {segment}"));
                }
            }
        }

        var agreement = new ShingleScore();
        foreach (TextPage page in readability)
        {
            (double p, double r) = agreement.Add(page.Text, Text(page.Html));
            if (dump is not null && Math.Min(p, r) < 0.85)
            {
                Console.WriteLine($"## readability {page.Id} P {p:0.00} R {r:0.00}");
            }
        }

        var publisher = new ShingleScore();
        foreach (TextPage page in told)
        {
            (double p, double r) = publisher.Add(page.Text, Text(page.Html));
            if (dump is not null && Math.Min(p, r) < 0.9)
            {
                Console.WriteLine($"## told {page.Id} P {p:0.00} R {r:0.00}");
            }
        }

        Console.WriteLine($"tuning {tuning}\nconfirming {confirming}\nall {all}\nreadability {agreement}\npublisher ({told.Count}) {publisher}");

        var clock = Stopwatch.StartNew();
        long bytes = 0;
        foreach (SegmentPage page in segments)
        {
            Text(page.Html);
            bytes += page.Html.Length;
        }

        Console.WriteLine($"{segments.Count / clock.Elapsed.TotalSeconds:N0} pages/s {bytes / clock.Elapsed.TotalSeconds / 1e6:N1} MB/s");
    }

    private static string Text(byte[] html) => string.Join('\n', Reader.Read("page.html", html)[0].Article?.Paragraphs ?? []);
}
