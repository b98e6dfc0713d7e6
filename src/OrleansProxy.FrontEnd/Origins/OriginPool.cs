using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Transports;

namespace OrleansProxy.FrontEnd.Origins;

/// <summary>
/// Idle origin connections, those of the calling thread first and among them the one used last, so that an exchange stays on one
/// processor; another's moves to the calling thread when it is taken. They lie in a shard for each home, which its own thread finds
/// unlocked as a rule. Bounded for each origin and in all, over all shards: past a bound the one that idles longest is closed. It owns
/// what it holds: taking a connection hands it over, and those past their time are closed at the clock's ticks. Thread-safe.
/// </summary>
internal sealed class OriginPool : IDisposable
{
    private readonly IdleShard[] _shards;
    private readonly ITransports _transports;
    private readonly DeadlineClock _clock;
    private readonly ProxyOptions _options;

    /// <param name="options">Its bounds.</param>
    /// <param name="transports">Where all connections come from.</param>
    /// <param name="clock">What tells how long they idle.</param>
    public OriginPool(ProxyOptions options, ITransports transports, DeadlineClock clock)
    {
        _options = options;
        _transports = transports;
        _clock = clock;
        _shards = [.. Enumerable.Range(0, transports.Homes).Select(_ => new IdleShard())];
        clock.Ticked += CloseExpired;
    }

    /// <summary>How many there are, each shard counted at its own moment.</summary>
    public int Count => _shards.Sum(static shard =>
    {
        lock (shard.Lock)
        {
            return shard.Count;
        }
    });

    /// <summary>Takes a connection that still stands and that <paramref name="mayUse"/> agrees to, or null.</summary>
    /// <param name="key">The origin.</param>
    /// <param name="mayUse">Whether this one may be used.</param>
    /// <param name="mayRepeat">
    /// Whether the request may be sent once more when the connection turns out to be over: then what the event loop was told is enough,
    /// and the system is not asked whether the origin has just ended or spoken.
    /// </param>
    public Connection? Take(OriginKey key, Func<Connection, bool> mayUse, bool mayRepeat)
    {
        int? here = _transports.HomeHere;
        for (int index = 0; index < _shards.Length; index++)
        {
            IdleShard shard = _shards[((here ?? 0) + index) % _shards.Length];
            while (TakeNewest(shard, key, out long since) is { } connection)
            {
                if (connection.IsSpent || !(mayRepeat && connection.IsSilentAsTold) && connection.HasEndedOrSpoken())
                {
                    connection.Dispose();
                }
                else if (!mayUse(connection))
                {
                    Keep(key, connection, since);
                    return null;
                }
                else if (here is null || connection.TryMoveHere())
                {
                    return connection;
                }
                else
                {
                    connection.Dispose();
                }
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
        foreach (IdleShard shard in _shards)
        {
            lock (shard.Lock)
            {
                shard.IsClosed = true;
            }
        }

        CloseOlderThan(long.MaxValue);
    }

    private static Connection? TakeNewest(IdleShard shard, OriginKey key, out long since)
    {
        lock (shard.Lock)
        {
            return shard.TakeNewest(key, out since);
        }
    }

    private void Keep(OriginKey key, Connection connection, long since)
    {
        IdleShard shard = _shards[connection.Home];
        bool isKept, isAllowed = true;
        lock (shard.Lock)
        {
            isKept = !shard.IsClosed;
            if (isKept)
            {
                isAllowed = shard.Add(key, connection, since);
            }
        }

        if (!isKept)
        {
            connection.Dispose();
        }
        else if (!isAllowed)
        {
            IdleBounds.Restore(_shards, key, _options).ForEach(static surplus => surplus.Dispose());
        }
    }

    private void CloseExpired() => CloseOlderThan(_clock.Now - _options.OriginIdleTimeout.Ticks);

    private void CloseOlderThan(long oldest)
    {
        var closing = new List<Connection>();
        foreach (IdleShard shard in _shards)
        {
            lock (shard.Lock)
            {
                while (shard.Eldest is { } eldest && eldest.Since < oldest)
                {
                    closing.Add(shard.Remove(eldest));
                }

                shard.Trim();
            }
        }

        closing.ForEach(static connection => connection.Dispose());
    }
}
