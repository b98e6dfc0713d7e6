using System.Net;
using OrleansProxy.Policy.Clients;
using OrleansProxy.Policy.Limits;

namespace OrleansProxy.Grains.Limits;

/// <summary>The settings of <see cref="GrainRateLimits"/>, parsed. Immutable.</summary>
internal sealed record ClusterLimit(bool Enabled, int Count, TimeSpan Period, AddressRangeSet Exempt)
{
    /// <summary>Parses the settings.</summary>
    /// <exception cref="FormatException">An exempt entry is no address or range.</exception>
    public static ClusterLimit From(RateLimitOptions options) =>
        new(options.Enabled, options.Count, options.Period, AddressRangeSet.Parse(options.Exempt));

    /// <summary>Whether a client is limited at all.</summary>
    public bool Limits(IPAddress client) => Enabled && !Exempt.Contains(client);
}
