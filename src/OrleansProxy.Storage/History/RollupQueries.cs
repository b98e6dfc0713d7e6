using OrleansProxy.Traffic.History;

namespace OrleansProxy.Storage.History;

/// <summary>The questions that rollups answer, as SQL. None of them touches <c>traffic</c>.</summary>
internal static class RollupQueries
{
    /// <summary>The condition that narrows to the scope's client, the parameter <c>@client</c>.</summary>
    public static string Client(TrafficScope scope) =>
        scope.Client is null ? "" : "AND client_id = (SELECT id FROM client WHERE address = @client)";

    /// <summary>The condition that narrows to the scope's hosts, the parameters <c>@domain</c> and <c>@below</c>.</summary>
    public static string Hosts(TrafficScope scope) => scope.Domain is null
        ? ""
        : "AND host_id IN (SELECT id FROM host WHERE name = @domain OR name LIKE @below ESCAPE '\\')";

    /// <summary>Sums over a <see cref="RollupRange"/>. The numbers are those of TrafficResult.</summary>
    public static string Totals(TrafficScope scope) => $"""
        SELECT
            coalesce(sum(requests), 0) AS Requests,
            coalesce(sum(requests) FILTER (WHERE result = 3), 0) AS Tunnels,
            coalesce(sum(requests) FILTER (WHERE result IN (1, 2)), 0) AS CacheHits,
            coalesce(sum(cache_asked), 0) AS CacheAsked,
            coalesce(sum(requests) FILTER (WHERE result = 10), 0) AS Blocked,
            coalesce(sum(requests) FILTER (WHERE result = 11), 0) AS RateLimited,
            coalesce(sum(requests) FILTER (WHERE result IN (14, 20, 22)), 0) AS Failed,
            coalesce(sum(bytes_sent), 0) AS BytesSent,
            coalesce(sum(bytes_received), 0) AS BytesReceived
        FROM {RollupRange.Lines(scope)}
        """;

    /// <summary>Sums by bar; from the table of hours where every bar is whole hours.</summary>
    public static string Series(bool isHours, TrafficScope scope) => $"""
        SELECT
            ({(isHours ? "hour" : "minute")} - @first) / @length AS Bar,
            sum(requests) AS Requests,
            coalesce(sum(requests) FILTER (WHERE result = 10), 0) AS Blocked,
            coalesce(sum(requests) FILTER (WHERE result = 11), 0) AS RateLimited,
            sum(bytes_sent) AS BytesSent,
            sum(bytes_received) AS BytesReceived
        FROM {Table(isHours, scope)}
        WHERE {(isHours ? "hour" : "minute")} >= @first AND {(isHours ? "hour" : "minute")} < @end
            {Client(scope)} {Hosts(scope)}
        GROUP BY Bar
        """;

    /// <summary>The hosts with the most requests, or the most blocked ones.</summary>
    public static string TopDomains(TrafficScope scope, DomainOrder order) => $"""
        SELECT h.name AS Host, Requests, Blocked, BytesSent, BytesReceived
        FROM (
            SELECT
                host_id,
                sum(requests) AS Requests,
                coalesce(sum(requests) FILTER (WHERE result = 10), 0) AS Blocked,
                sum(bytes_sent) AS BytesSent,
                sum(bytes_received) AS BytesReceived
            FROM traffic_host_hour
            WHERE hour >= @first AND hour < @end {(order is DomainOrder.Blocked ? "AND result = 10" : "")}
                {Client(scope)} {Hosts(scope)}
            GROUP BY host_id)
        JOIN host h ON h.id = host_id
        WHERE h.name <> ''
        ORDER BY {(order is DomainOrder.Bytes ? "BytesSent + BytesReceived" : order)} DESC, h.name
        LIMIT @count
        """;

    /// <summary>The clients with the most requests over a <see cref="RollupRange"/>.</summary>
    public static string TopClients(TrafficScope scope) => $"""
        SELECT c.address AS Client, Requests, Blocked, BytesSent, BytesReceived
        FROM (
            SELECT
                client_id,
                sum(requests) AS Requests,
                coalesce(sum(requests) FILTER (WHERE result = 10), 0) AS Blocked,
                sum(bytes_sent) AS BytesSent,
                sum(bytes_received) AS BytesReceived
            FROM {RollupRange.Lines(scope)}
            GROUP BY client_id)
        JOIN client c ON c.id = client_id
        ORDER BY Requests DESC, c.address
        LIMIT @count
        """;

    private static string Table(bool isHours, TrafficScope scope) =>
        scope.Domain is not null ? "traffic_host_hour" : isHours ? "traffic_hour" : "traffic_minute";
}
