using OrleansProxy.FrontEnd.Answers;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Exchanges;
using OrleansProxy.FrontEnd.Origins;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Forwarding;

/// <summary>
/// Where an exchange gets its origin connection: a pooled one whose address this client may reach, or a new one. When there is
/// none to be had it has refused the exchange.
/// </summary>
internal sealed class OriginSource
{
    private readonly ProxyParts _proxy;
    private readonly Exchange _exchange;

    private readonly Func<Connection, bool> _mayUse;

    public OriginSource(ProxyParts proxy, Exchange exchange)
    {
        _proxy = proxy;
        _exchange = exchange;
        _mayUse = pooled => _proxy.Ports.Destinations.CheckAddress(_exchange.ClientAddress, pooled.Remote).Allowed;
    }

    /// <summary>A pooled connection, or null.</summary>
    public Connection? TakePooled() => _proxy.Pool.Take(_exchange.OriginKey, _mayUse, _exchange.MayRepeat);

    /// <summary>A new connection; null when there is none to be had, and then the client has been told why.</summary>
    public async ValueTask<Connection?> ConnectAsync()
    {
        OriginConnect made = await _proxy.Connector
            .ConnectAsync(_exchange.ClientAddress, _exchange.OriginKey, _proxy.Stopping).ConfigureAwait(false);
        _exchange.Draft.DnsTime = made.DnsTime;
        _exchange.Draft.ConnectTime = made.ConnectTime;
        if (made.Connection is null)
        {
            await _exchange.RefuseAsync(ToRefusal(made)).ConfigureAwait(false);
        }

        return made.Connection;
    }

    private static Refusal ToRefusal(OriginConnect failed) => failed.Fault switch
    {
        OriginFault.Prohibited =>
            new Refusal(TrafficResult.DestinationRefused, 403, failed.Reason, "destination_ip_prohibited"),
        OriginFault.NotResolved => new Refusal(TrafficResult.OriginFailed, 502, failed.Reason, "dns_error"),
        OriginFault.TimedOut => new Refusal(TrafficResult.OriginFailed, 504, failed.Reason, "connection_timeout"),
        _ => new Refusal(TrafficResult.OriginFailed, 502, failed.Reason, "connection_refused"),
    };
}
