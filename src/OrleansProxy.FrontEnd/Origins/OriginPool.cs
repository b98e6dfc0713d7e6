using System.Collections.Concurrent;
using OrleansProxy.FrontEnd.Connections;

namespace OrleansProxy.FrontEnd.Origins;

/// <summary>
/// Idle origin connections, the one used last taken first, bounded for each origin and in all. It owns what it holds: taking a
/// connection hands it over, and idle ones past their time are closed at the clock's ticks. Thread-safe.
/// </summary>
internal sealed class OriginPool : IDisposable
{
    private readonly ConcurrentDictionary<OriginKey, Stack<IdleOrigin>> _idle = new();
    private readonly DeadlineClock _clock;
    private readonly ProxyOptions _options;
    private int _count;
    private volatile bool _closed;

    public OriginPool(ProxyOptions options, DeadlineClock clock)
    {
        _options = options;
        _clock = clock;
        clock.Ticked += CloseExpired;
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>Takes a connection that still stands and that <paramref name="mayUse"/> agrees to, or null.</summary>
    public Connection? Take(OriginKey key, Func<Connection, bool> mayUse)
    {
        if (!_idle.TryGetValue(key, out Stack<IdleOrigin>? stack))
        {
            return null;
        }

        while (TryPop(stack, out IdleOrigin idle))
        {
            if (idle.Connection.IsSpent || idle.Connection.HasEndedOrSpoken())
            {
                idle.Connection.Dispose();
            }
            else if (mayUse(idle.Connection))
            {
                return idle.Connection;
            }
            else
            {
                Keep(key, idle);
                return null;
            }
        }

        return null;
    }

    /// <summary>Gives a connection over that waits for nothing; it is closed where there is no room.</summary>
    public void Put(OriginKey key, Connection connection)
    {
        connection.Buffer.ReleaseIfEmpty();
        if (_closed || connection.IsSpent || connection.Buffer.Length > 0)
        {
            connection.Dispose();
            return;
        }

        Keep(key, new IdleOrigin(connection, _clock.Now));
    }

    public void Dispose()
    {
        _closed = true;
        _clock.Ticked -= CloseExpired;
        foreach (Stack<IdleOrigin> stack in _idle.Values)
        {
            while (TryPop(stack, out IdleOrigin idle))
            {
                idle.Connection.Dispose();
            }
        }
    }

    private void Keep(OriginKey key, IdleOrigin idle)
    {
        if (Interlocked.Increment(ref _count) > _options.MaxIdleOriginConnections || !TryPush(key, idle))
        {
            Interlocked.Decrement(ref _count);
            idle.Connection.Dispose();
        }
    }

    private bool TryPush(OriginKey key, IdleOrigin idle)
    {
        Stack<IdleOrigin> stack = _idle.GetOrAdd(key, static _ => new Stack<IdleOrigin>());
        lock (stack)
        {
            // An empty stack may have been taken out of the table by the clock; one with something in it never is.
            bool kept = stack.Count < _options.MaxIdlePerOrigin && _idle.TryGetValue(key, out Stack<IdleOrigin>? listed) && listed == stack;
            if (kept)
            {
                stack.Push(idle);
            }

            return kept;
        }
    }

    private bool TryPop(Stack<IdleOrigin> stack, out IdleOrigin idle)
    {
        lock (stack)
        {
            bool popped = stack.TryPop(out idle);
            if (popped)
            {
                Interlocked.Decrement(ref _count);
            }

            return popped;
        }
    }

    private void CloseExpired()
    {
        long oldest = _clock.Now - _options.OriginIdleTimeout.Ticks;
        foreach ((OriginKey key, Stack<IdleOrigin> stack) in _idle)
        {
            lock (stack)
            {
                if (stack.Count > 0 && stack.Any(idle => idle.Since < oldest))
                {
                    KeepYounger(stack, oldest);
                }

                if (stack.Count == 0)
                {
                    _idle.TryRemove(new KeyValuePair<OriginKey, Stack<IdleOrigin>>(key, stack));
                }
            }
        }
    }

    private void KeepYounger(Stack<IdleOrigin> stack, long oldest)
    {
        IdleOrigin[] all = [.. stack];
        stack.Clear();
        for (int index = all.Length - 1; index >= 0; index--)
        {
            if (all[index].Since >= oldest)
            {
                stack.Push(all[index]);
            }
            else
            {
                Interlocked.Decrement(ref _count);
                all[index].Connection.Dispose();
            }
        }
    }

    private readonly record struct IdleOrigin(Connection Connection, long Since);
}
