using System.Buffers.Text;

namespace OrleansProxy.Http.Framing;

/// <summary>
/// The pieces of a body sent in the chunked coding (RFC 9112 §7.1): for each stretch of data its size line, the data and
/// <see cref="ChunkEnd"/>; last of all <see cref="LastChunk"/>, and only when the body has really come to its end. Stateless.
/// </summary>
public static class ChunkedEncoding
{
    /// <summary>Octets that the longest size line needs.</summary>
    public const int MaxSizeLineLength = 18;

    /// <summary>What follows the data of a chunk.</summary>
    public static ReadOnlySpan<byte> ChunkEnd => "\r\n"u8;

    /// <summary>The chunk of size zero and the empty trailer section: the end of the body.</summary>
    public static ReadOnlySpan<byte> LastChunk => "0\r\n\r\n"u8;

    /// <summary>Writes the size line of a chunk: lower-case hexadecimal digits and CR LF.</summary>
    /// <param name="size">Octets of data, at least 1: a chunk of 0 would end the body.</param>
    /// <param name="destination">Where to; <see cref="MaxSizeLineLength"/> octets are always enough.</param>
    /// <returns>Octets written.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is not positive.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public static int WriteSizeLine(long size, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        if (!Utf8Formatter.TryFormat(size, destination, out int digits, 'x') || destination.Length < digits + ChunkEnd.Length)
        {
            throw new ArgumentException("Too short for the size line.", nameof(destination));
        }

        ChunkEnd.CopyTo(destination[digits..]);
        return digits + ChunkEnd.Length;
    }
}
