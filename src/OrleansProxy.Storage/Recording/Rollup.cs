using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>
/// Gathers a batch's sums for one rollup table and adds them to it, one statement a key: a batch has far fewer keys than
/// rows. For the writer alone.
/// </summary>
internal sealed class Rollup : IDisposable
{
    private readonly Dictionary<Key, RollupSums> _sums = [];
    private readonly PreparedStatement _upsert;
    private readonly bool _hasHost;
    private readonly long _unit;

    /// <summary>Prepares the statement.</summary>
    /// <param name="connection">The writer's connection.</param>
    /// <param name="table">The rollup table.</param>
    /// <param name="time">Its column of time.</param>
    /// <param name="unit">Microseconds that one value of that column spans.</param>
    /// <param name="hasHost">Whether the host is part of the key.</param>
    public Rollup(SqliteConnection connection, string table, string time, long unit, bool hasHost)
    {
        _unit = unit;
        _hasHost = hasHost;
        string key = $"{time}, client_id, {(hasHost ? "host_id, " : "")}result";
        _upsert = new PreparedStatement(connection, $"""
            INSERT INTO {table} (requests, cache_asked, bytes_sent, bytes_received, {key})
            VALUES (?, ?, ?, ?, ?, ?, {(hasHost ? "?, " : "")}?)
            ON CONFLICT ({key}) DO UPDATE SET
                requests = requests + excluded.requests,
                cache_asked = cache_asked + excluded.cache_asked,
                bytes_sent = bytes_sent + excluded.bytes_sent,
                bytes_received = bytes_received + excluded.bytes_received
            """);
    }

    /// <summary>Adds what a row brings to the sums; <paramref name="microseconds"/> is when it began.</summary>
    public void Add(long microseconds, long client, long host, TrafficResult result, in RollupSums grown)
    {
        var key = new Key(microseconds / _unit, client, _hasHost ? host : 0, (long)result);
        CollectionsMarshal.GetValueRefOrAddDefault(_sums, key, out _).Add(grown);
    }

    /// <summary>Writes the sums, within the transaction that is open, and forgets them.</summary>
    public void Write()
    {
        foreach ((Key key, RollupSums sums) in _sums)
        {
            int i = 0;
            _upsert.Bind(++i, sums.Requests);
            _upsert.Bind(++i, sums.CacheAsked);
            _upsert.Bind(++i, sums.BytesSent);
            _upsert.Bind(++i, sums.BytesReceived);
            _upsert.Bind(++i, key.Time);
            _upsert.Bind(++i, key.Client);
            if (_hasHost)
            {
                _upsert.Bind(++i, key.Host);
            }

            _upsert.Bind(++i, key.Result);
            _upsert.Execute();
        }

        _sums.Clear();
    }

    public void Dispose() => _upsert.Dispose();

    private readonly record struct Key(long Time, long Client, long Host, long Result);
}
