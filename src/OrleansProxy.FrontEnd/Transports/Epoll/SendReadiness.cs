namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>The sending direction of a connection, in which it is also told that it stands.</summary>
internal sealed unsafe class SendReadiness(SocketDescriptor descriptor, ReceiveReadiness receiving) : Readiness(descriptor, reported: false)
{
    private ReadOnlyMemory<byte> _octets;
    private SplicePipe? _pipe;
    private int _count;

    /// <summary>Sends what the system takes at once, at least one octet.</summary>
    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> octets)
    {
        _octets = octets;
        return BeginAsync();
    }

    /// <summary>Sends as much of a pipe's octets as the system takes at once, at least one.</summary>
    public ValueTask<int> SendFromAsync(SplicePipe pipe, int count)
    {
        _pipe = pipe;
        _count = count;
        return BeginAsync();
    }

    /// <summary>Waits for what comes of connect(2): 0, or <see cref="ITransport.Broken"/>. Later, until the system takes something.</summary>
    public ValueTask<int> WaitAsync() => SendAsync(default);

    protected override int Attempt(int descriptor)
    {
        if (_pipe is not null)
        {
            return Drain(descriptor, _pipe);
        }

        if (_octets.IsEmpty)
        {
            Remember();
            return !receiving.IsEndReported || LinuxSocket.ErrorOf(descriptor) == 0 ? 0 : ITransport.Broken;
        }

        nint sent;
        fixed (byte* from = _octets.Span)
        {
            sent = LinuxSocket.Send(descriptor, from, _octets.Length);
        }

        if (sent == -LinuxSocket.Eagain)
        {
            return WouldBlock;
        }

        NoteReset((int)-sent);
        Remember();
        _octets = default;
        return sent < 0 ? ITransport.Broken : (int)sent;
    }

    /// <summary>A broken pipe is what follows on a peer's end, and no reset.</summary>
    /// <param name="error">An error's number; 0 or less for none.</param>
    private void NoteReset(int error)
    {
        if (error > 0 && error != LinuxSocket.Epipe)
        {
            receiving.WasReset = true;
        }
    }

    private int Drain(int descriptor, SplicePipe pipe)
    {
        int drained = pipe.Drain(descriptor, _count);
        if (drained == -LinuxSocket.Eagain)
        {
            return WouldBlock;
        }

        NoteReset(-drained);
        Remember();
        _pipe = null;
        return drained <= 0 ? ITransport.Broken : drained;
    }
}
