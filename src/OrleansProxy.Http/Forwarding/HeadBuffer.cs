using System.Buffers.Text;
using System.Text;
using OrleansProxy.Http.Memory;

namespace OrleansProxy.Http.Forwarding;

/// <summary>
/// A growing run of octets from the pool, in which a head is put together before it is sent. Release it when idle. Not
/// thread-safe. What is written must already be free of CR and LF; the writers here write parsed or own text only.
/// </summary>
public sealed class HeadBuffer
{
    private const int FirstLength = 2048;

    private byte[] _bytes = [];
    private int _highest;

    /// <summary>Octets written so far.</summary>
    public int Length { get; private set; }

    /// <summary>What has been written; good until the next write or release.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Begins anew and keeps the memory.</summary>
    public void Clear()
    {
        _highest = Math.Max(_highest, Length);
        Length = 0;
    }

    /// <summary>Returns the memory, the used part cleared, to the pool.</summary>
    public void Release()
    {
        Clear();
        if (_bytes.Length > 0)
        {
            OctetPool.Return(_bytes, _highest);
            _bytes = [];
        }

        _highest = 0;
    }

    /// <summary>Appends octets.</summary>
    public void Write(ReadOnlySpan<byte> octets)
    {
        Reserve(octets.Length);
        octets.CopyTo(_bytes.AsSpan(Length));
        Length += octets.Length;
    }

    /// <summary>Appends ASCII text.</summary>
    /// <exception cref="ArgumentException">The text has a character that is not ASCII, or a line break.</exception>
    public void Write(string text)
    {
        if (!Ascii.IsValid(text) || text.AsSpan().ContainsAny('\r', '\n'))
        {
            throw new ArgumentException("Not ASCII on one line.", nameof(text));
        }

        Reserve(text.Length);
        Length += Encoding.ASCII.GetBytes(text, _bytes.AsSpan(Length));
    }

    /// <summary>Appends a number in decimal.</summary>
    public void Write(long number)
    {
        Reserve(20);
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(Length), out int written);
        Length += written;
    }

    /// <summary>Appends a whole field line.</summary>
    public void WriteField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Write(name);
        Write(": "u8);
        Write(value);
        Write("\r\n"u8);
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - Length >= count)
        {
            return;
        }

        byte[] larger = OctetPool.Rent(Math.Max(FirstLength, Math.Max(_bytes.Length * 2, Length + count)));
        Written.Span.CopyTo(larger);
        int length = Length;
        Release();
        _bytes = larger;
        Length = length;
    }
}
