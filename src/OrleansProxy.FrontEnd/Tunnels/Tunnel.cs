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
    private readonly ProxyOptions _options;
    private readonly TimeProvider _time;
    private long _lastActive;
    private int _failed;

    public Tunnel(Connection client, Connection origin, ProxyOptions options, TimeProvider time)
    {
        _client = client;
        _origin = origin;
        _options = options;
        _time = time;
        _lastActive = time.GetTimestamp();
    }

    /// <summary>Octets carried from the client to the origin.</summary>
    public long FromClient { get; private set; }

    /// <summary>Octets carried from the origin to the client.</summary>
    public long FromOrigin { get; private set; }

    /// <summary>When the origin's first octets came, as a timestamp of the clock; 0 before.</summary>
    public long FirstByteAt { get; private set; }

    /// <summary>The peer's fault that ended it; null when both sides ended in order.</summary>
    public PeerException? Fault { get; private set; }

    /// <summary>How long nothing has moved. Safe from any thread.</summary>
    public TimeSpan IdleFor => _time.GetElapsedTime(Volatile.Read(ref _lastActive));

    /// <summary>Carries until the tunnel is over; faults of a peer end it and are not thrown.</summary>
    public async Task RunAsync()
    {
        Task up = CarryAsync(_client, _origin, count => FromClient += count);
        Task down = CarryAsync(_origin, _client, CountFromOrigin);
        await Task.WhenAll(up, down).ConfigureAwait(false);
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

    private async Task CarryAsync(Connection from, Connection to, Action<int> count)
    {
        bool ended = false;
        try
        {
            await SendLeftoverAsync(from, to, count).ConfigureAwait(false);
            while (true)
            {
                await from.WaitAsync(_options.TunnelIdleTimeout).ConfigureAwait(false);
                int received = await from.ReceiveAsync(_options.TunnelIdleTimeout, _options.BufferSize).ConfigureAwait(false);
                if (received == 0)
                {
                    to.EndSending();
                    ended = true;
                    return;
                }

                await SendLeftoverAsync(from, to, count).ConfigureAwait(false);
            }
        }
        catch (PeerException exception)
        {
            // The one that came first is the cause; the other half fails because of it.
            Fault ??= _failed == 0 ? exception : null;
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

    private async ValueTask SendLeftoverAsync(Connection from, Connection to, Action<int> count)
    {
        int length = from.Buffer.Length;
        if (length == 0)
        {
            return;
        }

        Touch();
        await to.SendAsync(from.Buffer.Unread, _options.TunnelIdleTimeout).ConfigureAwait(false);
        Touch();
        from.Buffer.Consume(length);
        count(length);
    }

    /// <summary>Notes that something moved; silence of one half is no reason to end while the other half moves.</summary>
    private void Touch()
    {
        Volatile.Write(ref _lastActive, _time.GetTimestamp());
        _client.Reading.Extend(_options.TunnelIdleTimeout);
        _origin.Reading.Extend(_options.TunnelIdleTimeout);
    }

    private void CountFromOrigin(int count)
    {
        if (FirstByteAt == 0)
        {
            FirstByteAt = _time.GetTimestamp();
        }

        FromOrigin += count;
    }
}
