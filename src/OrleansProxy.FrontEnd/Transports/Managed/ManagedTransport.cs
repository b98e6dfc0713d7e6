using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace OrleansProxy.FrontEnd.Transports.Managed;

/// <summary>A connection on <see cref="System.Net.Sockets"/>.</summary>
internal sealed class ManagedTransport : ITransport
{
    private const int MaxDropped = 8192;

    private readonly Socket _socket;
    private bool _isFresh;

    /// <param name="socket">What it runs on; it is its owner from now on.</param>
    /// <param name="remote">The other end.</param>
    /// <param name="accepted">Whether it was accepted: then its first wait leaves the thread of whoever accepts.</param>
    public ManagedTransport(Socket socket, IPEndPoint remote, bool accepted)
    {
        _socket = socket;
        _isFresh = accepted;
        Remote = remote;
    }

    public IPEndPoint Remote { get; }

    public IPEndPoint? Local => Ask(static socket => (IPEndPoint?)socket.LocalEndPoint, null) is { } local ? ListeningSocket.Unmapped(local) : null;

    public int Home => 0;

    public int? Unsent => SendQueue.Length(_socket);

    public PeerState Peek() => Ask(PeekAt, PeerState.Broken);

    /// <summary>Nobody is told of what comes between two receives.</summary>
    public bool IsSilentAsTold => false;

    public bool TryMoveHere() => true;

    /// <summary>Nothing to do: a first wait goes on in the thread pool anyway.</summary>
    public void Start()
    {
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> WaitToReceiveAsync()
    {
        if (_isFresh)
        {
            _isFresh = false;
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }

        return await ReceiveAsync(Memory<byte>.Empty).ConfigureAwait(false);
    }

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        try
        {
            return End(_socket.ReceiveAsync(buffer, SocketFlags.None));
        }
        catch (Exception exception) when (IsFault(exception))
        {
            return new ValueTask<int>(ITransport.Broken);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> ReceiveAsync(IReceiveMemory memory)
    {
        int waited = await WaitToReceiveAsync().ConfigureAwait(false);
        return waited < 0 ? waited : await ReceiveAsync(memory.Free(1)).ConfigureAwait(false);
    }

    public bool TrySendSoon(ReadOnlySpan<byte> octets) => false;

    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> octets)
    {
        try
        {
            return End(_socket.SendAsync(octets, SocketFlags.None));
        }
        catch (Exception exception) when (IsFault(exception))
        {
            return new ValueTask<int>(ITransport.Broken);
        }
    }

    public void SendWithoutWaiting(ReadOnlySpan<byte> octets)
    {
        _socket.Blocking = false;
        _socket.Send(octets, SocketFlags.None, out _);
        _socket.Receive(new byte[MaxDropped], SocketFlags.None, out _);
    }

    public bool EndSending() => Ask(static socket => Shutdown(socket, SocketShutdown.Send), false);

    public void EndReceiving() => Ask(static socket => Shutdown(socket, SocketShutdown.Receive), false);

    public void Reset()
    {
        Ask(static socket => socket.LingerState = new LingerOption(enable: true, seconds: 0), null);
        Dispose();
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsFault(Exception exception) =>
        exception is SocketException or OperationCanceledException or ObjectDisposedException;

    private static PeerState PeekAt(Socket socket)
    {
        if (!socket.Poll(0, SelectMode.SelectRead))
        {
            return PeerState.Silent;
        }

        Span<byte> octet = stackalloc byte[1];
        int found = socket.Receive(octet, SocketFlags.Peek, out SocketError error);
        return error is not SocketError.Success ? PeerState.Broken : found > 0 ? PeerState.Spoken : PeerState.Ended;
    }

    private static bool Shutdown(Socket socket, SocketShutdown how)
    {
        socket.Shutdown(how);
        return true;
    }

    /// <summary>
    /// The result is taken here: a socket that is closed meanwhile may call its operation a success, and have it throw when asked for the result.
    /// </summary>
    private static ValueTask<int> End(ValueTask<int> operation) =>
        operation.IsCompletedSuccessfully ? new ValueTask<int>(operation.Result) : EndAsync(operation);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<int> EndAsync(ValueTask<int> operation)
    {
        try
        {
            return await operation.ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFault(exception))
        {
            return ITransport.Broken;
        }
    }

    private TResult Ask<TResult>(Func<Socket, TResult> question, TResult whenOver)
    {
        try
        {
            return question(_socket);
        }
        catch (Exception exception) when (IsFault(exception))
        {
            return whenOver;
        }
    }
}
