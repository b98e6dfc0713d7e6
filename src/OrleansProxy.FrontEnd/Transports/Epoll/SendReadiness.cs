using System.Runtime.InteropServices;

namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>The sending direction of a connection, in which it is also told that it stands.</summary>
internal sealed unsafe class SendReadiness(SocketDescriptor descriptor, bool reported) : Readiness(descriptor, reported)
{
    private ReadOnlyMemory<byte> _octets;

    /// <summary>Sends what the system takes at once, at least one octet.</summary>
    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> octets)
    {
        _octets = octets;
        return BeginAsync();
    }

    /// <summary>Waits for what comes of connect(2): 0, or <see cref="ITransport.Broken"/>. Later, until the system takes something.</summary>
    public ValueTask<int> WaitAsync() => SendAsync(default);

    protected override int Attempt(int descriptor)
    {
        if (_octets.IsEmpty)
        {
            Remember();
            int error = 0;
            int length = sizeof(int);
            int asked = LinuxSocket.GetOption(descriptor, LinuxSocket.SocketLevel, LinuxSocket.ErrorOption, &error, &length);
            return asked == 0 && error == 0 ? 0 : ITransport.Broken;
        }

        nint sent;
        fixed (byte* from = _octets.Span)
        {
            do
            {
                sent = LinuxSocket.Send(descriptor, from, _octets.Length, LinuxSocket.NoSignal | LinuxSocket.DontWait);
            }
            while (sent < 0 && Marshal.GetLastPInvokeError() == LinuxSocket.Eintr);
        }

        if (sent < 0 && Marshal.GetLastPInvokeError() == LinuxSocket.Eagain)
        {
            return WouldBlock;
        }

        Remember();
        _octets = default;
        return sent < 0 ? ITransport.Broken : (int)sent;
    }
}
