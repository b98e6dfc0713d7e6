using System.Globalization;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Storage.Rollups;

/// <summary>The columns that rollups have.</summary>
internal static class RollupColumns
{
    /// <summary>What is summed in every rollup.</summary>
    public static IReadOnlyList<string> Sums { get; } = ["requests", "cache_asked", "bytes_sent", "bytes_received", "duration_us"];

    /// <summary>The buckets of times to first byte, shortest first.</summary>
    public static IReadOnlyList<string> Buckets { get; } =
        [.. Enumerable.Range(0, TtfbHistogram.BucketCount).Select(i => string.Create(CultureInfo.InvariantCulture, $"b{i:00}"))];

    /// <summary>What tells lines apart.</summary>
    public static IReadOnlyList<string> Key(RollupShape shape) => shape switch
    {
        RollupShape.Result => ["client_id", "time", "result"],
        RollupShape.Host => ["client_id", "time", "host_id", "result"],
        _ => ["client_id", "time", "status"],
    };
}
