using OrleansProxy.Caching.Port;

namespace OrleansProxy.Grains.Cache;

/// <summary>A fetch lease of this node, and of the cluster unless the directory was away when it was taken.</summary>
internal sealed class GrainFetchLease(IFetchLease local, Guid cluster, Action<Guid> release) : IFetchLease
{
    private int _disposed;

    /// <inheritdoc />
    public CacheKey Key => local.Key;

    /// <summary>The lease in this node's store.</summary>
    public IFetchLease Local => local;

    /// <summary>The lease in the directory; <see cref="Guid.Empty"/> when there is none.</summary>
    public Guid Cluster => cluster;

    /// <inheritdoc />
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        local.Dispose();
        if (cluster != Guid.Empty)
        {
            release(cluster);
        }
    }
}
