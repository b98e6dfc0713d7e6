using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.FrontEnd.Tunnels;

/// <summary>
/// Has it told every ten seconds what the open tunnels have carried, so that a long one is no spike at its end and a crash loses little
/// of it. One timer for all of them, on a thread of the pool; a tunnel that has carried nothing since costs a comparison. Thread-safe.
/// </summary>
internal sealed class TunnelGrowth
{
    /// <summary>The time between two looks at all tunnels.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly OpenTunnels _tunnels;
    private readonly ITrafficSink _sink;
    private readonly ITimer _timer;

    private TunnelGrowth(OpenTunnels tunnels, ITrafficSink sink, TimeProvider time)
    {
        _tunnels = tunnels;
        _sink = sink;
        _timer = time.CreateTimer(static state => ((TunnelGrowth)state!).Look(), this, Interval, Interval);
    }

    /// <summary>Looks until <paramref name="stopping"/> is cancelled. Whoever starts it keeps it: a timer that nobody has, stops.</summary>
    public static TunnelGrowth Start(OpenTunnels tunnels, ITrafficSink sink, TimeProvider time, CancellationToken stopping)
    {
        var growth = new TunnelGrowth(tunnels, sink, time);
        stopping.UnsafeRegister(static state => ((TunnelGrowth)state!)._timer.Dispose(), growth);
        return growth;
    }

    private void Look() => _tunnels.TellGrowth(_sink);
}
