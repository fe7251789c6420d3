using AllianceMonitor.Local;
using AllianceMonitor.Local.Stack;
using AllianceMonitor.Local.Triggers;

namespace AllianceMonitor.Tests.Local;

public sealed class FunctionAppTests
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["AzureWebJobsStorage"] = "host-storage",
        ["DataStorage"] = "data-storage",
        ["AzureWebJobsPrefixed"] = "prefixed-storage",
        ["ALERTS_QUEUE"] = "alerts-of-setting",
    };

    [Fact]
    public void The_app_of_this_repository_loads()
    {
        using var folder = new AppFolder(File.ReadAllText(Path.Combine(Repository.Root, "host.json")));
        var functions = Path.Combine(Repository.Root, "src", "AllianceMonitor.Functions", "functions");
        foreach (var file in Directory.EnumerateFiles(functions, "function.json", SearchOption.AllDirectories))
            folder.Write(Path.GetRelativePath(functions, file), File.ReadAllText(file));

        var app = FunctionApp.Load(folder.Path, Settings);

        var ingest = Assert.Single(app.Functions.OfType<BlobFunction>());
        Assert.Equal(("IngestArticle", "articles", "data-storage"), (ingest.Name, ingest.Path.Container, ingest.Storage));
        Assert.Contains(app.Functions, function => function is QueueFunction { Name: "RouteAlert", Queue: "alerts" });
        Assert.Equal(TimeSpan.FromSeconds(5), app.Host.Queues.VisibilityTimeout);
        Assert.True(app.Host.ForwardsHttp);
    }

    [Fact]
    public void Host_json_may_leave_everything_to_the_defaults_of_the_host()
    {
        using var folder = new AppFolder("""{ "version": "2.0" }""").Function("Tick", """{ "type": "timerTrigger", "name": "t", "schedule": "0 * * * * *" }""");

        var host = FunctionApp.Load(folder.Path, Settings).Host;

        Assert.Equal((16, 5, true, TimeSpan.Zero), (host.Queues.BatchSize, host.Queues.MaxDequeueCount, host.Queues.IsBase64, host.Queues.VisibilityTimeout));
        Assert.Equal((5, "api", TimeSpan.FromSeconds(30)), (host.Blobs.PoisonBlobThreshold, host.RoutePrefix, host.InitializationTimeout));
    }

    [Theory]
    [InlineData("the named setting", """ "connection": "DataStorage" """, "data-storage")]
    [InlineData("the prefixed setting", """ "connection": "Prefixed" """, "prefixed-storage")]
    [InlineData("no name", """ "connection": "" """, "host-storage")]
    public void Connections_resolve_as_in_the_host(string row, string connection, string expected)
    {
        using var folder = new AppFolder().Function("F", $$"""{ "type": "queueTrigger", "name": "m", "queueName": "%ALERTS_QUEUE%", {{connection}} }""");

        var function = Assert.IsType<QueueFunction>(Assert.Single(FunctionApp.Load(folder.Path, Settings).Functions));

        Assert.True(function.Storage == expected, row);
        Assert.Equal("alerts-of-setting", function.Queue);
    }

    [Fact]
    public void A_function_can_be_disabled_by_a_setting()
    {
        using var folder = new AppFolder()
            .Function("Tick", """{ "type": "timerTrigger", "name": "t", "schedule": "0 * * * * *" }""")
            .Function("Tock", """{ "type": "timerTrigger", "name": "t", "schedule": "0 * * * * *" }""");

        var app = FunctionApp.Load(folder.Path, new Dictionary<string, string> { ["AzureWebJobs.Tick.Disabled"] = "true" });

        Assert.Equal("Tock", Assert.Single(app.Functions).Name);
    }

    [Theory]
    [InlineData("an unknown trigger", """{ "type": "eventHubTrigger", "name": "x" }""", "F/function.json: the local trigger host does not know binding type \"eventHubTrigger\"")]
    [InlineData("an unknown output", """{ "type": "timerTrigger", "name": "t", "schedule": "0 * * * * *" }, { "type": "table", "name": "x" }""", "binding type \"table\"")]
    [InlineData("no trigger", """{ "type": "http", "name": "r", "direction": "out" }""", "F/function.json: a function needs exactly one trigger")]
    [InlineData("no type", """{ "name": "x" }""", "F/function.json: bindings[0].type is missing")]
    [InlineData("no queue name", """{ "type": "queueTrigger", "name": "m" }""", "F/function.json: bindings[0].queueName is missing")]
    [InlineData("no connection", """{ "type": "queueTrigger", "name": "m", "queueName": "q", "connection": "Nowhere" }""", "F/function.json: connection \"Nowhere\" is not among the app's settings")]
    [InlineData("an unknown setting", """{ "type": "queueTrigger", "name": "m", "queueName": "%NONE%" }""", "F/function.json: queueName uses setting %NONE%")]
    [InlineData("a wrong data type", """{ "type": "queueTrigger", "name": "m", "queueName": "q", "dataType": "stream" }""", "dataType \"stream\"")]
    [InlineData("a path without a container", """{ "type": "blobTrigger", "name": "b", "path": "{name}" }""", "F/function.json: path \"{name}\"")]
    [InlineData("a wrong schedule", """{ "type": "timerTrigger", "name": "t", "schedule": "every minute" }""", "F/function.json: schedule \"every minute\"")]
    [InlineData("http without output", """{ "type": "httpTrigger", "name": "r" }""", "F/function.json: requests are forwarded only to functions with exactly one")]
    [InlineData("a list where text belongs", """{ "type": "queueTrigger", "name": "m", "queueName": [] }""", "F/function.json: bindings[0].queueName must be a string")]
    public void What_is_wrong_in_a_function_is_said_with_its_file(string row, string bindings, string message)
    {
        using var folder = new AppFolder().Function("F", bindings);

        var wrong = Assert.Throws<SetupException>(() => FunctionApp.Load(folder.Path, Settings));

        Assert.True(wrong.Message.Replace('\\', '/').Contains(message, StringComparison.Ordinal), $"{row}: {wrong.Message}");
    }

    [Theory]
    [InlineData("broken", "{ nonsense", "host.json is not valid JSON")]
    [InlineData("version 1", "{}", "host.json: version must be \"2.0\"")]
    [InlineData("a batch that is too large", """{ "version": "2.0", "extensions": { "queues": { "batchSize": 33 } } }""", "extensions.queues.batchSize must be a whole number of at least 1 and at most 32")]
    [InlineData("a wrong duration", """{ "version": "2.0", "functionTimeout": "soon" }""", "host.json: functionTimeout is \"soon\"")]
    [InlineData("a wrong encoding", """{ "version": "2.0", "extensions": { "queues": { "messageEncoding": "rot13" } } }""", "messageEncoding is \"rot13\"")]
    [InlineData("http that is not forwarded", """{ "version": "2.0" }""", "an httpTrigger needs customHandler.enableForwardingHttpRequest")]
    public void What_is_wrong_in_host_json_is_said(string row, string hostJson, string message)
    {
        using var folder = new AppFolder(hostJson).Function("F", """{ "type": "httpTrigger", "name": "r" }, { "type": "http", "name": "o", "direction": "out" }""");

        var wrong = Assert.Throws<SetupException>(() => FunctionApp.Load(folder.Path, Settings));

        Assert.True(wrong.Message.Contains(message, StringComparison.Ordinal), $"{row}: {wrong.Message}");
    }

    [Fact]
    public void A_folder_that_is_no_app_is_said_to_be_none()
    {
        Assert.Contains("no function app", Assert.Throws<SetupException>(() => FunctionApp.Load("/nowhere/at/all", Settings)).Message, StringComparison.Ordinal);

        using var empty = new AppFolder();
        Assert.Contains("has no functions", Assert.Throws<SetupException>(() => FunctionApp.Load(empty.Path, Settings)).Message, StringComparison.Ordinal);
    }
}
