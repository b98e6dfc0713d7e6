using System.Collections.Concurrent;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.FrontEnd.Tunnels;

/// <summary>The tunnels that stand, so that a stop or a rule can end them. Thread-safe; as many as there are connections.</summary>
internal sealed class OpenTunnels
{
    private readonly ConcurrentDictionary<OpenTunnel, byte> _tunnels = new();

    public void Add(OpenTunnel tunnel) => _tunnels.TryAdd(tunnel, 0);

    public void Remove(OpenTunnel tunnel) => _tunnels.TryRemove(tunnel, out _);

    /// <summary>Ends those through which nothing has moved for this long.</summary>
    public void EndIdle(TimeSpan idleFor)
    {
        foreach ((OpenTunnel open, _) in _tunnels)
        {
            if (open.Tunnel.IdleFor >= idleFor)
            {
                open.Tunnel.Abort();
            }
        }
    }

    /// <summary>Tells the sink what has moved through each since it was told last.</summary>
    public void TellGrowth(ITrafficSink sink)
    {
        foreach ((OpenTunnel open, _) in _tunnels)
        {
            open.TellGrowth(sink);
        }
    }

    /// <summary>
    /// Ends those whose host is blocked. It asks once a host, but expressions may still take long: not for a socket's thread.
    /// </summary>
    public void EndForbidden(RuleSnapshot rules)
    {
        var verdicts = new Dictionary<string, RuleVerdict>();
        foreach ((OpenTunnel open, _) in _tunnels)
        {
            if (!verdicts.TryGetValue(open.Host, out RuleVerdict verdict))
            {
                verdict = rules.Decide(open.Host);
                verdicts.Add(open.Host, verdict);
            }

            if (verdict is { Effect: RuleEffect.Block, Rule: { } rule })
            {
                open.Forbid(rule);
            }
        }
    }
}
