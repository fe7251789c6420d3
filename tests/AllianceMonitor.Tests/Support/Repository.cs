namespace AllianceMonitor.Tests.Support;

/// <summary>Files of the repository and of the folder <c>shared</c> beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string SeedWatchlist { get; } = File.ReadAllText(Path.Combine(Root, "seeds", "watchlist.yaml"));

    public static string SeedSubscriptions { get; } = File.ReadAllText(Path.Combine(Root, "seeds", "subscriptions.yaml"));

    public static string TestFolder => Path.Combine(Root, "tests", "AllianceMonitor.Tests");

    /// <summary>A file or folder of <c>../shared</c>. Where it is absent the test is skipped, except in CI, where a skip fails.</summary>
    public static string Shared(params string[] parts)
    {
        string path = Path.GetFullPath(Path.Combine([Root, "..", "shared", .. parts]));
        if (!Path.Exists(path))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{path} is absent; in CI this test must run.");
            Assert.Skip($"{path} is absent.");
        }

        return path;
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AllianceMonitor.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"AllianceMonitor.sln stands nowhere above {AppContext.BaseDirectory}.");
    }
}
