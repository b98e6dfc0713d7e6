namespace OrleansProxy.Caching.Port;

/// <summary>
/// The right to fetch and store one key, held by one request at a time so that two do not store over each other. Disposing gives
/// it back; a lease that is never given back runs out by itself.
/// </summary>
public interface IFetchLease : IDisposable
{
    /// <summary>What it is for.</summary>
    CacheKey Key { get; }
}
