using System.Diagnostics;
using System.Text.Json;

namespace AllianceMonitor.Local.Stack;

/// <summary>.local/stack.json, by which <c>drop</c> and <c>status</c> find the running stack.</summary>
/// <param name="StartTicks">Of the process, since process ids are used again.</param>
internal sealed record StackFile(int ProcessId, long StartTicks, StackPorts Ports, string ConnectionString, Uri Inbox, Uri Http)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static StackFile OfThisProcess(StackPorts ports, string connectionString, Uri inbox, Uri http)
    {
        using var self = Process.GetCurrentProcess();
        return new StackFile(self.Id, self.StartTime.ToUniversalTime().Ticks, ports, connectionString, inbox, http);
    }

    public static string PathIn(string folder) => Path.Combine(folder, "stack.json");

    /// <summary>Null when no stack runs on this folder; a file left by a killed one counts as none.</summary>
    public static StackFile? Running(string folder)
    {
        try
        {
            var file = JsonSerializer.Deserialize<StackFile>(File.ReadAllText(PathIn(folder)), Json);
            return file is not null && file.IsAlive() ? file : null;
        }
        catch (Exception none) when (none is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Written beside and moved, so that nobody reads half a file.</summary>
    public void Write(string folder)
    {
        File.WriteAllText(PathIn(folder) + ".new", JsonSerializer.Serialize(this, Json));
        File.Move(PathIn(folder) + ".new", PathIn(folder), overwrite: true);
    }

    private bool IsAlive()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            // Linux derives start times from the boot time, with some jitter between reads.
            return !process.HasExited && Math.Abs(process.StartTime.ToUniversalTime().Ticks - StartTicks) < TimeSpan.FromSeconds(5).Ticks;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
