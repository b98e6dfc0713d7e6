using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Rollups;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.History.Sums;

/// <summary>
/// The lines of a rollup, one by one, for one client or everybody. Few hosts are looked up in each unit of time; of many, every line is
/// read and left out. For one thread.
/// </summary>
internal sealed class RollupLines : IDisposable
{
    private const int FewHosts = 16;
    private const int FirstBucket = 8;

    private readonly SqliteConnection _connection;
    private readonly RollupShape _shape;
    private readonly bool _hasBuckets;
    private readonly string _codes;
    private readonly List<long>? _hosts;
    private readonly HashSet<long>? _manyHosts;
    private readonly Dictionary<string, PreparedStatement> _statements = [];
    private PreparedStatement _line = null!; // set before any line is handed out
    private bool _isRecent;

    /// <summary>Reads lines of one shape.</summary>
    /// <param name="connection">What is read from.</param>
    /// <param name="shape">What the lines tell apart.</param>
    /// <param name="hasBuckets">Whether <see cref="AddBuckets"/> will be asked for.</param>
    /// <param name="hosts">The hosts that matter; null for all.</param>
    /// <param name="codes">Which results or statuses matter, as a condition on that column such as "= 10"; "" for all.</param>
    public RollupLines(SqliteConnection connection, RollupShape shape, bool hasBuckets, List<long>? hosts, string codes)
    {
        _connection = connection;
        _shape = shape;
        _hasBuckets = hasBuckets;
        _hosts = hosts;
        _codes = codes.Length == 0 ? "" : $" AND {(shape is RollupShape.Status ? "status" : "result")} {codes}";
        _manyHosts = hosts is { Count: > FewHosts } ? [.. hosts] : null;
    }

    /// <summary>The unit of time that the line belongs to.</summary>
    public long Time => _line.Number(0);

    /// <summary>The host's key.</summary>
    public long Host => _line.Number(1);

    /// <summary>The status.</summary>
    public int Status => (int)_line.Number(2);

    /// <summary>The result.</summary>
    public TrafficResult Result => (TrafficResult)_line.Number(2);

    /// <summary>Requests and tunnels.</summary>
    public long Requests => _line.Number(3);

    /// <summary>Those for which the cache was asked.</summary>
    public long CacheAsked => _line.Number(4);

    /// <summary>Bytes to clients.</summary>
    public long BytesSent => _line.Number(5);

    /// <summary>Bytes from clients.</summary>
    public long BytesReceived => _line.Number(6);

    /// <summary>Adds the counts of the line's times to first byte.</summary>
    public void AddBuckets(Span<long> counts)
    {
        if (_isRecent)
        {
            counts[(int)_line.Number(FirstBucket)] += _line.Number(FirstBucket + 1);
            return;
        }

        // No request has two times, so the buckets after the last that can have any need not be fetched.
        long left = Requests;
        for (int i = 0; i < TtfbHistogram.BucketCount && left > 0; i++)
        {
            long count = _line.Number(FirstBucket + i);
            counts[i] += count;
            left -= count;
        }
    }

    /// <summary>Hands out every line of a client (0: everybody) in some units of time.</summary>
    public void Read(long client, RollupSegment segment, Action<RollupLines> take)
    {
        if (_hosts is null || _manyHosts is not null)
        {
            PreparedStatement all = Statement(segment.Level, $"time >= ?2 AND time < ?3{_codes}");
            all.Bind(1, client);
            all.Bind(2, segment.First);
            all.Bind(3, segment.End);
            Take(all, take);
            return;
        }

        if (_hosts.Count == 0 || Kept(client, segment) is not { } kept)
        {
            return;
        }

        PreparedStatement one = Statement(segment.Level, $"time = ?2 AND host_id = ?3{_codes}");
        one.Bind(1, client);
        for (long time = kept.First; time < kept.End; time++)
        {
            one.Bind(2, time);
            foreach (long host in _hosts)
            {
                one.Bind(3, host);
                Take(one, take);
            }
        }
    }

    /// <summary>Hands out the lines by host that are not in a rollup yet; their time is in hours.</summary>
    public void ReadRecent(long client, long firstHour, long endHour, Action<RollupLines> take)
    {
        if (_hosts is { Count: 0 })
        {
            return;
        }

        PreparedStatement recent = Statement(
            "SELECT time, host_id, result, requests, cache_asked, bytes_sent, bytes_received, duration_us, bucket, answers "
            + $"FROM rollup_host_recent WHERE client_id = ?1 AND time >= ?2 AND time < ?3{_codes}");
        recent.Bind(1, client);
        recent.Bind(2, firstHour);
        recent.Bind(3, endHour);
        _isRecent = true;
        Take(recent, take);
        _isRecent = false;
    }

    public void Dispose()
    {
        foreach (PreparedStatement statement in _statements.Values)
        {
            statement.Dispose();
        }
    }

    private void Take(PreparedStatement lines, Action<RollupLines> take)
    {
        _line = lines;
        while (lines.Read())
        {
            if (_hosts is null || (_manyHosts?.Contains(Host) ?? _hosts.Contains(Host)))
            {
                take(this);
            }
        }
    }

    /// <summary>The units of the segment between the client's first line and its last: "all time" ends in the year 9999.</summary>
    private RollupSegment? Kept(long client, RollupSegment segment)
    {
        long? first = Edge("ASC"), last = Edge("DESC");
        return first is null || last is null ? null : segment with { First = first.Value, End = last.Value + 1 };

        long? Edge(string order)
        {
            PreparedStatement edge = Statement(segment.Level, $"time >= ?2 AND time < ?3 ORDER BY time {order} LIMIT 1");
            edge.Bind(1, client);
            edge.Bind(2, segment.First);
            edge.Bind(3, segment.End);
            return edge.QueryNumber();
        }
    }

    private PreparedStatement Statement(RollupLevel level, string condition)
    {
        string host = _shape is RollupShape.Host ? "host_id" : "0";
        string code = _shape is RollupShape.Status ? "status" : "result";
        string buckets = _hasBuckets ? $", {string.Join(", ", RollupColumns.Buckets)}" : "";
        string sql = $"SELECT time, {host}, {code}, requests, cache_asked, bytes_sent, bytes_received, duration_us{buckets} "
            + $"FROM {level.Table} WHERE client_id = ?1 AND {condition}";
        return Statement(sql);
    }

    private PreparedStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out PreparedStatement? statement))
        {
            statement = new PreparedStatement(_connection, sql);
            _statements.Add(sql, statement);
        }

        return statement;
    }
}
