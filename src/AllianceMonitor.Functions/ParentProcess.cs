using System.Runtime.InteropServices;

namespace AllianceMonitor.Functions;

/// <summary>The Functions host may be killed and leave its handler behind: one whose parent is gone ends itself.</summary>
internal static class ParentProcess
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public static bool IsGone { get; private set; }

    public static void EndWithIt(IHostApplicationLifetime lifetime)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int parent = GetParentProcessId();
        _ = Task.Run(async () =>
        {
            while (!lifetime.ApplicationStopping.IsCancellationRequested)
            {
                await Task.Delay(Interval);
                if (GetParentProcessId() != parent)
                {
                    IsGone = true;
                    lifetime.StopApplication();
                }
            }
        });
    }

    [DllImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetParentProcessId();
}
