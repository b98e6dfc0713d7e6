using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Limits;

/// <summary>The settings of <see cref="LocalRateLimits"/>, parsed. Immutable.</summary>
internal sealed record LimitTerms(bool Enabled, WindowLimit Limit, int MaxClients, AddressRangeSet Exempt)
{
    /// <summary>Parses the settings.</summary>
    public static LimitTerms From(RateLimitOptions options, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxClients, 1, nameof(options));
        return new(
            options.Enabled,
            new WindowLimit(options.Count, options.Period, time),
            options.MaxClients,
            AddressRangeSet.Parse(options.Exempt));
    }
}
