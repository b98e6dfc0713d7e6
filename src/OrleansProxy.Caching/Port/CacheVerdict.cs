namespace OrleansProxy.Caching.Port;

/// <summary>What the cache can do for a request.</summary>
public enum CacheVerdict
{
    /// <summary>The request is not one that the cache serves or stores for; forward it as it is.</summary>
    Bypass,

    /// <summary>Nothing stored fits; forward it, and store the answer if it may be stored.</summary>
    Miss,

    /// <summary>A stored response may be served as it is.</summary>
    Fresh,

    /// <summary>A stored response may be served once the origin has said 304 to its validator.</summary>
    Stale,
}
