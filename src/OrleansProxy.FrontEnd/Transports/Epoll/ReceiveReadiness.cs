namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>The receiving direction of a connection.</summary>
internal sealed unsafe class ReceiveReadiness(SocketDescriptor descriptor, bool reported) : Readiness(descriptor, reported)
{
    private Memory<byte> _buffer;
    private IReceiveMemory? _memory; // has the buffer once there is something
    private SplicePipe? _pipe;
    private long _roundsBefore = long.MaxValue - 1; // of the loop, before the last receive; no loop has had as many, where another thread received
    private volatile bool _wasReset;

    /// <summary>
    /// Whether something happened of which no further event tells: the peer ended its side, the connection broke, or urgent data
    /// stands in the way. A receive that fills less than its buffer then says nothing of what is left.
    /// </summary>
    public bool IsEndReported { get; set; }

    /// <summary>
    /// Whether a send was told of the peer's reset: the system tells once, and a receive after that would take it for an end in order.
    /// </summary>
    public bool WasReset
    {
        get => _wasReset;
        set => _wasReset = value;
    }

    /// <summary>Whether a receive was told of the peer's reset: there is no connection any more that could be reset.</summary>
    public bool IsDissolved { get; private set; }

    /// <summary>
    /// Whether all that was reported was received, and was no end, and the calling thread is the loop's, which has reported everything that the system had
    /// at a moment after the last receive: the rest of the round in which that was is not enough.
    /// </summary>
    public bool IsSilentAsTold => IsQuiet && !IsEndReported && !WasReset && Descriptor.RoundsHere > _roundsBefore + 1;

    /// <summary>Waits until a receive would find something; an empty buffer is enough for that.</summary>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        _buffer = buffer;
        return BeginAsync();
    }

    /// <summary>As <see cref="ReceiveAsync(Memory{byte})"/>, into memory that is asked for once there is something.</summary>
    public ValueTask<int> ReceiveAsync(IReceiveMemory memory)
    {
        _buffer = default;
        _memory = memory;
        return BeginAsync();
    }

    /// <summary>Claims a receive that waits for octets, to be made elsewhere: <see cref="EndClaim(ReadOnlySpan{byte}, int)"/> gives it what came of it.</summary>
    /// <param name="length">Octets that it takes at most.</param>
    public bool TryClaim(out int length)
    {
        length = 0;
        if (!IsAwaited || IsEndReported || WasReset || IsWait || !TryClaim())
        {
            return false;
        }

        length = _memory is null ? _buffer.Length : int.MaxValue;
        NoteRound();
        return true;
    }

    /// <summary>Ends a claim.</summary>
    /// <param name="slot">What was received into; more than that was not asked for.</param>
    /// <param name="received">How many octets came, or the number of an error, negative, or <see cref="IoRing.NotMade"/>.</param>
    public void EndClaim(ReadOnlySpan<byte> slot, int received)
    {
        if (received is -LinuxSocket.Eagain or IoRing.NotMade)
        {
            EndClaim(WouldBlock, mayHaveLeft: received == IoRing.NotMade);
            return;
        }

        bool isDisposed = Descriptor.IsDisposed;
        if (received > 0 && !isDisposed)
        {
            slot[..received].CopyTo((_memory?.Free(received) ?? _buffer).Span);
        }

        bool isFull = received == slot.Length || (_memory is null && received == _buffer.Length);
        int result = ResultOf(received);
        EndClaim(isDisposed ? ITransport.Broken : result, mayHaveLeft: isFull || received <= 0 || IsEndReported);
    }

    /// <summary>Receives what there is into an empty pipe, without waiting.</summary>
    public int TryReceiveInto(SplicePipe pipe)
    {
        _pipe = pipe;
        int received = TryOnce();
        _pipe = null;
        return received;
    }

    /// <summary>An event tells of octets, an end or a fault; what was told of before a wait may have been received since, and is looked at.</summary>
    protected override bool IsWait => _buffer.IsEmpty && _pipe is null && _memory is null;

    protected override int Attempt(int descriptor)
    {
        if (_pipe is { } pipe)
        {
            int filled = pipe.Fill(descriptor);
            if (filled == -LinuxSocket.Eagain)
            {
                // It also stops before urgent data, of which no further event tells; a receive then says what is there.
                if (IsEndReported)
                {
                    Remember();
                }

                return WouldBlock;
            }

            // How full a pipe is says nothing of what is left: it counts pieces, not octets.
            Remember();
            return filled < 0 ? ITransport.Broken : filled;
        }

        if (IsWait)
        {
            if (!LinuxSocket.IsReadable(descriptor))
            {
                return WouldBlock;
            }

            Remember();
            return 0;
        }

        return Receive(descriptor);
    }

    private int Receive(int descriptor)
    {
        NoteRound();
        Memory<byte> buffer = _memory?.Free(1) ?? _buffer;
        nint received;
        fixed (byte* to = buffer.Span)
        {
            received = LinuxSocket.Receive(descriptor, to, buffer.Length);
        }

        if (received == -LinuxSocket.Eagain)
        {
            _memory?.ReleaseIfEmpty();
            return WouldBlock;
        }

        if (received <= 0 || received == buffer.Length || IsEndReported)
        {
            Remember();
        }

        return ResultOf((int)received);
    }

    private int ResultOf(int received)
    {
        _buffer = default;
        _memory = null;
        IsDissolved |= received == -LinuxSocket.Econnreset;
        return received < 0 || (received == 0 && WasReset) ? ITransport.Broken : received;
    }

    /// <summary>Notes before a receive which round it is made in.</summary>
    private void NoteRound() => _roundsBefore = Descriptor.RoundsHere ?? long.MaxValue - 1;
}
