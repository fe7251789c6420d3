using System.ComponentModel;
using System.Diagnostics;

namespace AllianceMonitor.Local.Stack;

/// <summary>
/// A script of the node folder. It holds the other end of a pipe on its standard input: when we are gone, however that came about, it reads the
/// end and stops.
/// </summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(8);

    private readonly string name;
    private readonly Process process;
    private readonly List<string> errors = [];
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeProcess(string name, Process process, Action<string> log)
    {
        (this.name, this.process) = (name, process);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text && text.StartsWith('{') && text.Contains("\"ready\":true", StringComparison.Ordinal))
                ready.TrySetResult();
            else if (!string.IsNullOrWhiteSpace(line.Data))
                log(line.Data);
        };
        process.ErrorDataReceived += (_, line) =>
        {
            if (string.IsNullOrWhiteSpace(line.Data))
                return;
            lock (errors)
                errors.Add(line.Data);
            log(line.Data);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Exited = process.WaitForExitAsync();
    }

    public static NodeProcess Start(string name, string folder, string script, IEnumerable<string> arguments, Action<string> log)
    {
        var start = new ProcessStartInfo("node", arguments.Prepend(script))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return new NodeProcess(name, Process.Start(start)!, log);
        }
        catch (Win32Exception missing)
        {
            throw new SetupException($"{name} cannot be started: {missing.Message}", missing);
        }
    }

    /// <summary>Completes when the process has ended.</summary>
    public Task Exited { get; }

    public async Task Ready(CancellationToken cancel)
    {
        var first = await Task.WhenAny(ready.Task, Exited, Task.Delay(StartTimeout, cancel));
        cancel.ThrowIfCancellationRequested();
        if (first == ready.Task)
            return;

        string said;
        lock (errors)
            said = string.Join(' ', errors.Take(5));
        throw new SetupException(first == Exited
            ? $"{name} did not start: {(said.Length > 0 ? said : $"it ended with exit code {process.ExitCode}.")}"
            : $"{name} did not get ready within {StartTimeout.TotalSeconds:0} s. {said}");
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            process.StandardInput.Close();
            await Exited.WaitAsync(StopTimeout);
        }
        catch (Exception stuck) when (stuck is TimeoutException or IOException or InvalidOperationException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }
}
