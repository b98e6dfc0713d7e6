namespace OrleansProxy.FrontEnd.Connections;

/// <summary>
/// A point in time after which a pending operation is given up. Arming is one write, so that it costs nothing to do for every
/// operation; <see cref="DeadlineClock"/> looks at all of them a few times a second. Once expired it stays so.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private readonly DeadlineClock _clock;
    private readonly IDeadlineOwner? _owner;
    private long _due = long.MaxValue;
    private long _timeout;
    private volatile bool _expired;

    /// <param name="clock">Looks at it.</param>
    /// <param name="owner">Told when it expires.</param>
    public Deadline(DeadlineClock clock, IDeadlineOwner? owner = null)
    {
        _clock = clock;
        _owner = owner;
        clock.Add(this);
    }

    public bool IsExpired => _expired;

    /// <summary>Neighbours in the clock's list, which guards them by its lock.</summary>
    internal Deadline? Previous { get; set; }

    /// <summary>As <see cref="Previous"/>.</summary>
    internal Deadline? Next { get; set; }

    /// <summary>Whether the clock lists it; guarded by the clock's lock.</summary>
    internal bool IsListed { get; set; }

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

    /// <summary>Whether it is due; asked by the clock.</summary>
    public bool IsDue(long now) => Volatile.Read(ref _due) <= now && !_expired;

    /// <summary>Expires if due; called by the clock.</summary>
    public void ExpireIfDue(long now)
    {
        long due = Volatile.Read(ref _due);
        if (due > now || _expired)
        {
            return;
        }

        if (_owner?.HasMoved(this) is true)
        {
            Interlocked.CompareExchange(ref _due, now + _timeout, due);
        }
        else if (Interlocked.CompareExchange(ref _due, long.MaxValue, due) == due)
        {
            // Only what it was set for, and not what came after, is given up.
            _expired = true;
            _owner?.OnExpired(this);
        }
    }

    public void Dispose() => _clock.Remove(this);
}
