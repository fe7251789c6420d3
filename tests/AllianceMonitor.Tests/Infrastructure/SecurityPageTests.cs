using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Infrastructure;

/// <summary>docs/security.md, docs/deploy.md and docs/operations.md speak of what is there.</summary>
public sealed partial class SecurityPageTests
{
    private static readonly string Docs = Path.Combine(Repository.Root, "docs");

    [Fact]
    public void Every_HTTP_function_stands_in_the_table_with_its_method_route_and_level()
    {
        IEnumerable<string> endpoints = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "AllianceMonitor.Functions", "functions"), "function.json", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetFileName(Path.GetDirectoryName(file)), Trigger: JsonNode.Parse(File.ReadAllText(file))!["bindings"]![0]!))
            .Where(function => $"{function.Trigger["type"]}" == "httpTrigger")
            .Select(function => $"{function.Name} {string.Join(", ", function.Trigger["methods"]!.AsArray()).ToUpperInvariant()} api/{function.Trigger["route"]} {function.Trigger["authLevel"]}");
        IEnumerable<string> listed = Endpoint().Matches(File.ReadAllText(Path.Combine(Docs, "security.md")))
            .Select(row => $"{row.Groups["name"].Value} {row.Groups["methods"].Value} {row.Groups["route"].Value} {row.Groups["level"].Value}");

        Assert.Equal(endpoints.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("security.md")]
    [InlineData("deploy.md")]
    public void Files_that_the_page_names_exist(string page)
    {
        // What is not of this repository stands in the rows and notes of sources, which name their repositories.
        string text = File.ReadAllText(Path.Combine(Docs, page));
        text = text[..(text.IndexOf("## Sources", StringComparison.Ordinal) is > 0 and var sources ? sources : text.Length)];
        List<string> files = [.. Directory.EnumerateFiles(Repository.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint })
            .Select(file => "/" + Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/node_modules/", StringComparison.Ordinal))];

        Assert.DoesNotContain(
            FileName().Matches(text).Select(match => match.Groups["file"].Value),
            name => !files.Exists(file => file.EndsWith($"/{name}", StringComparison.Ordinal) || file.EndsWith($".{name}", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_finds_what_gets_lost_has_the_tests_that_the_page_names()
    {
        string page = File.ReadAllText(Path.Combine(Docs, "operations.md"));
        int begin = page.IndexOf("## What gets lost", StringComparison.Ordinal);
        List<string> named = [.. TestName().Matches(page[begin..page.IndexOf("## Bounces", StringComparison.Ordinal)]).Select(match => match.Groups["name"].Value)];
        List<string> tests = [.. typeof(SecurityPageTests).Assembly.GetTypes().SelectMany(type => type.GetMethods().Select(method => method.Name.Replace('_', ' ')))];

        Assert.True(named.Count > 12);
        Assert.DoesNotContain(named, name => !tests.Exists(test => test.Contains(name, StringComparison.OrdinalIgnoreCase)));
    }

    [GeneratedRegex("""\*(?:\.\.\. )?(?<name>[^*]+)\*""")]
    private static partial Regex TestName();

    [GeneratedRegex("""^\| (?<name>\w+) \| (?<methods>[A-Z, ]+) `(?<route>[^`]+)` \| (?<level>\w+) \|""", RegexOptions.Multiline)]
    private static partial Regex Endpoint();

    [GeneratedRegex("""`(?:\.\.\./)?(?<file>[\w./-]+\.(?:cs|bicep|bicepparam|json|yaml|props))`""")]
    private static partial Regex FileName();
}
