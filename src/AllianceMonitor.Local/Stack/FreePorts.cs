using System.Net;
using System.Net.Sockets;

namespace AllianceMonitor.Local.Stack;

internal static class FreePorts
{
    /// <summary>Below the ranges from which systems take ports for outgoing connections, which would take ours before we listen.</summary>
    private const int First = 20_000, Last = 31_999;

    private static readonly HashSet<int> HandedOut = [];

    public static int Next()
    {
        lock (HandedOut)
        {
            while (true)
            {
                var port = Random.Shared.Next(First, Last + 1);
                if (IsFree(port) && HandedOut.Add(port))
                    return port;
                if (HandedOut.Count > (Last - First) / 2)
                    HandedOut.Clear();
            }
        }
    }

    public static IReadOnlyList<int> Next(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
