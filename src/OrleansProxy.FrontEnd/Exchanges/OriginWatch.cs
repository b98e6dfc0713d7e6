using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Transports;

namespace OrleansProxy.FrontEnd.Exchanges;

/// <summary>
/// The origin connection that an exchange uses now, so that others can end it: because the proxy stops, or because the client left,
/// whom an origin that is silent would otherwise outlast. Thread-safe.
/// </summary>
internal sealed class OriginWatch
{
    /// <summary>A client that only ended its side may still read: the origin gets this long for its answer.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Connection _client;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();

    // Guarded by _lock.
    private Connection? _origin;
    private bool _isTunnel;
    private long _endedAt;

    private volatile bool _clientLeft;

    public OriginWatch(Connection client, TimeProvider time)
    {
        _client = client;
        _time = time;
    }

    /// <summary>Whether the origin connection was ended because the client left.</summary>
    public bool ClientLeft => _clientLeft;

    /// <summary>Takes note of the connection that is used from now on.</summary>
    /// <param name="origin">The connection; ended at once if the client's is over.</param>
    /// <param name="isTunnel">Whether it is a tunnel's, which looks after both ends itself.</param>
    public void Attach(Connection origin, bool isTunnel)
    {
        lock (_lock)
        {
            _origin = origin;
            _isTunnel = isTunnel;
            _endedAt = 0;
            _clientLeft = false;
        }

        if (_client.IsDisposed)
        {
            origin.Abort();
        }
    }

    /// <summary>The connection is not the exchange's any more.</summary>
    public void Detach()
    {
        lock (_lock)
        {
            _origin = null;
        }
    }

    /// <summary>Ends the connection, if there is one.</summary>
    public void Abort()
    {
        lock (_lock)
        {
            _origin?.Abort();
        }
    }

    /// <summary>Ends the connection if the client has left; called a few times a second.</summary>
    public void Look()
    {
        lock (_lock)
        {
            if (_origin is { } origin && !_isTunnel && !_clientLeft && HasLeft())
            {
                _clientLeft = true;
                origin.Abort();
            }
        }
    }

    private bool HasLeft()
    {
        PeerState state = _client.Peek();
        if (state is not PeerState.Ended)
        {
            _endedAt = 0;
            return state is PeerState.Broken;
        }

        _endedAt = _endedAt == 0 ? _time.GetTimestamp() : _endedAt;
        return _time.GetElapsedTime(_endedAt) >= Grace;
    }
}
