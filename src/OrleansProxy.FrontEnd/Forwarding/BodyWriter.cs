using System.Buffers.Text;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Framing;

namespace OrleansProxy.FrontEnd.Forwarding;

/// <summary>
/// Sends a head and its body framed our way. Small pieces are put together with what precedes them, so that a short message is one
/// send; large ones are sent from where they lie. Reusable, not thread-safe.
/// </summary>
internal sealed class BodyWriter
{
    private const int GatherUpTo = 16_384;

    private readonly Connection _to;
    private readonly TimeSpan _timeout;
    private bool _chunked;

    public BodyWriter(Connection to, HeadBuffer pending, TimeSpan timeout)
    {
        _to = to;
        Pending = pending;
        _timeout = timeout;
    }

    /// <summary>What waits to be sent; heads are written into it.</summary>
    public HeadBuffer Pending { get; }

    /// <summary>Begins a message body; its head stands in <see cref="Pending"/> and goes out with the first octets.</summary>
    public void Begin(BodyKind kind) => _chunked = kind is BodyKind.Chunked;

    /// <summary>Sends a stretch of the body.</summary>
    /// <param name="octets">The stretch; not kept.</param>
    /// <param name="moreComes">Whether the next stretch is at hand, so that a small one may wait for it.</param>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> octets, bool moreComes)
    {
        if (octets.IsEmpty)
        {
            return;
        }

        WriteChunkSize(octets.Length);
        if (octets.Length <= GatherUpTo)
        {
            Pending.Write(octets.Span);
        }
        else
        {
            await FlushAsync().ConfigureAwait(false);
            await _to.SendAsync(octets, _timeout).ConfigureAwait(false);
        }

        if (_chunked)
        {
            Pending.Write("\r\n"u8);
        }

        if (!moreComes || Pending.Length >= GatherUpTo)
        {
            await FlushAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ends the body and sends what waits.</summary>
    public ValueTask CompleteAsync()
    {
        if (_chunked)
        {
            Pending.Write("0\r\n\r\n"u8);
        }

        return FlushAsync();
    }

    /// <summary>Sends what waits.</summary>
    public async ValueTask FlushAsync()
    {
        if (Pending.Length > 0)
        {
            await _to.SendAsync(Pending.Written, _timeout).ConfigureAwait(false);
            Pending.Clear();
        }
    }

    private void WriteChunkSize(int length)
    {
        if (!_chunked)
        {
            return;
        }

        Span<byte> digits = stackalloc byte[8];
        Utf8Formatter.TryFormat(length, digits, out int written, 'x');
        Pending.Write(digits[..written]);
        Pending.Write("\r\n"u8);
    }
}
