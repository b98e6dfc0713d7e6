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

    public TunnelStep(ProxyParts proxy, Exchange exchange)
    {
        _proxy = proxy;
        _exchange = exchange;
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
        _exchange.KeepAlive = false;
        _exchange.Draft.Upstream = origin.Remote;
        _exchange.BeginAnswer(200, TrafficResult.Tunnelled, BodyKind.None);
        _exchange.ToClient.Pending.Write("HTTP/1.1 200 Connection established\r\n\r\n"u8);
        await _exchange.ToClient.FlushAsync().ConfigureAwait(false);
        try
        {
            await _exchange.CarryTunnelAsync(origin).ConfigureAwait(false);
        }
        finally
        {
            _exchange.Detach(Task.CompletedTask);
        }
    }
}
