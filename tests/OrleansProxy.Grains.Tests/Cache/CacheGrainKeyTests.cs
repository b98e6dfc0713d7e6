using OrleansProxy.Caching.Port;
using OrleansProxy.Grains.Cache;

namespace OrleansProxy.Grains.Tests.Cache;

public sealed class CacheGrainKeyTests
{
    [Theory]
    [InlineData("example.com", 80, "/a?b=c", "http://example.com:80/a?b=c")]
    [InlineData("2001:db8::1", 8080, "/", "http://[2001:db8::1]:8080/")]
    public void A_short_URL_names_its_grain(string host, int port, string path, string expected) =>
        Assert.Equal(expected, CacheGrainKey.Of(new CacheKey(host, port, path)));

    [Fact]
    public void Long_URLs_have_short_keys_that_differ()
    {
        string path = "/" + new string('x', 30_000);
        string one = CacheGrainKey.Of(new CacheKey("example.com", 80, path));
        string other = CacheGrainKey.Of(new CacheKey("example.com", 80, path + "y"));
        Assert.True(one.Length < 100);
        Assert.NotEqual(one, other);
        Assert.Equal(one, CacheGrainKey.Of(new CacheKey("example.com", 80, path)));
    }
}
