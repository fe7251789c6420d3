using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace AllianceMonitor.EndToEnd.Tests.Support;

/// <summary>The local stack's command line as a process, the leader of a session of its own so that whatever it starts can be found.</summary>
internal sealed class CommandLine : IDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();

    private CommandLine(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public IReadOnlyList<string> Output => [.. output];

    public string Errors => string.Join(Environment.NewLine, errors);

    public static CommandLine Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    /// <param name="environment">Variables beside those of this process.</param>
    /// <param name="arguments">Of the command.</param>
    public static CommandLine Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        string[] command = ["dotnet", Path.Combine(AppContext.BaseDirectory, "AllianceMonitor.Local.dll"), .. arguments];
        if (OperatingSystem.IsLinux())
            command = ["setsid", .. command];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new CommandLine(Process.Start(start)!);
    }

    /// <summary>Starts it and waits for its end.</summary>
    public static async Task<CommandLine> Run(params string[] arguments)
    {
        var run = Start(arguments);
        await run.Ended();
        return run;
    }

    public int ExitCode => process.ExitCode;

    public async Task Ended()
    {
        using var patience = new CancellationTokenSource(Eventually.Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"It did not end within {Eventually.Patience.TotalSeconds:0} s:{Environment.NewLine}{this}");
        }
    }

    public Task Says(string text) => Eventually.Holds(
        $"it says \"{text}\"",
        () =>
        {
            var ended = process.HasExited;
            var said = output.Any(line => line.Contains(text, StringComparison.Ordinal));
            Assert.True(said || !ended, $"It ended without saying \"{text}\":{Environment.NewLine}{this}");
            return Task.FromResult(said);
        },
        ToString);

    /// <param name="signal">As kill names it: INT, TERM.</param>
    /// <param name="toAll">To all processes of the session, as a terminal's Ctrl+C.</param>
    public async Task Signal(string signal, bool toAll)
    {
        using var kill = Process.Start("kill", ["-s", signal, "--", toAll ? $"-{process.Id}" : $"{process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Command lines of all processes that it or its children have started and that still run.</summary>
    public IReadOnlyList<string> Descendants() =>
        [.. Directory.GetDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)).Select(CommandLineInSession).OfType<string>()];

    public override string ToString() => string.Join(Environment.NewLine, output.Concat(errors).TakeLast(60));

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
            lines.Enqueue(line);
    }

    private string? CommandLineInSession(string folder)
    {
        try
        {
            // "pid (name) state ppid pgrp session ...": a name may hold anything, parentheses included.
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var isZombie = fields[0] == "Z";
            return !isZombie && int.Parse(fields[3], CultureInfo.InvariantCulture) == process.Id
                ? File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ')
                : null;
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return null;
        }
    }
}
