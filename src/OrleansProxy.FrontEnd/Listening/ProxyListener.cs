using System.Net;
using System.Net.Sockets;
using OrleansProxy.FrontEnd.Exchanges;

namespace OrleansProxy.FrontEnd.Listening;

/// <summary>
/// Accepts client connections until told to stop. When the system is out of descriptors it waits a little longer each time instead
/// of spinning, and recovers by itself.
/// </summary>
internal sealed class ProxyListener : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly ProxyParts _proxy;
    private readonly Action<Socket, IPEndPoint> _onAccepted;

    private ProxyListener(Socket socket, ProxyParts proxy, Action<Socket, IPEndPoint> onAccepted)
    {
        _socket = socket;
        _proxy = proxy;
        _onAccepted = onAccepted;
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>Binds and listens.</summary>
    /// <exception cref="SocketException">The address is in use or not ours.</exception>
    public static ProxyListener Bind(IPEndPoint endPoint, ProxyParts proxy, Action<Socket, IPEndPoint> onAccepted)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (endPoint.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(endPoint);
            socket.Listen(proxy.Options.Backlog);
            return new ProxyListener(socket, proxy, onAccepted);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Accepts until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause = FirstPause;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                Socket accepted = await _socket.AcceptAsync(cancellationToken).ConfigureAwait(false);
                pause = FirstPause;
                Hand(accepted);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException exception)
            {
                FrontEndLog.AcceptFailed(_proxy.Log, exception.SocketErrorCode, pause);
                await Task.Delay(pause, _proxy.Time, CancellationToken.None).ConfigureAwait(false);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private void Hand(Socket accepted)
    {
        try
        {
            accepted.NoDelay = true;
            var remote = (IPEndPoint)accepted.RemoteEndPoint!;
            _onAccepted(accepted, remote.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(remote.Address.MapToIPv4(), remote.Port) : remote);
        }
        catch (SocketException)
        {
            // The client left between connecting and now.
            accepted.Dispose();
        }
    }
}
