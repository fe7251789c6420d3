using System.Diagnostics;
using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Evaluation;

namespace AllianceMonitor.Benchmarks;

/// <summary>Reading HTML pages: quality and speed, ours and that of Readability, on the same pages in the same run.</summary>
internal static class Extraction
{
    private const int Rounds = 10;

    private static readonly ArticleReader Reader = new(new ReadingLimits());

    /// <summary>What one reader of pages achieves: texts in the order of the pages, and what they cost.</summary>
    internal sealed record Achieved(IReadOnlyList<string> Texts, int Pages, long Bytes, double Seconds, double CpuSeconds, double P99Milliseconds, long PeakBytes);

    /// <param name="folder">The folder <c>extraction</c> of the corpora.</param>
    public static async Task RunAsync(string folder)
    {
        // One core for us and for the process of the peer, which inherits it.
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            Process.GetCurrentProcess().ProcessorAffinity = 1;
        }

        IReadOnlyList<SegmentPage> segments = ExtractionCorpus.Segments(folder);
        IReadOnlyList<TextPage> readability = ExtractionCorpus.Readability(folder);
        byte[][] pages = [.. segments.Select(page => page.Html), .. readability.Select(page => page.Html)];
        Report("AllianceMonitor", Measure(pages), segments, readability);
        if (await ReadabilityPeer.RunAsync(pages) is { } peer)
        {
            Report("@mozilla/readability + linkedom", peer, segments, readability);
        }
    }

    private static Achieved Measure(byte[][] pages)
    {
        string[] texts = [.. pages.Select(Text)];
        var times = new List<double>(pages.Length * Rounds);
        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        for (int round = 0; round < Rounds; round++)
        {
            foreach (byte[] page in pages)
            {
                long before = Stopwatch.GetTimestamp();
                Reader.Read("page.html", page);
                times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            }
        }

        double seconds = clock.Elapsed.TotalSeconds, cpu = (Environment.CpuUsage.TotalTime - cpuBefore).TotalSeconds;
        times.Sort();
        return new Achieved(texts, times.Count, Rounds * pages.Sum(page => (long)page.Length), seconds, cpu, times[(int)(0.99 * (times.Count - 1))], Process.GetCurrentProcess().PeakWorkingSet64);
    }

    private static void Report(string name, Achieved achieved, IReadOnlyList<SegmentPage> segments, IReadOnlyList<TextPage> readability)
    {
        SegmentScore tuning = new(), confirming = new(), all = new();
        foreach ((SegmentPage page, string text) in segments.Zip(achieved.Texts))
        {
            (page.IsForTuning ? tuning : confirming).Add(page, text);
            all.Add(page, text);
        }

        var agreement = new ShingleScore();
        foreach ((TextPage page, string text) in readability.Zip(achieved.Texts.Skip(segments.Count)))
        {
            agreement.Add(page.Text, text);
        }

        Console.WriteLine($"""
            {name}
              segments, tuning half       {tuning}
              segments, confirming half   {confirming}
              segments, all               {all}
              agreement with Readability  {agreement}
              one core                    {achieved.Pages / achieved.Seconds:N0} pages/s, {achieved.Bytes / achieved.Seconds / 1e6:N1} MB/s; {achieved.Pages / achieved.CpuSeconds:N0} pages per CPU second
              a page                      mean {achieved.Bytes / achieved.Pages / 1000:N0} KB, 99 of 100 within {achieved.P99Milliseconds:N1} ms
              peak memory                 {achieved.PeakBytes / 1e6:N0} MB, the pages among it
            """);
    }

    private static string Text(byte[] html) => string.Join('\n', Reader.Read("page.html", html)[0].Article?.Paragraphs ?? []);
}
