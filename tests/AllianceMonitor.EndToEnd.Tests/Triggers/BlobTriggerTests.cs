using System.Text;
using System.Text.Json;
using AllianceMonitor.Local.Triggers;
using AllianceMonitor.Tests.Local;
using Azure.Storage.Blobs.Models;

namespace AllianceMonitor.EndToEnd.Tests.Triggers;

public sealed class BlobTriggerTests(AzuriteFixture azurite)
{
    private const string HostJson = """{ "version": "2.0", "extensions": { "blobs": { "maxDegreeOfParallelism": 2, "poisonBlobThreshold": 3 } } }""";

    private readonly string name = $"c-{Guid.NewGuid():n}";

    [Fact]
    public async Task A_blob_fires_once_for_each_version()
    {
        await using var handler = await FakeHandler.Start();
        using var folder = Folder();
        var storage = await azurite.ConnectionString();
        await using var host = await RunningHost.Start(folder, storage, Options(handler));
        await Task.Delay(200);
        var container = await RunningHost.Container(storage, name);

        var blob = container.GetBlobClient("2026/über uns.txt");
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "text/plain" }, Metadata = new Dictionary<string, string> { ["notify"] = "false" } };
        BlobContentInfo first = await blob.UploadAsync(BinaryData.FromString("first"), options);
        await RunningHost.Until(() => handler.Received.Count == 1, "the blob fires");
        await blob.UploadAsync(BinaryData.FromString("second"), overwrite: true);
        await RunningHost.Until(() => handler.Received.Count == 2, "the changed blob fires");
        await host.UntilEmpty();
        await Task.Delay(300);

        Assert.Equal(["first", "second"], handler.Received.Select(request => Encoding.UTF8.GetString(request.Data("article").GetBytesFromBase64())));
        var request = handler.Received[0];
        Assert.Equal("2026/über uns.txt", request.MetadataText("name"));
        Assert.Equal(blob.Uri.AbsoluteUri, request.MetadataText("Uri"));
        Assert.Equal(first.ETag.ToString("H"), request.Metadata("Properties").GetProperty("ETag").GetString());
        Assert.Equal(("text/plain", 5), (request.Metadata("Properties").GetProperty("ContentType").GetString(), request.Metadata("Properties").GetProperty("Length").GetInt32()));
        Assert.Equal("false", request.Metadata("Metadata").GetProperty("notify").GetString());
    }

    [Fact]
    public async Task A_blob_that_fails_to_the_end_leaves_a_pointer_in_poison()
    {
        await using var handler = await FakeHandler.Start((context, request) =>
            request.Function == "Ingest" ? FakeHandler.Fail(context, request) : FakeHandler.Succeed(context, request));
        using var folder = Folder().Function("KeepPoison", """{ "type": "queueTrigger", "name": "message", "queueName": "webjobs-blobtrigger-poison" }""");
        var storage = await azurite.ConnectionString();
        var container = await RunningHost.Container(storage, name);
        BlobContentInfo info = await container.UploadBlobAsync("bad.txt", BinaryData.FromString("bad"));

        await using var host = await RunningHost.Start(folder, storage, Options(handler));
        await RunningHost.Until(() => handler.Received.Any(request => request.Function == "KeepPoison"), "the pointer arrives");
        await host.UntilEmpty();

        Assert.Equal(3, handler.Received.Count(request => request.Function == "Ingest"));
        var pointer = JsonElement.Parse(JsonSerializer.Deserialize<string>(handler.Received[^1].Data("message").GetString()!)!);
        Assert.Equal(
            ("Host.Functions.Ingest", "BlockBlob", name, "bad.txt", info.ETag.ToString("H")),
            (Text("FunctionId"), Text("BlobType"), Text("ContainerName"), Text("BlobName"), Text("ETag")));

        string? Text(string property) => pointer.GetProperty(property).GetString();
    }

    [Fact]
    public async Task A_new_host_replays_everything()
    {
        await using var handler = await FakeHandler.Start();
        using var folder = Folder();
        var storage = await azurite.ConnectionString();
        var container = await RunningHost.Container(storage, name);
        await container.UploadBlobAsync("a.txt", BinaryData.FromString("a"));

        for (var run = 1; run <= 2; run++)
        {
            await using var host = await RunningHost.Start(folder, storage, Options(handler));
            await RunningHost.Until(() => handler.Received.Count == run, "the blob fires");
        }
    }

    [Fact]
    public async Task Blobs_in_work_are_no_more_than_the_degree_of_parallelism_and_all_count()
    {
        var release = new TaskCompletionSource();
        await using var handler = await FakeHandler.Start(async (context, request) =>
        {
            await release.Task;
            await FakeHandler.Succeed(context, request);
        });
        using var folder = Folder();
        var storage = await azurite.ConnectionString();
        var container = await RunningHost.Container(storage, name);
        for (var number = 0; number < 5; number++)
            await container.UploadBlobAsync($"{number}.txt", BinaryData.FromString("x"));

        await using var host = await RunningHost.Start(folder, storage, Options(handler));
        await RunningHost.Until(() => handler.Received.Count == 2, "two blobs fire");
        await Task.Delay(300);
        var backlog = Assert.Single(await host.Host.Backlog(CancellationToken.None));
        Assert.Equal((2, 5), (handler.Received.Count, backlog.Waiting + backlog.InFlight));

        release.SetResult();
        await host.UntilEmpty();
        Assert.Equal(5, handler.Received.Count);
    }

    [Fact]
    public async Task A_blob_of_thirty_megabytes_arrives_whole()
    {
        await using var handler = await FakeHandler.Start();
        using var folder = Folder();
        var storage = await azurite.ConnectionString();
        var container = await RunningHost.Container(storage, name);
        var content = new byte[30 * 1024 * 1024];
        new Random(7).NextBytes(content);
        await container.UploadBlobAsync("large.bin", BinaryData.FromBytes(content));

        await using var host = await RunningHost.Start(folder, storage, Options(handler));
        await RunningHost.Until(() => handler.Received.Count == 1, "the blob fires");

        Assert.Equal(content, handler.Received[0].Data("article").GetBytesFromBase64());
    }

    private AppFolder Folder() =>
        new AppFolder(HostJson).Function("Ingest", $$"""{ "type": "blobTrigger", "direction": "in", "name": "article", "path": "{{name}}/{name}" }""");

    private static TriggerHostOptions Options(FakeHandler handler) => RunningHost.Quick with { RunningApp = handler.Address };
}
