namespace OrleansProxy.Traffic.History;

/// <summary>Sums over a range. Requests counts everything, refused requests included.</summary>
public sealed record TrafficTotals(
    long Requests,
    long Tunnels,
    long CacheHits,
    long CacheAsked,
    long Blocked,
    long RateLimited,
    long Failed,
    long BytesSent,
    long BytesReceived);
