using Microsoft.Extensions.Logging;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Origins;
using OrleansProxy.FrontEnd.Tunnels;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.FrontEnd.Exchanges;

/// <summary>What all exchanges of one proxy share. Every part is thread-safe.</summary>
internal sealed record ProxyParts(
    ProxyOptions Options,
    ProxyPorts Ports,
    OriginPool Pool,
    OriginConnector Connector,
    OpenTunnels Tunnels,
    DeadlineClock Clock,
    TimeProvider Time,
    ILogger Log,
    CancellationToken Stopping)
{
    private static long _lastTunnel = Random.Shared.NextInt64(1L << 61);
    private volatile bool _isDraining;

    public HeadLimits HeadLimits { get; } = new(Options.MaxHeadBytes, Options.MaxHeadFields);

    /// <summary>Ends the tunnels that new rules forbid, for as long as the proxy runs.</summary>
    public RuleWatch RuleWatch { get; } = RuleWatch.Start(Ports.Rules, Tunnels, Log, Stopping);

    /// <summary>Tells what open tunnels have carried, for as long as the proxy runs.</summary>
    public TunnelGrowth TunnelGrowth { get; } = TunnelGrowth.Start(Tunnels, Ports.Traffic, Time, Stopping);

    /// <summary>
    /// Our name in Via, which no other proxy has, in a chain of ours neither: so that a request that comes back is told from one that
    /// came through another of the same pseudonym.
    /// </summary>
    public required string ViaName { get; init; }

    /// <summary>Whether the proxy is told to stop: no connection is kept for another request.</summary>
    public bool IsDraining
    {
        get => _isDraining;
        set => _isDraining = value;
    }

    /// <summary>An identity for a tunnel's records that no other tunnel has, in this run or, by chance, any earlier one.</summary>
    public static long NextTunnelId() => Interlocked.Increment(ref _lastTunnel);
}
