using System.Net;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>Writes batches over one connection, with everything that is prepared once for it. For the writer alone.</summary>
internal sealed class TrafficBatchWriter : IDisposable
{
    private readonly NameIds<IPAddress> _clients;
    private readonly NameIds<string> _hosts, _agents;
    private readonly TrafficInsert _insert;
    private readonly TunnelCompletion _completion;
    private readonly Rollup[] _rollups;
    private readonly HashSet<long> _opened = [], _shortTunnels = [];

    /// <summary>Prepares every statement.</summary>
    public TrafficBatchWriter(SqliteConnection connection)
    {
        _clients = new NameIds<IPAddress>(connection, "client", "address", address => address.ToString());
        _hosts = new NameIds<string>(connection, "host", "name", name => name);
        _agents = new NameIds<string>(connection, "agent", "name", name => name);
        _insert = new TrafficInsert(connection);
        _completion = new TunnelCompletion(connection);
        _rollups =
        [
            new Rollup(connection, "traffic_minute", "minute", UnixTime.Minute, hasHost: false),
            new Rollup(connection, "traffic_hour", "hour", UnixTime.Hour, hasHost: false),
            new Rollup(connection, "traffic_host_hour", "hour", UnixTime.Hour, hasHost: true),
        ];
    }

    /// <summary>Writes rows and rollups within the transaction that is open. After a failure this object must not be used again.</summary>
    public void Write(IReadOnlyList<TrafficRecord> batch)
    {
        FindShortTunnels(batch);
        for (int i = 0; i < batch.Count; i++)
        {
            bool isShort = batch[i].TunnelId != 0 && _shortTunnels.Contains(batch[i].TunnelId);
            if (!isShort || !batch[i].IsOpen)
            {
                Write(batch[i], isShort);
            }
        }

        foreach (Rollup rollup in _rollups)
        {
            rollup.Write();
        }
    }

    public void Dispose()
    {
        _clients.Dispose();
        _hosts.Dispose();
        _agents.Dispose();
        _insert.Dispose();
        _completion.Dispose();
        foreach (Rollup rollup in _rollups)
        {
            rollup.Dispose();
        }
    }

    /// <summary>Most tunnels of a busy hour open and end within a batch: their opening need not be written, nor their end look for it.</summary>
    private void FindShortTunnels(IReadOnlyList<TrafficRecord> batch)
    {
        _opened.Clear();
        _shortTunnels.Clear();
        for (int i = 0; i < batch.Count; i++)
        {
            if (batch[i].IsOpen)
            {
                _opened.Add(batch[i].TunnelId);
            }
            else if (batch[i].TunnelId != 0 && _opened.Remove(batch[i].TunnelId))
            {
                _shortTunnels.Add(batch[i].TunnelId);
            }
        }
    }

    private void Write(TrafficRecord record, bool isShortTunnel)
    {
        long client = _clients.Get(record.Client);
        long host = _hosts.Get(record.Host);
        long? agent = record.UserAgent is { } name ? _agents.Get(name) : null;
        bool isCounted = !isShortTunnel && record is { TunnelId: not 0, IsOpen: false } && _completion.TryComplete(record);
        long instant = isCounted ? UnixTime.Microseconds(record.Timestamp) : _insert.Add(record, client, host, agent);
        if (record.Result is TrafficResult.Served)
        {
            return; // our own pages: looking does not change what is seen
        }

        RollupSums grown = RollupSums.Of(record, isCounted);
        foreach (Rollup rollup in _rollups)
        {
            rollup.Add(instant, client, host, record.Result, grown);
        }
    }
}
