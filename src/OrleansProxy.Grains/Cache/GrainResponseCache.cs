using Microsoft.Extensions.Logging;
using OrleansProxy.Caching.Port;
using OrleansProxy.Grains.Calls;
using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Grains.Cache;

/// <summary>
/// The cache of one node of a cluster: its own store, and a directory of one <see cref="ICacheGrain"/> a URL in which one
/// request of the whole cluster at a time has the right to store. Thread-safe.
/// </summary>
/// <remarks>
/// What other nodes hold is not served from here: a miss on this node is a miss even when the directory names a holder, and the
/// origin is asked. Invalidating reaches this node's store and the directory; a copy on another node lives until it is stale.
/// When the directory does not answer within <see cref="GrainCallOptions.AnswerTimeout"/>, the node goes on with its own store
/// and its own leases.
/// </remarks>
public sealed class GrainResponseCache : IResponseCache
{
    private readonly IResponseCache _local;
    private readonly Func<CacheKey, ICacheGrain> _grainOf;
    private readonly string _node;
    private readonly BoundedCalls _calls;

    /// <summary>Puts the directory around a store.</summary>
    /// <param name="local">This node's store.</param>
    /// <param name="grains">Where the directory is.</param>
    /// <param name="node">What the directory calls this node.</param>
    /// <param name="calls">Patience with the directory.</param>
    /// <param name="time">Measures that patience.</param>
    /// <param name="logger">Is told when the directory is away.</param>
    public GrainResponseCache(
        IResponseCache local,
        IGrainFactory grains,
        NodeName node,
        GrainCallOptions calls,
        TimeProvider time,
        ILogger<GrainResponseCache> logger)
        : this(local, key => grains.GetGrain<ICacheGrain>(CacheGrainKey.Of(key)), node, calls, time, logger)
    {
    }

    internal GrainResponseCache(
        IResponseCache local,
        Func<CacheKey, ICacheGrain> grainOf,
        NodeName node,
        GrainCallOptions calls,
        TimeProvider time,
        ILogger logger)
    {
        _local = local;
        _grainOf = grainOf;
        _node = node.Value;
        _calls = new BoundedCalls(calls, time, logger);
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
            GrainAnswer<Guid> cluster = await _calls.AskAsync(() => _grainOf(key).TryLeaseAsync(_node), cancellationToken);
            kept = !cluster.Given || cluster.Value != Guid.Empty;
            return kept ? new GrainFetchLease(local, cluster.Value, lease => Release(key, lease)) : null;
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

        // Read now: the head may be reused while the body arrives.
        string entityTag = response.Head.Fields.GetText(FieldNames.ETag) ?? "";
        return await _local.StoreAsync(held.Local, request, response, cancellationToken) is { } sink
            ? new GrainBodySink(sink, cancelled => TellStoredAsync(held, entityTag, response.ReceivedAt, cancelled))
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
        await _calls.AskAsync(() => _grainOf(key).InvalidateAsync(), cancellationToken);
    }

    /// <inheritdoc />
    public void WriteConditions(IStoredResponse stored, HeadBuffer request) => _local.WriteConditions(stored, request);

    /// <inheritdoc />
    public bool ClientHasCopy(RequestHead request, IStoredResponse stored) => _local.ClientHasCopy(request, stored);

    private async ValueTask TellStoredAsync(
        GrainFetchLease held, string entityTag, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        if (held.Cluster != Guid.Empty)
        {
            await _calls.AskAsync(
                () => _grainOf(held.Key).StoredAsync(held.Cluster, _node, entityTag, receivedAt), cancellationToken);
        }
    }

    /// <summary>Nobody waits for it: a lease that is not given back runs out, and the call logs its fault itself.</summary>
    private void Release(CacheKey key, Guid lease) =>
        _ = _calls.AskAsync(() => _grainOf(key).ReleaseAsync(lease), CancellationToken.None).AsTask();
}
