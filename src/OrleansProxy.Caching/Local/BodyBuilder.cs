namespace OrleansProxy.Caching.Local;

/// <summary>
/// Gathers a body in segments, each reserved in the store before it is filled: exact ones where the length is announced, else
/// growing ones, the last cut to size. For one writer.
/// </summary>
/// <param name="store">Where memory is reserved.</param>
/// <param name="announced">Octets that will come, where that is known.</param>
/// <param name="most">Octets at which it gives up.</param>
internal sealed class BodyBuilder(LocalStore store, long? announced, long most) : IDisposable
{
    // Below the size from which arrays go to the large object heap.
    private const int LargestSegment = 64 * 1024;
    private const int FirstSegment = 4 * 1024;

    private readonly List<byte[]> _segments = [];
    private long _length;
    private long _reserved;
    private int _filled;
    private bool _isStopped;

    /// <summary>Appends octets; false when the body is too large or there is no room, now and from then on.</summary>
    public bool Write(ReadOnlySpan<byte> octets)
    {
        if (_isStopped || _length + octets.Length > (announced ?? most))
        {
            return Stop();
        }

        while (!octets.IsEmpty)
        {
            if ((_segments.Count == 0 || _filled == _segments[^1].Length) && !TryAddSegment())
            {
                return Stop();
            }

            int count = Math.Min(octets.Length, _segments[^1].Length - _filled);
            octets[..count].CopyTo(_segments[^1].AsSpan(_filled));
            octets = octets[count..];
            _filled += count;
            _length += count;
        }

        return true;
    }

    /// <summary>The finished body, which takes the reservation over; null when it failed or is not as long as announced.</summary>
    public StoredBody? Build()
    {
        if (_isStopped || (announced is { } expected && expected != _length))
        {
            Stop();
            return null;
        }

        if (_segments.Count > 0 && _filled < _segments[^1].Length)
        {
            int slack = _segments[^1].Length - _filled;
            _segments[^1] = _segments[^1].AsSpan(0, _filled).ToArray();
            store.Memory.Give(slack);
            _reserved -= slack;
        }

        var body = new StoredBody(store.Memory, [.. _segments], _reserved);
        _reserved = 0;
        Stop();
        return body;
    }

    public void Dispose() => Stop();

    private bool TryAddSegment()
    {
        long size = announced is { } expected
            ? Math.Min(LargestSegment, expected - _length)
            : Math.Min(LargestSegment, Math.Max(FirstSegment, _length));
        long cost = size + EntrySize.Segment;
        if (!store.TryReserve(cost))
        {
            return false;
        }

        _reserved += cost;
        _segments.Add(GC.AllocateUninitializedArray<byte>((int)size));
        _filled = 0;
        return true;
    }

    /// <summary>Takes nothing more and gives back what is still reserved. Always false.</summary>
    private bool Stop()
    {
        _isStopped = true;
        _segments.Clear();
        store.Memory.Give(_reserved);
        _reserved = 0;
        return false;
    }
}
