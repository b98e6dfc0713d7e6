using System.Buffers.Binary;
using System.Net;

namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>Addresses as the system writes them (ip(7), ipv6(7)).</summary>
internal static unsafe class SocketAddresses
{
    /// <summary>Octets of the longer of the two.</summary>
    public const int MaxLength = 28;

    /// <summary>Reads an address, an IPv4-mapped one as IPv4.</summary>
    public static IPEndPoint Read(byte* address)
    {
        int port = BinaryPrimitives.ReadUInt16BigEndian(new ReadOnlySpan<byte>(address + 2, 2));
        if (*(ushort*)address == LinuxSocket.IPv4)
        {
            return new IPEndPoint(new IPAddress(new ReadOnlySpan<byte>(address + 4, 4)), port);
        }

        long zone = *(uint*)(address + 24);
        return ListeningSocket.Unmapped(new IPEndPoint(new IPAddress(new ReadOnlySpan<byte>(address + 8, 16), zone), port));
    }

    /// <summary>Writes an address.</summary>
    /// <returns>Its length.</returns>
    public static int Write(IPEndPoint endPoint, byte* address)
    {
        SocketAddress written = endPoint.Serialize();
        written.Buffer.Span[..written.Size].CopyTo(new Span<byte>(address, MaxLength));
        return written.Size;
    }

    /// <summary>The local address of a socket, or null when it has none any more.</summary>
    public static IPEndPoint? Local(int socket)
    {
        byte* address = stackalloc byte[MaxLength];
        int length = MaxLength;
        return LinuxSocket.LocalAddress(socket, address, &length) == 0 ? Read(address) : null;
    }
}
