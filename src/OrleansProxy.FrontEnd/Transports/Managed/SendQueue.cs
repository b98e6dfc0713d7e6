using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace OrleansProxy.FrontEnd.Transports.Managed;

/// <summary>What the system holds of a connection's sent octets that the peer has not acknowledged (tcp(7), SIOCOUTQ).</summary>
internal static partial class SendQueue
{
    private const nuint LinuxSiocOutQ = 0x5411;

    /// <summary>Octets in the queue; null where the system does not tell or the connection is over.</summary>
    public static int? Length(Socket socket)
    {
        try
        {
            return OperatingSystem.IsLinux() && Control(socket.SafeHandle, LinuxSiocOutQ, out int octets) == 0 ? octets : null;
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(SafeSocketHandle socket, nuint request, out int value);
}
