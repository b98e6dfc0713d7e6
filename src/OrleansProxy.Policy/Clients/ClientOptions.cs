namespace OrleansProxy.Policy.Clients;

/// <summary>Who may use the proxy and see all of the stats page; bound from Proxy:AllowClients and Stats:AllowClients.</summary>
public sealed class ClientOptions
{
    /// <summary>Clients that may use the proxy: addresses or CIDR ranges. Default loopback.</summary>
    public IReadOnlyList<string> AllowClients { get; set; } = ["127.0.0.0/8", "::1"];

    /// <summary>Clients that see everybody's recent requests on the stats page. Default loopback.</summary>
    public IReadOnlyList<string> StatsAllowClients { get; set; } = ["127.0.0.0/8", "::1"];
}
