using OrleansProxy.Caching.Port;

namespace OrleansProxy.Grains.Cache;

/// <summary>A fetch lease of this node, and of the cluster unless its grain was away when it was taken. Thread-safe.</summary>
/// <param name="local">The lease in this node's store; disposed with this one.</param>
/// <param name="release">Gives the lease of the cluster back; null when there is none. False when it was lost meanwhile.</param>
internal sealed class GrainFetchLease(IFetchLease local, Func<CancellationToken, ValueTask<bool>>? release) : IFetchLease
{
    private int _givenBack;
    private int _disposed;

    /// <inheritdoc />
    public CacheKey Key => local.Key;

    /// <summary>The lease in this node's store.</summary>
    public IFetchLease Local => local;

    /// <summary>Gives the lease of the cluster back, once.</summary>
    /// <returns>False when it was lost meanwhile, so that what was fetched under it may not be stored.</returns>
    public async ValueTask<bool> GiveBackAsync(CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref _givenBack, 1) != 0 || release is null || await release(cancellationToken);

    /// <summary>Nobody waits for the cluster: a lease that is not given back runs out, and the call logs its fault itself.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        local.Dispose();
        _ = GiveBackAsync(CancellationToken.None).AsTask();
    }
}
