using AllianceMonitor.Local.Stack;

namespace AllianceMonitor.EndToEnd.Tests.Support;

/// <summary>The five articles that the project was asked for with; they stand beside the repository, not in it.</summary>
internal static class RealArticles
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "articles"));

    public static async Task<IReadOnlyDictionary<string, BinaryData>> Read()
    {
        Requirement.Met(Directory.Exists(Folder), $"The five real articles are not in {Folder}.");
        var articles = new SortedDictionary<string, BinaryData>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(Folder))
            articles[Path.GetFileName(file)] = BinaryData.FromBytes(await File.ReadAllBytesAsync(file));
        Assert.Equal(5, articles.Count);
        return articles;
    }
}
