using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>
/// Adds rows to <c>traffic</c>. Most wait for the end of their batch: in the order of time they lie side by side in the table and most of its indexes,
/// and keys above all that were there need no look at who has them, since nobody else adds rows. For the writer alone.
/// </summary>
internal sealed class TrafficInsert : IDisposable
{
    /// <summary>In the order in which <see cref="Bind"/> binds them.</summary>
    private static readonly string[] Columns =
    [
        "id", "client_id", "host_id", "kind_id", "agent_id", "port", "path", "bytes_sent", "bytes_received", "duration_us",
        "ttfb_us", "dns_us", "connect_us", "upstream_id", "ttl", "rule_id", "rules_version", "limit_count", "limit_of", "error_id",
        "user_id", "method", "tunnel", "timestamp",
    ];

    private readonly WritePace _pace;
    private readonly TrafficNames _names;
    private readonly RowInsert _insert;
    private readonly List<WaitingRow> _waiting = [];
    private readonly HashSet<long> _taken = []; // keys above _settled that have rows
    private long _settled; // no row has a higher key but those of this batch
    private long _lastInstant = -1, _lastId = -1;
    private long _millisecond = -1;
    private string _timestamp = "";

    /// <summary>Prepares the statements.</summary>
    public TrafficInsert(SqliteConnection connection, TrafficNames names, WritePace pace)
    {
        _names = names;
        _pace = pace;
        using (var highest = new PreparedStatement(connection, "SELECT max(id) FROM traffic"))
        {
            _settled = highest.QueryNumber() ?? 0;
        }

        _insert = new RowInsert(connection, "traffic", Columns, "ON CONFLICT (id) DO NOTHING", pace);
    }

    /// <summary>The instant at which a request began, in microseconds; its key, where that is free.</summary>
    public static long InstantOf(TrafficRecord record) => Math.Max(0, UnixTime.Microseconds(record.Timestamp));

    /// <summary>The port that a row without one has.</summary>
    public static int DefaultPort(string scheme) => scheme == "connect" ? 443 : 80;

    /// <summary>Adds the row under the instant at which it began, or the next free key; returns that key.</summary>
    public long Add(TrafficRecord record, long client, long host)
    {
        long instant = InstantOf(record);
        long id = FirstKey(instant);
        Bind(_insert.One, 0, id, record, client, host);
        while (_insert.One.Execute() == 0)
        {
            id++;
            _insert.One.Bind(1, id);
            _insert.One.Bind(Columns.Length, Timestamp(id));
        }

        if (id > _settled)
        {
            _taken.Add(id);
        }

        _lastInstant = instant;
        _lastId = id;
        return id;
    }

    /// <summary>As <see cref="Add"/>, by the next <see cref="AddWaiting"/>.</summary>
    public void AddLater(TrafficRecord record, long client, long host) =>
        _waiting.Add(new WaitingRow(InstantOf(record), _waiting.Count, client, host, record));

    /// <summary>Adds the rows that wait, at the end of a batch.</summary>
    public void AddWaiting()
    {
        _waiting.Sort();
        ReadOnlySpan<WaitingRow> rows = CollectionsMarshal.AsSpan(_waiting);
        int next = 0;
        for (; next < rows.Length && rows[next].Instant <= _settled; next++)
        {
            AddOne(rows[next]);
        }

        for (next += _insert.AddRuns(rows[next..], BindFree); next < rows.Length; next++)
        {
            AddOne(rows[next]);
        }

        _waiting.Clear();
        foreach (long id in _taken)
        {
            _settled = Math.Max(_settled, id);
        }

        _taken.Clear();
    }

    public void Dispose() => _insert.Dispose();

    private void AddOne(in WaitingRow row)
    {
        Add(row.Record, row.Client, row.Host);
        _pace.Breathe();
    }

    /// <summary>Binds a row that began later than what had been settled, under a key that nothing of this batch has.</summary>
    private void BindFree(PreparedStatement insert, int before, in WaitingRow row)
    {
        long id = FirstKey(row.Instant);
        while (!_taken.Add(id))
        {
            id++;
        }

        Bind(insert, before, id, row.Record, row.Client, row.Host);
        _lastInstant = row.Instant;
        _lastId = id;
    }

    /// <summary>The first key to try: of equal instants those before have one after the other.</summary>
    private long FirstKey(long instant) => instant == _lastInstant ? _lastId + 1 : instant;

    /// <summary>Binds every one of <see cref="Columns"/>, in their order.</summary>
    private void Bind(PreparedStatement insert, int before, long id, TrafficRecord record, long client, long host)
    {
        StoredCacheStatus cacheStatus = StoredCacheStatus.Of(record.CacheStatus);
        int i = before;
        insert.Bind(++i, id);
        insert.Bind(++i, client);
        insert.Bind(++i, host);
        insert.Bind(++i, _names.Kinds.Get(record, cacheStatus.Text));
        insert.Bind(++i, _names.Agents.GetOrNull(record.UserAgent));
        insert.Bind(++i, record.Port == DefaultPort(record.Scheme) ? null : (long?)record.Port);
        insert.Bind(++i, record.PathAndQuery);
        insert.Bind(++i, record.BytesSent);
        insert.Bind(++i, record.BytesReceived);
        insert.Bind(++i, UnixTime.Microseconds(record.Duration));
        insert.Bind(++i, UnixTime.Microseconds(record.TimeToFirstByte));
        insert.Bind(++i, UnixTime.Microseconds(record.DnsTime));
        insert.Bind(++i, UnixTime.Microseconds(record.ConnectTime));
        insert.Bind(++i, _names.Upstreams.GetOrNull(record.Upstream));
        insert.Bind(++i, cacheStatus.TimeToLive);
        insert.Bind(++i, _names.Rules.GetOrNull(record.Rule));
        insert.Bind(++i, record.RulesVersion);
        insert.Bind(++i, record.LimitCount);
        insert.Bind(++i, record.LimitOf);
        insert.Bind(++i, _names.Errors.GetOrNull(record.Error));
        insert.Bind(++i, _names.Users.GetOrNull(record.User));
        insert.Bind(++i, StoredMethod.IsOfKind(record.Method) ? null : record.Method);
        insert.Bind(++i, record.IsOpen ? record.TunnelId : (long?)null);
        insert.Bind(++i, Timestamp(id));
    }

    /// <summary>What stands in the column of that name; the rows of a busy millisecond share it.</summary>
    private string Timestamp(long id)
    {
        if (id / 1000 != _millisecond)
        {
            _millisecond = id / 1000;
            _timestamp = UnixTime.Text(id);
        }

        return _timestamp;
    }
}
