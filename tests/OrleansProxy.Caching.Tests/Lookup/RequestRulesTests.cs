using OrleansProxy.Caching.Directives;
using OrleansProxy.Caching.Lookup;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Caching.Tests.Lookup;

public sealed class RequestRulesTests
{
    [Theory]
    [InlineData("GET", null)]
    [InlineData("HEAD", null)]
    [InlineData("get", "method")]
    [InlineData("POST", "method")]
    [InlineData("PUT", "method")]
    [InlineData("DELETE", "method")]
    [InlineData("OPTIONS", "method")]
    [InlineData("TRACE", "method")]
    public void Only_get_and_head_are_looked_up(string method, string? reason) =>
        Assert.Equal(reason, Reason(Messages.Request(method)));

    [Theory]
    [InlineData("bypass", "Authorization: Basic YTpi")]
    [InlineData("bypass", "Range: bytes=0-1")]
    [InlineData("bypass", "If-Range: \"a\"")]
    [InlineData("bypass", "If-Match: \"a\"")]
    [InlineData("bypass", "If-Unmodified-Since: Sun, 01 Mar 2026 10:00:00 GMT")]
    [InlineData("bypass", "Expect: 100-continue")]
    [InlineData("bypass", "Content-Length: 1")]
    [InlineData("bypass", "Transfer-Encoding: chunked")]
    [InlineData("request", "Cache-Control: no-store")]
    [InlineData("request", "Cache-Control: max-age=9, NO-STORE")]
    [InlineData(null, "Content-Length: 0")]
    [InlineData(null, "If-None-Match: \"a\"")]
    [InlineData(null, "If-Modified-Since: Sun, 01 Mar 2026 10:00:00 GMT")]
    [InlineData(null, "Cookie: a=b")]
    [InlineData(null, "Cache-Control: no-cache")]
    [InlineData(null, "Pragma: no-cache")]
    public void What_the_cache_cannot_answer_goes_past_it(string? reason, string field) =>
        Assert.Equal(reason, Reason(Messages.Get(field)));

    private static string? Reason(RequestHead request) => RequestRules.BypassReason(request, CacheControl.Of(request.Fields));
}
