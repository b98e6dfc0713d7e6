using System.Collections.Concurrent;

namespace OrleansProxy.FrontEnd.Connections;

/// <summary>
/// One timer for all deadlines, in place of a timer each: every tick it looks at each of them. They expire up to one tick late.
/// Thread-safe.
/// </summary>
internal sealed class DeadlineClock : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<Deadline, byte> _deadlines = new();
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _timer;

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

    public void Add(Deadline deadline) => _deadlines.TryAdd(deadline, 0);

    public void Remove(Deadline deadline) => _deadlines.TryRemove(deadline, out _);

    public void Dispose() => _timer.Dispose();

    private void OnTick()
    {
        long now = Now;
        foreach (KeyValuePair<Deadline, byte> entry in _deadlines)
        {
            Expire(entry.Key, now);
        }

        Ticked?.Invoke();
    }

    private static void Expire(Deadline deadline, long now)
    {
        try
        {
            deadline.ExpireIfDue(now);
        }
        catch (ObjectDisposedException)
        {
            // Its connection ended between our look at the table and this call: there is nothing left to give up.
            deadline.Disarm();
        }
    }
}
