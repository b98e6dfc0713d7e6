using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Export;

/// <summary>One column of the views <c>requests</c> and <c>all_requests</c>, and of an export.</summary>
public sealed class TrafficColumn
{
    private TrafficColumn(string name, Action<TrafficRow, ICells> write)
    {
        Name = name;
        Write = write;
    }

    /// <summary>All columns in the order of the views.</summary>
    public static IReadOnlyList<TrafficColumn> All { get; } =
    [
        new("id", (row, cells) => cells.Number(row.Id)),
        Of("timestamp", (record, cells) => cells.Time(record.Timestamp)),
        Of("source_ip", (record, cells) => cells.Address(record.Client)),
        Of("destination_host", (record, cells) => cells.Text(record.Host)),
        Of("destination_port", (record, cells) => cells.Number(record.Port)),
        Of("request_method", (record, cells) => cells.Text(record.Method)),
        Of("protocol", (record, cells) => cells.Word(record.Scheme == "connect" ? "HTTPS" : "HTTP")),
        Of("bytes_sent", (record, cells) => cells.Number(record.BytesSent)),
        Of("bytes_received", (record, cells) => cells.Number(record.BytesReceived)),
        Of("duration_seconds", (record, cells) => cells.Seconds(record.Duration)),
        Of("ttfb_seconds", (record, cells) => Seconds(cells, record.TimeToFirstByte)),
        Of("path", (record, cells) => cells.Text(record.PathAndQuery)),
        Of("status", (record, cells) => cells.Number(record.Status)),
        Of("result", (record, cells) => cells.Word(record.Result.ToName())),
        Of("cache_status", (record, cells) => Text(cells, record.CacheStatus)),
        Of("rule", (record, cells) => Text(cells, record.Rule)),
        Of("upstream", WriteUpstream),
        Of("error", (record, cells) => Text(cells, record.Error)),
        Of("user_agent", (record, cells) => Text(cells, record.UserAgent)),
        Of("scheme", (record, cells) => cells.Text(record.Scheme)),
        Of("http_version", (record, cells) => cells.Text(record.Protocol)),
        Of("dns_seconds", (record, cells) => Seconds(cells, record.DnsTime)),
        Of("connect_seconds", (record, cells) => Seconds(cells, record.ConnectTime)),
        Of("rules_version", (record, cells) => cells.Number(record.RulesVersion)),
        Of("limit_count", (record, cells) => Number(cells, record.LimitCount)),
        Of("limit_of", (record, cells) => Number(cells, record.LimitOf)),
        Of("node", (record, cells) => cells.Text(record.Node)),
        Of("is_open", (record, cells) => cells.Number(record.IsOpen ? 1 : 0)),
        Of("user", (record, cells) => Text(cells, record.User)),
    ];

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>Writes the cell of a row.</summary>
    internal Action<TrafficRow, ICells> Write { get; }

    private static TrafficColumn Of(string name, Action<TrafficRecord, ICells> write) =>
        new(name, (row, cells) => write(row.Record, cells));

    private static void WriteUpstream(TrafficRecord record, ICells cells)
    {
        if (record.Upstream is { } upstream)
        {
            cells.EndPoint(upstream);
        }
        else
        {
            cells.Nothing();
        }
    }

    private static void Text(ICells cells, string? text)
    {
        if (text is not null)
        {
            cells.Text(text);
        }
        else
        {
            cells.Nothing();
        }
    }

    private static void Number(ICells cells, int? number)
    {
        if (number is { } value)
        {
            cells.Number(value);
        }
        else
        {
            cells.Nothing();
        }
    }

    private static void Seconds(ICells cells, TimeSpan? length)
    {
        if (length is { } value)
        {
            cells.Seconds(value);
        }
        else
        {
            cells.Nothing();
        }
    }
}
