using System.Net;
using System.Net.Sockets;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Transports;

namespace OrleansProxy.FrontEnd.Tests.Harness;

/// <summary>Two ends of one TCP connection: the proxy's as a <see cref="Connection"/>, the peer's as a <see cref="Wire"/>.</summary>
internal sealed class Pair : IDisposable
{
    private Pair(Connection connection, ITransport transport, Wire peer)
    {
        Connection = connection;
        Transport = transport;
        Peer = peer;
    }

    public Connection Connection { get; }

    /// <summary>What the connection runs on.</summary>
    public ITransport Transport { get; }

    public Wire Peer { get; }

    public static async Task<Pair> OpenAsync(DeadlineClock clock, FrontEnd.Connections.Peer side = FrontEnd.Connections.Peer.Origin)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        ITransport transport = (await TestTransports.Shared
            .ConnectAsync((IPEndPoint)listener.LocalEndPoint!, TestContext.Current.CancellationToken))!;
        var peer = new Wire(await listener.AcceptAsync(TestContext.Current.CancellationToken));
        return new Pair(new Connection(transport, side, 4096, clock), transport, peer);
    }

    public void Dispose()
    {
        Connection.Dispose();
        Connection.Buffer.Release();
        Peer.Dispose();
    }
}
