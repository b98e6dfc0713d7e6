using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>
/// Gathers a batch's sums for one rollup table and adds them to it, one statement a key: a batch has far fewer keys than
/// rows. For the writer alone.
/// </summary>
internal sealed class Rollup : IDisposable
{
    private readonly Dictionary<Key, RollupSums> _sums = [];
    private readonly SqliteCommand _upsert;
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
        string host = hasHost ? "host_id, " : "";
        string hostValue = hasHost ? "$host, " : "";
        _upsert = connection.CreateCommand();
        _upsert.CommandText = $"""
            INSERT INTO {table} ({time}, client_id, {host}result, requests, cache_asked, bytes_sent, bytes_received)
            VALUES ($time, $client, {hostValue}$result, $requests, $asked, $sent, $received)
            ON CONFLICT ({time}, client_id, {host}result) DO UPDATE SET
                requests = requests + excluded.requests,
                cache_asked = cache_asked + excluded.cache_asked,
                bytes_sent = bytes_sent + excluded.bytes_sent,
                bytes_received = bytes_received + excluded.bytes_received
            """;
        foreach (string name in (string[])["$time", "$client", "$result", "$requests", "$asked", "$sent", "$received"])
        {
            _upsert.Parameters.Add(name, SqliteType.Integer);
        }

        if (hasHost)
        {
            _upsert.Parameters.Add("$host", SqliteType.Integer);
        }
    }

    /// <summary>Adds a row to the sums; <paramref name="microseconds"/> is when it began.</summary>
    public void Add(long microseconds, long client, long host, TrafficRecord record, bool isCounted)
    {
        var key = new Key(microseconds / _unit, client, _hasHost ? host : 0, (long)record.Result);
        CollectionsMarshal.GetValueRefOrAddDefault(_sums, key, out _).Add(record, isCounted);
    }

    /// <summary>Writes the sums and forgets them.</summary>
    public void Write(SqliteTransaction transaction)
    {
        _upsert.Transaction = transaction;
        foreach ((Key key, RollupSums sums) in _sums)
        {
            SqliteParameterCollection parameters = _upsert.Parameters;
            parameters[0].Value = key.Time;
            parameters[1].Value = key.Client;
            parameters[2].Value = key.Result;
            parameters[3].Value = sums.Requests;
            parameters[4].Value = sums.CacheAsked;
            parameters[5].Value = sums.BytesSent;
            parameters[6].Value = sums.BytesReceived;
            if (_hasHost)
            {
                parameters[7].Value = key.Host;
            }

            _upsert.ExecuteNonQuery();
        }

        _sums.Clear();
    }

    public void Dispose() => _upsert.Dispose();

    private readonly record struct Key(long Time, long Client, long Host, long Result);
}
