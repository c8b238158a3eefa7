using System.Net;
using System.Net.Sockets;

namespace ConnectorBuild.LocalCloud.Hosting;

/// <summary>
/// Listening sockets on a free port of 127.0.0.1 and, where there is IPv6, on the same port of ::1: clients that try ::1 first for "localhost" would
/// otherwise lose seconds on systems that retry refused connections.
/// </summary>
internal static class Loopback
{
    private const int Attempts = 20;

    /// <summary>Bound sockets, all on one port.</summary>
    public static IReadOnlyList<Socket> Bind()
    {
        for (var attempt = 1; ; attempt++)
        {
            var four = Bound(new IPEndPoint(IPAddress.Loopback, 0));
            if (!Socket.OSSupportsIPv6)
            {
                return [four];
            }

            try
            {
                return [four, Bound(new IPEndPoint(IPAddress.IPv6Loopback, ((IPEndPoint)four.LocalEndPoint!).Port))];
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse && attempt < Attempts)
            {
                four.Dispose();
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
            {
                return [four];
            }
        }
    }

    private static Socket Bound(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endPoint);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
