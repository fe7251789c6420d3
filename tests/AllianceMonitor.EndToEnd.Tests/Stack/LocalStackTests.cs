using System.Diagnostics;
using AllianceMonitor.Local;
using AllianceMonitor.Local.Stack;
using AllianceMonitor.Local.Triggers;
using AllianceMonitor.Tests.Local;

namespace AllianceMonitor.EndToEnd.Tests.Stack;

/// <summary>The parts of the stack start and end together; the app is a small script.</summary>
public sealed class LocalStackTests : IDisposable
{
    private readonly AppFolder app = new AppFolder("""
        { "version": "2.0", "customHandler": { "description": { "defaultExecutablePath": "node", "arguments": ["handler.mjs"] } } }
        """)
        .Function("Tick", """{ "type": "timerTrigger", "name": "timer", "schedule": "0 0 0 1 1 *" }""")
        .Write("handler.mjs", """
            import { createServer } from 'node:http';
            createServer((_, response) => response.end('{}')).listen(Number(process.env.FUNCTIONS_CUSTOMHANDLER_PORT), '127.0.0.1');
            """);

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"am-stack-{Guid.NewGuid():n}");

    [Fact]
    public async Task Everything_that_was_started_is_stopped()
    {
        int appProcess;
        StackPorts ports;
        await using (var stack = await Start())
        {
            ports = stack.Ports;
            appProcess = stack.Host.AppProcessId!.Value;
            Assert.Equal(stack.ConnectionString, StackFile.Running(folder)!.ConnectionString);
            Assert.All(All(ports), port => Assert.False(FreePorts.IsFree(port)));
        }

        Assert.Null(StackFile.Running(folder));
        Assert.All(All(ports), port => Assert.True(FreePorts.IsFree(port)));
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(appProcess));
    }

    [Fact]
    public async Task A_second_stack_on_the_same_folder_is_refused()
    {
        await using var first = await Start();

        var refused = await Assert.ThrowsAsync<SetupException>(() => Start());

        Assert.Contains($"runs already on {folder} (process {Environment.ProcessId})", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_fails_leaves_nothing_running()
    {
        var ports = StackPorts.Free();

        var failed = await Assert.ThrowsAsync<SetupException>(() => Start(options => options with { Ports = ports, AppFolder = Path.Combine(folder, "nowhere") }));

        Assert.Contains("no function app", failed.Message, StringComparison.Ordinal);
        Assert.All(All(ports), port => Assert.True(FreePorts.IsFree(port)));
    }

    [Fact]
    public async Task The_store_outlives_the_stack_unless_a_fresh_one_is_asked_for()
    {
        await using (var stack = await Start())
            await new ArticleUploads(stack.ConnectionString).Upload("a.txt", "text"u8.ToArray(), notify: true, CancellationToken.None);

        var articles = Directory.CreateDirectory(Path.Combine(folder, "drops")).FullName;
        await File.WriteAllTextAsync(Path.Combine(articles, "a.txt"), "text");
        await File.WriteAllTextAsync(Path.Combine(articles, ".hidden"), "text");
        await using (var stack = await Start())
            Assert.Equal((0, 1), await new ArticleUploads(stack.ConnectionString).UploadChanged(articles, CancellationToken.None));
        await using (var stack = await Start(options => options with { Fresh = true }))
            Assert.Equal((1, 0), await new ArticleUploads(stack.ConnectionString).UploadChanged(articles, CancellationToken.None));
    }

    [Fact]
    public async Task Work_ends_with_the_name_of_the_part_that_ended()
    {
        await using var stack = await Start(options => options with { Host = options.Host with { RestartCap = 1 } });

        var ended = await Assert.ThrowsAsync<HostStoppedException>(() => stack.While<int>(
            async stop =>
            {
                Process.GetProcessById(stack.Host.AppProcessId!.Value).Kill();
                await Task.Delay(Timeout.InfiniteTimeSpan, stop);
                return 0;
            },
            CancellationToken.None));

        Assert.Contains("The app ended with exit code", ended.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        app.Dispose();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private Task<LocalStack> Start(Func<LocalStackOptions, LocalStackOptions>? change = null)
    {
        var options = new LocalStackOptions { Folder = folder, AppFolder = app.Path };
        return LocalStack.Start(change?.Invoke(options) ?? options, TimeProvider.System, _ => { }, _ => { }, CancellationToken.None);
    }

    private static int[] All(StackPorts ports) => [ports.Blob, ports.Queue, ports.Smtp, ports.Inbox, ports.Http];
}
