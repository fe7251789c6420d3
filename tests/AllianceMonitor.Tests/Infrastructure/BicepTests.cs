using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace AllianceMonitor.Tests.Infrastructure;

/// <summary>That the parts of <c>infra/</c> fit one another and the app.</summary>
public sealed partial class BicepTests
{
    private static readonly string Functions = Path.Combine(Repository.Root, "src", "AllianceMonitor.Functions", "functions");

    public static TheoryData<string> Files => [.. BicepFile.All.Select(file => Path.GetRelativePath(BicepFile.Folder, file.Path))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Brackets_and_strings_are_closed(string name)
    {
        Stack<char> open = [];
        foreach (Match token in Token().Matches(new BicepFile(name).Text))
        {
            char bracket = token.Value[0];
            Assert.NotEqual('!', bracket);
            if (bracket is '{' or '[' or '(')
            {
                open.Push(bracket);
            }
            else if (bracket is '}' or ']' or ')')
            {
                Assert.Equal(bracket switch { '}' => '{', ']' => '[', _ => '(' }, open.Pop());
            }
        }

        Assert.Empty(open);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_module_is_given_what_it_asks_for(string name)
    {
        foreach (BicepFile.Module module in new BicepFile(name).Modules)
        {
            Assert.Empty(module.Given.Except(module.File.Parameters.Keys));
            Assert.Empty(module.File.Parameters.Where(parameter => !parameter.Value).Select(parameter => parameter.Key).Except(module.Given));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Outputs_that_are_used_exist(string name)
    {
        var file = new BicepFile(name);
        foreach (Match use in OutputUse().Matches(file.Text))
        {
            BicepFile.Module module = Assert.Single(file.Modules, module => module.Name == use.Groups["module"].Value);
            Assert.Contains(use.Groups["output"].Value, module.File.Outputs);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_symbol_is_used_and_declared_once(string name)
    {
        var file = new BicepFile(name);
        Assert.Distinct(file.Symbols);
        string[] alone = [.. file.Modules.Select(module => module.Name), .. ResourceName().Matches(file.Text).Select(match => match.Groups[1].Value)];
        Assert.DoesNotContain(file.Symbols.Except(alone), symbol => Regex.Count(file.Text, $@"\b{symbol}\b") < 2);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_name_that_is_used_is_declared(string name) => Assert.Empty(BicepNames.Undeclared(new BicepFile(name).Text));

    [Theory]
    [InlineData("param a string\noutput b string = a", "")]
    [InlineData("param a string\noutput b string = c", "c")]
    [InlineData("var a = { key: toLower(b.c) }", "b")]
    [InlineData("var a = 'text ${toLoower('inner ${b}')} more'", "toLoower, b")]
    [InlineData("var a = [\n  for x in y: {\n    name: x\n  }\n]", "y")]
    [InlineData("resource a 'T@1' = {\n  dependsOn: [b]\n}", "b")]
    public void A_name_that_is_not_declared_is_seen(string text, string undeclared) => Assert.Equal(undeclared, string.Join(", ", BicepNames.Undeclared(text)));

    [Fact]
    public void Each_type_of_resource_is_used_in_one_version()
    {
        IEnumerable<IGrouping<string, string>> types = BicepFile.All.SelectMany(file => ResourceType().Matches(file.Text)).GroupBy(match => match.Groups["type"].Value, match => match.Groups["version"].Value);
        Assert.All(types, type => Assert.Single(type.Distinct()));
        Assert.True(types.Count() > 20);
    }

    [Fact]
    public void Parameters_of_the_parameter_file_exist()
    {
        string parameters = File.ReadAllText(Path.Combine(BicepFile.Folder, "main.bicepparam"));
        Assert.Empty(GivenParameter().Matches(parameters).Select(match => match.Groups[1].Value).Except(new BicepFile("main.bicep").Parameters.Keys));
        Assert.Empty(new BicepFile("main.bicep").Parameters.Where(parameter => !parameter.Value).Select(parameter => parameter.Key)
            .Except(GivenParameter().Matches(parameters).Select(match => match.Groups[1].Value)));
    }

    [Fact]
    public void The_subscription_names_the_function_and_the_container_of_the_trigger()
    {
        JsonNode trigger = Trigger("IngestArticle", "function.eventgrid.json");
        string container = trigger["path"]!.GetValue<string>().Split('/')[0];
        string events = new BicepFile("modules/article-events.bicep").Text;

        Assert.Contains("functionName=Host.Functions.IngestArticle&", events, StringComparison.Ordinal);
        Assert.Contains($"subjectBeginsWith: '/blobServices/default/containers/{container}/blobs/'", events, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_on_emails_go_to_the_queue_of_the_function_as_the_event_that_it_reads()
    {
        string events = new BicepFile("modules/email-events.bicep").Text;
        string queue = Trigger("NoteDeliveryReport", "function.json")["queueName"]!.GetValue<string>();

        Assert.Equal(Queues.DeliveryReports, queue);
        Assert.Contains($"queueName: '{queue}'", events, StringComparison.Ordinal);
        Assert.Contains($"/default/{queue}'", new BicepFile("modules/roles.bicep").Text, StringComparison.Ordinal);
        Assert.Contains($"includedEventTypes: ['{DeliveryReport.EventType}']", events, StringComparison.Ordinal);
    }

    [Fact]
    public void The_trigger_in_Azure_differs_from_the_local_one_in_its_source_only()
    {
        JsonNode azure = Trigger("IngestArticle", "function.eventgrid.json"), local = Trigger("IngestArticle", "function.json");
        Assert.Equal("EventGrid", azure["source"]!.GetValue<string>());
        azure.AsObject().Remove("source");
        Assert.True(JsonNode.DeepEquals(azure, local));
    }

    [Fact]
    public void Every_connection_of_a_trigger_has_its_identity_settings()
    {
        string settings = new BicepFile("modules/app.bicep").Text;
        IEnumerable<string> connections = Directory.EnumerateFiles(Functions, "function*.json", SearchOption.AllDirectories)
            .Select(file => (string?)JsonNode.Parse(File.ReadAllText(file))!["bindings"]![0]!["connection"]).OfType<string>().Append("AzureWebJobsStorage").Distinct();
        foreach (string connection in connections)
        {
            Assert.All(["credential", "clientId", "blobServiceUri", "queueServiceUri"], part => Assert.Contains($"{connection}__{part}:", settings, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_app_starts_with_the_settings_of_the_template()
    {
        // Values as Azure fills them in; names as they stand in the template.
        string template = new BicepFile("modules/app.bicep").Text + new BicepFile("main.bicep").Text;
        Dictionary<string, string?> given = SettingName().Matches(template).Select(match => match.Groups[1].Value).Distinct().ToDictionary(
            name => name.Replace("__", ":", StringComparison.Ordinal), name => (string?)(name == "EMAIL_FROM" ? "DoNotReply@example.azurecomm.net" : name.EndsWith("HOSTS", StringComparison.Ordinal) ? "logic.azure.com" : "https://account.example/"));
        Assert.Contains("PUBLIC_URL", given.Keys);

        AppSettings settings = AppSettings.From(new ConfigurationBuilder().AddInMemoryCollection(given).Build());

        Assert.Equal("https://account.example/", settings.BlobServiceUri?.AbsoluteUri);
        Assert.Equal("https://account.example/", settings.QueueServiceUri?.AbsoluteUri);
        Assert.Null(settings.ConnectionString);
    }

    [Fact]
    public void The_deployment_page_explains_every_parameter_and_output()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "deploy.md"));
        var main = new BicepFile("main.bicep");
        Assert.DoesNotContain(main.Parameters.Keys.Concat(main.Outputs), name => !page.Contains($"`{name}`", StringComparison.Ordinal));
    }

    private static JsonNode Trigger(string function, string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Functions, function, file)))!["bindings"]![0]!;

    [GeneratedRegex("""'(?:[^'\\\n]|\\.)*'|[{}\[\]()]|(?<bad>')""")]
    private static partial Regex Token();

    [GeneratedRegex("""\b(?<module>\w+)!?\.outputs\.(?<output>\w+)""")]
    private static partial Regex OutputUse();

    [GeneratedRegex("""^\s*resource (\w+)""", RegexOptions.Multiline)]
    private static partial Regex ResourceName();

    [GeneratedRegex("""'(?<type>Microsoft\.[\w./]+)@(?<version>[\w-]+)'""")]
    private static partial Regex ResourceType();

    [GeneratedRegex("""^param (\w+) =""", RegexOptions.Multiline)]
    private static partial Regex GivenParameter();

    [GeneratedRegex("""^ +([A-Z][A-Za-z]*_[A-Za-z_]+):""", RegexOptions.Multiline)]
    private static partial Regex SettingName();
}
