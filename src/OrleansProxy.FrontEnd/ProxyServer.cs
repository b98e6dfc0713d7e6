using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Exchanges;
using OrleansProxy.FrontEnd.Listening;
using OrleansProxy.FrontEnd.Origins;
using OrleansProxy.FrontEnd.Transports;
using OrleansProxy.FrontEnd.Tunnels;

namespace OrleansProxy.FrontEnd;

/// <summary>
/// The proxy on its port: listens, serves, and stops in order. Start it once and stop it once; both are safe from any thread.
/// </summary>
public sealed class ProxyServer : IAsyncDisposable
{
    private const int FirstBufferSize = 4096;
    private static readonly TimeSpan StopLook = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TunnelGrace = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ClientConnection, Task> _connections = new();
    private readonly CancellationTokenSource _stopAccepting = new();
    private readonly CancellationTokenSource _stopAll = new();
    private readonly ITransports _transports;
    private readonly DeadlineClock _clock;
    private readonly ConnectionSlots _slots;
    private readonly ProxyParts _proxy;
    private ProxyListener? _listener;
    private Task _accepting = Task.CompletedTask;

    /// <summary>Makes a proxy that does not listen yet.</summary>
    public ProxyServer(ProxyOptions options, ProxyPorts ports, TimeProvider time, ILogger<ProxyServer> log)
        : this(options, ports, time, log, $"{options.Pseudonym}-{Random.Shared.Next():x8}")
    {
    }

    internal ProxyServer(ProxyOptions options, ProxyPorts ports, TimeProvider time, ILogger<ProxyServer> log, string viaName)
    {
        _transports = options.Sockets.Open();
        _clock = new DeadlineClock(time);
        _clock.Ticked += LookAfterClients;
        _clock.Ticked += _transports.Trim;
        _slots = new ConnectionSlots(options.MaxConnections, options.MaxConnectionsPerClient);
        var connector = new OriginConnector(options, ports.Destinations, new HostResolver(time), _transports, _clock, time);
        _proxy = new ProxyParts(
            options, ports, new OriginPool(options, _transports, _clock), connector, new OpenTunnels(), _clock, time, log, _stopAll.Token)
        {
            ViaName = viaName,
        };
    }

    /// <summary>Where it listens.</summary>
    /// <exception cref="InvalidOperationException">It does not listen yet.</exception>
    public IPEndPoint EndPoint => _listener?.EndPoint ?? throw new InvalidOperationException("The proxy has not been started.");

    /// <summary>Binds to Proxy:Host and Proxy:Port and begins to accept.</summary>
    /// <exception cref="SocketException">The address is in use or not one of this machine's.</exception>
    public void Start()
    {
        var endPoint = new IPEndPoint(IPAddress.Parse(_proxy.Options.Host), _proxy.Options.Port);
        _listener = new ProxyListener(_transports.Listen(endPoint, _proxy.Options.Backlog), _proxy, OnAccepted);

        // The context of whoever starts is no client's; and to carry one along costs each step of each exchange.
        using (ExecutionContext.SuppressFlow())
        {
            _accepting = _listener.RunAsync(_stopAccepting.Token);
        }
    }

    /// <summary>
    /// Stops: no new connections, idle ones and quiet tunnels end at once, requests in flight get Proxy:DrainTimeout, and what is
    /// left then is cut off. Returns when nothing is open any more.
    /// </summary>
    /// <param name="cancellationToken">Cuts everything off at once.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _proxy.IsDraining = true;
        await _stopAccepting.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _listener?.Dispose();
        await DrainAsync(cancellationToken).ConfigureAwait(false);
        await _stopAll.CancelAsync().ConfigureAwait(false);
        foreach (ClientConnection connection in _connections.Keys)
        {
            connection.Abort();
        }

        await Task.WhenAll(_connections.Values).ConfigureAwait(false);
        _proxy.Pool.Dispose();
    }

    /// <summary>Cuts off what <see cref="StopAsync"/> has left, if anybody called it, and frees the rest.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        _clock.Dispose();
        _transports.Dispose();
        _stopAccepting.Dispose();
        _stopAll.Dispose();
    }

    private void OnAccepted(ITransport transport)
    {
        IPEndPoint remote = transport.Remote;
        if (!_slots.TryTake(remote.Address, out string setting))
        {
            FrontEndLog.ConnectionRefused(_proxy.Log, remote, setting);
            OverloadAnswer.SendAndClose(transport, setting);
            return;
        }

        var client = new ClientConnection(_proxy, new Connection(transport, Peer.Client, FirstBufferSize, _clock));
        _proxy.Ports.Counters.ConnectionOpened();
        _connections[client] = Task.CompletedTask;
        Task running = RunAsync(client, remote);
        _connections.TryUpdate(client, running, Task.CompletedTask);
        transport.Start();
    }

    private async Task RunAsync(ClientConnection client, IPEndPoint remote)
    {
        try
        {
            await client.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            _slots.Free(remote.Address);
            _proxy.Ports.Counters.ConnectionClosed();
            _connections.TryRemove(client, out _);
        }
    }

    private void LookAfterClients()
    {
        foreach (KeyValuePair<ClientConnection, Task> entry in _connections)
        {
            entry.Key.LookAfterClient();
        }
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        long start = _proxy.Time.GetTimestamp();
        while (!_connections.IsEmpty
            && !cancellationToken.IsCancellationRequested
            && _proxy.Time.GetElapsedTime(start) < _proxy.Options.DrainTimeout)
        {
            foreach (ClientConnection connection in _connections.Keys)
            {
                connection.EndIfIdle();
            }

            _proxy.Tunnels.EndIdle(TunnelGrace);
            await Task.Delay(StopLook, _proxy.Time, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
