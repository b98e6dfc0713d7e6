namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>The sending direction of a connection, in which it is also told that it stands.</summary>
internal sealed unsafe class SendReadiness(SocketDescriptor descriptor, ReceiveReadiness receiving) : Readiness(descriptor, reported: false)
{
    private ReadOnlyMemory<byte> _octets;
    private SplicePipe? _pipe;
    private int _count;
    private volatile bool _isSoon; // octets that were taken over go before all others
    private byte[]? _rest; // of them, which the system has not taken; taken out by whoever sends it
    private volatile bool _endsAfterwards;

    /// <summary>Sends what the system takes at once, at least one octet.</summary>
    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> octets)
    {
        _octets = octets;
        return BeginAsync();
    }

    /// <summary>Whether octets that were taken over are still to be sent.</summary>
    public bool IsSoon => _isSoon;

    /// <summary>The descriptor's number; good while octets that were taken over are not sent.</summary>
    public int Number => Descriptor.Number;

    /// <summary>Has a short message sent at the end of the loop's round; false where that cannot be.</summary>
    public bool TrySendSoon(ReadOnlySpan<byte> octets)
    {
        if (_isSoon || !IsReported || Descriptor.LoopHere?.Sends is not { } sends || !Descriptor.TryHold())
        {
            return false;
        }

        _isSoon = sends.TryAdd(this, octets);
        if (!_isSoon)
        {
            Descriptor.DangerousRelease();
        }

        return _isSoon;
    }

    /// <summary>Tells what came of a message that was taken over; for the loop's thread.</summary>
    /// <param name="octets">The message.</param>
    /// <param name="result">Octets sent, or the number of an error, negative, or <see cref="IoRing.NotMade"/>.</param>
    public void EndSoon(ReadOnlySpan<byte> octets, int result)
    {
        int sent = result is -LinuxSocket.Eagain or IoRing.NotMade ? 0 : result;
        if (sent < 0 || sent == octets.Length)
        {
            NoteReset(-sent);
            LeaveSoon();
            return;
        }

        Interlocked.Exchange(ref _rest, octets[sent..].ToArray());
        SendRest();
    }

    /// <summary>Sends what was taken over and found no room; for whenever there may be some.</summary>
    public void SendRest()
    {
        if (_isSoon && TrySendRest())
        {
            LeaveSoon();
        }
    }

    /// <summary>
    /// Gives up what was taken over and finds no room, as the connection is closed. What still waits for the end of the round is sent: the descriptor
    /// is held for it.
    /// </summary>
    public void GiveUpRest()
    {
        if (Interlocked.Exchange(ref _rest, null) is not null)
        {
            // What waits behind it is woken by the end of the connection, and not on the thread of whoever ends it.
            ReleaseSoon();
        }
    }

    /// <summary>Has our side ended after what was taken over; false when there is nothing of that kind.</summary>
    public bool TryEndAfterwards()
    {
        _endsAfterwards = true;
        Interlocked.MemoryBarrier(); // of this and LeaveSoon at least one sees what the other wrote
        return _isSoon;
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
        SendRest();
        if (_isSoon)
        {
            return WouldBlock;
        }

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

    /// <summary>Whether nothing is left of the rest, since this call; false where somebody else sends it, or there is none yet.</summary>
    private bool TrySendRest()
    {
        if (Interlocked.Exchange(ref _rest, null) is not { } rest)
        {
            return false;
        }

        nint sent;
        fixed (byte* from = rest)
        {
            sent = LinuxSocket.Send(Descriptor.Number, from, rest.Length);
        }

        if (sent == rest.Length || (sent < 0 && sent != -LinuxSocket.Eagain))
        {
            NoteReset((int)-sent);
            return true;
        }

        Interlocked.Exchange(ref _rest, sent > 0 ? rest[(int)sent..] : rest); // before the look at whether it was given up meanwhile
        return Descriptor.IsDisposed && Interlocked.Exchange(ref _rest, null) is not null;
    }

    private void LeaveSoon()
    {
        ReleaseSoon();
        Report();
    }

    private void ReleaseSoon()
    {
        // Ended before anything else may be sent, since a rest may have been given up, and once more where it was disposed of only now.
        EndIfDisposed();
        _isSoon = false;
        Interlocked.MemoryBarrier();
        if (!EndIfDisposed() && _endsAfterwards)
        {
            _ = LinuxSocket.Shutdown(Descriptor.Number, LinuxSocket.ShutdownSend);
        }

        Descriptor.DangerousRelease();
    }

    private bool EndIfDisposed()
    {
        bool isDisposed = Descriptor.IsDisposed;
        if (isDisposed)
        {
            _ = LinuxSocket.Shutdown(Descriptor.Number, LinuxSocket.ShutdownBoth);
        }

        return isDisposed;
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
