using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Infrastructure;

/// <summary>The head on the isolated worker cannot be compiled from every feed; what it declares is held against the custom handler's <c>function.json</c> files.</summary>
public sealed partial class IsolatedHeadTests
{
    private static readonly string Isolated = Path.Combine(Repository.Root, "src", "AllianceMonitor.Functions.Isolated");

    private static readonly string Functions = Path.Combine(Repository.Root, "src", "AllianceMonitor.Functions", "functions");

    [Fact]
    public void Both_heads_have_the_same_functions_with_the_same_triggers()
    {
        string source = string.Concat(Directory.EnumerateFiles(Isolated, "*Functions.cs").Select(File.ReadAllText));
        IEnumerable<(string, string)> declared = Declaration().Matches(source).Select(match => (
            match.Groups["name"].Value,
            match.Groups["kind"].Value switch
            {
                "Blob" => $"blobTrigger {match.Groups["value"].Value} {match.Groups["connection"].Value} {match.Groups["source"].Value}",
                "Queue" => $"queueTrigger {match.Groups["value"].Value} {match.Groups["connection"].Value}",
                "Timer" => $"timerTrigger {match.Groups["value"].Value}",
                _ => $"httpTrigger {match.Groups["level"].Value.ToLowerInvariant()} {string.Join(',', match.Groups["method"].Captures)} {match.Groups["route"].Value}",
            }));

        IEnumerable<(string, string)> expected = Directory.EnumerateDirectories(Functions).Select(folder =>
        {
            string file = Path.Combine(folder, "function.eventgrid.json");
            JsonNode trigger = JsonNode.Parse(File.ReadAllText(File.Exists(file) ? file : Path.Combine(folder, "function.json")))!["bindings"]![0]!;
            return (Path.GetFileName(folder), $"{trigger["type"]}" switch
            {
                "blobTrigger" => $"blobTrigger {trigger["path"]} {trigger["connection"]} {trigger["source"]}",
                "queueTrigger" => $"queueTrigger {trigger["queueName"]} {trigger["connection"]}",
                "timerTrigger" => $"timerTrigger {trigger["schedule"]}",
                _ => $"httpTrigger {trigger["authLevel"]} {string.Join(',', trigger["methods"]!.AsArray())} {trigger["route"]}",
            });
        });

        Assert.Equal(expected.Order(), declared.Order());
    }

    [Fact]
    public void Both_heads_run_under_the_same_host_settings()
    {
        JsonObject custom = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "host.json")))!.AsObject();
        JsonNode isolated = JsonNode.Parse(File.ReadAllText(Path.Combine(Isolated, "host.json")))!;
        Assert.True(custom.Remove("customHandler") && custom.Remove("extensionBundle"));
        Assert.True(JsonNode.DeepEquals(custom, isolated), "src/AllianceMonitor.Functions.Isolated/host.json is host.json without customHandler and extensionBundle.");
    }

    [GeneratedRegex("""
        \[Function\((?:nameof\((?<name>\w+)\)|"(?<name>\w+)")\)\].*?\[(?<kind>Blob|Queue|Timer|Http)Trigger\((?:AuthorizationLevel\.(?<level>\w+), "(?<method>\w+)"(?:, "(?<method>\w+)")*, Route = "(?<route>[^"]+)"|"(?<value>[^"]+)")(?:, Source = BlobTriggerSource\.(?<source>\w+))?(?:, Connection = "(?<connection>\w+)")?\)\]
        """, RegexOptions.Singleline)]
    private static partial Regex Declaration();
}
