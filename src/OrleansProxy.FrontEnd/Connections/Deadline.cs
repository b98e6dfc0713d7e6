namespace OrleansProxy.FrontEnd.Connections;

/// <summary>
/// A point in time after which a pending socket operation is given up. Arming is one write, so that it costs nothing to do for
/// every operation; <see cref="DeadlineClock"/> looks at all of them a few times a second. Once expired it stays so.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private readonly DeadlineClock _clock;
    private readonly CancellationTokenSource _expiry = new();
    private readonly Func<bool>? _moves;
    private long _due = long.MaxValue;
    private long _timeout;

    /// <param name="clock">Looks at it.</param>
    /// <param name="moves">Whether what it is for has moved on since it was last asked: then it is given its time again.</param>
    public Deadline(DeadlineClock clock, Func<bool>? moves = null)
    {
        _clock = clock;
        _moves = moves;
        clock.Add(this);
    }

    /// <summary>Cancelled at expiry.</summary>
    public CancellationToken Token => _expiry.Token;

    public bool IsExpired => _expiry.IsCancellationRequested;

    /// <summary>Sets the time from now on, in place of any set before.</summary>
    public void Arm(TimeSpan timeout)
    {
        _timeout = timeout.Ticks;
        Volatile.Write(ref _due, _clock.Now + timeout.Ticks);
    }

    /// <summary>Sets the time from now on, if one is set: nothing is given up that nobody waits for.</summary>
    public void Extend(TimeSpan timeout)
    {
        long due = Volatile.Read(ref _due);
        if (due != long.MaxValue)
        {
            // Lost when it was disarmed or armed anew meanwhile, and then whoever did it knows better.
            Interlocked.CompareExchange(ref _due, _clock.Now + timeout.Ticks, due);
        }
    }

    public void Disarm() => Volatile.Write(ref _due, long.MaxValue);

    /// <summary>Expires if due; called by the clock.</summary>
    public void ExpireIfDue(long now)
    {
        long due = Volatile.Read(ref _due);
        if (due > now || _expiry.IsCancellationRequested)
        {
            return;
        }

        if (_moves?.Invoke() is true)
        {
            Interlocked.CompareExchange(ref _due, now + _timeout, due);
        }
        else
        {
            _expiry.Cancel();
        }
    }

    public void Dispose()
    {
        _clock.Remove(this);
        _expiry.Dispose();
    }
}
