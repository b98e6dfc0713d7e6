namespace OrleansProxy.Caching.Port;

/// <summary>
/// What stored responses are found by before Vary is looked at (RFC 9111 §2): the target URI, whose scheme is always http. Only
/// the target goes in, never the Host field.
/// </summary>
/// <param name="Host">The host in normal form.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="PathAndQuery">As sent.</param>
public readonly record struct CacheKey(string Host, int Port, string PathAndQuery);
