using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Rollups;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Storage.History.Sums;

/// <summary>Times to first byte, out of the rollups.</summary>
internal static class FirstByteQueries
{
    /// <summary>The times of a scope.</summary>
    public static TtfbHistogram Times(SqliteConnection connection, TrafficScope scope)
    {
        using var query = new ScopeQuery(connection, scope, RollupShape.Result, hasBuckets: true);
        long[] counts = new long[TtfbHistogram.BucketCount];
        query.Read(line => line.AddBuckets(counts));
        return new TtfbHistogram(counts);
    }

    /// <summary>The times by bar.</summary>
    public static IReadOnlyList<TtfbPoint> Series(SqliteConnection connection, TrafficScope scope, SeriesBars bars)
    {
        using var query = new ScopeQuery(connection, scope, RollupShape.Result, hasBuckets: true);
        long[]?[] counts = new long[]?[bars.Count];
        query.Read(bars, (bar, line) => line.AddBuckets(counts[bar] ??= new long[TtfbHistogram.BucketCount]));
        return [.. counts.Select((times, i) => new TtfbPoint(
            bars.StartOf(i), times is null ? TtfbHistogram.Empty : new TtfbHistogram(times)))];
    }
}
