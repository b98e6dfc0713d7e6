namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>
/// The pipes that bulk goes through, bounded, because each costs two descriptors and memory of the system. Whoever gets none moves its
/// octets the usual way. Thread-safe.
/// </summary>
internal sealed class SplicePipes : IDisposable
{
    /// <summary>Pipes in use at once.</summary>
    public const int Max = 64;

    private const int MaxIdle = 4;

    private readonly Stack<SplicePipe> _idle = new(); // guarded by itself
    private int _inUse;
    private int _unused; // of the idle ones, since the last trim; guarded by _idle
    private bool _isDisposed; // guarded by _idle

    /// <summary>An empty pipe, or null. To be given back with <see cref="Return"/> or <see cref="Discard"/>.</summary>
    public SplicePipe? TryRent()
    {
        lock (_idle)
        {
            if (_inUse == Max)
            {
                return null;
            }

            SplicePipe? pipe = _idle.TryPop(out SplicePipe? idle) ? idle : SplicePipe.TryOpen();
            _unused = Math.Min(_unused, _idle.Count);
            _inUse += pipe is null ? 0 : 1;
            return pipe;
        }
    }

    /// <summary>Takes an empty pipe back.</summary>
    public void Return(SplicePipe pipe)
    {
        lock (_idle)
        {
            _inUse--;
            if (_idle.Count < MaxIdle && !_isDisposed)
            {
                _idle.Push(pipe);
                return;
            }
        }

        pipe.Dispose();
    }

    /// <summary>Takes back a pipe that may hold octets, and ends it.</summary>
    public void Discard(SplicePipe pipe)
    {
        lock (_idle)
        {
            _inUse--;
        }

        pipe.Dispose();
    }

    /// <summary>Ends the pipes that nobody has wanted since the last call.</summary>
    public void Trim()
    {
        lock (_idle)
        {
            End(_unused);
            _unused = _idle.Count;
        }
    }

    public void Dispose()
    {
        lock (_idle)
        {
            _isDisposed = true;
            End(_idle.Count);
            _unused = 0;
        }
    }

    private void End(int count)
    {
        for (; count > 0; count--)
        {
            _idle.Pop().Dispose();
        }
    }
}
