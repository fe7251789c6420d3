using System.Text.Json.Nodes;
using AllianceMonitor.Local.Triggers;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace AllianceMonitor.Tests.Local;

public sealed class InvocationTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly QueueFunction Route = new("RouteAlert", "message", "alerts", "storage", IsBinary: false);

    [Fact]
    public async Task An_invocation_is_a_chunked_post_to_the_functions_name()
    {
        await using var handler = await FakeHandler.Start();

        Assert.Equal(InvocationEnd.Succeeded, await Invoke(handler, Message("plain text")));

        var request = Assert.Single(handler.Received);
        Assert.Equal(("POST", "/RouteAlert"), (request.Method, request.Target));
        Assert.Equal("chunked", request.Headers["Transfer-Encoding"]);
        Assert.DoesNotContain("Content-Length", request.Headers.Keys);
        Assert.StartsWith("application/json", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.True(Guid.TryParse(request.Headers["X-Azure-Functions-InvocationId"], out _));
        Assert.StartsWith("4.", request.Headers["X-Azure-Functions-HostVersion"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain text", "\"plain text\"")]
    [InlineData("{\"alertId\":\"a1\"}", "\"{\\\"alertId\\\":\\\"a1\\\"}\"")]
    public async Task A_queue_message_is_json_inside_a_string(string message, string expected)
    {
        await using var handler = await FakeHandler.Start();

        await Invoke(handler, Message(message));

        Assert.Equal(expected, handler.Received[0].Data("message").GetString());
    }

    [Fact]
    public async Task A_binary_queue_message_is_base64()
    {
        await using var handler = await FakeHandler.Start();
        byte[] content = [0, 255, 128];

        await Invoke(handler, QueueInvocation.Body(Route with { IsBinary = true }, Received("x"), content, Now));

        Assert.Equal(content, handler.Received[0].Data("message").GetBytesFromBase64());
    }

    [Fact]
    public async Task Metadata_scalars_are_encoded_twice()
    {
        await using var handler = await FakeHandler.Start();

        await Invoke(handler, Message("x"));

        var request = handler.Received[0];
        Assert.Equal("3", request.Metadata("DequeueCount").GetString());
        Assert.Equal("\"message-id\"", request.Metadata("Id").GetString());
        Assert.Equal("\"receipt\"", request.Metadata("PopReceipt").GetString());
        Assert.Equal("RouteAlert", request.Metadata("sys").GetProperty("MethodName").GetString());
    }

    [Fact]
    public async Task Fields_of_a_message_overwrite_metadata_of_the_same_name()
    {
        await using var handler = await FakeHandler.Start();

        await Invoke(handler, Message("""{"dequeueCount":99,"Id":"spoofed","mine":{"a":1}}"""));

        var request = handler.Received[0];
        Assert.Equal("99", request.Metadata("DequeueCount").GetString());
        Assert.Equal("spoofed", request.MetadataText("Id"));
        Assert.Equal(1, request.Metadata("mine").GetProperty("a").GetInt32());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(48 * 1024)]
    [InlineData(5_000_001)]
    public async Task A_blob_is_sent_whole_as_base64(int length)
    {
        await using var handler = await FakeHandler.Start();
        var content = new byte[length];
        new Random(42).NextBytes(content);

        await Invoke(handler, InvocationBody.OfBytes("article", new TrickleStream(content), new JsonObject { ["name"] = Metadata.Scalar("über/a b.txt") }));

        var request = Assert.Single(handler.Received);
        Assert.Equal(content, request.Data("article").GetBytesFromBase64());
        Assert.Equal("über/a b.txt", request.MetadataText("name"));
        Assert.DoesNotContain("Content-Length", request.Headers.Keys);
    }

    [Fact]
    public async Task A_failure_is_a_failure()
    {
        await using var handler = await FakeHandler.Start(FakeHandler.Fail);

        Assert.Equal(InvocationEnd.Failed, await Invoke(handler, Message("x")));
    }

    [Fact]
    public async Task An_empty_answer_lasts_until_the_function_times_out()
    {
        await using var handler = await FakeHandler.Start((context, _) => FakeHandler.Answer(context, 200, null, ""));
        var started = TimeProvider.System.GetTimestamp();

        var end = await Invoke(handler, Message("x"), functionTimeout: TimeSpan.FromMilliseconds(400));

        Assert.Equal(InvocationEnd.Failed, end);
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(390));
    }

    [Fact]
    public async Task A_broken_connection_fails_the_call_when_the_app_lives_on()
    {
        await using var handler = await FakeHandler.Start((context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        Assert.Equal(InvocationEnd.Failed, await Invoke(handler, Message("x")));
    }

    [Fact]
    public async Task A_call_is_lost_when_the_app_goes_away()
    {
        FakeHandler? handler = null;
        handler = await FakeHandler.Start((context, _) => handler!.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMilliseconds(200)).ContinueWith(_ => context.Abort(), TaskScheduler.Default));

        Assert.Equal(InvocationEnd.Lost, await Invoke(handler, Message("x")));
    }

    private static async Task<InvocationEnd> Invoke(FakeHandler handler, InvocationBody body, TimeSpan? functionTimeout = null)
    {
        using var app = new RunningApp(handler.Address, TimeProvider.System);
        using var invoker = new Invoker(app, functionTimeout ?? TimeSpan.FromSeconds(30), TimeProvider.System, NullLogger.Instance);
        return await invoker.Invoke("RouteAlert", body, CancellationToken.None);
    }

    private static InvocationBody Message(string text) => QueueInvocation.Body(Route, Received(text), System.Text.Encoding.UTF8.GetBytes(text), Now);

    private static QueueMessage Received(string text) =>
        QueuesModelFactory.QueueMessage("message-id", "receipt", text, dequeueCount: 3, insertedOn: Now, expiresOn: Now.AddDays(7), nextVisibleOn: Now.AddMinutes(10));

    /// <summary>Hands out a few bytes at a time, as a network does.</summary>
    private sealed class TrickleStream(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 1 + ((int)Position % 7_001))], cancellationToken);
    }
}
