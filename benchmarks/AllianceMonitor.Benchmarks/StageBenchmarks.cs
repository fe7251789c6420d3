using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Stories;
using BenchmarkDotNet.Attributes;

namespace AllianceMonitor.Benchmarks;

/// <summary>Time and allocation per stage, over one seed article.</summary>
[InProcess]
[MemoryDiagnoser]
public class StageBenchmarks
{
    private readonly ArticleReader reader = new(new ReadingLimits());
    private readonly Extractor extractor = new(Material.Watchlist);
    private readonly (string Name, byte[] Bytes) file = Material.PlainTexts[0];
    private Article article = null!;

    [GlobalSetup]
    public void Setup() => article = reader.Read(file.Name, file.Bytes)[0].Article!;

    [Benchmark]
    public object ReadAndClean() => reader.Read(file.Name, file.Bytes);

    [Benchmark]
    public object Extract() => extractor.Extract(article);

    [Benchmark]
    public object Shingle() => ShingleSet.Of(article.Paragraphs);
}
