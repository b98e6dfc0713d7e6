using OrleansProxy.Traffic.AccessLog;
using OrleansProxy.Traffic.Tests.Records;

namespace OrleansProxy.Traffic.Tests.AccessLog;

public sealed class LogTargetTests
{
    [Theory]
    [InlineData("http", "example.com", 80, "/a?b=c", "http://example.com/a?b=c")]
    [InlineData("http", "example.com", 8000, "/", "http://example.com:8000/")]
    [InlineData("http", "2001:db8::1", 80, "/", "http://[2001:db8::1]/")]
    [InlineData("connect", "example.com", 443, "", "example.com:443")]
    [InlineData("connect", "2001:db8::1", 443, "", "[2001:db8::1]:443")]
    [InlineData("", "", 0, "", "-")]
    public void A_target_is_named_as_it_was_asked_for(string scheme, string host, int port, string path, string expected) =>
        Assert.Equal(expected, new LogTarget().Of(
            SampleRecord.Forwarded with { Scheme = scheme, Host = host, Port = port, PathAndQuery = path }).ToString());
}
