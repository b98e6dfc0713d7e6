using System.Net;
using System.Runtime.CompilerServices;
using OrleansProxy.FrontEnd.Transports;

namespace OrleansProxy.FrontEnd.Connections;

/// <summary>
/// A connection to a client or an origin: the one owner of its transport, its receive buffer and its deadlines. One operation at a
/// time in each direction. A peer's fault comes out as <see cref="PeerException"/>.
/// </summary>
internal sealed class Connection : IDisposable, IDeadlineOwner
{
    private readonly ITransport _transport;
    private int _unsent;
    private int _disposed;

    public Connection(ITransport transport, Peer side, int firstBufferSize, DeadlineClock clock)
    {
        _transport = transport;
        Side = side;
        Buffer = new ReceiveBuffer(firstBufferSize);
        Reading = new Deadline(clock, this);
        Writing = new Deadline(clock, this);
    }

    /// <summary>The other end; an IPv4-mapped address as IPv4.</summary>
    public IPEndPoint Remote => _transport.Remote;

    /// <summary>Our own end.</summary>
    /// <exception cref="PeerException">The connection is over.</exception>
    public IPEndPoint Local => _transport.Local ?? throw Fault(Reading);

    public Peer Side { get; }

    public ReceiveBuffer Buffer { get; }

    /// <summary>When a pending receive is given up.</summary>
    public Deadline Reading { get; }

    /// <summary>When a pending send is given up.</summary>
    public Deadline Writing { get; }

    /// <summary>Counts for the loop that receives, so that it gives its thread away; set by whoever runs it.</summary>
    public Turn ReceivingTurn { get; set; } = Turn.Endless;

    /// <summary>As <see cref="ReceivingTurn"/>, for the loop that sends.</summary>
    public Turn SendingTurn { get; set; } = Turn.Endless;

    /// <summary>Octets sent so far. Read by others while it grows.</summary>
    public long BytesSent { get; private set; }

    public bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    /// <summary>Waits, holding no buffer, until there is something to receive or the peer has ended its side.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WaitAsync(TimeSpan timeout)
    {
        Buffer.ReleaseIfEmpty();
        Reading.Arm(timeout);
        ValueTask<int> waiting = _transport.WaitToReceiveAsync();
        bool atOnce = waiting.IsCompleted;
        int outcome = await waiting.ConfigureAwait(false);
        Reading.Disarm();
        if (outcome < 0 || Reading.IsExpired)
        {
            throw Fault(Reading);
        }

        await ReceivingTurn.EndAsync(atOnce, 0).ConfigureAwait(false);
    }

    /// <summary>Receives once into the buffer.</summary>
    /// <param name="timeout">For the whole call.</param>
    /// <param name="bufferSize">The size that the buffer should have.</param>
    /// <returns>Octets received; 0 when the peer has ended its side.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> ReceiveAsync(TimeSpan timeout, int bufferSize = 0)
    {
        Reading.Arm(timeout);
        ValueTask<int> receiving = _transport.ReceiveAsync(Buffer.Free(bufferSize));
        bool atOnce = receiving.IsCompleted;
        int received = await receiving.ConfigureAwait(false);
        Reading.Disarm();
        if (received < 0 || (received == 0 && Reading.IsExpired))
        {
            throw Fault(Reading);
        }

        Buffer.Received(received);
        await ReceivingTurn.EndAsync(atOnce, received).ConfigureAwait(false);
        return received;
    }

    /// <summary>Sends everything.</summary>
    /// <param name="octets">What to send.</param>
    /// <param name="timeout">How long the peer may take nothing at all, where the system tells; else for the system to take it.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask SendAsync(ReadOnlyMemory<byte> octets, TimeSpan timeout)
    {
        while (!octets.IsEmpty)
        {
            ValueTask<int> sending = _transport.SendAsync(octets);
            bool atOnce = sending.IsCompleted;
            if (!atOnce)
            {
                _unsent = _transport.Unsent ?? 0;
                Writing.Arm(timeout);
            }

            int sent = await sending.ConfigureAwait(false);
            Writing.Disarm();
            if (sent < 0)
            {
                throw Fault(Writing);
            }

            BytesSent += sent;
            octets = octets[sent..];
            await SendingTurn.EndAsync(atOnce, sent).ConfigureAwait(false);
        }
    }

    /// <summary>Whether a deadline has run out, after which it takes no further operation.</summary>
    public bool IsSpent => Reading.IsExpired || Writing.IsExpired;

    /// <summary>Whether the connection, with nothing asked of it, has been ended or spoken on by the peer.</summary>
    public bool HasEndedOrSpoken() => IsDisposed || _transport.HasEndedOrSpoken;

    /// <summary>Ends our side; the peer may still send.</summary>
    public void EndSending()
    {
        if (!_transport.EndSending())
        {
            throw Fault(Writing);
        }
    }

    /// <summary>Ends the connection with a reset, so that the peer knows the message is not whole.</summary>
    public void Abort()
    {
        _transport.Reset();
        Dispose();
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _transport.Dispose();
        Reading.Dispose();
        Writing.Dispose();
    }

    /// <summary>
    /// Whether the peer has taken something since the last look: a send completes only when the system has all of it, and a peer that
    /// reads slowly but steadily is not to be given up.
    /// </summary>
    bool IDeadlineOwner.HasMoved(Deadline deadline)
    {
        if (deadline != Writing)
        {
            return false;
        }

        int before = _unsent;
        _unsent = _transport.Unsent ?? before;
        return _unsent != before;
    }

    /// <summary>A receive that took too long leaves the answer to it possible; after a send that did nothing is.</summary>
    void IDeadlineOwner.OnExpired(Deadline deadline)
    {
        if (deadline == Reading)
        {
            _transport.EndReceiving();
        }
        else
        {
            _transport.Reset();
        }
    }

    private PeerException Fault(Deadline deadline) => deadline.IsExpired
        ? new PeerException(Side, PeerFault.TimedOut, $"The {Name} made no progress in time.")
        : new PeerException(Side, PeerFault.Gone, $"The connection to the {Name} broke.");

    private string Name => Side is Peer.Client ? "client" : "origin";
}
