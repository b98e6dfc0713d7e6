using OrleansProxy.Policy.Limits;
using OrleansProxy.Policy.Tests.Contracts;

namespace OrleansProxy.Policy.Tests.Limits;

public sealed class LocalRateLimitsContractTests : RateLimitsContract
{
    protected override ValueTask<IRateLimits> CreateAsync(RateLimitOptions options, TimeProvider time) =>
        new(new LocalRateLimits(options, time));
}
