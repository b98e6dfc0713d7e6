using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Exchanges;
using OrleansProxy.FrontEnd.Forwarding;
using OrleansProxy.Http.Framing;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tunnels;

/// <summary>Carries out a CONNECT that policy has let through: connects, says so, and lets the tunnel run.</summary>
internal sealed class TunnelStep
{
    private readonly ProxyParts _proxy;
    private readonly Exchange _exchange;
    private readonly Connection _client;

    public TunnelStep(ProxyParts proxy, Exchange exchange, Connection client)
    {
        _proxy = proxy;
        _exchange = exchange;
        _client = client;
    }

    /// <summary>Runs until the tunnel is over; the client's connection is over then, too.</summary>
    public async ValueTask RunAsync()
    {
        using Connection? origin = await new OriginSource(_proxy, _exchange).ConnectAsync().ConfigureAwait(false);
        if (origin is null)
        {
            return;
        }

        _exchange.Attach(origin);
        TrafficDraft draft = _exchange.Draft;
        _exchange.KeepAlive = false;
        draft.Upstream = origin.Remote;
        _exchange.BeginAnswer(200, TrafficResult.Tunnelled, BodyKind.None);
        _exchange.ToClient.Pending.Write("HTTP/1.1 200 Connection established\r\n\r\n"u8);
        await _exchange.ToClient.FlushAsync().ConfigureAwait(false);
        _exchange.Release();

        draft.TunnelId = ProxyParts.NextTunnelId();
        var tunnel = new Tunnel(_client, origin, _proxy.Options, _proxy.Time);
        _proxy.Tunnels.Add(tunnel);
        _proxy.Ports.Counters.TunnelOpened();
        _proxy.Ports.Traffic.Record(draft.ToRecord(tunnelOpen: true));
        try
        {
            await tunnel.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            _proxy.Ports.Counters.TunnelClosed();
            _proxy.Tunnels.Remove(tunnel);
            _exchange.Detach(Task.CompletedTask);
            draft.Error = tunnel.Fault?.Message;
            draft.BytesReceived = tunnel.FromClient;
            draft.BytesSent = tunnel.FromOrigin;
            draft.TimeToFirstByte = tunnel.FirstByteAt == 0 ? null : draft.ElapsedAt(tunnel.FirstByteAt);
        }
    }
}
