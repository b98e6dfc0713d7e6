using System.Net;
using System.Net.Sockets;

namespace OrleansProxy.FrontEnd.Transports.Managed;

/// <summary>A listening socket on <see cref="System.Net.Sockets"/>; it owns the socket.</summary>
internal sealed class ManagedListener(Socket socket) : ITransportListener
{
    private readonly CancellationTokenSource _stop = new();
    private volatile bool _isDisposed;

    public IPEndPoint EndPoint { get; } = (IPEndPoint)socket.LocalEndPoint!;

    public async ValueTask<ITransport?> AcceptAsync()
    {
        while (true)
        {
            Socket? accepted = null;
            try
            {
                accepted = await socket.AcceptAsync(_stop.Token).ConfigureAwait(false);
                accepted.NoDelay = true;
                var remote = (IPEndPoint)accepted.RemoteEndPoint!;
                return new ManagedTransport(accepted, ListeningSocket.Unmapped(remote), accepted: true);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
            catch (SocketException) when (accepted is not null)
            {
                // The client left between connecting and now.
                accepted.Dispose();
            }
        }
    }

    public void Stop()
    {
        if (!_isDisposed)
        {
            _stop.Cancel();
        }
    }

    public void Dispose()
    {
        Stop();
        _isDisposed = true;
        socket.Dispose();
        _stop.Dispose();
    }
}
