using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor.Local.Triggers;

/// <summary>One run of the app's executable.</summary>
internal sealed class AppProcess : IDisposable
{
    private readonly Process process;
    private readonly ILogger logger;
    private readonly CancellationTokenSource gone = new();

    private AppProcess(Process process, Uri address, ILogger logger)
    {
        (this.process, this.logger) = (process, logger);
        Id = process.Id;
        Run = new HandlerRun(address, gone.Token);
        process.OutputDataReceived += (_, line) => Log(line.Data, LogLevel.Information);
        process.ErrorDataReceived += (_, line) =>
            Log(line.Data, line.Data?.StartsWith("warn:", StringComparison.OrdinalIgnoreCase) == true ? LogLevel.Warning : LogLevel.Error);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Exited = WaitForExit();
    }

    public HandlerRun Run { get; }

    /// <summary>Can be asked for after the end too, until the next run has begun.</summary>
    public int Id { get; }

    /// <summary>Completes with the exit code.</summary>
    public Task<int> Exited { get; }

    /// <summary>Killed by the host for a call that took too long, which is no crash of the app.</summary>
    public bool WasOverdue { get; private set; }

    public static AppProcess Start(string executable, FunctionApp app, IReadOnlyDictionary<string, string> settings, int port, ILogger logger)
    {
        var start = new ProcessStartInfo(executable, app.Host.Arguments)
        {
            WorkingDirectory = app.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (SharedRuntimeFolder() is { } runtime)
            start.Environment.TryAdd("DOTNET_ROOT", runtime);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}";
        start.Environment["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = Guid.NewGuid().ToString();
        start.Environment["FUNCTIONS_APP_ROOT_PATH"] = app.Folder;

        try
        {
            return new AppProcess(Process.Start(start)!, new Uri($"http://127.0.0.1:{port}/"), logger);
        }
        catch (Win32Exception refused)
        {
            throw new HostStoppedException($"The app cannot be started: {refused.Message}");
        }
    }

    public void KillAsOverdue()
    {
        WasOverdue = true;
        Kill();
    }

    /// <summary>SIGKILL: the Functions host says no goodbye either.</summary>
    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    public void Dispose()
    {
        process.Dispose();
        gone.Dispose();
    }

    private async Task<int> WaitForExit()
    {
        await process.WaitForExitAsync();
        var exitCode = process.ExitCode;
        await gone.CancelAsync();
        return exitCode;
    }

    private void Log(string? line, LogLevel level)
    {
        if (!string.IsNullOrWhiteSpace(line))
            logger.Log(level, "{Line}", line);
    }

    /// <summary>An SDK outside the usual places starts us, but not our children, unless it is named to them.</summary>
    private static string? SharedRuntimeFolder()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return File.Exists(Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet")) ? root : null;
    }
}
