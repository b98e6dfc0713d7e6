using System.Net;
using System.Net.Sockets;

namespace OrleansProxy.FrontEnd.Tests.Harness;

/// <summary>An origin on loopback whose every octet the test reads and writes itself.</summary>
internal sealed class TestOrigin : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public TestOrigin()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(16);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>The authority to ask for.</summary>
    public string Authority => $"127.0.0.1:{Port}";

    public async Task<Wire> AcceptAsync()
    {
        using var patience = new CancellationTokenSource(Wire.Patience);
        return new Wire(await _listener.AcceptAsync(patience.Token));
    }

    /// <summary>Whether a connection has come that was not accepted yet.</summary>
    public bool HasCaller => _listener.Poll(0, SelectMode.SelectRead);

    public void Dispose() => _listener.Dispose();
}
