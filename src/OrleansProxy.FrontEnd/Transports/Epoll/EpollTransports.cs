using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>
/// Connections on event loops of our own, one for each processor: what waits for a connection goes on in the thread that was told
/// of it, without a queue or another thread in between. Linux only.
/// </summary>
internal sealed class EpollTransports : ITransports
{
    private readonly SplicePipes _pipes = new();
    private readonly EventLoop[] _loops;
    private int _next;

    /// <param name="loops">How many threads, at least one.</param>
    /// <param name="usesRings">Whether they make system calls together where the system lets them.</param>
    public EpollTransports(int loops, bool usesRings = true) =>
        _loops = [.. Enumerable.Range(0, loops).Select(index => new EventLoop(index, usesRings))];

    public int Homes => _loops.Length;

    public int? HomeHere => Here?.Index;

    public ITransportListener Listen(IPEndPoint endPoint, int backlog)
    {
        using Socket socket = ListeningSocket.Open(endPoint, backlog);
        socket.NoDelay = true; // Accepted sockets inherit it.
        socket.Blocking = false;
        int number = LinuxSocket.Duplicate((int)socket.SafeHandle.DangerousGetHandle(), LinuxSocket.DuplicateCloseOnExec, 0);
        if (number < 0)
        {
            throw new SocketException((int)SocketError.TooManyOpenSockets);
        }

        var listener = new EpollListener(new SocketDescriptor(number, _loops[0]), (IPEndPoint)socket.LocalEndPoint!, this);
        if (!_loops[0].TryWatch(listener))
        {
            listener.Dispose();
            throw new SocketException((int)SocketError.TooManyOpenSockets);
        }

        return listener;
    }

    public async ValueTask<ITransport?> ConnectAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Begin(endPoint) is not { } transport)
        {
            return null;
        }

        int outcome;
        using (cancellationToken.UnsafeRegister(static state => ((EpollTransport)state!).Dispose(), transport))
        {
            outcome = await transport.WaitToSendAsync().ConfigureAwait(false);
        }

        if (outcome == 0 && !cancellationToken.IsCancellationRequested)
        {
            return transport;
        }

        transport.Dispose();
        cancellationToken.ThrowIfCancellationRequested();
        return null;
    }

    public void Trim() => _pipes.Trim();

    public void Dispose()
    {
        foreach (EventLoop loop in _loops)
        {
            loop.Dispose();
        }

        _pipes.Dispose();
    }

    /// <summary>Takes an accepted connection over, to be watched from its start on; the loops take turns.</summary>
    internal unsafe EpollTransport Take(int descriptor, byte[] address)
    {
        fixed (byte* peer = address)
        {
            return new EpollTransport(new SocketDescriptor(descriptor, Next()), SocketAddresses.Read(peer), _pipes);
        }
    }

    /// <summary>Begins to connect; null when that cannot even be begun.</summary>
    private unsafe EpollTransport? Begin(IPEndPoint endPoint)
    {
        int family = endPoint.AddressFamily is AddressFamily.InterNetwork ? LinuxSocket.IPv4 : LinuxSocket.IPv6;
        int number = LinuxSocket.Open(family, LinuxSocket.Stream | LinuxSocket.NonBlocking | LinuxSocket.CloseOnExec, 0);
        if (number < 0)
        {
            return null;
        }

        if (DescriptorReserve.Holds(number))
        {
            LinuxSocket.Close(number);
            return null;
        }

        byte* address = stackalloc byte[SocketAddresses.MaxLength];
        int length = SocketAddresses.Write(endPoint, address);
        LinuxSocket.SetNoDelay(number);
        if (LinuxSocket.Connect(number, address, length) != 0 && Marshal.GetLastPInvokeError() != LinuxSocket.Einprogress)
        {
            LinuxSocket.Close(number);
            return null;
        }

        // On the loop that asks, if one does: an exchange then stays on one thread.
        return Watch(number, endPoint, Here ?? Next());
    }

    private EpollTransport? Watch(int descriptor, IPEndPoint remote, EventLoop loop)
    {
        var transport = new EpollTransport(new SocketDescriptor(descriptor, loop), remote, _pipes);
        if (loop.TryWatch(transport))
        {
            return transport;
        }

        transport.Dispose();
        return null;
    }

    /// <summary>The loop that calls, if one of these does.</summary>
    private EventLoop? Here =>
        EventLoop.Current is { } current && current.Index < _loops.Length && _loops[current.Index] == current ? current : null;

    private EventLoop Next() => _loops[(uint)Interlocked.Increment(ref _next) % (uint)_loops.Length];
}
