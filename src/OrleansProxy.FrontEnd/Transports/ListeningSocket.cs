using System.Net;
using System.Net.Sockets;

namespace OrleansProxy.FrontEnd.Transports;

/// <summary>Makes listening sockets, which are the same for all transports.</summary>
internal static class ListeningSocket
{
    /// <summary>Binds and listens; "::" takes IPv4, too.</summary>
    /// <exception cref="SocketException">The address is in use or not ours.</exception>
    public static Socket Open(IPEndPoint endPoint, int backlog)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (endPoint.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(endPoint);
            socket.Listen(backlog);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>An IPv4-mapped address as IPv4, so that one client has one address.</summary>
    public static IPEndPoint Unmapped(IPEndPoint endPoint) => endPoint.Address.IsIPv4MappedToIPv6
        ? new IPEndPoint(endPoint.Address.MapToIPv4(), endPoint.Port)
        : endPoint;
}
