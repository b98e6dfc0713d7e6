using System.Net;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.History;

/// <summary>A row of <c>traffic</c> with its names, as it comes from the database.</summary>
internal sealed class TrafficColumns
{
    /// <summary>The columns and joins that fill this type; the caller adds the condition and the order.</summary>
    public const string Select = """
        SELECT t.id, c.address AS Client, h.name AS Host, a.name AS Agent, t.port, t.method, t.scheme, t.path,
            t.http_version AS Version, t.status, t.result, t.bytes_sent AS Sent, t.bytes_received AS Received,
            t.duration_us AS Duration, t.ttfb_us AS FirstByte, t.dns_us AS Dns, t.connect_us AS Connect, t.upstream,
            t.cache_status AS Cache, t.rule, t.rules_version AS RulesVersion, t.limit_count AS LimitCount,
            t.limit_of AS LimitOf, t.error, t.node, coalesce(t.tunnel, 0) AS Tunnel, t.proxy_user AS User
        FROM traffic t
        JOIN client c ON c.id = t.client_id
        JOIN host h ON h.id = t.host_id
        LEFT JOIN agent a ON a.id = t.agent_id
        """;

    public long Id { get; init; }

    public string Client { get; init; } = "";

    public string Host { get; init; } = "";

    public string? Agent { get; init; }

    public int Port { get; init; }

    public string Method { get; init; } = "";

    public string Scheme { get; init; } = "";

    public string Path { get; init; } = "";

    public string Version { get; init; } = "";

    public int Status { get; init; }

    public byte Result { get; init; }

    public long Sent { get; init; }

    public long Received { get; init; }

    public long Duration { get; init; }

    public long? FirstByte { get; init; }

    public long? Dns { get; init; }

    public long? Connect { get; init; }

    public string? Upstream { get; init; }

    public string? Cache { get; init; }

    public string? Rule { get; init; }

    public long RulesVersion { get; init; }

    public int? LimitCount { get; init; }

    public int? LimitOf { get; init; }

    public string? Error { get; init; }

    public string Node { get; init; } = "";

    /// <summary>The tunnel while it stands, else 0.</summary>
    public long Tunnel { get; init; }

    public string? User { get; init; }

    /// <summary>The row as the reports know it.</summary>
    public TrafficRow ToRow() => new(Id, new TrafficRecord
    {
        Timestamp = UnixTime.Instant(Id),
        Client = IPAddress.Parse(Client),
        Method = Method,
        Scheme = Scheme,
        Host = Host,
        Port = Port,
        PathAndQuery = Path,
        Protocol = Version,
        Status = Status,
        Result = (TrafficResult)Result,
        BytesSent = Sent,
        BytesReceived = Received,
        Duration = TimeSpan.FromTicks(Duration * TimeSpan.TicksPerMicrosecond),
        TimeToFirstByte = Length(FirstByte),
        DnsTime = Length(Dns),
        ConnectTime = Length(Connect),
        Upstream = Upstream is null ? null : IPEndPoint.Parse(Upstream),
        CacheStatus = Cache,
        Rule = Rule,
        RulesVersion = RulesVersion,
        LimitCount = LimitCount,
        LimitOf = LimitOf,
        Error = Error,
        UserAgent = Agent,
        Node = Node,
        TunnelId = Tunnel,
        IsOpen = Tunnel != 0,
        User = User,
    });

    private static TimeSpan? Length(long? microseconds) =>
        microseconds is { } value ? TimeSpan.FromTicks(value * TimeSpan.TicksPerMicrosecond) : null;
}
