using OrleansProxy.FrontEnd.Transports;
using OrleansProxy.Http.Memory;

namespace OrleansProxy.FrontEnd.Connections;

/// <summary>
/// Octets received and not used yet. The memory comes from the pool when something is to be received and goes back, the used part
/// cleared, when nothing is left: an idle connection holds none. Not thread-safe.
/// </summary>
internal sealed class ReceiveBuffer : IReceiveMemory
{
    private readonly int _firstSize;
    private byte[] _bytes = [];
    private int _start, _end, _highest;

    public ReceiveBuffer(int firstSize) => _firstSize = firstSize;

    /// <summary>What has been received and not used yet; good until the next call.</summary>
    public ReadOnlyMemory<byte> Unread => _bytes.AsMemory(_start, _end - _start);

    public int Length => _end - _start;

    /// <summary>Memory to receive into, at least one octet of it; larger when what is unread fills the buffer.</summary>
    /// <param name="atLeast">The size that the whole buffer should have.</param>
    public Memory<byte> Free(int atLeast = 0) => Room(atLeast, room: 1);

    Memory<byte> IReceiveMemory.Free(int atLeast) => Room(0, atLeast);

    /// <summary>Counts octets as received into <see cref="Free"/>.</summary>
    public void Received(int count)
    {
        _end += count;
        _highest = Math.Max(_highest, _end);
    }

    /// <summary>Counts octets as used.</summary>
    public void Consume(int count) => _start += count;

    /// <summary>Gives the memory back when nothing is unread.</summary>
    public void ReleaseIfEmpty()
    {
        if (_start == _end)
        {
            Release();
        }
    }

    /// <summary>Gives the memory back, whatever is unread.</summary>
    public void Release()
    {
        _start = _end = 0;
        if (_bytes.Length > 0)
        {
            OctetPool.Return(_bytes, _highest);
            _bytes = [];
        }

        _highest = 0;
    }

    private Memory<byte> Room(int size, int room)
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }

        int wanted = Math.Max(Math.Max(_firstSize, size), Length + room);
        if (_bytes.Length < wanted || _bytes.Length - _end < room)
        {
            MakeRoom(wanted);
        }

        return _bytes.AsMemory(_end);
    }

    private void MakeRoom(int wanted)
    {
        if (_bytes.Length >= wanted && _start > 0)
        {
            Unread.CopyTo(_bytes);
            (_start, _end) = (0, Length);
            return;
        }

        byte[] larger = OctetPool.Rent(Math.Max(wanted, Length * 2));
        int length = Length;
        Unread.CopyTo(larger);
        Release();
        (_bytes, _end, _highest) = (larger, length, length);
    }
}
