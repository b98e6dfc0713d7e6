using System.Runtime.InteropServices;

namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>
/// A socket's descriptor, which is closed when nobody uses it any more: whoever makes a system call or waits for an event holds a
/// reference, so that its number cannot become another connection's meanwhile.
/// </summary>
internal sealed class SocketDescriptor : SafeHandle
{
    private volatile EventLoop _loop;
    private volatile bool _isDisposed;

    public SocketDescriptor(int descriptor, EventLoop loop)
        : base(-1, ownsHandle: true)
    {
        _loop = loop;
        SetHandle(descriptor);
    }

    public override bool IsInvalid => handle < 0;

    /// <summary>Whether it is to be closed as soon as nobody uses it; nobody begins to, then.</summary>
    public bool IsDisposed => _isDisposed;

    /// <summary>Whether the calling thread is its loop's.</summary>
    public bool IsWatchedHere => EventLoop.Current == _loop;

    /// <summary>Its loop, if the calling thread is that loop's.</summary>
    public EventLoop? LoopHere => IsWatchedHere ? _loop : null;

    /// <summary>The rounds of its loop, if the calling thread is that loop's.</summary>
    public long? RoundsHere => LoopHere?.Rounds;

    /// <summary>The index of its loop.</summary>
    public int Home => _loop.Index;

    /// <summary>Its number in the table of its loop.</summary>
    public ulong Key { get; set; }

    /// <summary>Its number in the system; good while a reference is held.</summary>
    public int Number => (int)handle;

    /// <summary>Has its loop watch it; false when that has no room for it.</summary>
    public bool TryWatch(IEventTarget target) => _loop.TryWatch(target);

    /// <summary>
    /// Has another loop watch it; false when that has no room for it. Nothing may wait for it. The loop that it leaves may still be
    /// reporting an event of it, which is taken as one of the new loop's would be.
    /// </summary>
    /// <param name="loop">The loop.</param>
    /// <param name="target">Whom events are reported to.</param>
    public bool TryMoveTo(EventLoop loop, IEventTarget target)
    {
        _loop.Unwatch(this);
        _loop = loop;
        return loop.TryWatch(target);
    }

    /// <summary>Holds a reference, to be given back with <see cref="SafeHandle.DangerousRelease"/>; false when it is disposed.</summary>
    public bool TryHold()
    {
        bool held = false;
        try
        {
            if (!_isDisposed)
            {
                DangerousAddRef(ref held);
            }
        }
        catch (ObjectDisposedException)
        {
            // Disposed between the two lines.
            held = false;
        }

        return held;
    }

    /// <summary>Makes a system call with the descriptor; false when it is disposed.</summary>
    public bool TryUse<TResult>(Func<int, TResult> call, out TResult? result)
    {
        bool held = TryHold();
        result = held ? call(Number) : default;
        if (held)
        {
            DangerousRelease();
        }

        return held;
    }

    protected override void Dispose(bool disposing)
    {
        // Seen by whoever begins to wait before the waiting are looked for.
        _isDisposed = true;
        Interlocked.MemoryBarrier();
        base.Dispose(disposing);
    }

    protected override bool ReleaseHandle()
    {
        _loop.Forget(Key);
        return LinuxSocket.Close((int)handle) == 0;
    }
}
