using System.Runtime.InteropServices;

namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>
/// Receives what the events of one round tell of with one system call, before any of them is carried on. What waits for octets has them from here; all
/// that is not so simple, an end or a fault, is reported as it would be without. For the loop's thread.
/// </summary>
internal sealed unsafe class ReceiveBatch : IDisposable
{
    /// <summary>Octets that one of them takes at most; what is more is received by itself.</summary>
    public const int SlotSize = 8192;

    private readonly IoRing _ring;
    private readonly byte* _slots = (byte*)NativeMemory.Alloc(IoRing.Size, SlotSize);
    private readonly EpollTransport?[] _transports = new EpollTransport?[IoRing.Size];
    private readonly int[] _results = new int[IoRing.Size];

    public ReceiveBatch(IoRing ring) => _ring = ring;

    /// <summary>Whether it receives nothing any more.</summary>
    public bool IsBroken => _ring.IsBroken;

    /// <summary>Receives what the transport of an event waits for with the next <see cref="Run"/>, if it does.</summary>
    /// <param name="index">The number of the event.</param>
    /// <param name="transport">Whom it is reported to.</param>
    public void Add(int index, EpollTransport transport)
    {
        if (transport.Receiving.TryClaim(out int length))
        {
            _transports[index] = transport;
            _ring.AddReceive(transport.Descriptor.Number, Slot(index), Math.Min(length, SlotSize), index);
        }
    }

    /// <summary>Receives.</summary>
    public void Run() => _ring.Run(_results);

    /// <summary>Carries on what waited for the octets of an event; false when nothing was received for it.</summary>
    public bool TryReport(int index)
    {
        if (_transports[index] is not { } transport)
        {
            return false;
        }

        _transports[index] = null;
        var slot = new Span<byte>(Slot(index), SlotSize);
        transport.Receiving.EndClaim(slot, _results[index]);
        slot[..Math.Max(_results[index], 0)].Clear();
        return true;
    }

    public void Dispose() => NativeMemory.Free(_slots);

    private byte* Slot(int index) => _slots + (index * SlotSize);
}
