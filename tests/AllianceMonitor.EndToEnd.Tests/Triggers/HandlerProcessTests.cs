using System.Diagnostics;
using AllianceMonitor.Local.Triggers;
using AllianceMonitor.Tests.Local;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor.EndToEnd.Tests.Triggers;

/// <summary>The app as a process: a small script whose behaviour hangs on the message that it gets.</summary>
public sealed class HandlerProcessTests(AzuriteFixture azurite)
{
    private const string HostJson = """
        {
          "version": "2.0", "functionTimeout": "00:00:02",
          "customHandler": { "description": { "defaultExecutablePath": "node", "arguments": ["handler.mjs"] }, "initializationTimeout": "00:00:02" }
        }
        """;

    /// <summary>"crash N" exits with N at its first try; "hang" answers an empty body at its first try; anything else succeeds.</summary>
    private const string Script = """
        import { createServer } from 'node:http';
        const { FUNCTIONS_CUSTOMHANDLER_PORT: port, ON_START: onStart, ...env } = process.env;
        if (onStart?.startsWith('exit')) process.exit(Number(onStart.split(' ')[1]));
        if (onStart !== 'deaf') {
          createServer((request, response) => {
            let body = '';
            request.on('data', part => body += part).on('end', () => {
              response.setHeader('content-type', 'application/json');
              if (request.method === 'GET') return response.end('{}');
              const { Data, Metadata } = JSON.parse(body);
              const message = JSON.parse(Data.message);
              console.log(`got ${message} ${Metadata.DequeueCount} in ${process.cwd()}`);
              if (message.startsWith('crash') && (Metadata.DequeueCount === '1' || message.endsWith('always'))) process.exit(Number(message.split(' ')[1]));
              response.end(message === 'hang' && Metadata.DequeueCount === '1' ? '' : '{}');
            });
          }).listen(Number(port), '127.0.0.1');
        } else setInterval(() => {}, 1000);
        console.log(`root ${env.FUNCTIONS_APP_ROOT_PATH} worker ${env.FUNCTIONS_CUSTOMHANDLER_WORKER_ID?.length} mine ${env.MINE}`);
        console.error('warn: careful');
        console.error('broken');
        """;

    private readonly string name = $"p-{Guid.NewGuid():n}";

    [Fact]
    public async Task The_app_gets_its_folder_its_settings_and_its_log_lines_their_levels()
    {
        using var folder = Folder();
        var host = await RunningHost.Start(folder, await azurite.ConnectionString(), RunningHost.Quick, new Dictionary<string, string> { ["MINE"] = "here" });
        int processId;
        await using (host)
        {
            await host.Host.Ready(CancellationToken.None);
            await Logged(host, LogLevel.Information, $"root {folder.Path} worker 36 mine here");
            await Logged(host, LogLevel.Warning, "warn: careful");
            await Logged(host, LogLevel.Error, "broken");
            processId = host.Host.AppProcessId!.Value;
        }

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(processId));
    }

    [Fact]
    public async Task A_crash_loses_nothing_and_uses_up_one_dequeue()
    {
        using var folder = Folder();
        var storage = await azurite.ConnectionString();
        await using var host = await RunningHost.Start(folder, storage, RunningHost.Quick with { CrashInvisibility = TimeSpan.FromSeconds(5) });
        var queue = await RunningHost.Queue(storage, name);

        await queue.SendMessageAsync("crash 7");
        await Logged(host, LogLevel.Information, "got crash 7 1");
        var crashed = TimeProvider.System.GetTimestamp();
        await Logged(host, LogLevel.Warning, "exit code 7");
        await RunningHost.Until(async () => Assert.Single(await host.Host.Backlog(CancellationToken.None)).Returning == 1, "the message is hidden");
        await queue.SendMessageAsync("next");
        await Logged(host, LogLevel.Information, "got next 1");
        await Logged(host, LogLevel.Information, "got crash 7 2");

        Assert.True(TimeProvider.System.GetElapsedTime(crashed) > TimeSpan.FromSeconds(1.5), "the message stays hidden for a while");
        await host.UntilEmpty();
        Assert.Equal(0, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task A_message_that_crashes_the_app_every_time_ends_in_poison_untouched()
    {
        using var folder = Folder();
        var storage = await azurite.ConnectionString();
        await using var host = await RunningHost.Start(folder, storage, RunningHost.Quick with { RestartCap = 9, CrashInvisibility = TimeSpan.FromSeconds(1) });
        var (queue, poison) = (await RunningHost.Queue(storage, name), await RunningHost.Queue(storage, $"{name}-poison"));

        await queue.SendMessageAsync("crash 3 always");
        await RunningHost.Until(async () => (await poison.GetPropertiesAsync()).Value.ApproximateMessagesCount == 1, "the message is poison");

        Assert.Equal(5, host.Log.Count(line => line.Line.StartsWith("got crash", StringComparison.Ordinal)));
        Assert.Equal(0, (await poison.PeekMessageAsync()).Value.DequeueCount);
    }

    [Fact]
    public async Task A_call_without_a_result_times_out_and_the_app_is_started_again()
    {
        using var folder = Folder();
        var storage = await azurite.ConnectionString();
        await using var host = await RunningHost.Start(folder, storage, RunningHost.Quick with { RestartCap = 1 });
        var queue = await RunningHost.Queue(storage, name);
        await host.Host.Ready(CancellationToken.None);
        var first = host.Host.AppProcessId;

        await queue.SendMessageAsync("hang");
        await Logged(host, LogLevel.Error, "no result within functionTimeout");
        await Logged(host, LogLevel.Information, "got hang 2");

        Assert.NotEqual(first, host.Host.AppProcessId);
        Assert.False(host.Host.Stopped.IsCompleted);
    }

    [Theory]
    [InlineData("three crashes", "exit 9", 3, "exit code 9, its exit number 3 within 30 minutes")]
    [InlineData("one crash with a cap of one", "exit 9", 1, "exit code 9, its exit number 1")]
    [InlineData("an exit with 0", "exit 0", 3, "exit code 0, which the Functions host never restarts")]
    [InlineData("no answer", "deaf", 3, "did not answer GET http://127.0.0.1:")]
    public async Task The_host_stops(string row, string onStart, int cap, string message)
    {
        using var folder = Folder();
        await using var host = await RunningHost.Start(
            folder, await azurite.ConnectionString(), RunningHost.Quick with { RestartCap = cap }, new Dictionary<string, string> { ["ON_START"] = onStart });

        var stopped = await Assert.ThrowsAsync<HostStoppedException>(() => host.Host.Stopped.WaitAsync(TimeSpan.FromSeconds(20)));
        await Assert.ThrowsAsync<HostStoppedException>(() => host.Host.Ready(CancellationToken.None));

        Assert.True(stopped.Message.Contains(message, StringComparison.Ordinal), $"{row}: {stopped.Message}");
    }

    private AppFolder Folder() =>
        new AppFolder(HostJson)
            .Function("Route", $$"""{ "type": "queueTrigger", "direction": "in", "name": "message", "queueName": "{{name}}" }""")
            .Write("handler.mjs", Script);

    private static Task Logged(RunningHost host, LogLevel level, string text) =>
        RunningHost.Until(() => host.Log.Any(line => line.Level == level && line.Line.Contains(text, StringComparison.Ordinal)), $"{level} \"{text}\" is logged");
}
