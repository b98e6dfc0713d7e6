using OrleansProxy.FrontEnd.Connections;

namespace OrleansProxy.FrontEnd.Origins;

/// <summary>
/// Idle origin connections, the one used last taken first, if possible one of the calling thread, so that an exchange stays on one
/// processor. Bounded for each origin and in all: past a bound the one that idles longest is closed. It owns what it holds: taking a connection hands it over, and those past their time are closed at the clock's ticks.
/// Thread-safe.
/// </summary>
internal sealed class OriginPool : IDisposable
{
    /// <summary>How many are looked at for one of the calling thread.</summary>
    private const int MaxLooked = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<OriginKey, LinkedList<IdleOrigin>> _origins = [];
    private readonly LinkedList<IdleOrigin> _byAge = new();
    private readonly Stack<IdleOrigin> _free = new();
    private readonly DeadlineClock _clock;
    private readonly ProxyOptions _options;
    private bool _closed;

    public OriginPool(ProxyOptions options, DeadlineClock clock)
    {
        _options = options;
        _clock = clock;
        clock.Ticked += CloseExpired;
    }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _byAge.Count;
            }
        }
    }

    /// <summary>Takes a connection that still stands and that <paramref name="mayUse"/> agrees to, or null.</summary>
    public Connection? Take(OriginKey key, Func<Connection, bool> mayUse)
    {
        while (TakeNewest(key, out long since) is { } connection)
        {
            if (connection.IsSpent || connection.HasEndedOrSpoken())
            {
                connection.Dispose();
            }
            else if (mayUse(connection))
            {
                return connection;
            }
            else
            {
                Keep(key, connection, since);
                return null;
            }
        }

        return null;
    }

    /// <summary>Gives a connection over that waits for nothing.</summary>
    public void Put(OriginKey key, Connection connection)
    {
        connection.Buffer.ReleaseIfEmpty();
        if (connection.IsSpent || connection.Buffer.Length > 0)
        {
            connection.Dispose();
            return;
        }

        Keep(key, connection, _clock.Now);
    }

    public void Dispose()
    {
        _clock.Ticked -= CloseExpired;
        lock (_lock)
        {
            _closed = true;
        }

        CloseOlderThan(long.MaxValue);
    }

    private void Keep(OriginKey key, Connection connection, long since)
    {
        Connection? surplus;
        lock (_lock)
        {
            if (_closed)
            {
                surplus = connection;
            }
            else
            {
                LinkedList<IdleOrigin> siblings = Add(key, connection, since);
                surplus = siblings.Count > _options.MaxIdlePerOrigin ? Remove(siblings.First!.Value)
                    : _byAge.Count > _options.MaxIdleOriginConnections ? Remove(_byAge.First!.Value)
                    : null;
            }
        }

        surplus?.Dispose();
    }

    private LinkedList<IdleOrigin> Add(OriginKey key, Connection connection, long since)
    {
        if (!_origins.TryGetValue(key, out LinkedList<IdleOrigin>? siblings))
        {
            _origins.Add(key, siblings = new LinkedList<IdleOrigin>());
        }

        IdleOrigin idle = _free.TryPop(out IdleOrigin? free) ? free : new IdleOrigin();
        idle.Connection = connection;
        idle.Since = since;
        siblings.AddLast(idle.AtOrigin);
        AddByAge(idle);
        return siblings;
    }

    /// <summary>At the end, but for one that was taken and put back: that ages on.</summary>
    private void AddByAge(IdleOrigin idle)
    {
        LinkedListNode<IdleOrigin>? before = _byAge.Last;
        while (before is not null && before.Value.Since > idle.Since)
        {
            before = before.Previous;
        }

        if (before is null)
        {
            _byAge.AddFirst(idle.ByAge);
        }
        else
        {
            _byAge.AddAfter(before, idle.ByAge);
        }
    }

    private Connection? TakeNewest(OriginKey key, out long since)
    {
        lock (_lock)
        {
            since = 0;
            if (!_origins.TryGetValue(key, out LinkedList<IdleOrigin>? siblings) || siblings.Last is not { } newest)
            {
                return null;
            }

            IdleOrigin taken = AtHome(newest) ?? newest.Value;
            since = taken.Since;
            return Remove(taken);
        }
    }

    /// <summary>The one used last of those that are the calling thread's, if it is among the first few.</summary>
    private static IdleOrigin? AtHome(LinkedListNode<IdleOrigin> newest)
    {
        LinkedListNode<IdleOrigin>? looked = newest;
        for (int count = 0; looked is not null && count < MaxLooked; count++)
        {
            if (looked.Value.Connection!.IsAtHome)
            {
                return looked.Value;
            }

            looked = looked.Previous;
        }

        return null;
    }

    private Connection Remove(IdleOrigin idle)
    {
        Connection connection = idle.Connection!;
        idle.Connection = null;
        idle.AtOrigin.List!.Remove(idle.AtOrigin);
        _byAge.Remove(idle.ByAge);
        _free.Push(idle);
        return connection;
    }

    private void CloseExpired() => CloseOlderThan(_clock.Now - _options.OriginIdleTimeout.Ticks);

    private void CloseOlderThan(long oldest)
    {
        var closing = new List<Connection>();
        lock (_lock)
        {
            while (_byAge.First is { } first && first.Value.Since < oldest)
            {
                closing.Add(Remove(first.Value));
            }

            foreach ((OriginKey key, LinkedList<IdleOrigin> siblings) in _origins)
            {
                if (siblings.Count == 0)
                {
                    _origins.Remove(key);
                }
            }
        }

        closing.ForEach(static connection => connection.Dispose());
    }
}
