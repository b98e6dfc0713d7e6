using System.Collections.Concurrent;

namespace OrleansProxy.FrontEnd.Tunnels;

/// <summary>The tunnels that stand, so that a stop can end them. Thread-safe; as many as there are connections.</summary>
internal sealed class OpenTunnels
{
    private readonly ConcurrentDictionary<Tunnel, byte> _tunnels = new();

    public void Add(Tunnel tunnel) => _tunnels.TryAdd(tunnel, 0);

    public void Remove(Tunnel tunnel) => _tunnels.TryRemove(tunnel, out _);

    /// <summary>Ends those through which nothing has moved for this long.</summary>
    public void EndIdle(TimeSpan idleFor)
    {
        foreach (Tunnel tunnel in _tunnels.Keys)
        {
            if (tunnel.IdleFor >= idleFor)
            {
                tunnel.Abort();
            }
        }
    }
}
