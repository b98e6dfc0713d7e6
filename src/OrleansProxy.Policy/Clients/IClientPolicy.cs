using System.Net;

namespace OrleansProxy.Policy.Clients;

/// <summary>Who may use the proxy. Thread-safe; one volatile snapshot inside.</summary>
public interface IClientPolicy
{
    /// <summary>Whether this peer may use the proxy (Proxy:AllowClients).</summary>
    bool MayUse(IPAddress client);

    /// <summary>Whether this peer sees everybody's rows on the stats page (Stats:AllowClients).</summary>
    bool MaySeeAll(IPAddress client);
}
