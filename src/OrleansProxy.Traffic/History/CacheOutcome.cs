using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.History;

/// <summary>What the cache had to do with a request.</summary>
public enum CacheOutcome
{
    /// <summary>Answered from the cache (<see cref="TrafficResult.Hit"/>).</summary>
    Hit,

    /// <summary>Answered from the cache after the origin said that it still holds (<see cref="TrafficResult.Validated"/>).</summary>
    Validated,

    /// <summary>The cache was asked and had no answer (<see cref="TrafficRecord.CacheAsked"/>).</summary>
    Miss,

    /// <summary>The cache was passed by.</summary>
    NotAsked,
}
