using OrleansProxy.Caching.Port;
using OrleansProxy.Policy.Clients;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Policy.Destinations;
using OrleansProxy.Policy.Limits;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Traffic.Counters;
using OrleansProxy.Traffic.Live;
using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.FrontEnd;

/// <summary>What the front end asks and tells, each a port with a local and, where it makes sense, a grain implementation.</summary>
/// <param name="Clients">Who may use the proxy.</param>
/// <param name="Limits">How often.</param>
/// <param name="Rules">Which hosts are blocked.</param>
/// <param name="Destinations">Which ports and addresses may be reached.</param>
/// <param name="Cache">The cache, or null when it is switched off.</param>
/// <param name="Traffic">Where finished requests are handed to.</param>
/// <param name="Counters">What is open now, and the totals for the stats page.</param>
/// <param name="Live">The newest records, for the stats page.</param>
public sealed record ProxyPorts(
    IClientPolicy Clients,
    IRateLimits Limits,
    IRuleBook Rules,
    IDestinationPolicy Destinations,
    IResponseCache? Cache,
    ITrafficSink Traffic,
    ProxyCounters Counters,
    ILiveTraffic Live)
{
    /// <summary>Who asks by name and password; null where nobody is ever asked.</summary>
    public IProxyCredentials? Credentials { get; init; }
}
