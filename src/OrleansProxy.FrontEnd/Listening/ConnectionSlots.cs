using System.Collections.Concurrent;
using System.Net;

namespace OrleansProxy.FrontEnd.Listening;

/// <summary>Counts client connections, in all and of each client, against their limits. Thread-safe.</summary>
internal sealed class ConnectionSlots
{
    private readonly ConcurrentDictionary<IPAddress, int> _perClient = new();
    private readonly int _max, _maxPerClient;
    private int _count;

    public ConnectionSlots(int max, int maxPerClient)
    {
        _max = max;
        _maxPerClient = maxPerClient;
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>Takes a slot; false where there is none, with the setting that says so.</summary>
    public bool TryTake(IPAddress client, out string setting)
    {
        setting = "";
        if (Interlocked.Increment(ref _count) > _max)
        {
            Interlocked.Decrement(ref _count);
            setting = "Proxy:MaxConnections";
            return false;
        }

        if (_perClient.AddOrUpdate(client, 1, static (_, count) => count + 1) > _maxPerClient)
        {
            Free(client);
            setting = "Proxy:MaxConnectionsPerClient";
            return false;
        }

        return true;
    }

    /// <summary>Gives a slot back.</summary>
    public void Free(IPAddress client)
    {
        Interlocked.Decrement(ref _count);
        if (_perClient.AddOrUpdate(client, 0, static (_, count) => count - 1) == 0)
        {
            _perClient.TryRemove(new KeyValuePair<IPAddress, int>(client, 0));
        }
    }
}
