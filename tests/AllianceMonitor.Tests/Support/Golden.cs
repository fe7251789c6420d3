namespace AllianceMonitor.Tests.Support;

/// <summary>Compares with <c>Golden/CASE/FILE</c>; with UPDATE_GOLDEN=1 it rewrites the file instead.</summary>
internal static class Golden
{
    public static void Matches(string actual, string @case, string file)
    {
        string path = Path.Combine(Repository.TestFolder, "Golden", @case, file);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"{path} is missing; run the tests once with UPDATE_GOLDEN=1 and review what it wrote.");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
