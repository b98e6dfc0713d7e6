using OrleansProxy.Caching.Port;

namespace OrleansProxy.Grains.Cache;

/// <summary>A sink of this node's store that tells the directory once the response can be found here.</summary>
internal sealed class GrainBodySink(IBodySink local, Func<CancellationToken, ValueTask> onStored) : IBodySink
{
    /// <inheritdoc />
    public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken) =>
        local.WriteAsync(octets, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<bool> CompleteAsync(CancellationToken cancellationToken)
    {
        bool stored = await local.CompleteAsync(cancellationToken);
        if (stored)
        {
            await onStored(cancellationToken);
        }

        return stored;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => local.DisposeAsync();
}
