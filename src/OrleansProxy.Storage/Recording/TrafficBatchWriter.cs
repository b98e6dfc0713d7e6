using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>Writes batches over one connection, with everything that is prepared once for it. For the writer alone.</summary>
internal sealed class TrafficBatchWriter : IDisposable
{
    /// <summary>The writer may rest before each record whose place in the batch is a multiple of it.</summary>
    private const int RecordsAtOnce = 64;

    private readonly WritePace _pace;
    private readonly WriterCache _cache;
    private readonly TrafficNames _names;
    private readonly TrafficInsert _insert;
    private readonly TrafficRollups _rollups;
    private readonly TunnelWriter _tunnels;
    private readonly HashSet<long> _opened = [], _shortTunnels = [];

    /// <summary>Prepares every statement.</summary>
    /// <param name="connection">The writer's connection.</param>
    /// <param name="open">What is known of the tunnels that stand; it outlives the connection.</param>
    /// <param name="pace">When the writer rests.</param>
    public TrafficBatchWriter(SqliteConnection connection, OpenTunnels open, WritePace pace)
    {
        _pace = pace;
        _cache = new WriterCache(connection);
        _names = new TrafficNames(connection);
        _insert = new TrafficInsert(connection, _names, pace);
        _rollups = new TrafficRollups(connection);
        _tunnels = new TunnelWriter(connection, _names, open, _insert, _rollups);
    }

    /// <summary>Writes rows and rollups within the transaction that is open. After a failure this object must not be used again.</summary>
    public void Write(IReadOnlyList<TrafficRecord> batch)
    {
        _cache.Fit(batch.Count);
        _pace.Begin(batch.Count);
        FindShortTunnels(batch);
        for (int i = 0; i < batch.Count; i++)
        {
            if (i % RecordsAtOnce == 0)
            {
                _pace.Breathe();
            }

            if (!batch[i].IsOpen || !_shortTunnels.Contains(batch[i].TunnelId))
            {
                Write(batch[i]);
            }
        }

        _insert.AddWaiting();
        _rollups.Write();
    }

    /// <summary>The keys of a table of names that the next row may have without a look at the table.</summary>
    public IReadOnlySet<long> Remembered(string table) => _names.Remembered(table);

    public void Dispose()
    {
        _tunnels.Dispose();
        _rollups.Dispose();
        _insert.Dispose();
        _names.Dispose();
    }

    /// <summary>Most tunnels of a busy hour open and end within a batch: only their end need be written.</summary>
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

    private void Write(TrafficRecord record)
    {
        var subject = new RollupSubject(
            _names.Clients.Get(record.Client), _names.Hosts.Get(record.Host), record.Result, record.Status);
        if (record.TunnelId != 0)
        {
            _tunnels.Write(record, subject);
            return;
        }

        if (!record.IsOnlySummed)
        {
            _insert.AddLater(record, subject.Client, subject.Host);
        }

        Growth sums = default;
        sums.AddRequest(record);
        sums.AddVolume(record);
        _rollups.Add(subject, TrafficInsert.InstantOf(record), sums);
    }
}
