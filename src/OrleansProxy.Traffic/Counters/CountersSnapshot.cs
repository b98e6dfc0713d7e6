namespace OrleansProxy.Traffic.Counters;

/// <summary>What <see cref="ProxyCounters"/> stood at. Bytes sent go to clients, bytes received come from them. Records lost
/// are rows of the history and lines of the access log that could not be kept.</summary>
public sealed record CountersSnapshot(
    DateTimeOffset StartedAt,
    long Requests,
    int OpenConnections,
    int OpenTunnels,
    long Tunnels,
    long CacheHits,
    long CacheMisses,
    long Blocked,
    long RateLimited,
    long Errors,
    long BytesSent,
    long BytesReceived,
    long RecordsLost)
{
    /// <summary>What does not work now.</summary>
    public IReadOnlyList<CountedFault> Faults { get; init; } = [];
}
