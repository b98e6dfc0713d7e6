using System.Net;
using System.Net.Sockets;

namespace OrleansProxy.FrontEnd.Connections;

/// <summary>
/// A TCP connection to a client or an origin: the one owner of its socket, its receive buffer and its deadlines. One operation at
/// a time in each direction. Socket faults come out as <see cref="PeerException"/>.
/// </summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket;
    private readonly Turn _receiving = new();
    private readonly Turn _sending = new();
    private int _unsent;
    private int _disposed;

    public Connection(Socket socket, IPEndPoint remote, Peer side, int firstBufferSize, DeadlineClock clock)
    {
        _socket = socket;
        Remote = remote;
        Side = side;
        Buffer = new ReceiveBuffer(firstBufferSize);
        Reading = new Deadline(clock);
        Writing = new Deadline(clock, HasSentMore);
    }

    public IPEndPoint Remote { get; }

    /// <summary>Our own end.</summary>
    /// <exception cref="PeerException">The connection is over.</exception>
    public IPEndPoint Local
    {
        get
        {
            try
            {
                return (IPEndPoint)_socket.LocalEndPoint!;
            }
            catch (Exception exception) when (IsPeerFault(exception))
            {
                throw Translate(exception, Reading);
            }
        }
    }

    public Peer Side { get; }

    public ReceiveBuffer Buffer { get; }

    /// <summary>When a pending receive is given up.</summary>
    public Deadline Reading { get; }

    /// <summary>When a pending send is given up.</summary>
    public Deadline Writing { get; }

    /// <summary>Octets sent so far. Read by others while it grows.</summary>
    public long BytesSent { get; private set; }

    public bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    /// <summary>Waits, holding no buffer, until there is something to receive or the peer has ended its side.</summary>
    public async ValueTask WaitAsync(TimeSpan timeout)
    {
        Buffer.ReleaseIfEmpty();
        Reading.Arm(timeout);
        bool atOnce;
        try
        {
            ValueTask<int> receiving = _socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, Reading.Token);
            atOnce = receiving.IsCompleted;
            await receiving.ConfigureAwait(false);
        }
        catch (Exception exception) when (IsPeerFault(exception))
        {
            throw Translate(exception, Reading);
        }
        finally
        {
            Reading.Disarm();
        }

        await _receiving.EndAsync(atOnce, 0).ConfigureAwait(false);
    }

    /// <summary>Receives once into the buffer.</summary>
    /// <param name="timeout">For the whole call.</param>
    /// <param name="bufferSize">The size that the buffer should have.</param>
    /// <returns>Octets received; 0 when the peer has ended its side.</returns>
    public async ValueTask<int> ReceiveAsync(TimeSpan timeout, int bufferSize = 0)
    {
        Reading.Arm(timeout);
        bool atOnce;
        int received;
        try
        {
            ValueTask<int> receiving = _socket.ReceiveAsync(Buffer.Free(bufferSize), SocketFlags.None, Reading.Token);
            atOnce = receiving.IsCompleted;
            received = await receiving.ConfigureAwait(false);
            Buffer.Received(received);
        }
        catch (Exception exception) when (IsPeerFault(exception))
        {
            throw Translate(exception, Reading);
        }
        finally
        {
            Reading.Disarm();
        }

        await _receiving.EndAsync(atOnce, received).ConfigureAwait(false);
        return received;
    }

    /// <summary>Sends everything.</summary>
    /// <param name="octets">What to send.</param>
    /// <param name="timeout">How long the peer may take nothing at all, where the system tells; else for the system to take it.</param>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> octets, TimeSpan timeout)
    {
        try
        {
            while (!octets.IsEmpty)
            {
                Writing.Arm(timeout);
                ValueTask<int> sending = _socket.SendAsync(octets, SocketFlags.None, Writing.Token);
                bool atOnce = sending.IsCompleted;
                if (!atOnce)
                {
                    _unsent = SendQueue.Length(_socket) ?? 0;
                }

                int sent = await sending.ConfigureAwait(false);
                BytesSent += sent;
                octets = octets[sent..];
                Writing.Disarm();
                await _sending.EndAsync(atOnce, sent).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (IsPeerFault(exception))
        {
            throw Translate(exception, Writing);
        }
        finally
        {
            Writing.Disarm();
        }
    }

    /// <summary>Whether a deadline has run out, after which it takes no further operation.</summary>
    public bool IsSpent => Reading.IsExpired || Writing.IsExpired;

    /// <summary>Whether the connection, with nothing asked of it, has been ended or spoken on by the peer.</summary>
    public bool HasEndedOrSpoken()
    {
        try
        {
            return IsDisposed || _socket.Poll(0, SelectMode.SelectRead);
        }
        catch (Exception exception) when (IsPeerFault(exception))
        {
            return true;
        }
    }

    /// <summary>Ends our side; the peer may still send.</summary>
    public void EndSending()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (IsPeerFault(exception))
        {
            throw Translate(exception, Writing);
        }
    }

    /// <summary>Ends the connection with a reset, so that the peer knows the message is not whole.</summary>
    public void Abort()
    {
        try
        {
            _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception exception) when (IsPeerFault(exception))
        {
            // It has ended already: closing it is all that is left.
            Dispose();
        }

        Dispose();
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _socket.Dispose();
        Reading.Dispose();
        Writing.Dispose();
    }

    /// <summary>
    /// Whether the peer has taken something since the last look: a send completes only when the system has all of it, and a peer that
    /// reads slowly but steadily is not to be given up. Called by the clock.
    /// </summary>
    private bool HasSentMore()
    {
        int before = _unsent;
        _unsent = SendQueue.Length(_socket) ?? before;
        return _unsent != before;
    }

    private static bool IsPeerFault(Exception exception) =>
        exception is SocketException or OperationCanceledException or ObjectDisposedException;

    private PeerException Translate(Exception exception, Deadline deadline) => deadline.IsExpired
        ? new PeerException(Side, PeerFault.TimedOut, $"The {Name} made no progress in time.", exception)
        : new PeerException(Side, PeerFault.Gone, $"The connection to the {Name} broke.", exception);

    private string Name => Side is Peer.Client ? "client" : "origin";
}
