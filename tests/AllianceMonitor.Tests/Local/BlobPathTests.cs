using AllianceMonitor.Local.Triggers;

namespace AllianceMonitor.Tests.Local;

public sealed class BlobPathTests
{
    [Theory]
    [InlineData("a plain name", "articles/{name}", "a.txt", "name=a.txt")]
    [InlineData("a nested name", "articles/{name}", "2026/über uns/a b.txt", "name=2026/über uns/a b.txt")]
    [InlineData("two parts", "articles/{date}/{name}.txt", "2026/a.txt", "date=2026 name=a")]
    [InlineData("a literal dot", "articles/{name}.txt", "a-txt", null)]
    [InlineData("a fixed blob", "config/watchlist.yaml", "watchlist.yaml", "")]
    [InlineData("another blob", "config/watchlist.yaml", "other.yaml", null)]
    public void Parts_of_the_path_become_metadata(string row, string path, string blob, string? expected)
    {
        var parts = BlobPath.Parse(path)!.Match(blob);

        Assert.True(expected == (parts is null ? null : string.Join(' ', parts.Select(part => $"{part.Key}={part.Value}"))), row);
    }

    [Theory]
    [InlineData("articles")]
    [InlineData("/{name}")]
    [InlineData("{container}/{name}")]
    [InlineData("articles/{name")]
    [InlineData("articles/{}")]
    public void A_broken_path_is_none(string path) => Assert.Null(BlobPath.Parse(path));
}
