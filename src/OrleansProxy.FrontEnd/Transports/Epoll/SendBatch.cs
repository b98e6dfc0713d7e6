using System.Runtime.InteropServices;

namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>Gathers short messages of one round and sends them with one system call at its end. For the loop's thread.</summary>
internal sealed unsafe class SendBatch : IDisposable
{
    /// <summary>Octets of the longest message that it takes.</summary>
    public const int SlotSize = 4096;

    private readonly IoRing _ring;
    private readonly byte* _slots = (byte*)NativeMemory.Alloc(IoRing.Size, SlotSize);
    private readonly SendReadiness?[] _senders = new SendReadiness?[IoRing.Size];
    private readonly int[] _lengths = new int[IoRing.Size], _results = new int[IoRing.Size];
    private int _count;
    private bool _isRunning;

    public SendBatch(IoRing ring) => _ring = ring;

    /// <summary>Takes a message over; false when there is no room for it.</summary>
    public bool TryAdd(SendReadiness sender, ReadOnlySpan<byte> octets)
    {
        if (_isRunning || _ring.IsBroken || _count == IoRing.Size || octets.Length > SlotSize)
        {
            return false;
        }

        octets.CopyTo(new Span<byte>(Slot(_count), SlotSize));
        _lengths[_count] = octets.Length;
        _senders[_count++] = sender;
        return true;
    }

    /// <summary>Sends what was taken over, and tells those that it is of. What they send then is sent at once.</summary>
    public void Run()
    {
        if (_count == 0)
        {
            return;
        }

        _isRunning = true;
        for (int index = 0; index < _count; index++)
        {
            _ring.AddSend(_senders[index]!.Number, Slot(index), _lengths[index], index);
        }

        _ring.Run(_results);
        for (int index = 0; index < _count; index++)
        {
            SendReadiness sender = _senders[index]!;
            _senders[index] = null;
            var octets = new Span<byte>(Slot(index), _lengths[index]);
            sender.EndSoon(octets, _results[index]);
            octets.Clear();
        }

        _count = 0;
        _isRunning = false;
    }

    public void Dispose() => NativeMemory.Free(_slots);

    private byte* Slot(int index) => _slots + (index * SlotSize);
}
