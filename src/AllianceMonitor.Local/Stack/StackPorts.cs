using System.Globalization;

namespace AllianceMonitor.Local.Stack;

/// <param name="Blob">Azurite's blob service.</param>
/// <param name="Queue">Azurite's queue service.</param>
/// <param name="Smtp">The mail catcher.</param>
/// <param name="Inbox">The inbox page and the Teams webhooks.</param>
/// <param name="Http">The function app's HTTP functions.</param>
internal sealed record StackPorts(int Blob, int Queue, int Smtp, int Inbox, int Http)
{
    public static StackPorts Free() => Of(FreePorts.Next(5));

    /// <summary>"10000,10001,2525,8025,7071", in the order of this record.</summary>
    public static StackPorts Parse(string text)
    {
        var ports = text.Split(',', StringSplitOptions.TrimEntries)
            .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535 ? port : 0)
            .ToList();
        return ports.Count == 5 && ports.Distinct().Count() == 5 && !ports.Contains(0)
            ? Of(ports)
            : throw new SetupException($"--ports is \"{text}\"; it takes five different ports: blob,queue,smtp,inbox,http, such as 10000,10001,2525,8025,7071.");
    }

    /// <exception cref="SetupException">Names the first port that somebody else listens on.</exception>
    public void CheckFree(bool withStorage)
    {
        (string Name, int Port)[] used = [("blob", Blob), ("queue", Queue), ("smtp", Smtp), ("inbox", Inbox), ("http", Http)];
        foreach (var (name, port) in used.Skip(withStorage ? 0 : 2))
        {
            if (!FreePorts.IsFree(port))
                throw new SetupException($"Port {port} ({name}) is in use; choose another with --ports, or leave that option away for free ones.");
        }
    }

    private static StackPorts Of(IReadOnlyList<int> ports) => new(ports[0], ports[1], ports[2], ports[3], ports[4]);
}
