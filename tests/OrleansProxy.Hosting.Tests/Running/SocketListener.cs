using System.Net;
using System.Net.Sockets;
using OrleansProxy.FrontEnd;
using OrleansProxy.Hosting.Running;

namespace OrleansProxy.Hosting.Tests.Running;

/// <summary>A proxy port that only listens, on a real socket.</summary>
internal sealed class SocketListener(ProxyOptions options) : IProxyListener, IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public bool IsListening { get; private set; }

    public IPEndPoint Endpoint => (IPEndPoint)_socket.LocalEndPoint!;

    public TimeSpan? Drained { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _socket.Bind(new IPEndPoint(IPAddress.Parse(options.Host), options.Port));
        _socket.Listen();
        IsListening = true;
        return Task.CompletedTask;
    }

    public Task StopAsync(TimeSpan drain)
    {
        IsListening = false;
        Drained = drain;
        _socket.Close();
        return Task.CompletedTask;
    }

    public void Dispose() => _socket.Dispose();
}
