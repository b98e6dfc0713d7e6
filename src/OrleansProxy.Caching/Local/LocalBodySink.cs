using OrleansProxy.Caching.Port;

namespace OrleansProxy.Caching.Local;

/// <summary>Gathers a body and hands the finished one on. For one writer.</summary>
/// <param name="body">Where it is gathered.</param>
/// <param name="publish">Makes an entry of it and makes that findable; false when it is not to be stored after all.</param>
internal sealed class LocalBodySink(BodyBuilder body, Func<StoredBody, bool> publish) : IBodySink
{
    public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(body.Write(octets.Span));
    }

    public ValueTask<bool> CompleteAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(body.Build() is { } built && publish(built));
    }

    public ValueTask DisposeAsync()
    {
        body.Dispose();
        return ValueTask.CompletedTask;
    }
}
