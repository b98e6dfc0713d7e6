using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>Writes batches over one connection, with everything that is prepared once for it. For the writer alone.</summary>
internal sealed class TrafficBatchWriter : IDisposable
{
    private readonly NameIds _clients, _hosts, _agents;
    private readonly TrafficInsert _insert;
    private readonly TunnelCompletion _completion;
    private readonly Rollup[] _rollups;

    /// <summary>Prepares every statement.</summary>
    public TrafficBatchWriter(SqliteConnection connection)
    {
        Connection = connection;
        _clients = new NameIds(connection, "client", "address");
        _hosts = new NameIds(connection, "host", "name");
        _agents = new NameIds(connection, "agent", "name");
        _insert = new TrafficInsert(connection);
        _completion = new TunnelCompletion(connection);
        _rollups =
        [
            new Rollup(connection, "traffic_minute", "minute", UnixTime.Minute, hasHost: false),
            new Rollup(connection, "traffic_hour", "hour", UnixTime.Hour, hasHost: false),
            new Rollup(connection, "traffic_host_hour", "hour", UnixTime.Hour, hasHost: true),
        ];
    }

    /// <summary>The connection that the statements belong to.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>Writes rows and rollups. After a failure this object must not be used again.</summary>
    public void Write(IReadOnlyList<TrafficRecord> batch, SqliteTransaction transaction)
    {
        foreach (TrafficRecord record in batch)
        {
            Write(record, transaction);
        }

        foreach (Rollup rollup in _rollups)
        {
            rollup.Write(transaction);
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

    private void Write(TrafficRecord record, SqliteTransaction transaction)
    {
        long client = _clients.Get(record.Client.ToString(), transaction);
        long host = _hosts.Get(record.Host, transaction);
        long? agent = record.UserAgent is { } name ? _agents.Get(name, transaction) : null;
        bool isCounted = record is { TunnelId: not 0, IsOpen: false } && _completion.TryComplete(record, transaction);
        long instant = isCounted ? UnixTime.Microseconds(record.Timestamp) : _insert.Add(record, client, host, agent, transaction);
        if (record.Result is TrafficResult.Served)
        {
            return; // our own pages: looking does not change what is seen
        }

        foreach (Rollup rollup in _rollups)
        {
            rollup.Add(instant, client, host, record, isCounted);
        }
    }
}
