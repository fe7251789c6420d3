using System.Diagnostics;
using System.Text.Json.Nodes;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Infrastructure;

/// <summary>What the switches of the projects do, as MSBuild evaluates them; nothing is built.</summary>
public sealed class ProjectTests
{
    [Fact]
    public void Without_its_switch_the_isolated_head_asks_for_no_package_of_its_own()
    {
        Assert.Equal(["Microsoft.CodeAnalysis.BannedApiAnalyzers"], Items("src/AllianceMonitor.Functions.Isolated", "PackageReference").Select(item => $"{item["Identity"]}"));
        Assert.Empty(Items("src/AllianceMonitor.Functions.Isolated", "Compile"));
    }

    [Fact]
    public void With_its_switch_it_brings_its_own_versions()
    {
        List<JsonNode> packages = Items("src/AllianceMonitor.Functions.Isolated", "PackageReference", "-p:FunctionsWorker=true");
        Assert.Contains(packages, package => $"{package["Identity"]}" == "Microsoft.Azure.Functions.Worker" && $"{package["Version"]}".StartsWith("2.", StringComparison.Ordinal));
        Assert.All(packages, package => Assert.NotEqual("", $"{package["Version"]}"));

        // The page of deployment names them.
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "deploy.md"));
        Assert.All(
            packages.Where(package => $"{package["Identity"]}".Contains(".Functions.Worker", StringComparison.Ordinal)),
            package => Assert.Contains($"{$"{package["Identity"]}".Split("Worker.Extensions.").Last().Split("Functions.").Last()} {package["Version"]}", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "function.json")]
    [InlineData("-p:BlobTriggerSource=EventGrid", "function.eventgrid.json")]
    public void The_package_holds_the_trigger_that_was_asked_for(string property, string expected)
    {
        IEnumerable<string> sources = Items("src/AllianceMonitor.Functions", "None", property)
            .Where(item => $"{item["Link"]}".Replace('\\', '/') == "IngestArticle/function.json" && $"{item["CopyToPublishDirectory"]}" == "Always")
            .Select(item => Path.GetFileName($"{item["FullPath"]}"));
        Assert.Equal([expected], sources);
    }

    private static List<JsonNode> Items(string project, string item, params string[] properties)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
            ["msbuild", Path.Combine(Repository.Root, project), $"-getItem:{item}", .. properties.Where(property => property.Length > 0)])
        {
            RedirectStandardOutput = true,
            Environment = { ["MSBUILDTERMINALLOGGER"] = "off", ["MSBuildSDKsPath"] = null, ["MSBuildExtensionsPath"] = null },
        })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return [.. JsonNode.Parse(output)!["Items"]![item]!.AsArray().Select(node => node!)];
    }
}
