using AllianceMonitor.Local.Triggers;
using AllianceMonitor.Tests.Local;
using Azure.Storage.Queues;

namespace AllianceMonitor.EndToEnd.Tests.Triggers;

public sealed class QueueTriggerTests(AzuriteFixture azurite)
{
    private const string HostJson = """
        { "version": "2.0", "functionTimeout": "00:00:30", "extensions": { "queues": { "visibilityTimeout": "00:00:01", "maxDequeueCount": 3, "batchSize": 4, "newBatchThreshold": 2 } } }
        """;

    private readonly string name = $"q-{Guid.NewGuid():n}";

    [Fact]
    public async Task A_processed_message_is_deleted()
    {
        await using var handler = await FakeHandler.Start();
        using var folder = Folder();
        var storage = await azurite.ConnectionString();
        await using var host = await RunningHost.Start(folder, storage, Options(handler));
        var queue = await RunningHost.Queue(storage, name);

        await queue.SendMessageAsync("hello");
        await RunningHost.Until(() => handler.Received.Count == 1, "the message arrives");
        await host.UntilEmpty();

        Assert.Equal("\"hello\"", handler.Received[0].Data("message").GetString());
        Assert.Equal("1", handler.Received[0].Metadata("DequeueCount").GetString());
        Assert.Equal(0, await Count(queue));
    }

    [Fact]
    public async Task A_failing_message_is_tried_again_after_the_visibility_timeout_and_ends_in_poison()
    {
        var times = new List<long>();
        await using var handler = await FakeHandler.Start((context, request) =>
        {
            times.Add(TimeProvider.System.GetTimestamp());
            return FakeHandler.Fail(context, request);
        });
        using var folder = Folder();
        var storage = await azurite.ConnectionString();
        await using var host = await RunningHost.Start(folder, storage, Options(handler));
        var (queue, poison) = (await RunningHost.Queue(storage, name), await RunningHost.Queue(storage, $"{name}-poison"));

        await queue.SendMessageAsync("""{"a":"ü"}""");
        await RunningHost.Until(async () => await Count(poison) == 1, "the message is poison");
        await host.UntilEmpty();

        Assert.Equal(["1", "2", "3"], handler.Received.Select(request => request.Metadata("DequeueCount").GetString()));
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.InRange(TimeProvider.System.GetElapsedTime(pair.First, pair.Second).TotalSeconds, 0.9, 2.5));
        Assert.Equal("""{"a":"ü"}""", (await poison.ReceiveMessageAsync()).Value.MessageText);
        Assert.Equal(0, await Count(queue));
    }

    [Fact]
    public async Task A_message_that_is_not_Base64_never_reaches_the_app_and_ends_in_poison()
    {
        await using var handler = await FakeHandler.Start();
        using var folder = Folder();
        var storage = await azurite.ConnectionString();
        await using var host = await RunningHost.Start(folder, storage, Options(handler));
        var poison = await RunningHost.Queue(storage, $"{name}-poison");
        await RunningHost.Queue(storage, name);

        await new QueueClient(storage, name).SendMessageAsync("not base64!");
        await RunningHost.Until(async () => await Count(poison) == 1, "the message is poison");

        Assert.Empty(handler.Received);
        Assert.Equal("not base64!", (await new QueueClient(storage, $"{name}-poison").ReceiveMessageAsync()).Value.MessageText);
    }

    [Fact]
    public async Task A_message_that_is_in_work_for_longer_than_its_lease_stays_with_its_run()
    {
        await using var handler = await FakeHandler.Start(async (context, request) =>
        {
            await Task.Delay(2_500);
            await FakeHandler.Succeed(context, request);
        });
        using var folder = Folder();
        var storage = await azurite.ConnectionString();
        await using var host = await RunningHost.Start(folder, storage, Options(handler) with { CrashInvisibility = TimeSpan.FromSeconds(1) });
        var queue = await RunningHost.Queue(storage, name);

        await queue.SendMessageAsync("slow");
        await RunningHost.Until(async () => handler.Received.Count > 0 && await Count(queue) == 0, "the message is deleted");

        Assert.Single(handler.Received);
    }

    [Fact]
    public async Task No_more_than_a_batch_and_the_threshold_are_in_flight()
    {
        var (now, most) = (0, 0);
        await using var handler = await FakeHandler.Start(async (context, request) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Delay(100);
            Interlocked.Decrement(ref now);
            await FakeHandler.Succeed(context, request);
        });
        using var folder = Folder();
        var storage = await azurite.ConnectionString();
        var queue = await RunningHost.Queue(storage, name);
        for (var number = 0; number < 20; number++)
            await queue.SendMessageAsync($"{number}");

        await using var host = await RunningHost.Start(folder, storage, Options(handler));
        await RunningHost.Until(() => handler.Received.Count == 20, "all messages arrive");
        await host.UntilEmpty();

        Assert.InRange(most, 4, 6);
    }

    [Fact]
    public async Task A_failing_message_of_a_poison_queue_waits_for_its_lease()
    {
        await using var handler = await FakeHandler.Start(FakeHandler.Fail);
        using var folder = Folder(queue: $"{name}-poison");
        var storage = await azurite.ConnectionString();
        var poison = await RunningHost.Queue(storage, $"{name}-poison");
        await using var host = await RunningHost.Start(folder, storage, Options(handler) with { CrashInvisibility = TimeSpan.FromSeconds(6) });

        await poison.SendMessageAsync("poison");
        await RunningHost.Until(() => handler.Received.Count == 1, "the message arrives");
        await Task.Delay(1_500);
        var backlog = Assert.Single(await host.Host.Backlog(CancellationToken.None));

        Assert.Single(handler.Received);
        Assert.Equal((0, 0, 1), (backlog.Waiting, backlog.InFlight, backlog.Returning));
        await RunningHost.Until(() => handler.Received.Count == 2, "the message comes back");
        Assert.False(await new QueueClient(storage, $"{name}-poison-poison").ExistsAsync());
    }

    [Fact]
    public async Task A_queue_may_appear_later_and_delayed_messages_do_not_count()
    {
        await using var handler = await FakeHandler.Start();
        using var folder = Folder();
        var storage = await azurite.ConnectionString();
        await using var host = await RunningHost.Start(folder, storage, Options(handler));
        await Task.Delay(200);

        var queue = await RunningHost.Queue(storage, name);
        await queue.SendMessageAsync("later", visibilityTimeout: TimeSpan.FromHours(1));
        await queue.SendMessageAsync("now");
        await RunningHost.Until(() => handler.Received.Count == 1, "the message arrives");
        await host.UntilEmpty();

        Assert.Equal(1, await Count(queue));
    }

    private AppFolder Folder(string? queue = null) =>
        new AppFolder(HostJson).Function("Route", $$"""{ "type": "queueTrigger", "direction": "in", "name": "message", "queueName": "{{queue ?? name}}" }""");

    private static TriggerHostOptions Options(FakeHandler handler) => RunningHost.Quick with { RunningApp = handler.Address };

    private static async Task<int> Count(QueueClient queue) => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount;
}
