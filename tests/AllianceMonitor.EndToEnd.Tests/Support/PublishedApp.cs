using System.Diagnostics;
using System.Runtime.InteropServices;
using AllianceMonitor.EndToEnd.Tests.Support;
using AllianceMonitor.Local.Stack;

[assembly: AssemblyFixture(typeof(PublishedApp))]

namespace AllianceMonitor.EndToEnd.Tests.Support;

/// <summary>
/// The function app as it is deployed but for the composite image, published once for the whole run. It is begun at once, beside the tests that do without it
/// (<see cref="WithoutThePublishedAppFirst"/>). PUBLISHED_APP names a folder that it was published to before, for working on the tests.
/// </summary>
public sealed class PublishedApp : IAsyncLifetime
{
    private readonly TemporaryFolder output = new();
    private readonly CancellationTokenSource unwanted = new();
    private Task<string>? published;

    /// <summary>It is published for linux-x64 only.</summary>
    public static bool IsPublishable => OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64;

    public ValueTask InitializeAsync()
    {
        published = Environment.GetEnvironmentVariable("PUBLISHED_APP") is { Length: > 0 } folder ? Task.FromResult(folder)
            : IsPublishable ? Publish(unwanted.Token) : Task.FromResult(Repository.AppFolder);
        return ValueTask.CompletedTask;
    }

    /// <summary>The publish folder; on other systems the build output, which is a complete app as well.</summary>
    internal Task<string> Folder() => published!;

    public async ValueTask DisposeAsync()
    {
        await unwanted.CancelAsync();
        await published!.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        unwanted.Dispose();
        output.Dispose();
    }

    private async Task<string> Publish(CancellationToken cancel)
    {
        var start = new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(Repository.Root, "src", "AllianceMonitor.Functions"), "-c", "Release", "-r", "linux-x64", "-o", output.Path,
            // Compiling one image of app and framework takes longer than all else: it makes the start quicker and changes nothing that is tested here.
            // What the compiler left of a composite image, where the app was published before, would be taken up again: the tests have a folder of their own.
            "-p:PublishReadyToRunComposite=false", "-p:IntermediateOutputPath=obj/tests/", "-p:RunAnalyzers=false",
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
        try
        {
            var said = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            Assert.True(process.ExitCode == 0, $"dotnet publish ended with {process.ExitCode}:{Environment.NewLine}{await said}{await errors}");
            return output.Path;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }
}
