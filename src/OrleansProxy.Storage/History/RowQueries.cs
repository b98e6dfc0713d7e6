using OrleansProxy.Traffic.History;

namespace OrleansProxy.Storage.History;

/// <summary>Questions that no rollup answers yet: they read the rows of their range.</summary>
internal static class RowQueries
{
    /// <summary>How often each status was sent.</summary>
    public static string Statuses(TrafficScope scope) => $"""
        SELECT status AS Status, count(*) AS Requests FROM traffic
        WHERE id >= @from AND id < @to AND result <> 4 {RollupQueries.Client(scope)}
        GROUP BY status ORDER BY Requests DESC, status
        """;

    /// <summary>The time to first byte of each request.</summary>
    public static string FirstBytes(TrafficScope scope) => $"""
        SELECT h.name AS Host, t.ttfb_us AS FirstByte FROM traffic t JOIN host h ON h.id = t.host_id
        WHERE t.id >= @from AND t.id < @to AND t.ttfb_us IS NOT NULL AND t.result IN (0, 1, 2, 3)
            {RollupQueries.Client(scope)} {RollupQueries.Hosts(scope)}
        """;

    /// <summary>The lines' times, counted.</summary>
    public static TtfbHistogram Histogram(IEnumerable<TrafficRowSums> lines)
    {
        long[] counts = new long[TtfbHistogram.BucketCount];
        foreach (TrafficRowSums line in lines)
        {
            counts[TtfbHistogram.BucketOf(TimeSpan.FromMicroseconds(line.FirstByte))]++;
        }

        return new TtfbHistogram(counts);
    }
}
