using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Tests.Records;

public sealed class TrafficRecordTests
{
    [Theory]
    [InlineData(TrafficResult.Hit, "p; hit; ttl=5", true)]
    [InlineData(TrafficResult.Validated, "p; fwd=stale; fwd-status=304; stored", true)]
    [InlineData(TrafficResult.Forwarded, "p; fwd=uri-miss; stored", true)]
    [InlineData(TrafficResult.Forwarded, "p; fwd=stale", true)]
    [InlineData(TrafficResult.Forwarded, "p; fwd=method", false)]
    [InlineData(TrafficResult.Forwarded, "p; fwd=bypass", false)]
    [InlineData(TrafficResult.Forwarded, "p; fwd=request", false)]
    [InlineData(TrafficResult.Forwarded, null, false)]
    public void A_request_that_the_cache_is_passed_by_for_is_neither_hit_nor_miss(TrafficResult result, string? status, bool asked) =>
        Assert.Equal(asked, (SampleRecord.Forwarded with { Result = result, CacheStatus = status }).CacheAsked);
}
