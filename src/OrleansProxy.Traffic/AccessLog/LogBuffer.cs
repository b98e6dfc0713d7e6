using System.Buffers;
using System.Globalization;
using System.Text;

namespace OrleansProxy.Traffic.AccessLog;

/// <summary>Lines in UTF-8 on their way to a destination, in one buffer that is used again and again. For one thread at a time.</summary>
internal sealed class LogBuffer : IBufferWriter<byte>
{
    private byte[] _bytes = new byte[16 * 1024];
    private int _length;

    /// <summary>What has been appended since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>The same for a write that is awaited.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, _length);

    /// <summary>Its length in bytes.</summary>
    public int Length => _length;

    /// <summary>Begins anew.</summary>
    public void Clear() => _length = 0;

    /// <summary>Appends bytes that are UTF-8 already.</summary>
    public void Append(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(GetSpan(utf8.Length));
        _length += utf8.Length;
    }

    /// <summary>Appends a text as it is.</summary>
    public void Append(ReadOnlySpan<char> text) =>
        _length += Encoding.UTF8.GetBytes(text, GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length)));

    /// <summary>Appends a value in its invariant form.</summary>
    public void Append<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        int room = 64;
        int written;
        while (!value.TryFormat(GetSpan(room), out written, format, CultureInfo.InvariantCulture))
        {
            room *= 2;
        }

        _length += written;
    }

    /// <summary>Gives up the last bytes.</summary>
    public void Shorten(int bytes) => _length -= bytes;

    /// <inheritdoc />
    public void Advance(int count) => _length += count;

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_length);
    }

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_length);
    }

    private void Reserve(int more)
    {
        if (_bytes.Length - _length < Math.Max(more, 1))
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + Math.Max(more, 1)));
        }
    }
}
