using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AllianceMonitor.Local.Stack;

/// <summary>The npm packages of the node folder (Azurite and the inbox's), installed from the lock file on first use.</summary>
internal static class NodePackages
{
    private const int OldestNode = 20;

    public static async Task Install(string folder, Action<string> say, CancellationToken cancel)
    {
        await CheckNode(cancel);
        if (IsInstalled(folder))
            return;

        // Two runs at once would tear each other's node_modules apart.
        await using var alone = await CrossProcessLock.Take(LockPath(folder), () => say("Another run is installing the npm packages; waiting for it."), cancel);
        if (IsInstalled(folder))
            return;

        say("Installing Azurite and the inbox with npm, once; this takes a minute.");
        var started = Stopwatch.GetTimestamp();
        var (exitCode, output) = await Run(Npm, ["ci", "--no-audit", "--no-fund", "--no-update-notifier"], folder, cancel)
            ?? throw new SetupException("npm is missing: it comes with Node.js 20 or newer, https://nodejs.org. Install it and run this again.");
        if (exitCode != 0)
            throw new SetupException($"npm ci in {folder} failed with exit code {exitCode}:{Environment.NewLine}{output.Trim()}");

        say(string.Create(CultureInfo.InvariantCulture, $"npm packages installed in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s."));
    }

    private static string Npm => OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    private static async Task CheckNode(CancellationToken cancel)
    {
        var (_, version) = await Run("node", ["--version"], Directory.GetCurrentDirectory(), cancel)
            ?? throw new SetupException("Node.js is missing: Azurite and the inbox run on it. Install Node.js 20 or newer with npm, https://nodejs.org, and run this again.");
        if (!int.TryParse(version.Trim().TrimStart('v').Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) || major < OldestNode)
            throw new SetupException($"Node.js is {version.Trim()}, but Azurite needs {OldestNode} or newer. Install one from https://nodejs.org and run this again.");
    }

    /// <summary>npm writes its hidden lock file last, so an installation that broke off is made again.</summary>
    private static bool IsInstalled(string folder)
    {
        var wanted = new FileInfo(Path.Combine(folder, "package-lock.json"));
        var installed = new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json"));
        return wanted.Exists
            ? installed.Exists && installed.LastWriteTimeUtc >= wanted.LastWriteTimeUtc
            : throw new SetupException($"{wanted.FullName} is missing.");
    }

    private static string LockPath(string folder)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(folder))));
        return Path.Combine(Path.GetTempPath(), $"alliancemonitor-npm-{Environment.UserName}-{digest[..16]}.lock");
    }

    /// <returns>Null when there is no such program.</returns>
    private static async Task<(int ExitCode, string Output)?> Run(string program, IEnumerable<string> arguments, string folder, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            return null;
        }

        using (process)
        {
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(cancel);
                var errors = process.StandardError.ReadToEndAsync(cancel);
                await process.WaitForExitAsync(cancel);
                return (process.ExitCode, await output + await errors);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
    }
}
