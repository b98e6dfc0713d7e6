using System.Net;
using OrleansProxy.Caching.Directives;
using OrleansProxy.Caching.Freshness;
using OrleansProxy.Caching.Lookup;
using OrleansProxy.Caching.Port;
using OrleansProxy.Caching.Storing;
using OrleansProxy.Caching.Validation;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Caching.Local;

/// <summary>
/// The cache of one process, in memory. It stores what may be shared and is fresh or can be validated, has no heuristic freshness,
/// and forgets first in first out. Thread-safe; every call completes at once.
/// </summary>
/// <param name="options">The settings to begin with, copied.</param>
/// <param name="time">The clock.</param>
/// <exception cref="ArgumentOutOfRangeException">A bound in the options is not positive.</exception>
public sealed class LocalResponseCache(CacheOptions options, TimeProvider time) : IResponseCache
{
    // Each 304 may add fields of its own; a head that has grown past this is served once more and then forgotten.
    private const int LargestUpdatedHead = 64 * 1024;

    private readonly LocalStore _store = new(CacheLimits.Of(options));
    private readonly LeaseTable _leases = new(time);
    private readonly LookupCounts _counts = new();

    /// <summary>What it holds and has done.</summary>
    public CacheFigures Figures => new(
        _store.Count,
        _store.Limits.MaxEntries,
        _store.Memory.Used,
        _store.Limits.MemoryBytes,
        _counts.Of(CacheVerdict.Fresh),
        _counts.Of(CacheVerdict.Stale),
        _counts.Of(CacheVerdict.Miss),
        _counts.Of(CacheVerdict.Bypass),
        _counts.Stored,
        _counts.Freshened,
        _store.Evicted);

    /// <summary>Puts other settings in force at once. Smaller bounds evict; switching off empties the cache.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not positive.</exception>
    public void Apply(CacheOptions options) => _store.Apply(CacheLimits.Of(options));

    /// <inheritdoc />
    /// <remarks>HEAD is answered from a fresh response to GET, and is otherwise a bypass.</remarks>
    public ValueTask<CacheLookup> LookUpAsync(CacheKey key, RequestHead request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ValueTask.FromResult(_counts.Count(LookUp(key, request)));
    }

    /// <inheritdoc />
    /// <remarks>
    /// It runs out after five minutes if another request wants the key. What is stored under it must be complete before it is given
    /// back.
    /// </remarks>
    public ValueTask<IFetchLease?> TryLeaseAsync(CacheKey key, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IFetchLease?>(_leases.TryTake(key));

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The lease is not of this cache.</exception>
    public ValueTask<IBodySink?> StoreAsync(
        IFetchLease lease, RequestHead request, ResponseToStore response, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(response);
        return lease is LocalFetchLease own && own.Table == _leases
            ? ValueTask.FromResult<IBodySink?>(Store(own, request, response))
            : throw new ArgumentException("The lease is not of this cache.", nameof(lease));
    }

    /// <inheritdoc />
    /// <remarks>
    /// Ask <see cref="NotModified.Confirms"/> first: when the 304 is about another response, the entry is dropped and
    /// <paramref name="stored"/> comes back as stale as it was, for a caller that cannot repeat the request without conditions.
    /// A 304 whose fields forbid storing (no-store, Set-Cookie, Vary) updates what is served now, and the entry is dropped.
    /// </remarks>
    /// <exception cref="ArgumentException">The stored response is not a local one.</exception>
    public ValueTask<IStoredResponse> FreshenAsync(
        CacheKey key, IStoredResponse stored, ResponseToStore notModified, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notModified);
        return stored is StoredResponse own
            ? ValueTask.FromResult<IStoredResponse>(Freshen(own.Entry, notModified))
            : throw new ArgumentException("The stored response is not a local one.", nameof(stored));
    }

    /// <inheritdoc />
    /// <remarks>What is being fetched for the key at that moment will not be stored either.</remarks>
    public ValueTask InvalidateAsync(CacheKey key, CancellationToken cancellationToken)
    {
        _leases.Revoke(key);
        _store.Remove(key);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public void WriteConditions(IStoredResponse stored, HeadBuffer request)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(request);
        Conditions.Write(stored.Head.Fields, request, time.GetUtcNow());
    }

