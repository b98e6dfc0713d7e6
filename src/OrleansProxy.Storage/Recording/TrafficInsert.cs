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
        "id", "client_id", "host_id", "kind_id", "agent_id", "port", "path", "bytes_sent", "bytes_received", "duration_us",
        "ttfb_us", "dns_us", "connect_us", "upstream_id", "ttl", "rule_id", "rules_version", "limit_count", "limit_of", "error_id",
        "user_id", "method", "tunnel",
    ];

    private readonly TrafficNames _names;
    private readonly PreparedStatement _insert;
    private long _lastInstant = -1, _lastId = -1;

    /// <summary>Prepares the statement.</summary>
    public TrafficInsert(SqliteConnection connection, TrafficNames names)
    {
        _names = names;
        _insert = new PreparedStatement(
            connection,
            $"INSERT INTO traffic ({string.Join(", ", Columns)}) VALUES ({string.Join(", ", Columns.Select(_ => "?"))}) "
            + "ON CONFLICT (id) DO NOTHING");
    }

    /// <summary>The instant at which a request began, in microseconds; its key, where that is free.</summary>
    public static long InstantOf(TrafficRecord record) => Math.Max(0, UnixTime.Microseconds(record.Timestamp));

    /// <summary>Adds the row under the instant at which it began, or the next free key; returns that key.</summary>
    public long Add(TrafficRecord record, long client, long host)
    {
        long instant = InstantOf(record);
        long id = instant == _lastInstant ? _lastId + 1 : instant;
        Bind(id, record, client, host);
        while (_insert.Execute() == 0)
        {
            _insert.Bind(1, ++id);
        }

        _lastInstant = instant;
        _lastId = id;
        return id;
    }

    public void Dispose() => _insert.Dispose();

    /// <summary>The port that a row without one has.</summary>
    public static int DefaultPort(string scheme) => scheme == "connect" ? 443 : 80;

    /// <summary>Binds every one of <see cref="Columns"/>, in their order.</summary>
    private void Bind(long id, TrafficRecord record, long client, long host)
    {
        StoredCacheStatus cacheStatus = StoredCacheStatus.Of(record.CacheStatus);
        int i = 0;
        _insert.Bind(++i, id);
        _insert.Bind(++i, client);
        _insert.Bind(++i, host);
        _insert.Bind(++i, _names.Kinds.Get(record, cacheStatus.Text));
        _insert.Bind(++i, _names.Agents.GetOrNull(record.UserAgent));
        _insert.Bind(++i, record.Port == DefaultPort(record.Scheme) ? null : (long?)record.Port);
        _insert.Bind(++i, record.PathAndQuery);
        _insert.Bind(++i, record.BytesSent);
        _insert.Bind(++i, record.BytesReceived);
        _insert.Bind(++i, UnixTime.Microseconds(record.Duration));
        _insert.Bind(++i, UnixTime.Microseconds(record.TimeToFirstByte));
        _insert.Bind(++i, UnixTime.Microseconds(record.DnsTime));
        _insert.Bind(++i, UnixTime.Microseconds(record.ConnectTime));
        _insert.Bind(++i, _names.Upstreams.GetOrNull(record.Upstream));
        _insert.Bind(++i, cacheStatus.TimeToLive);
        _insert.Bind(++i, _names.Rules.GetOrNull(record.Rule));
        _insert.Bind(++i, record.RulesVersion);
        _insert.Bind(++i, record.LimitCount);
        _insert.Bind(++i, record.LimitOf);
        _insert.Bind(++i, _names.Errors.GetOrNull(record.Error));
        _insert.Bind(++i, _names.Users.GetOrNull(record.User));
        _insert.Bind(++i, StoredMethod.IsOfKind(record.Method) ? null : record.Method);
        _insert.Bind(++i, record.IsOpen ? record.TunnelId : (long?)null);
    }
}
