using System.Net;
using OrleansProxy.FrontEnd.Transports.Epoll;

namespace OrleansProxy.FrontEnd.Tests.Harness;

/// <summary>One event loop, and connections of it to peers that a test has in hand; all of them end with it.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
internal sealed class LoopConnections(bool usesRing = true) : IDisposable
{
    private readonly EpollTransports _transports = new(loops: 1, usesRing);
    private readonly TestOrigin _origin = new();
    private readonly List<IDisposable> _connections = [];

    /// <summary>One more connection.</summary>
    public async Task<(EpollTransport Transport, Wire Peer)> ConnectAsync()
    {
        EpollTransport transport = Assert.IsType<EpollTransport>(await _transports.ConnectAsync(
            new IPEndPoint(IPAddress.Loopback, _origin.Port), TestContext.Current.CancellationToken));
        Wire peer = await _origin.AcceptAsync();
        _connections.AddRange([transport, peer]);
        return (transport, peer);
    }

    public void Dispose()
    {
        _connections.ForEach(connection => connection.Dispose());
        _origin.Dispose();
        _transports.Dispose();
    }
}