    /// <inheritdoc />
    public bool ClientHasCopy(RequestHead request, IStoredResponse stored)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(stored);
        return Conditions.ClientHasCopy(request, stored.Head.Fields, time.GetUtcNow());
    }

    private CacheLookup LookUp(CacheKey key, RequestHead request)
    {
        CacheControl control = CacheControl.Of(request.Fields);
        if (!_store.Limits.Enabled)
        {
            return CacheLookup.Bypass("bypass");
        }

        if (RequestRules.BypassReason(request, control) is { } reason)
        {
            return CacheLookup.Bypass(reason) with { OnlyIfCached = control.OnlyIfCached };
        }

        CacheLookup lookup = _store.Find(key) is { } entry
            ? Judge(entry, request, control)
            : new(CacheVerdict.Miss, null, "uri-miss");
        return lookup.Verdict is CacheVerdict.Fresh ? lookup : Restrict(lookup, request, control);
    }

    private CacheLookup Judge(LocalEntry entry, RequestHead request, in CacheControl control)
    {
        TimeSpan age = entry.Freshness.CurrentAge(time);
        (CacheVerdict verdict, string reason) = ReuseRules.Judge(
            request.Fields, control, age, entry.Freshness.Lifetime, entry.HasValidator);
        if (verdict is CacheVerdict.Miss)
        {
            entry.Release();
            return new(verdict, null, reason);
        }

        return new(verdict, new StoredResponse(entry, age), reason);
    }

    /// <summary>Takes back what may not be done for a client that wants nothing forwarded, or for HEAD, whose answer has no body to store.</summary>
    private static CacheLookup Restrict(CacheLookup lookup, RequestHead request, in CacheControl control)
    {
        if (control.OnlyIfCached)
        {
            lookup.Stored?.Dispose();
            return new(CacheVerdict.Miss, null, lookup.ForwardReason) { OnlyIfCached = true };
        }

        if (RequestRules.IsHead(request))
        {
            lookup.Stored?.Dispose();
            return CacheLookup.Bypass(lookup.Stored is null ? "method" : lookup.ForwardReason);
        }

        return lookup;
    }

    private LocalBodySink? Store(LocalFetchLease lease, RequestHead request, ResponseToStore response)
    {
        CacheLimits limits = _store.Limits;
        CacheControl control = CacheControl.Of(response.Head.Fields);
        if (!limits.Enabled
            || !lease.IsHeld
            || response.Length > Math.Min(limits.MaxBodyBytes, limits.MemoryBytes)
            || !StoringRules.Allow(request)
            || !StoringRules.Allow(response.Head, control))
        {
            return null;
        }

        DateTimeOffset date = ResponseDate.Of(response.Head.Fields, response.ReceivedAt);
        var freshness = ResponseFreshness.Of(response.Head.Fields, control, response, date, time);
        ResponseHead head = StoredHead.Of(response.Head, date);
        if (!StoringRules.IsWorthKeeping(request.Fields, head.Fields, control, freshness.IsFreshAtFirst, freshness.AsOf))
        {
            return null;
        }

        IPEndPoint origin = response.Origin;
        var body = new BodyBuilder(_store, response.Length, limits.MaxBodyBytes);
        return new LocalBodySink(body, built => Publish(lease, head, built, origin, freshness));
    }

    private bool Publish(
        LocalFetchLease lease, ResponseHead head, StoredBody body, IPEndPoint origin, ResponseFreshness freshness)
    {
        if (!_store.TryReserve(EntrySize.Of(lease.Key, head)))
        {
            body.Release();
            return false;
        }

        var entry = new LocalEntry(_store.Memory, lease.Key, head, body, origin, freshness);
        bool isAdded = _store.TryAdd(entry, lease);
        entry.Release();
        if (isAdded)
        {
            _counts.CountStored();
        }

        return isAdded;
    }

    private StoredResponse Freshen(LocalEntry former, ResponseToStore notModified)
    {
        ObjectDisposedException.ThrowIf(!former.Body.TryHold(), typeof(IStoredResponse));
        if (!NotModified.Confirms(former.Head, notModified.Head))
        {
            _store.Remove(former.Key, former.Body);
            return Serve(former.Head, former.Freshness, former);
        }

        DateTimeOffset date = ResponseDate.Of(notModified.Head.Fields, notModified.ReceivedAt);
        ResponseHead head = StoredHead.Updated(former.Head, notModified.Head, date);
        CacheControl control = CacheControl.Of(head.Fields);
        StoredResponse served = Serve(head, ResponseFreshness.Of(head.Fields, control, notModified, date, time), former);
        _counts.CountFreshened();
        if (StoringRules.Allow(head, control) && head.Length <= LargestUpdatedHead)
        {
            _store.Replace(served.Entry);
        }
        else
        {
            _store.Remove(former.Key, former.Body);
        }

        return served;
    }

    /// <summary>An entry of its own over the former one's body, which the caller has held for it.</summary>
    private StoredResponse Serve(ResponseHead head, ResponseFreshness freshness, LocalEntry former)
    {
        var entry = new LocalEntry(_store.Memory, former.Key, head, former.Body, former.Origin, freshness);
        _store.Memory.Take(entry.Bytes);
        return new StoredResponse(entry, freshness.CurrentAge(time));
    }
}
