using OrleansProxy.Policy.Rules;

namespace OrleansProxy.FrontEnd.Tunnels;

/// <summary>A tunnel that stands, and the host that rules are asked about. Thread-safe.</summary>
internal sealed class OpenTunnel
{
    private volatile Rule? _forbiddenBy;

    public OpenTunnel(Tunnel tunnel, string host)
    {
        Tunnel = tunnel;
        Host = host;
    }

    public Tunnel Tunnel { get; }

    /// <summary>Where it goes, in normal form.</summary>
    public string Host { get; }

    /// <summary>The rule that came into force and ended it, or null.</summary>
    public Rule? ForbiddenBy => _forbiddenBy;

    /// <summary>Ends it because of a rule.</summary>
    public void Forbid(Rule rule)
    {
        // Noted first: whoever sees it end looks here for the cause.
        _forbiddenBy = rule;
        Tunnel.Abort();
    }
}
