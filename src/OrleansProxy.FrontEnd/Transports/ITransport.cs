using System.Net;

namespace OrleansProxy.FrontEnd.Transports;

/// <summary>
/// One TCP connection as the system gives it, without buffers or deadlines. One operation at a time in each direction; the members
/// that end it are safe from any thread. A peer's fault is a result, not an exception, because peers fail all the time.
/// </summary>
internal interface ITransport : IDisposable
{
    /// <summary>The result of an operation on a connection that was reset, broke, or was ended here.</summary>
    const int Broken = -1;

    /// <summary>The other end; an IPv4-mapped address as IPv4.</summary>
    IPEndPoint Remote { get; }

    /// <summary>Our own end, or null when the connection is over.</summary>
    IPEndPoint? Local { get; }

    /// <summary>Which thread carries it on, as <see cref="ITransports.Homes"/> counts them: whoever uses it goes on in that one.</summary>
    int Home { get; }

    /// <summary>
    /// Has the calling thread carry it on from now on, if that thread carries any on; for whoever has it alone and waits for nothing on it.
    /// </summary>
    /// <returns>False when the system has no room for that, or something is still to be sent soon; the connection is of no use then.</returns>
    bool TryMoveHere();

    /// <summary>
    /// Has an accepted connection carried on by its thread from now on. Whoever accepted it calls this once, and waits for something of it before:
    /// what waits then goes on in that thread, and in no other. Where the system has no room for another one, it ends.
    /// </summary>
    void Start();

    /// <summary>Waits until there is something to receive, the peer has ended its side, or the connection is over.</summary>
    ValueTask<int> WaitToReceiveAsync();

    /// <summary>Receives what there is, at least one octet.</summary>
    /// <returns>Octets received, 0 when the peer has ended its side, or <see cref="Broken"/>.</returns>
    ValueTask<int> ReceiveAsync(Memory<byte> buffer);

    /// <summary>As <see cref="ReceiveAsync(Memory{byte})"/>, into memory that is asked for once there is something.</summary>
    ValueTask<int> ReceiveAsync(IReceiveMemory memory);

    /// <summary>Sends as much as the system takes at once, at least one octet.</summary>
    /// <returns>Octets sent, or <see cref="Broken"/>.</returns>
    ValueTask<int> SendAsync(ReadOnlyMemory<byte> octets);

    /// <summary>
    /// Takes a short message over, to be sent with those of others before the calling thread next waits for events; false where that cannot be, and then nothing
    /// is sent. A fault is told to a later operation. What the system has no room for when the connection is closed is lost.
    /// </summary>
    bool TrySendSoon(ReadOnlySpan<byte> octets);

    /// <summary>Sends what the system takes without waiting, if anything, and drops what has come already, up to a few KB.</summary>
    void SendWithoutWaiting(ReadOnlySpan<byte> octets);

    /// <summary>Octets that the system holds and the peer has not acknowledged; null where it does not tell.</summary>
    int? Unsent { get; }

    /// <summary>What is there to receive, without receiving it. Safe from any thread.</summary>
    PeerState Peek();

    /// <summary>
    /// Whether all that the calling thread has been told of the peer was received, and was no end; it costs no look. False on a thread
    /// that is not told, and where not all has been reported that there was at some moment after the last receive: <see cref="Peek"/> knows then, and it alone
    /// knows what has come and was not told of yet.
    /// </summary>
    bool IsSilentAsTold { get; }

    /// <summary>Ends our side; the peer may still send.</summary>
    /// <returns>Whether the connection still stood.</returns>
    bool EndSending();

    /// <summary>Receives nothing any more: a pending receive ends with 0. Sending goes on.</summary>
    void EndReceiving();

    /// <summary>Ends the connection with a reset; pending operations end as <see cref="Broken"/>.</summary>
    void Reset();
}
