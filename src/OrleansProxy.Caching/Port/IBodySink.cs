namespace OrleansProxy.Caching.Port;

/// <summary>
/// Takes the body of a response that is being stored. Nothing can be found by others before <see cref="CompleteAsync"/>; a sink
/// disposed without it leaves nothing behind. For one writer.
/// </summary>
public interface IBodySink : IAsyncDisposable
{
    /// <summary>Takes the next octets; they are copied.</summary>
    /// <returns>False when the response will not be stored after all (it grew too large); writing on is harmless and pointless.</returns>
    ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken);

    /// <summary>The body is whole: the response can be found from now on.</summary>
    /// <returns>False when it was not stored after all: too large, or its length is not the one that was announced.</returns>
    ValueTask<bool> CompleteAsync(CancellationToken cancellationToken);
}
