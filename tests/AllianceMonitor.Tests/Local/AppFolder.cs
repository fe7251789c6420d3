namespace AllianceMonitor.Tests.Local;

/// <summary>A function app on disk, written for one test.</summary>
internal sealed class AppFolder : IDisposable
{
    public const string HostJson = """{ "version": "2.0", "customHandler": { "enableForwardingHttpRequest": true } }""";

    public AppFolder(string hostJson = HostJson)
    {
        Directory.CreateDirectory(Path);
        Write("host.json", hostJson);
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"am-app-{Guid.NewGuid():n}");

    public AppFolder Function(string name, string bindings)
    {
        Write($"{name}/function.json", $$"""{ "bindings": [ {{bindings}} ] }""");
        return this;
    }

    public AppFolder Write(string file, string content)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
