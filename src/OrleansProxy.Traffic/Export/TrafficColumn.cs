using System.Globalization;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Export;

/// <summary>One column of the views <c>requests</c> and <c>all_requests</c>, and of an export.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Value">The cell of a row as text, "" for nothing.</param>
public sealed record TrafficColumn(string Name, Func<TrafficRow, string> Value)
{
    /// <summary>All columns in the order of the views.</summary>
    public static IReadOnlyList<TrafficColumn> All { get; } =
    [
        new("id", row => Number(row.Id)),
        new("timestamp", row => row.Record.Timestamp.UtcDateTime.ToString(
            "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
        new("source_ip", row => row.Record.Client.ToString()),
        new("destination_host", row => row.Record.Host),
        new("destination_port", row => Number(row.Record.Port)),
        new("request_method", row => row.Record.Method),
        new("protocol", row => row.Record.Scheme == "connect" ? "HTTPS" : "HTTP"),
        new("bytes_sent", row => Number(row.Record.BytesSent)),
        new("bytes_received", row => Number(row.Record.BytesReceived)),
        new("duration_seconds", row => Seconds(row.Record.Duration)),
        new("ttfb_seconds", row => Seconds(row.Record.TimeToFirstByte)),
        new("path", row => row.Record.PathAndQuery),
        new("status", row => Number(row.Record.Status)),
        new("result", row => row.Record.Result.ToName()),
        new("cache_status", row => row.Record.CacheStatus ?? ""),
        new("rule", row => row.Record.Rule ?? ""),
        new("upstream", row => row.Record.Upstream?.ToString() ?? ""),
        new("error", row => row.Record.Error ?? ""),
        new("user_agent", row => row.Record.UserAgent ?? ""),
        new("scheme", row => row.Record.Scheme),
        new("http_version", row => row.Record.Protocol),
        new("dns_seconds", row => Seconds(row.Record.DnsTime)),
        new("connect_seconds", row => Seconds(row.Record.ConnectTime)),
        new("rules_version", row => Number(row.Record.RulesVersion)),
        new("limit_count", row => row.Record.LimitCount is { } count ? Number(count) : ""),
        new("limit_of", row => row.Record.LimitOf is { } limit ? Number(limit) : ""),
        new("node", row => row.Record.Node),
        new("is_open", row => row.Record.IsOpen ? "1" : "0"),
        new("user", row => row.Record.User ?? ""),
    ];

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan? length) =>
        length is { } value ? value.TotalSeconds.ToString("0.0#####", CultureInfo.InvariantCulture) : "";
}
