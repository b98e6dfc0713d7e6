using Microsoft.Extensions.Logging;
using OrleansProxy.Caching.Port;
using OrleansProxy.Grains.Calls;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Grains.Cache;

/// <summary>
/// The cache of one node of a cluster: its own store, and one <see cref="ICacheGrain"/> a URL that gives one request of the whole
/// cluster at a time the right to store. Thread-safe.
/// </summary>
/// <remarks>
/// What other nodes hold is not served from here: a miss on this node asks the origin. Invalidating reaches this node's store,
/// and what any node is fetching, which is then not stored; a copy that another node has already lives until it is stale. When
/// the grain does not answer within <see cref="GrainCallTiming.AnswerTimeout"/>, the node goes on with its own store and its own
/// leases.
/// </remarks>
public sealed class GrainResponseCache : IResponseCache
{
    private readonly IResponseCache _local;
    private readonly Func<CacheKey, ICacheGrain> _grainOf;
    private readonly string _node;
    private readonly BoundedCalls<CacheKey> _calls;

    /// <summary>Puts the cluster's leases around a store.</summary>
    /// <param name="local">This node's store.</param>
    /// <param name="grains">Where the leases are.</param>
    /// <param name="node">What the grains call this node.</param>
    /// <param name="timing">Patience with the grains.</param>
    /// <param name="time">Measures that patience.</param>
    /// <param name="logger">Is told when grains are away.</param>
    public GrainResponseCache(
        IResponseCache local,
        IGrainFactory grains,
        NodeName node,
        GrainCallTiming timing,
        TimeProvider time,
        ILogger<GrainResponseCache> logger)
        : this(local, key => grains.GetGrain<ICacheGrain>(CacheGrainKey.Of(key)), node, timing, time, logger)
    {
    }

    internal GrainResponseCache(
        IResponseCache local,
        Func<CacheKey, ICacheGrain> grainOf,
        NodeName node,
        GrainCallTiming timing,
        TimeProvider time,
        ILogger logger)
    {
        _local = local;
        _grainOf = grainOf;
        _node = node.Value;
        _calls = new BoundedCalls<CacheKey>(timing, time, logger);
    }

    /// <inheritdoc />
    public ValueTask<CacheLookup> LookUpAsync(CacheKey key, RequestHead request, CancellationToken cancellationToken) =>
        _local.LookUpAsync(key, request, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IFetchLease?> TryLeaseAsync(CacheKey key, CancellationToken cancellationToken)
    {
        if (await _local.TryLeaseAsync(key, cancellationToken) is not { } local)
        {
            return null;
        }

        bool kept = false;
        try
        {
            GrainAnswer<Guid> lease = await _calls.AskAsync(key, () => _grainOf(key).TryLeaseAsync(_node), cancellationToken);
            kept = !lease.Given || lease.Value != Guid.Empty;
            return kept
                ? new GrainFetchLease(local, lease.Given ? cancelled => ReleaseAsync(key, lease.Value, cancelled) : null)
                : null;
        }
        finally
        {
            if (!kept)
            {
                local.Dispose();
            }
        }
    }

    /// <inheritdoc />
    public async ValueTask<IBodySink?> StoreAsync(
        IFetchLease lease, RequestHead request, ResponseToStore response, CancellationToken cancellationToken)
    {
        if (lease is not GrainFetchLease held)
        {
            throw new ArgumentException("The lease was not taken from this cache.", nameof(lease));
        }

        return await _local.StoreAsync(held.Local, request, response, cancellationToken) is { } sink
            ? new GrainBodySink(sink, held)
            : null;
    }

    /// <inheritdoc />
    public ValueTask<IStoredResponse> FreshenAsync(
        CacheKey key, IStoredResponse stored, ResponseToStore notModified, CancellationToken cancellationToken) =>
        _local.FreshenAsync(key, stored, notModified, cancellationToken);

    /// <inheritdoc />
    public async ValueTask InvalidateAsync(CacheKey key, CancellationToken cancellationToken)
    {
        await _local.InvalidateAsync(key, cancellationToken);
        await _calls.AskAsync(key, () => _grainOf(key).InvalidateAsync(), cancellationToken);
    }

    /// <inheritdoc />
    public void WriteConditions(IStoredResponse stored, HeadBuffer request) => _local.WriteConditions(stored, request);

    /// <inheritdoc />
    public bool ClientHasCopy(RequestHead request, IStoredResponse stored) => _local.ClientHasCopy(request, stored);

    /// <summary>Without an answer the node decides alone, and it has held its own lease all the time.</summary>
    private async ValueTask<bool> ReleaseAsync(CacheKey key, Guid lease, CancellationToken cancellationToken)
    {
        GrainAnswer<bool> kept = await _calls.AskAsync(key, () => _grainOf(key).ReleaseAsync(lease), cancellationToken);
        return !kept.Given || kept.Value;
    }
}
