using System.Net;
using System.Net.Sockets;

namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>A listening socket that an event loop watches.</summary>
internal sealed class EpollListener : ITransportListener, IEventTarget
{
    private readonly EpollTransports _transports;
    private readonly AcceptReadiness _accepting;

    /// <param name="descriptor">What it runs on; it is its owner from now on.</param>
    /// <param name="endPoint">Where it listens.</param>
    /// <param name="transports">Makes the connections.</param>
    public EpollListener(SocketDescriptor descriptor, IPEndPoint endPoint, EpollTransports transports)
    {
        Descriptor = descriptor;
        EndPoint = endPoint;
        _transports = transports;
        _accepting = new AcceptReadiness(descriptor);
    }

    public SocketDescriptor Descriptor { get; }

    public IPEndPoint EndPoint { get; }

    public async ValueTask<ITransport?> AcceptAsync()
    {
        int accepted = await _accepting.AcceptAsync().ConfigureAwait(false);
        return accepted switch
        {
            >= 0 when DescriptorReserve.Holds(accepted) => Refuse(accepted),
            >= 0 => _transports.Take(accepted, _accepting.Address),
            -LinuxSocket.Emfile or -LinuxSocket.Enfile => throw new SocketException((int)SocketError.TooManyOpenSockets),
            -LinuxSocket.Einval or ITransport.Broken => null,
            _ => throw new SocketException((int)SocketError.SocketError),
        };
    }

    public void Stop() => Descriptor.TryUse(static number => LinuxSocket.Shutdown(number, LinuxSocket.ShutdownBoth), out _);

    public void Dispose()
    {
        Stop();
        Descriptor.Dispose();
    }

    private static ITransport Refuse(int accepted)
    {
        LinuxSocket.Close(accepted);
        throw new SocketException((int)SocketError.TooManyOpenSockets);
    }

    void IEventTarget.OnEvents(uint events) => _accepting.Report();
}
