using System.Net;
using System.Net.Sockets;

namespace OrleansProxy.FrontEnd.Transports.Managed;

/// <summary>Connections on <see cref="System.Net.Sockets"/>, for systems without event loops of ours.</summary>
internal sealed class ManagedTransports : ITransports
{
    public int Homes => 1;

    public int? HomeHere => 0;

    public ITransportListener Listen(IPEndPoint endPoint, int backlog) => new ManagedListener(ListeningSocket.Open(endPoint, backlog));

    public async ValueTask<ITransport?> ConnectAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            return new ManagedTransport(socket, endPoint, accepted: false);
        }
        catch (SocketException)
        {
            // The address refused, or there is no descriptor for it.
            socket?.Dispose();
            return null;
        }
        catch (OperationCanceledException)
        {
            socket?.Dispose();
            throw;
        }
    }

    public void Trim()
    {
        // Nothing is kept.
    }

    public void Dispose()
    {
        // Nothing is shared: each connection is on its own.
    }
}
