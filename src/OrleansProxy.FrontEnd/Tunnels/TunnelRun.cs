using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Exchanges;

namespace OrleansProxy.FrontEnd.Tunnels;

/// <summary>
/// Lets a tunnel run to its end and has it counted and remembered, whether CONNECT opened it or a WebSocket's handshake did. It owns
/// neither connection.
/// </summary>
internal sealed class TunnelRun
{
    private readonly ProxyParts _proxy;
    private readonly Exchange _exchange;
    private readonly Connection _client;

    public TunnelRun(ProxyParts proxy, Exchange exchange, Connection client)
    {
        _proxy = proxy;
        _exchange = exchange;
        _client = client;
    }

    /// <summary>Runs until the tunnel is over; the client's connection takes no further request then.</summary>
    public async ValueTask RunAsync(Connection origin)
    {
        TrafficDraft draft = _exchange.Draft;
        _exchange.KeepAlive = false;
        _exchange.Release();
        draft.TunnelId = ProxyParts.NextTunnelId();
        var tunnel = new Tunnel(_client, origin, _proxy.Options, _proxy.Time);
        var open = new OpenTunnel(tunnel, draft);
        _proxy.Ports.Counters.TunnelOpened();
        _proxy.Ports.Traffic.Record(draft.ToRecord(tunnelOpen: true));
        _proxy.Tunnels.Add(open);
        if (_proxy.Ports.Rules.Current.Version != draft.RulesVersion)
        {
            // They changed after this one was decided, and whoever looked at the tunnels for it may not have seen it.
            _proxy.RuleWatch.Look();
        }

        try
        {
            await tunnel.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            _proxy.Ports.Counters.TunnelClosed();
            _proxy.Tunnels.Remove(open);
            open.End();
            draft.Error = open.ForbiddenBy is { } rule
                ? $"The rule {rule.Pattern} came into force, which blocks {draft.Host}."
                : tunnel.Fault?.Message;
            draft.BytesReceived = tunnel.FromClient;
            draft.BytesSent = tunnel.FromOrigin;
            draft.TimeToFirstByte = draft.FirstByteOf(tunnel);
        }
    }
}
