using System.Net;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>The prepared statement that adds a row to <c>traffic</c>. For the writer alone.</summary>
internal sealed class TrafficInsert : IDisposable
{
    /// <summary>In the order in which <see cref="Bind"/> binds them.</summary>
    private static readonly string[] Columns =
    [
        "id", "client_id", "host_id", "agent_id", "port", "method", "scheme", "path", "http_version", "status", "result",
        "bytes_sent", "bytes_received", "duration_us", "ttfb_us", "dns_us", "connect_us", "upstream", "cache_status", "rule",
        "rules_version", "limit_count", "limit_of", "error", "node", "tunnel", "proxy_user",
    ];

    private readonly PreparedStatement _insert;
    private readonly KnownTexts<IPEndPoint> _upstreams = new(address => address.ToString());
    private long _lastInstant = -1, _lastId = -1;

    /// <summary>Prepares the statement.</summary>
    public TrafficInsert(SqliteConnection connection)
    {
        _insert = new PreparedStatement(
            connection,
            $"INSERT INTO traffic ({string.Join(", ", Columns)}) VALUES ({string.Join(", ", Columns.Select(_ => "?"))}) "
            + "ON CONFLICT (id) DO NOTHING");
    }

    /// <summary>Adds the row under the instant at which it began, or the next free key; returns that instant in microseconds.</summary>
    public long Add(TrafficRecord record, long client, long host, long? agent)
    {
        long instant = Math.Max(0, UnixTime.Microseconds(record.Timestamp));
        long id = instant == _lastInstant ? _lastId + 1 : instant;
        Bind(id, record, client, host, agent);
        while (_insert.Execute() == 0)
        {
            _insert.Bind(1, ++id);
        }

        _lastInstant = instant;
        _lastId = id;
        return instant;
    }

    public void Dispose() => _insert.Dispose();

    /// <summary>Binds every one of <see cref="Columns"/>, in their order.</summary>
    private void Bind(long id, TrafficRecord record, long client, long host, long? agent)
    {
        int i = 0;
        _insert.Bind(++i, id);
        _insert.Bind(++i, client);
        _insert.Bind(++i, host);
        _insert.Bind(++i, agent);
        _insert.Bind(++i, record.Port);
        _insert.Bind(++i, record.Method);
        _insert.Bind(++i, record.Scheme);
        _insert.Bind(++i, record.PathAndQuery);
        _insert.Bind(++i, record.Protocol);
        _insert.Bind(++i, record.Status);
        _insert.Bind(++i, (long)record.Result);
        _insert.Bind(++i, record.BytesSent);
        _insert.Bind(++i, record.BytesReceived);
        _insert.Bind(++i, UnixTime.Microseconds(record.Duration));
        _insert.Bind(++i, UnixTime.Microseconds(record.TimeToFirstByte));
        _insert.Bind(++i, UnixTime.Microseconds(record.DnsTime));
        _insert.Bind(++i, UnixTime.Microseconds(record.ConnectTime));
        _insert.Bind(++i, record.Upstream is { } upstream ? _upstreams.Of(upstream) : null);
        _insert.Bind(++i, record.CacheStatus);
        _insert.Bind(++i, record.Rule);
        _insert.Bind(++i, record.RulesVersion);
        _insert.Bind(++i, record.LimitCount);
        _insert.Bind(++i, record.LimitOf);
        _insert.Bind(++i, record.Error);
        _insert.Bind(++i, record.Node);
        _insert.Bind(++i, record.IsOpen ? record.TunnelId : (long?)null);
        _insert.Bind(++i, record.User);
    }
}
