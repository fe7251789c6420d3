using System.Reflection;

namespace AllianceMonitor.Local.Stack;

/// <summary>Where things are: found upwards from this program, or recorded by the build.</summary>
internal static class Repository
{
    private const string Marker = "AllianceMonitor.sln";

    public static string Root { get; } =
        Upwards(AppContext.BaseDirectory) ?? Upwards(Directory.GetCurrentDirectory()) ?? Recorded("RepositoryRoot");

    public static string NodeFolder { get; } =
        Directory.Exists(Recorded("NodeFolder")) ? Recorded("NodeFolder") : Path.Combine(Root, "src", "AllianceMonitor.Local", "node");

    /// <summary>The build output of the function app, for the configuration that this program was built with.</summary>
    public static string AppFolder { get; } = Recorded("AppFolder");

    public static string Seeds => Path.Combine(Root, "seeds");

    public static string SeedArticles => Path.Combine(Seeds, "articles");

    public static string LocalFolder => Path.Combine(Root, ".local");

    private static string? Upwards(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, Marker)))
            folder = Path.GetDirectoryName(folder);
        return folder;
    }

    private static string Recorded(string key) =>
        Path.GetFullPath(typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!);
}
