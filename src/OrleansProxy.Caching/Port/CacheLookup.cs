namespace OrleansProxy.Caching.Port;

/// <summary>The cache's answer to a request.</summary>
/// <param name="Verdict">What can be done.</param>
/// <param name="Stored">
/// The stored response, when <paramref name="Verdict"/> is <see cref="CacheVerdict.Fresh"/> or <see cref="CacheVerdict.Stale"/>;
/// the taker disposes it.
/// </param>
/// <param name="ForwardReason">Otherwise, why the request is forwarded, in the words of Cache-Status's fwd (RFC 9211 §2.2).</param>
public readonly record struct CacheLookup(CacheVerdict Verdict, IStoredResponse? Stored, string ForwardReason)
{
    /// <summary>
    /// Whether the client wants a stored response or none (Cache-Control: only-if-cached, RFC 9111 §5.2.1.7): a request that would
    /// have to be forwarded is then answered 504. Never set together with <see cref="Stored"/>.
    /// </summary>
    public bool OnlyIfCached { get; init; }

    /// <summary>The answer when the cache has no part in the request.</summary>
    public static CacheLookup Bypass(string forwardReason) => new(CacheVerdict.Bypass, null, forwardReason);
}
