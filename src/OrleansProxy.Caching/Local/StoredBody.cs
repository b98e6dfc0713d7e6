namespace OrleansProxy.Caching.Local;

/// <summary>The octets of a body in segments, never changed. Several entries share one after a 304. Thread-safe.</summary>
internal sealed class StoredBody : HeldMemory
{
    private readonly byte[][] _segments;

    // Where each segment begins within the body, ascending.
    private readonly long[] _starts;

    public StoredBody(MemoryAccount account, byte[][] segments, long bytes)
        : base(account, bytes)
    {
        _segments = segments;
        _starts = new long[segments.Length];
        foreach ((int index, byte[] segment) in segments.Index())
        {
            _starts[index] = Length;
            Length += segment.Length;
        }
    }

    /// <summary>Octets of the body.</summary>
    public long Length { get; }

    /// <summary>Copies from an offset on, as much as fits.</summary>
    /// <returns>Octets copied; 0 at the end.</returns>
    public int Read(long offset, Span<byte> destination)
    {
        int found = Array.BinarySearch(_starts, offset);
        int index = found >= 0 ? found : ~found - 1;
        int copied = 0;
        for (; index >= 0 && index < _segments.Length && copied < destination.Length; index++)
        {
            ReadOnlySpan<byte> rest = _segments[index].AsSpan((int)Math.Min(offset + copied - _starts[index], _segments[index].Length));
            int count = Math.Min(rest.Length, destination.Length - copied);
            rest[..count].CopyTo(destination[copied..]);
            copied += count;
        }

        return copied;
    }
}
