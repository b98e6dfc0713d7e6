using OrleansProxy.Caching.Directives;
using OrleansProxy.Caching.Storing;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Caching.Tests.Storing;

public sealed class StoringRulesTests
{
    private const string Dated = "Last-Modified: Sun, 01 Mar 2026 10:00:00 GMT";

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true, "200 OK", "Cache-Control: max-age=60")]
    [InlineData(true, "200 OK", "Cache-Control: no-cache")]
    [InlineData(true, "200 OK", "Cache-Control: must-revalidate, public")]
    [InlineData(false, "200 OK", "Cache-Control: no-store")]
    [InlineData(false, "200 OK", "Cache-Control: max-age=60, No-Store")]
    [InlineData(false, "200 OK", "Cache-Control: no-store=\"x-a\"")]
    [InlineData(false, "200 OK", "Cache-Control: private")]
    [InlineData(false, "200 OK", "Cache-Control: private=\"x-a\", max-age=60")]
    [InlineData(false, "200 OK", "Cache-Control: max-age=60\r\nCache-Control: private")]
    [InlineData(false, "200 OK", "Set-Cookie: a=b")]
    [InlineData(false, "200 OK", "Vary: Accept-Encoding")]
    [InlineData(false, "200 OK", "Vary: *")]
    [InlineData(false, "200 OK", "Content-Range: bytes 0-1/2")]
    [InlineData(false, "206 Partial Content", "Content-Range: bytes 0-1/2")]
    [InlineData(false, "203 Non-Authoritative", "Cache-Control: max-age=60")]
    [InlineData(false, "301 Moved", "Cache-Control: max-age=60")]
    [InlineData(false, "404 Not Found", "Cache-Control: max-age=60")]
    public void Only_a_200_that_may_be_shared_is_stored(bool expected, string status, string field)
    {
        ResponseHead head = Messages.Response(status, field);

        Assert.Equal(expected, StoringRules.Allow(head, CacheControl.Of(head.Fields)));
    }

    [Theory]
    [InlineData(true, "GET", "X: y")]
    [InlineData(true, "GET", "If-None-Match: \"a\"")]
    [InlineData(true, "GET", "Cache-Control: no-cache")]
    [InlineData(false, "HEAD", "X: y")]
    [InlineData(false, "POST", "X: y")]
    [InlineData(false, "GET", "Authorization: Basic YTpi")]
    [InlineData(false, "GET", "Cache-Control: no-store")]
    [InlineData(false, "GET", "Range: bytes=0-1")]
    [InlineData(false, "GET", "Content-Length: 3")]
    public void Only_the_answer_to_a_plain_get_is_stored(bool expected, string method, string field) =>
        Assert.Equal(expected, StoringRules.Allow(Messages.Request(method, field)));

    [Theory]
    [InlineData(true, true, "X: y", "Cache-Control: max-age=60")]
    [InlineData(false, false, "X: y", "Cache-Control: max-age=0")]
    [InlineData(true, false, "X: y", "Cache-Control: max-age=0\r\nETag: \"a\"")]
    [InlineData(true, false, "X: y", "ETag: \"a\"")]
    [InlineData(true, false, "X: y", Dated)]
    [InlineData(false, false, "X: y", "X: y")]
    [InlineData(false, false, "X: y", "ETag: unquoted")]
    [InlineData(true, true, "Cookie: a=b", "Cache-Control: max-age=60")]
    [InlineData(true, false, "Cookie: a=b", "ETag: \"a\"")]
    [InlineData(false, false, "Cookie: a=b", Dated)]
    [InlineData(true, false, "Cookie: a=b", Dated + "\r\nCache-Control: public")]
    [InlineData(false, false, "Cookie: a=b", Dated + "\r\nExpires: 0")]
    [InlineData(false, false, "Cookie: a=b", Dated + "\r\nCache-Control: max-age=0")]
    public void What_could_never_be_served_or_only_by_mistake_is_not_kept(
        bool expected, bool isFresh, string requestField, string responseFields)
    {
        var response = Messages.Ok(responseFields).Fields;

        Assert.Equal(
            expected,
            StoringRules.IsWorthKeeping(
                Messages.Get(requestField).Fields, response, CacheControl.Of(response), isFresh, Now));
    }
}
