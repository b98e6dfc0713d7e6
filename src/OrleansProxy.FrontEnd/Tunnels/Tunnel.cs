using OrleansProxy.FrontEnd.Connections;

namespace OrleansProxy.FrontEnd.Tunnels;

/// <summary>
/// Carries octets both ways between a client and an origin until both have ended, one has failed, or nothing has moved for too
/// long. The end of one side is passed on to the other (half-close); a failure of one half ends the other. It owns neither
/// connection.
/// </summary>
internal sealed class Tunnel
{
    private readonly Connection _client;
    private readonly Connection _origin;
    private readonly TunnelDirection _up, _down;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private long _lastActive;
    private int _failed;

    public Tunnel(Connection client, Connection origin, ProxyOptions options, TimeProvider time)
    {
        _client = client;
        _origin = origin;
        _timeout = options.TunnelIdleTimeout;
        _time = time;
        _lastActive = time.GetTimestamp();
        _up = new TunnelDirection(client, origin, this, options);
        _down = new TunnelDirection(origin, client, this, options);
    }

    /// <summary>Octets carried from the client to the origin.</summary>
    public long FromClient => _up.Carried;

    /// <summary>Octets carried from the origin to the client.</summary>
    public long FromOrigin => _down.Carried;

    /// <summary>When the origin's first octets came, as a timestamp of the clock; 0 before.</summary>
    public long FirstByteAt => _down.FirstAt;

    /// <summary>The peer's fault that ended it; null when both sides ended in order.</summary>
    public PeerException? Fault { get; private set; }

    /// <summary>How long nothing has moved. Safe from any thread.</summary>
    public TimeSpan IdleFor => _time.GetElapsedTime(Volatile.Read(ref _lastActive));

    /// <summary>Carries until the tunnel is over; faults of a peer end it and are not thrown.</summary>
    public async Task RunAsync()
    {
        Task up = RunAsync(_up, _client);
        Task down = RunAsync(_down, _origin);
        await up.ConfigureAwait(false);
        await down.ConfigureAwait(false);
    }

    /// <summary>Ends the tunnel at once. Safe from any thread.</summary>
    public void Abort()
    {
        if (Interlocked.Exchange(ref _failed, 1) == 0)
        {
            _client.Abort();
            _origin.Abort();
        }
    }

    /// <summary>Notes that something moved; silence of one half is no reason to end while the other half moves.</summary>
    /// <returns>The time now.</returns>
    public long Touch()
    {
        long now = _time.GetTimestamp();
        Volatile.Write(ref _lastActive, now);
        _client.Reading.Extend(_timeout);
        _origin.Reading.Extend(_timeout);
        return now;
    }

    private async Task RunAsync(TunnelDirection direction, Connection from)
    {
        bool ended = false;
        try
        {
            Connection? failed = await direction.RunAsync().ConfigureAwait(false);
            ended = failed is null;

            // The one that came first is the cause; the other half fails because of it.
            Fault ??= _failed == 0 ? failed?.Fault() : null;
        }
        finally
        {
            if (!ended)
            {
                // Whichever side failed, and whatever way, the other half must not wait for it.
                Abort();
            }

            from.Buffer.Release();
        }
    }
}
