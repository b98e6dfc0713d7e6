using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>The prepared statement that adds a row to <c>traffic</c>. For the writer alone.</summary>
internal sealed class TrafficInsert : IDisposable
{
    private static readonly string[] Columns =
    [
        "id", "client_id", "host_id", "agent_id", "port", "method", "scheme", "path", "http_version", "status", "result",
        "bytes_sent", "bytes_received", "duration_us", "ttfb_us", "dns_us", "connect_us", "upstream", "cache_status", "rule",
        "rules_version", "limit_count", "limit_of", "error", "node", "tunnel", "proxy_user",
    ];

    private readonly SqliteCommand _insert;
    private readonly SqliteParameter[] _parameters;
    private long _lastInstant = -1, _lastId = -1;

    /// <summary>Prepares the statement.</summary>
    public TrafficInsert(SqliteConnection connection)
    {
        _insert = connection.CreateCommand();
        _insert.CommandText =
            $"INSERT INTO traffic ({string.Join(", ", Columns)}) VALUES ({string.Join(", ", Columns.Select(column => $"${column}"))}) "
            + "ON CONFLICT (id) DO NOTHING";
        _parameters = [.. Columns.Select(column => _insert.Parameters.Add(new SqliteParameter { ParameterName = $"${column}" }))];
    }

    /// <summary>Adds the row under the instant at which it began, or the next free key; returns that instant in microseconds.</summary>
    public long Add(TrafficRecord record, long client, long host, long? agent, SqliteTransaction transaction)
    {
        long instant = Math.Max(0, UnixTime.Microseconds(record.Timestamp));
        long id = instant == _lastInstant ? _lastId + 1 : instant;
        Bind(record, client, host, agent);
        _insert.Transaction = transaction;
        _parameters[0].Value = id;
        while (_insert.ExecuteNonQuery() == 0)
        {
            _parameters[0].Value = ++id;
        }

        _lastInstant = instant;
        _lastId = id;
        return instant;
    }

    public void Dispose() => _insert.Dispose();

    private void Bind(TrafficRecord record, long client, long host, long? agent)
    {
        int i = 1;
        Set(client);
        Set(host);
        Set(agent);
        Set(record.Port);
        Set(record.Method);
        Set(record.Scheme);
        Set(record.PathAndQuery);
        Set(record.Protocol);
        Set(record.Status);
        Set((long)record.Result);
        Set(record.BytesSent);
        Set(record.BytesReceived);
        Set(UnixTime.Microseconds(record.Duration));
        Set(Microseconds(record.TimeToFirstByte));
        Set(Microseconds(record.DnsTime));
        Set(Microseconds(record.ConnectTime));
        Set(record.Upstream?.ToString());
        Set(record.CacheStatus);
        Set(record.Rule);
        Set(record.RulesVersion);
        Set(record.LimitCount);
        Set(record.LimitOf);
        Set(record.Error);
        Set(record.Node);
        Set(record.IsOpen ? record.TunnelId : null);
        Set(record.User);

        void Set(object? value) => _parameters[i++].Value = value ?? DBNull.Value;
    }

    private static long? Microseconds(TimeSpan? length) => length is { } value ? UnixTime.Microseconds(value) : null;
}
