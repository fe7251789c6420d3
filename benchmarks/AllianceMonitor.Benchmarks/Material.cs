using AllianceMonitor.Extraction;
using AllianceMonitor.Local.Stack;

namespace AllianceMonitor.Benchmarks;

/// <summary>What is measured on: the seed articles in plain text (2 to 5 KB each) and the seed watchlist.</summary>
internal static class Material
{
    public static Watchlist Watchlist { get; } = WatchlistFile.Parse(File.ReadAllText(Path.Combine(Repository.Seeds, "watchlist.yaml")));

    public static IReadOnlyList<(string Name, byte[] Bytes)> PlainTexts { get; } =
        [.. Directory.GetFiles(Repository.SeedArticles, "*.txt").Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))];
}
