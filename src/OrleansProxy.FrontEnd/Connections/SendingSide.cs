using System.Runtime.CompilerServices;
using OrleansProxy.FrontEnd.Suspension;
using OrleansProxy.FrontEnd.Transports;
using OrleansProxy.FrontEnd.Transports.Epoll;

namespace OrleansProxy.FrontEnd.Connections;

/// <summary>
/// The direction of a connection in which we send, with the deadline that bounds it. What the system takes at once, which is nearly all,
/// needs no state machine. One operation at a time.
/// </summary>
internal sealed class SendingSide : IDeadlineOwner
{
    /// <summary>Far less than a system has room for on any connection.</summary>
    private const int MostSoon = 16_384;

    private readonly ITransport _transport;
    private int _unsent;
    private long _sentBefore; // the peer last spoke

    public SendingSide(ITransport transport, DeadlineClock clock)
    {
        _transport = transport;
        Deadline = new Deadline(clock, this);
    }

    /// <summary>When a pending send is given up.</summary>
    public Deadline Deadline { get; }

    /// <summary>Counts for the loop that sends.</summary>
    public Turn Turn { get; set; } = Turn.Endless;

    /// <summary>Octets sent so far. Read by others while it grows.</summary>
    public long BytesSent { get; private set; }

    /// <summary>Sends everything; false on a fault.</summary>
    public ValueTask<bool> SendAsync(ReadOnlyMemory<byte> octets, TimeSpan timeout)
    {
        if (octets.IsEmpty)
        {
            return new ValueTask<bool>(true);
        }

        ValueTask<int> sending = _transport.SendAsync(octets);
        if (!sending.IsCompletedSuccessfully)
        {
            return SendOnAsync(sending, octets, timeout);
        }

        int sent = sending.Result;
        if (sent != octets.Length)
        {
            return SendOnAsync(new ValueTask<int>(sent), octets, timeout);
        }

        BytesSent += sent;
        return Turn.IsOverAfter(sent) ? Turn.ElsewhereAsync(true) : new ValueTask<bool>(true);
    }

    /// <summary>
    /// Has a short message sent soon, without waiting for what comes of it; false where that cannot be. Only after little has been sent since the peer last spoke:
    /// what finds no room in the system waits without a deadline of its own, which a peer that asks and never reads may bring about, and a slow one must not.
    /// </summary>
    public bool TrySendSoon(ReadOnlyMemory<byte> octets)
    {
        if (BytesSent - _sentBefore + octets.Length > MostSoon || !_transport.TrySendSoon(octets.Span))
        {
            return false;
        }

        BytesSent += octets.Length;
        return true;
    }

    /// <summary>Notes that the peer has sent something.</summary>
    public void NotePeerSpoke() => _sentBefore = BytesSent;

    /// <summary>Sends all of a pipe's octets; false on a fault.</summary>
    public async ValueTask<bool> SendFromAsync(ISpliceTransport transport, SplicePipe pipe, int count, TimeSpan timeout)
    {
        while (count > 0)
        {
            int sent = await EndAsync(transport.SendFromAsync(pipe, count), timeout).ConfigureAwait(false);
            if (sent < 0)
            {
                return false;
            }

            count -= sent;
        }

        return true;
    }

    /// <summary>
    /// Whether the peer has taken something since the last look: a send completes only when the system has all of it, and a peer that
    /// reads slowly but steadily is not to be given up.
    /// </summary>
    bool IDeadlineOwner.HasMoved(Deadline deadline)
    {
        int before = _unsent;
        _unsent = _transport.Unsent ?? before;
        return _unsent != before;
    }

    /// <summary>After a send that did nothing, no answer to anything is possible.</summary>
    void IDeadlineOwner.OnExpired(Deadline deadline) => _transport.Reset();

    /// <summary>Goes on with a send that has not sent everything at once.</summary>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    private async ValueTask<bool> SendOnAsync(ValueTask<int> sending, ReadOnlyMemory<byte> octets, TimeSpan timeout)
    {
        while (true)
        {
            int sent = await EndAsync(sending, timeout).ConfigureAwait(false);
            if (sent < 0)
            {
                return false;
            }

            octets = octets[sent..];
            if (octets.IsEmpty)
            {
                return true;
            }

            sending = _transport.SendAsync(octets);
        }
    }

    /// <summary>Ends one operation of the transport, bounded if it has to wait.</summary>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    private async ValueTask<int> EndAsync(ValueTask<int> sending, TimeSpan timeout)
    {
        bool atOnce = sending.IsCompleted;
        if (!atOnce)
        {
            _unsent = _transport.Unsent ?? 0;
            Deadline.Arm(timeout);
        }

        int sent = await sending.ConfigureAwait(false);
        Deadline.Disarm();
        if (sent > 0)
        {
            BytesSent += sent;
            await Turn.EndAsync(atOnce, sent).ConfigureAwait(false);
        }

        return sent;
    }
}
