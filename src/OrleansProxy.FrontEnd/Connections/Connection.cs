using System.Net;
using System.Runtime.CompilerServices;
using OrleansProxy.FrontEnd.Suspension;
using OrleansProxy.FrontEnd.Transports;
using OrleansProxy.FrontEnd.Transports.Epoll;

namespace OrleansProxy.FrontEnd.Connections;

/// <summary>
/// A connection to a client or an origin: the one owner of its transport, its receive buffer and its deadlines. One operation at a
/// time in each direction. A peer's fault comes out as <see cref="PeerException"/>.
/// </summary>
internal sealed class Connection : IDisposable, IDeadlineOwner
{
    private readonly ITransport _transport;
    private readonly PendingReceive _pending;
    private readonly SendingSide _sending;
    private int _disposed;

    public Connection(ITransport transport, Peer side, int firstBufferSize, DeadlineClock clock)
    {
        _transport = transport;
        Side = side;
        Buffer = new ReceiveBuffer(firstBufferSize);
        Reading = new Deadline(clock, this);
        _pending = new PendingReceive(this);
        _sending = new SendingSide(transport, clock);
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
    public Deadline Writing => _sending.Deadline;

    /// <summary>Counts for the loop that receives, so that it gives its thread away; set by whoever runs it.</summary>
    public Turn ReceivingTurn { get; set; } = Turn.Endless;

    /// <summary>As <see cref="ReceivingTurn"/>, for the loop that sends.</summary>
    public Turn SendingTurn
    {
        get => _sending.Turn;
        set => _sending.Turn = value;
    }

    /// <summary>Octets sent so far. Read by others while it grows.</summary>
    public long BytesSent => _sending.BytesSent;

    public bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    /// <summary>Waits, holding no buffer, until there is something to receive or the peer has ended its side.</summary>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    public async ValueTask WaitAsync(TimeSpan timeout)
    {
        if (!await TryWaitAsync(timeout).ConfigureAwait(false))
        {
            throw Fault(Reading);
        }
    }

    /// <summary>As <see cref="WaitAsync"/>; false on a fault, and <see cref="Fault()"/> says which.</summary>
    public ValueTask<bool> TryWaitAsync(TimeSpan timeout)
    {
        Buffer.ReleaseIfEmpty();
        ValueTask<int> waiting = _transport.WaitToReceiveAsync();
        if (!waiting.IsCompletedSuccessfully)
        {
            Reading.Arm(timeout);
            return _pending.Wait(waiting);
        }

        if (waiting.Result < 0 || Reading.IsExpired)
        {
            return new ValueTask<bool>(false);
        }

        return ReceivingTurn.IsOverAfter(0) ? Turn.ElsewhereAsync(true) : new ValueTask<bool>(true);
    }

    /// <summary>Receives once, holding no buffer before there is something; false on a fault, and <see cref="Fault()"/> says which.</summary>
    public ValueTask<bool> TryReceiveLateAsync(TimeSpan timeout)
    {
        Buffer.ReleaseIfEmpty();
        ValueTask<int> receiving = _transport.ReceiveAsync(Buffer);
        if (!receiving.IsCompletedSuccessfully)
        {
            Reading.Arm(timeout);
            return _pending.Wait(receiving);
        }

        int received = receiving.Result;
        TakeReceived(Math.Max(received, 0));
        return new ValueTask<bool>(received >= 0 && !Reading.IsExpired);
    }

    /// <summary>Receives once into the buffer.</summary>
    /// <param name="timeout">For the whole call.</param>
    /// <param name="bufferSize">The size that the buffer should have.</param>
    /// <returns>Octets received; 0 when the peer has ended its side.</returns>
    public ValueTask<int> ReceiveAsync(TimeSpan timeout, int bufferSize = 0) => ReceiveAsync(timeout, bufferSize, throws: true);

    /// <summary>As <see cref="ReceiveAsync(TimeSpan, int)"/>, with a fault as <see cref="ITransport.Broken"/>; <see cref="Fault()"/> says which.</summary>
    public ValueTask<int> TryReceiveAsync(TimeSpan timeout, int bufferSize) => ReceiveAsync(timeout, bufferSize, throws: false);

    /// <summary>As <see cref="SendAsync(ReadOnlyMemory{byte}, TimeSpan)"/>; false on a fault, and <see cref="Fault()"/> says which.</summary>
    public ValueTask<bool> TrySendAsync(ReadOnlyMemory<byte> octets, TimeSpan timeout) => _sending.SendAsync(octets, timeout);

    /// <summary>The fault of an operation that failed.</summary>
    public PeerException Fault() => Fault(Writing.IsExpired ? Writing : Reading);

    /// <summary>Whether octets of this connection can go to another one through a pipe; both get it, or neither.</summary>
    public SplicePipe? TryRentPipe(Connection to) =>
        _transport is ISpliceTransport from && to._transport is ISpliceTransport ? from.Pipes.TryRent() : null;

    /// <summary>Gives a pipe back, which is ended unless it is empty.</summary>
    public void ReturnPipe(SplicePipe pipe, bool isEmpty)
    {
        SplicePipes pipes = ((ISpliceTransport)_transport).Pipes;
        if (isEmpty)
        {
            pipes.Return(pipe);
        }
        else
        {
            pipes.Discard(pipe);
        }
    }

    /// <summary>Receives what there is into an empty pipe: see <see cref="ISpliceTransport.TryReceiveInto"/>.</summary>
    public int TryReceiveInto(SplicePipe pipe) => ((ISpliceTransport)_transport).TryReceiveInto(pipe);

    /// <summary>Sends all of a pipe's octets; false on a fault.</summary>
    public ValueTask<bool> TrySendFromAsync(SplicePipe pipe, int count, TimeSpan timeout) =>
        _sending.SendFromAsync((ISpliceTransport)_transport, pipe, count, timeout);

    private ValueTask<int> ReceiveAsync(TimeSpan timeout, int bufferSize, bool throws)
    {
        ValueTask<int> receiving = _transport.ReceiveAsync(Buffer.Free(bufferSize));
        if (!receiving.IsCompletedSuccessfully)
        {
            Reading.Arm(timeout);
            return _pending.Receive(receiving, throws);
        }

        int received = receiving.Result;
        if (received < 0 || (received == 0 && Reading.IsExpired))
        {
            return throws ? ValueTask.FromException<int>(Fault(Reading)) : new ValueTask<int>(ITransport.Broken);
        }

        TakeReceived(received);
        return ReceivingTurn.IsOverAfter(received) ? Turn.ElsewhereAsync(received) : new ValueTask<int>(received);
    }

    /// <summary>Sends everything.</summary>
    /// <param name="octets">What to send.</param>
    /// <param name="timeout">How long the peer may take nothing at all, where the system tells; else for the system to take it.</param>
    public ValueTask SendAsync(ReadOnlyMemory<byte> octets, TimeSpan timeout)
    {
        ValueTask<bool> sending = _sending.SendAsync(octets, timeout);
        if (!sending.IsCompletedSuccessfully)
        {
            return ThrowOnFaultAsync(sending);
        }

        return sending.Result ? ValueTask.CompletedTask : ValueTask.FromException(Fault(Writing));
    }

    /// <summary>
    /// As <see cref="SendAsync"/>, for the end of a message after which it is the peer's turn: a short one may go out with those of others, and a fault is then
    /// told to the receive that waits for the peer.
    /// </summary>
    public ValueTask SendEndAsync(ReadOnlyMemory<byte> octets, TimeSpan timeout) =>
        _sending.TrySendSoon(octets) ? ValueTask.CompletedTask : SendAsync(octets, timeout);

    private void TakeReceived(int count)
    {
        Buffer.Received(count);
        if (count > 0)
        {
            _sending.NotePeerSpoke();
        }
    }

    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    private async ValueTask ThrowOnFaultAsync(ValueTask<bool> sending)
    {
        if (!await sending.ConfigureAwait(false))
        {
            throw Fault(Writing);
        }
    }

    /// <summary>Ends a wait or a receive that was pending.</summary>
    /// <returns>Octets received, <see cref="ITransport.Broken"/> on a fault.</returns>
    internal int EndReceive(int received)
    {
        Reading.Disarm();
        if (received < 0 || (received == 0 && Reading.IsExpired))
        {
            return ITransport.Broken;
        }

        TakeReceived(received);
        ReceivingTurn.Begin();
        return received;
    }

    /// <summary>Whether a deadline has run out, after which it takes no further operation.</summary>
    public bool IsSpent => Reading.IsExpired || Writing.IsExpired;

    /// <summary>What is there to receive, without receiving it. Safe from any thread.</summary>
    public PeerState Peek() => IsDisposed ? PeerState.Broken : _transport.Peek();

    /// <summary>Which thread carries it on: see <see cref="ITransport.Home"/>.</summary>
    public int Home => _transport.Home;

    /// <summary>Whether the connection, with nothing asked of it, has been ended or spoken on by the peer.</summary>
    public bool HasEndedOrSpoken() => Peek() is not PeerState.Silent;

    /// <summary>Has the calling thread carry it on: see <see cref="ITransport.TryMoveHere"/>.</summary>
    public bool TryMoveHere() => !IsDisposed && _transport.TryMoveHere();

    /// <summary>Whether the peer is silent as far as the calling thread was told: see <see cref="ITransport.IsSilentAsTold"/>.</summary>
    public bool IsSilentAsTold => !IsDisposed && _transport.IsSilentAsTold;

    /// <summary>Ends our side; the peer may still send.</summary>
    public void EndSending()
    {
        if (!TryEndSending())
        {
            throw Fault(Writing);
        }
    }

    /// <summary>As <see cref="EndSending"/>; false when the connection is over.</summary>
    public bool TryEndSending() => _transport.EndSending();

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

    bool IDeadlineOwner.HasMoved(Deadline deadline) => false;

    /// <summary>A receive that took too long leaves the answer to it possible.</summary>
    void IDeadlineOwner.OnExpired(Deadline deadline) => _transport.EndReceiving();

    internal PeerException Fault(Deadline deadline) => deadline.IsExpired
        ? new PeerException(Side, PeerFault.TimedOut, $"The {Name} made no progress in time.")
        : new PeerException(Side, PeerFault.Gone, $"The connection to the {Name} broke.");

    private string Name => Side is Peer.Client ? "client" : "origin";
}
