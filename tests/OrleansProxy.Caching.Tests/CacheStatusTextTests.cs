namespace OrleansProxy.Caching.Tests;

public sealed class CacheStatusTextTests
{
    [Fact]
    public void A_hit_names_the_whole_seconds_left() =>
        Assert.Equal("proxy; hit; ttl=59", CacheStatusText.Hit("proxy", TimeSpan.FromSeconds(59.9)));

    [Theory]
    [InlineData("uri-miss", null, true, "proxy; fwd=uri-miss; stored")]
    [InlineData("stale", 304, false, "proxy; fwd=stale; fwd-status=304")]
    [InlineData("method", null, false, "proxy; fwd=method")]
    public void What_was_forwarded_names_why(string reason, int? status, bool stored, string expected) =>
        Assert.Equal(expected, CacheStatusText.Forwarded("proxy", reason, status, stored));
}
