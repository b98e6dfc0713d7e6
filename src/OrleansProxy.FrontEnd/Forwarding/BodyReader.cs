using System.Runtime.CompilerServices;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Suspension;
using OrleansProxy.Http.Framing;

namespace OrleansProxy.FrontEnd.Forwarding;

/// <summary>
/// Reads one message's body from a connection, its framing taken off. It never reads past the body's end, and a body that ends too
/// early is a <see cref="PeerException"/>, never a shorter body. Reusable, not thread-safe.
/// </summary>
internal sealed class BodyReader
{
    /// <summary>What is said of chunks that are none.</summary>
    public const string NotValid = "The chunked body is not valid.";

    private readonly ProxyOptions _options;
    private readonly ChunkedDecoder _chunks = new();
    private Connection? _from;
    private BodyFraming _framing;
    private long _remaining;
    private int _handedOut;

    public BodyReader(ProxyOptions options) => _options = options;

    /// <summary>Whether the last stretch has been handed out, if not used yet.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether the body is over and used up, so that what follows on the connection is another message.</summary>
    public bool IsComplete => HasEnded && _handedOut == 0;

    /// <summary>Octets of the body, framing included, that have been used up.</summary>
    public long Consumed { get; private set; }

    /// <summary>Begins a body, the first octets of which may be in the connection's buffer.</summary>
    public void Begin(Connection from, BodyFraming framing)
    {
        _from = from;
        _framing = framing;
        _remaining = framing.Length;
        _handedOut = 0;
        Consumed = 0;
        HasEnded = framing.Kind is BodyKind.None || (framing.Kind is BodyKind.Length && framing.Length == 0);
        _chunks.Reset();
    }

    /// <summary>
    /// Whether what has come of a body that was only begun is broken already, so that nothing of it need be sent on. Uses nothing up.
    /// </summary>
    public bool BeginsBroken()
    {
        if (_framing.Kind is not BodyKind.Chunked || _from is null)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = _from.Buffer.Unread.Span;
        ChunkedProgress progress;
        do
        {
            progress = _chunks.Decode(rest, out int consumed, out _, out _);
            rest = rest[consumed..];
        }
        while (progress is ChunkedProgress.Data);
        _chunks.Reset();
        return progress is ChunkedProgress.Faulty;
    }

    /// <summary>The next stretch of the body, good until the next call; empty at the end.</summary>
    /// <param name="flushFirst">What waits there is sent before this waits, so that no octet is held back for one that may never come.</param>
    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(BodyWriter? flushFirst = null)
    {
        Connection from = _from ?? throw new InvalidOperationException("No body was begun.");
        UseUp(from, _handedOut);
        _handedOut = 0;
        return TryTake(from, out ReadOnlyMemory<byte> stretch) ? new(stretch) : ReceiveAsync(from, flushFirst);
    }

    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    private async ValueTask<ReadOnlyMemory<byte>> ReceiveAsync(Connection from, BodyWriter? flushFirst)
    {
        ReadOnlyMemory<byte> stretch;
        do
        {
            if (flushFirst is not null)
            {
                await flushFirst.FlushAsync().ConfigureAwait(false);
            }

            if (await from.ReceiveAsync(_options.BodyTimeout, _options.BufferSize).ConfigureAwait(false) == 0)
            {
                EndOfConnection(from);
            }
        }
        while (!TryTake(from, out stretch));
        return stretch;
    }

    /// <summary>Takes what has come of the body; false when that is nothing yet, and not the end either.</summary>
    private bool TryTake(Connection from, out ReadOnlyMemory<byte> stretch)
    {
        stretch = HasEnded || from.Buffer.Length == 0 ? default : Take(from);
        return HasEnded || !stretch.IsEmpty;
    }

    private ReadOnlyMemory<byte> Take(Connection from) => _framing.Kind switch
    {
        BodyKind.Length => TakeByLength(from),
        BodyKind.Chunked => TakeChunk(from),
        _ => HandOut(from.Buffer.Unread, from.Buffer.Length),
    };

    private ReadOnlyMemory<byte> TakeByLength(Connection from)
    {
        int length = (int)Math.Min(_remaining, from.Buffer.Length);
        _remaining -= length;
        HasEnded = _remaining == 0;
        return HandOut(from.Buffer.Unread[..length], length);
    }

    private ReadOnlyMemory<byte> TakeChunk(Connection from)
    {
        ReadOnlyMemory<byte> unread = from.Buffer.Unread;
        ChunkedProgress progress = _chunks.Decode(unread.Span, out int consumed, out int start, out int length);
        switch (progress)
        {
            case ChunkedProgress.Data:
                return HandOut(unread.Slice(start, length), consumed);
            case ChunkedProgress.Faulty:
                throw new PeerException(from.Side, PeerFault.Malformed, NotValid);
            default:
                UseUp(from, consumed);
                HasEnded = progress is ChunkedProgress.Complete;
                return default;
        }
    }

    private ReadOnlyMemory<byte> HandOut(ReadOnlyMemory<byte> stretch, int used)
    {
        _handedOut = used;
        return stretch;
    }

    private void UseUp(Connection from, int count)
    {
        from.Buffer.Consume(count);
        Consumed += count;
    }

    private void EndOfConnection(Connection from)
    {
        if (_framing.Kind is not BodyKind.UntilClose)
        {
            throw new PeerException(from.Side, PeerFault.Truncated, "The connection ended before the body was whole.");
        }

        HasEnded = true;
    }
}
