using System.Net;
using System.Net.Sockets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Diagnostics;

namespace ConnectorBuild.LocalCloud.Hosting;

/// <summary>
/// Listening sockets on a free port of 127.0.0.1 and, where there is IPv6, on the same port of ::1: clients that try ::1 first for "localhost" would
/// otherwise lose seconds on systems that retry refused connections.
/// </summary>
internal static class Loopback
{
    private const int Attempts = 20;

    /// <summary>Sockets on the port that was asked for, else on the one of the last run if it is free, else on a free one.</summary>
    /// <param name="wanted">The port that it must be; null for any.</param>
    /// <param name="former">The port of the last run; 0 without one.</param>
    /// <param name="whose">What listens there, for the message.</param>
    /// <exception cref="ConnectorException">CB9506: the port that was asked for is taken.</exception>
    public static IReadOnlyList<Socket> Bind(int? wanted, int former, string whose)
    {
        var port = wanted ?? former;
        try
        {
            return port == 0 ? Bind() : BindTo(port);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return wanted is null ? Bind() : throw new ConnectorException(new Diagnostic(
                LocalCloudErrors.AddressInUse,
                $"The port {wanted} of {whose} cannot be listened on: {e.Message}. The local cloud was not started. Stop the process "
                    + "that has the port, or name "
                + "another 'port' in the options file."), e);
        }
    }

    private static IReadOnlyList<Socket> BindTo(int port)
    {
        var four = Bound(new IPEndPoint(IPAddress.Loopback, port));
        try
        {
            return Socket.OSSupportsIPv6 ? [four, Bound(new IPEndPoint(IPAddress.IPv6Loopback, port))] : [four];
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            return [four];
        }
        catch
        {
            four.Dispose();
            throw;
        }
    }

    /// <summary>Bound sockets, all on one free port.</summary>
    private static IReadOnlyList<Socket> Bind()
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
