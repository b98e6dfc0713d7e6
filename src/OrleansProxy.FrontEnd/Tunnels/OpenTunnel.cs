using OrleansProxy.FrontEnd.Exchanges;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.FrontEnd.Tunnels;

/// <summary>A tunnel that stands, the host that rules are asked about, and what of it has been told. Thread-safe.</summary>
internal sealed class OpenTunnel
{
    private readonly TrafficDraft _draft;
    private readonly Lock _telling = new();
    private long _told; // guarded by _telling
    private bool _hasEnded; // guarded by _telling
    private volatile Rule? _forbiddenBy;

    /// <summary>Takes a tunnel whose draft nobody changes until <see cref="End"/>.</summary>
    public OpenTunnel(Tunnel tunnel, TrafficDraft draft)
    {
        Tunnel = tunnel;
        _draft = draft;
    }

    public Tunnel Tunnel { get; }

    /// <summary>Where it goes, in normal form.</summary>
    public string Host => _draft.Host;

    /// <summary>The rule that came into force and ended it, or null.</summary>
    public Rule? ForbiddenBy => _forbiddenBy;

    /// <summary>Ends it because of a rule.</summary>
    public void Forbid(Rule rule)
    {
        // Noted first: whoever sees it end looks here for the cause.
        _forbiddenBy = rule;
        Tunnel.Abort();
    }

    /// <summary>Tells the sink what it has carried so far, if that is more than was told before.</summary>
    public void TellGrowth(ITrafficSink sink)
    {
        long fromClient = Tunnel.FromClient, fromOrigin = Tunnel.FromOrigin;
        lock (_telling)
        {
            if (!_hasEnded && fromClient + fromOrigin > _told)
            {
                _told = fromClient + fromOrigin;
                sink.Record(_draft.ToGrowth(Tunnel, fromClient, fromOrigin));
            }
        }
    }

    /// <summary>Has nothing told of it any more, so that the record of its end is its last.</summary>
    public void End()
    {
        lock (_telling)
        {
            _hasEnded = true;
        }
    }
}
