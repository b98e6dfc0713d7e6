using System.Threading.Tasks.Sources;

namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>
/// One direction of a descriptor: an operation is tried at once where the system may have something for it, and otherwise tried
/// again on the loop's thread whenever an event is reported. One operation at a time; an event may be reported while it begins.
/// </summary>
/// <remarks>
/// An event tells of a change, once. So what was reported is forgotten before the attempt that it is for, never after, and an
/// attempt is made only where something was reported: what would find nothing costs no system call.
/// </remarks>
internal abstract class Readiness : IValueTaskSource<int>
{
    /// <summary>The result of an attempt that found nothing.</summary>
    protected const int WouldBlock = ISpliceTransport.WouldBlock;

    private const int Quiet = 0, Reported = 1, Awaited = 2, Claimed = 3;

    private ManualResetValueTaskSourceCore<int> _operation;
    private int _state;

    /// <param name="descriptor">What it is of.</param>
    /// <param name="reported">Whether the first operation is tried at once.</param>
    protected Readiness(SocketDescriptor descriptor, bool reported)
    {
        Descriptor = descriptor;
        _state = reported ? Reported : Quiet;
    }

    /// <summary>The descriptor of which this is one direction.</summary>
    protected SocketDescriptor Descriptor { get; }

    /// <summary>Whether an operation waits.</summary>
    public bool IsAwaited => Volatile.Read(ref _state) == Awaited;

    /// <summary>Whether an attempt may find something.</summary>
    public bool IsReported => Volatile.Read(ref _state) == Reported;

    /// <summary>Whether the last attempt left nothing, as far as it could tell, and nothing was reported since.</summary>
    protected bool IsQuiet => Volatile.Read(ref _state) == Quiet;

    /// <summary>
    /// Claims the operation that waits for whoever makes the attempt in its place: nobody else carries it on before <see cref="EndClaim"/>. For the
    /// loop's thread; false when nothing waits.
    /// </summary>
    protected bool TryClaim() => Interlocked.CompareExchange(ref _state, Claimed, Awaited) == Awaited;

    /// <summary>Carries on the operation that was claimed.</summary>
    /// <param name="result">What came of the attempt; <see cref="WouldBlock"/> has it tried or wait again.</param>
    /// <param name="mayHaveLeft">Whether the attempt may have left something.</param>
    protected void EndClaim(int result, bool mayHaveLeft)
    {
        // What has been reported since the attempt stays reported.
        _ = Interlocked.CompareExchange(ref _state, mayHaveLeft ? Reported : Quiet, Claimed);
        End(result != WouldBlock ? result : Carry());
    }

    /// <summary>
    /// Reports an event; for the loop's thread, and for that of a loop which the descriptor has just left: of two at once, one carries on
    /// what waits.
    /// </summary>
    public void Report()
    {
        if (Interlocked.Exchange(ref _state, Reported) != Awaited)
        {
            return;
        }

        End(Carry());
    }

    int IValueTaskSource<int>.GetResult(short token) => _operation.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _operation.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _operation.OnCompleted(continuation, state, token, flags);

    /// <summary>Begins the operation that <see cref="Attempt"/> makes.</summary>
    protected ValueTask<int> BeginAsync()
    {
        int result = TryOnce();
        return result != WouldBlock ? new ValueTask<int>(result) : WaitAsync();
    }

    /// <summary>Makes one attempt where it may find something, and waits for nothing.</summary>
    protected int TryOnce() => IsReported ? Try() : WouldBlock;

    /// <summary>Whether the operation only waits to be told of something, so that an event ends it without a system call.</summary>
    protected virtual bool IsWait => false;

    /// <summary>Makes the operation's system call; a reference to the descriptor is held.</summary>
    protected abstract int Attempt(int descriptor);

    /// <summary>Lets the next operation be tried at once: the last attempt may have left something.</summary>
    protected void Remember() => Volatile.Write(ref _state, Reported);

    private void End(int result)
    {
        if (result != WouldBlock)
        {
            Descriptor.DangerousRelease();
            _operation.SetResult(result);
        }
    }

    /// <summary>Carries an operation that waited on, now that an event was reported.</summary>
    private int Carry()
    {
        if (IsWait)
        {
            return Descriptor.IsDisposed ? ITransport.Broken : 0;
        }

        int result = TryOrAwait();
        return result == WouldBlock && Descriptor.IsDisposed && TryGiveUp() ? ITransport.Broken : result;
    }

    private ValueTask<int> WaitAsync()
    {
        // Held until the operation ends, so that whoever ends the connection meanwhile is reported to it.
        if (!Descriptor.TryHold())
        {
            return new ValueTask<int>(ITransport.Broken);
        }

        _operation.Reset();
        short version = _operation.Version;
        int result = TryOrAwait();
        if (result == WouldBlock && !(Descriptor.IsDisposed && TryGiveUp()))
        {
            return new ValueTask<int>(this, version);
        }

        Descriptor.DangerousRelease();
        return new ValueTask<int>(result == WouldBlock ? ITransport.Broken : result);
    }

    /// <summary>Whoever disposed of the descriptor may have looked for who waits before this operation did, and wake nobody.</summary>
    private bool TryGiveUp() => Interlocked.CompareExchange(ref _state, Reported, Awaited) == Awaited;

    private int TryOrAwait()
    {
        while (Interlocked.CompareExchange(ref _state, Awaited, Quiet) != Quiet)
        {
            int result = Try();
            if (result != WouldBlock)
            {
                return result;
            }
        }

        return WouldBlock;
    }

    private int Try()
    {
        Interlocked.Exchange(ref _state, Quiet);
        if (!Descriptor.TryHold())
        {
            Remember();
            return ITransport.Broken;
        }

        int result = Attempt(Descriptor.Number);
        Descriptor.DangerousRelease();
        return result;
    }
}
