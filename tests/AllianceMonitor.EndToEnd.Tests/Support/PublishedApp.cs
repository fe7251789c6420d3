using System.Diagnostics;
using System.Runtime.InteropServices;
using AllianceMonitor.EndToEnd.Tests.Support;
using AllianceMonitor.Local.Stack;

[assembly: AssemblyFixture(typeof(PublishedApp))]

namespace AllianceMonitor.EndToEnd.Tests.Support;

/// <summary>The function app as it is deployed, published once for the whole run by the first test that asks.</summary>
public sealed class PublishedApp : IAsyncLifetime
{
    private readonly TemporaryFolder output = new();
    private readonly Lazy<Task<string>> published;

    public PublishedApp() => published = new Lazy<Task<string>>(Publish);

    /// <summary>It is published for linux-x64 only.</summary>
    public static bool IsPublishable => OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The publish folder; on other systems the build output, which is a complete app as well.</summary>
    internal Task<string> Folder() => IsPublishable ? published.Value : Task.FromResult(Repository.AppFolder);

    public ValueTask DisposeAsync()
    {
        output.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> Publish()
    {
        var start = new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(Repository.Root, "src", "AllianceMonitor.Functions"), "-c", "Release", "-r", "linux-x64", "-o", output.Path,
            // Servers that outlive the build would hold on to its output streams.
            "-nodeReuse:false", "-p:UseSharedCompilation=false", "-v", "quiet",
        ])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // `dotnet test` points them at its own MSBuild.
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(inherited);

        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"dotnet publish ended with {process.ExitCode}:{Environment.NewLine}{await said}{await errors}");
        return output.Path;
    }
}
