namespace AllianceMonitor.EndToEnd.Tests.Support;

/// <summary>Gone after the test, unless KEEP_TEST_FOLDERS=1.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("am-e2e-").FullName;

    public string Combine(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    public string CreateFolder(string name) => Directory.CreateDirectory(Combine(name)).FullName;

    public void Dispose()
    {
        if (Environment.GetEnvironmentVariable("KEEP_TEST_FOLDERS") != "1")
            Directory.Delete(Path, recursive: true);
    }
}
