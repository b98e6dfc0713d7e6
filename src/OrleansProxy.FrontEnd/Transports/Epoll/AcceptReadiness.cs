using System.Runtime.InteropServices;

namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>The accepting of a listening socket.</summary>
internal sealed unsafe class AcceptReadiness(SocketDescriptor descriptor) : Readiness(descriptor, reported: true)
{
    /// <summary>The address of the peer accepted last, as the system wrote it.</summary>
    public byte[] Address { get; } = new byte[SocketAddresses.MaxLength];

    /// <summary>Waits for a connection.</summary>
    /// <returns>Its descriptor, or the error of accept(2), negative.</returns>
    public ValueTask<int> AcceptAsync() => BeginAsync();

    protected override int Attempt(int descriptor)
    {
        int accepted, error;
        fixed (byte* address = Address)
        {
            do
            {
                int length = SocketAddresses.MaxLength;
                accepted = LinuxSocket.Accept(descriptor, address, &length, LinuxSocket.NonBlocking | LinuxSocket.CloseOnExec);
                error = accepted < 0 ? Marshal.GetLastPInvokeError() : 0;
            }
            while (error is LinuxSocket.Eintr or LinuxSocket.Econnaborted);
        }

        if (error == LinuxSocket.Eagain)
        {
            return WouldBlock;
        }

        // There may be others, and no further event tells of them.
        Remember();
        return error switch
        {
            0 => accepted,
            LinuxSocket.Eperm => -LinuxSocket.Eacces, // The other one's number stands for a socket that is over.
            _ => -error,
        };
    }
}
