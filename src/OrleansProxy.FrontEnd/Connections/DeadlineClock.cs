namespace OrleansProxy.FrontEnd.Connections;

/// <summary>
/// One timer for all deadlines, in place of a timer each: every tick it looks at each of them. They expire up to one tick late.
/// Thread-safe.
/// </summary>
internal sealed class DeadlineClock : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _timer;
    private Deadline? _first;

    public DeadlineClock(TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((DeadlineClock)state!).OnTick(), this, Tick, Tick);
    }

    /// <summary>Raised after each tick, for other work that is due a few times a second; handlers must be quick.</summary>
    public event Action? Ticked;

    /// <summary>The time now, in <see cref="TimeSpan"/> ticks since the clock began.</summary>
    public long Now => _time.GetElapsedTime(_start).Ticks;

    public void Add(Deadline deadline)
    {
        lock (_lock)
        {
            deadline.Next = _first;
            _first?.Previous = deadline;
            _first = deadline;
            deadline.IsListed = true;
        }
    }

    /// <summary>Looks at it no more; without effect when it was removed before.</summary>
    public void Remove(Deadline deadline)
    {
        lock (_lock)
        {
            if (!deadline.IsListed)
            {
                return;
            }

            deadline.IsListed = false;
            deadline.Next?.Previous = deadline.Previous;
            if (deadline.Previous is { } previous)
            {
                previous.Next = deadline.Next;
            }
            else
            {
                _first = deadline.Next;
            }

            deadline.Next = deadline.Previous = null;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void OnTick()
    {
        long now = Now;
        foreach (Deadline deadline in Due(now))
        {
            deadline.ExpireIfDue(now);
        }

        Ticked?.Invoke();
    }

    /// <summary>Those that are due, to be expired without the lock: what they end may add and remove others.</summary>
    private List<Deadline> Due(long now)
    {
        var due = new List<Deadline>();
        lock (_lock)
        {
            for (Deadline? deadline = _first; deadline is not null; deadline = deadline.Next)
            {
                if (deadline.IsDue(now))
                {
                    due.Add(deadline);
                }
            }
        }

        return due;
    }
}
