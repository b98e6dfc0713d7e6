using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Caching.Port;

/// <summary>
/// The port to the cache: look up, body by offset, body sink, fetch lease. Thread-safe. The local and the grain implementation
/// pass the same contract tests.
/// </summary>
public interface IResponseCache
{
    /// <summary>Finds what can be done for a request.</summary>
    ValueTask<CacheLookup> LookUpAsync(CacheKey key, RequestHead request, CancellationToken cancellationToken);

    /// <summary>Takes the right to store this key, or null while another request has it.</summary>
    ValueTask<IFetchLease?> TryLeaseAsync(CacheKey key, CancellationToken cancellationToken);

    /// <summary>Begins to store a response; null when it may not be stored (RFC 9111 §3) or is too large.</summary>
    ValueTask<IBodySink?> StoreAsync(
        IFetchLease lease, RequestHead request, ResponseToStore response, CancellationToken cancellationToken);

    /// <summary>
    /// Freshens a stored response with the 304 that validated it (RFC 9111 §4.3.4). The result is what is to be served; both it and
    /// <paramref name="stored"/> are for the taker to dispose.
    /// </summary>
    ValueTask<IStoredResponse> FreshenAsync(
        CacheKey key, IStoredResponse stored, ResponseToStore notModified, CancellationToken cancellationToken);

    /// <summary>Forgets what is stored under the key, after an unsafe method succeeded (RFC 9111 §4.4).</summary>
    ValueTask InvalidateAsync(CacheKey key, CancellationToken cancellationToken);

    /// <summary>Writes the fields that make a request conditional on the stored validator: If-None-Match, If-Modified-Since.</summary>
    void WriteConditions(IStoredResponse stored, HeadBuffer request);

    /// <summary>Whether the client's own condition holds a copy of the stored response, so that 304 is the answer (RFC 9110 §13.2.2).</summary>
    bool ClientHasCopy(RequestHead request, IStoredResponse stored);
}
