using System.Net;
using System.Net.Sockets;

namespace AllianceMonitor.Delivery;

/// <summary>A name that the settings allow resolves to an address that is not of the internet.</summary>
public sealed class PrivateAddressException() : IOException("The host resolves to a private address.");

/// <summary>Connects to public addresses only, whatever a name resolves to; a loopback host must be written as one.</summary>
public static class PublicAddresses
{
    private static readonly IPNetwork[] Reserved =
    [
        .. ((string[])[
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3",
            "::/128", "::1/128", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        ]).Select(IPNetwork.Parse),
    ];

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>. The address that was looked at is the one that is connected to.</summary>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        DnsEndPoint host = context.DnsEndPoint;
        bool isLoopback = host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Host.Trim('[', ']'), out IPAddress? literal) && IPAddress.IsLoopback(literal));
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(host.Host, cancellation);
        if (!isLoopback && addresses.Any(IsPrivate))
        {
            throw new PrivateAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, host.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether it is an address that nobody on the internet has: loopback, link-local (the metadata service too), private, shared, multicast; also as IPv4 within IPv6.</summary>
    public static bool IsPrivate(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Reserved.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }
}
