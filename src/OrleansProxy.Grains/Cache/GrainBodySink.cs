using OrleansProxy.Caching.Port;

namespace OrleansProxy.Grains.Cache;

/// <summary>A sink of this node's store that lets a response be found only if the cluster's lease was kept to the end.</summary>
internal sealed class GrainBodySink(IBodySink local, GrainFetchLease lease) : IBodySink
{
    /// <inheritdoc />
    public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken) =>
        local.WriteAsync(octets, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<bool> CompleteAsync(CancellationToken cancellationToken) =>
        await lease.GiveBackAsync(cancellationToken) && await local.CompleteAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => local.DisposeAsync();
}
