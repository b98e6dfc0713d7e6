using System.Runtime.InteropServices;

namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>The receiving direction of a connection.</summary>
internal sealed unsafe class ReceiveReadiness(SocketDescriptor descriptor, bool reported) : Readiness(descriptor, reported)
{
    private Memory<byte> _buffer;

    /// <summary>
    /// Whether something happened of which no further event tells: the peer ended its side, the connection broke, or urgent data
    /// stands in the way. A receive that fills less than its buffer then says nothing of what is left.
    /// </summary>
    public bool IsEndReported { get; set; }

    /// <summary>Waits until a receive would find something; an empty buffer is enough for that.</summary>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        _buffer = buffer;
        return BeginAsync();
    }

    protected override int Attempt(int descriptor)
    {
        if (_buffer.IsEmpty)
        {
            Remember();
            return 0;
        }

        nint received;
        fixed (byte* to = _buffer.Span)
        {
            do
            {
                received = LinuxSocket.Receive(descriptor, to, _buffer.Length, LinuxSocket.DontWait);
            }
            while (received < 0 && Marshal.GetLastPInvokeError() == LinuxSocket.Eintr);
        }

        if (received < 0 && Marshal.GetLastPInvokeError() == LinuxSocket.Eagain)
        {
            return WouldBlock;
        }

        if (received <= 0 || received == _buffer.Length || IsEndReported)
        {
            Remember();
        }

        _buffer = default;
        return received < 0 ? ITransport.Broken : (int)received;
    }
}
