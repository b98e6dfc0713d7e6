using System.Globalization;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Recording;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.History.Pages;

/// <summary>
/// Makes rows of what a statement over <c>traffic</c> stands on. What they name is looked up by key, each name once for one
/// question: most rows of a page share their names, so no text is made twice. For one thread.
/// </summary>
internal sealed class RowReader(SqliteConnection connection) : IDisposable
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Columns =
        "id, client_id, host_id, kind_id, agent_id, port, path, bytes_sent, bytes_received, duration_us, ttfb_us, dns_us, connect_us, "
        + "upstream_id, ttl, rule_id, rules_version, limit_count, limit_of, error_id, user_id, method, tunnel";

    /// <summary>Where the key of the host is among the columns.</summary>
    public const int HostColumn = 2;

    /// <summary>Where the key of the kind is among the columns.</summary>
    public const int KindColumn = 3;

    private readonly RowNames _names = new(connection);

    /// <summary>The row that the statement stands on.</summary>
    public TrafficRow Read(PreparedStatement row)
    {
        long id = row.Number(0);
        Kind kind = _names.Kinds.Get(row.Number(KindColumn));
        long tunnel = row.Number(22);
        return new TrafficRow(id, new TrafficRecord
        {
            Timestamp = UnixTime.Instant(id),
            Client = _names.Clients.Get(row.Number(1)),
            Method = kind.Method == StoredMethod.InRow ? row.Text(21) : kind.Method,
            Scheme = kind.Scheme,
            Host = _names.Hosts.Get(row.Number(HostColumn)),
            Port = (int)(row.NumberOrNull(5) ?? TrafficInsert.DefaultPort(kind.Scheme)),
            PathAndQuery = row.Text(6),
            Protocol = kind.HttpVersion,
            Status = kind.Status,
            Result = kind.Result,
            BytesSent = row.Number(7),
            BytesReceived = row.Number(8),
            Duration = Length(row.Number(9)),
            TimeToFirstByte = row.NumberOrNull(10) is { } firstByte ? Length(firstByte) : null,
            DnsTime = row.NumberOrNull(11) is { } dns ? Length(dns) : null,
            ConnectTime = row.NumberOrNull(12) is { } connect ? Length(connect) : null,
            Upstream = row.NumberOrNull(13) is { } upstream ? _names.Upstreams.Get(upstream) : null,
            CacheStatus = CacheStatus(kind, row.NumberOrNull(14)),
            Rule = row.NumberOrNull(15) is { } rule ? _names.Rules.Get(rule) : null,
            RulesVersion = row.Number(16),
            LimitCount = (int?)row.NumberOrNull(17),
            LimitOf = (int?)row.NumberOrNull(18),
            Error = row.NumberOrNull(19) is { } error ? _names.Errors.Get(error) : null,
            UserAgent = row.NumberOrNull(4) is { } agent ? _names.Agents.Get(agent) : null,
            Node = kind.Node,
            TunnelId = tunnel,
            IsOpen = tunnel != 0,
            User = row.NumberOrNull(20) is { } user ? _names.Users.Get(user) : null,
        });
    }

    public void Dispose() => _names.Dispose();

    private static string? CacheStatus(in Kind kind, long? timeToLive) => timeToLive is { } seconds
        ? string.Create(CultureInfo.InvariantCulture, $"{kind.CacheStatus}{seconds}")
        : kind.CacheStatus.Length == 0 ? null : kind.CacheStatus;

    private static TimeSpan Length(long microseconds) => TimeSpan.FromTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
