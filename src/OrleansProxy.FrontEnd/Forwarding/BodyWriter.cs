using System.Runtime.CompilerServices;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Suspension;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Framing;

namespace OrleansProxy.FrontEnd.Forwarding;

/// <summary>
/// Sends heads and bodies framed our way. Small pieces wait until enough has come together, or until <see cref="FlushAsync"/>, so
/// that a short message is one send; large ones are sent from where they lie. Reusable, not thread-safe.
/// </summary>
internal sealed class BodyWriter
{
    private const int GatherUpTo = 16_384;

    private readonly TimeSpan _timeout;
    private Connection? _to;
    private bool _chunked;

    public BodyWriter(TimeSpan timeout) => _timeout = timeout;

    /// <summary>What waits to be sent; heads are written into it.</summary>
    public HeadBuffer Pending { get; } = new();

    /// <summary>Sends to this connection from now on; what waits from before is forgotten.</summary>
    public void Attach(Connection to)
    {
        _to = to;
        Pending.Clear();
    }

    /// <summary>Begins a message body; its head stands in <see cref="Pending"/> and goes out with the first octets.</summary>
    public void Begin(BodyKind kind) => _chunked = kind is BodyKind.Chunked;

    /// <summary>Sends a stretch of the body, or lets it wait if it is small.</summary>
    /// <param name="octets">The stretch; not kept.</param>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> octets)
    {
        if (octets.IsEmpty)
        {
            return ValueTask.CompletedTask;
        }

        BeginChunk(octets.Length);
        if (octets.Length > GatherUpTo)
        {
            return WriteThroughAsync(octets);
        }

        Pending.Write(octets.Span);
        EndChunk();
        return Pending.Length >= GatherUpTo ? FlushAsync() : ValueTask.CompletedTask;
    }

    /// <summary>Ends the body and sends what waits.</summary>
    /// <param name="isPeersTurn">Whether the peer is to say something next, and the connection stands until it does.</param>
    public ValueTask CompleteAsync(bool isPeersTurn)
    {
        if (_chunked)
        {
            Pending.Write(ChunkedEncoding.LastChunk);
        }

        return SendPendingAsync(isPeersTurn);
    }

    /// <summary>Sends what waits.</summary>
    public ValueTask FlushAsync() => SendPendingAsync(isPeersTurn: false);

    private ValueTask SendPendingAsync(bool isPeersTurn)
    {
        if (Pending.Length == 0)
        {
            return ValueTask.CompletedTask;
        }

        ValueTask sending = isPeersTurn ? To.SendEndAsync(Pending.Written, _timeout) : To.SendAsync(Pending.Written, _timeout);
        if (!sending.IsCompletedSuccessfully)
        {
            return ClearAfterAsync(sending);
        }

        Pending.Clear();
        return sending;
    }

    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    private async ValueTask ClearAfterAsync(ValueTask sending)
    {
        await sending.ConfigureAwait(false);
        Pending.Clear();
    }

    /// <summary>Sends what waits and then a stretch from where it lies.</summary>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    private async ValueTask WriteThroughAsync(ReadOnlyMemory<byte> octets)
    {
        await FlushAsync().ConfigureAwait(false);
        await To.SendAsync(octets, _timeout).ConfigureAwait(false);
        EndChunk();
    }

    private Connection To => _to ?? throw new InvalidOperationException("Attached to no connection.");

    private void EndChunk()
    {
        if (_chunked)
        {
            Pending.Write(ChunkedEncoding.ChunkEnd);
        }
    }

    private void BeginChunk(int length)
    {
        if (_chunked)
        {
            Span<byte> line = stackalloc byte[ChunkedEncoding.MaxSizeLineLength];
            Pending.Write(line[..ChunkedEncoding.WriteSizeLine(length, line)]);
        }
    }
}
