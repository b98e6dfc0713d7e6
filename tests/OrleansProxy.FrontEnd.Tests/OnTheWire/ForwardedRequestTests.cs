using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.OnTheWire;

/// <summary>What is taken, and the exact octets that the origin then sees. "{o}" is the origin.</summary>
public sealed class ForwardedRequestTests
{
    private const string Get = "GET http://{o}/ HTTP/1.1\r\n";
    private const string Post = "POST http://{o}/ HTTP/1.1\r\nHost: {o}\r\n";
    private const string PostSeen = "POST / HTTP/1.1\r\nHost: {o}\r\nVia: 1.1 orleansproxy\r\n";
    private const string Seen = "GET / HTTP/1.1\r\nHost: {o}\r\nVia: 1.1 orleansproxy\r\n\r\n";

    public static TheoryData<string, string, string> Targets => new()
    {
        { "an empty line before", "\r\n" + Get + "Host: {o}\r\n\r\n", Seen },
        { "another host in Host", Get + "Host: elsewhere.test:81\r\n\r\n", Seen },
        { "Host last, in another case", Get + "A: b\r\nhOST:\t{o} \r\n\r\n", "GET / HTTP/1.1\r\nHost: {o}\r\nA: b\r\nVia: 1.1 orleansproxy\r\n\r\n" },
        { "Host named by Connection", Get + "Host: {o}\r\nConnection: Host\r\n\r\n", Seen },
        { "HTTP/1.0 without Host", "GET http://{o}/ HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nHost: {o}\r\nVia: 1.0 orleansproxy\r\n\r\n" },
        { "scheme in capitals", "GET HTTP://{o}/ HTTP/1.1\r\nHost: {o}\r\n\r\n", Seen },
        { "no path", "GET http://{o} HTTP/1.1\r\nHost: {o}\r\n\r\n", Seen },
        { "query without a path", "GET http://{o}?a=/b HTTP/1.1\r\nHost: {o}\r\n\r\n", "GET /?a=/b HTTP/1.1\r\nHost: {o}\r\nVia: 1.1 orleansproxy\r\n\r\n" },
        { "path as it stands", "GET http://{o}//a/../%2e%2E/;b?c?d=%00\"<>\\^`{|} HTTP/1.1\r\nHost: {o}\r\n\r\n", "GET //a/../%2e%2E/;b?c?d=%00\"<>\\^`{|} HTTP/1.1\r\nHost: {o}\r\nVia: 1.1 orleansproxy\r\n\r\n" },
        { "URL in the path", "GET http://{o}/http://user@elsewhere:1/ HTTP/1.1\r\nHost: {o}\r\n\r\n", "GET /http://user@elsewhere:1/ HTTP/1.1\r\nHost: {o}\r\nVia: 1.1 orleansproxy\r\n\r\n" },
        { "percent-encoded host", "GET http://%3127.0%2E0.1:{p}/ HTTP/1.1\r\nHost: %61\r\n\r\n", Seen },
        { "trailing dot", "GET http://127.0.0.1.:{p}/ HTTP/1.1\r\nHost: {o}\r\n\r\n", Seen },
        { "IPv4 in IPv6", "GET http://[::FFFF:7f00:1]:{p}/ HTTP/1.1\r\nHost: {o}\r\n\r\n", Seen },
        { "empty port in Host", Get + "Host: a:\r\n\r\n", Seen },
        { "OPTIONS for the whole origin", "OPTIONS http://{o} HTTP/1.1\r\nHost: {o}\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: {o}\r\nVia: 1.1 orleansproxy\r\n\r\n" },
        { "a method of one's own", "br-EW http://{o}/ HTTP/1.1\r\nHost: {o}\r\n\r\n", "br-EW / HTTP/1.1\r\nHost: {o}\r\nVia: 1.1 orleansproxy\r\n\r\n" },
    };

    public static TheoryData<string, string, string> Fields => new()
    {
        { "order, case and repeats", "b: 1\r\nA: 2\r\nB: 3\r\na: 2\r\n", "b: 1\r\nA: 2\r\nB: 3\r\na: 2\r\n" },
        { "cookies stay apart", "Cookie: a=1\r\nCookie: b=2\r\ncookie: a=1\r\n", "Cookie: a=1\r\nCookie: b=2\r\ncookie: a=1\r\n" },
        { "blanks around a value", "A:b\r\nB: \t c d\t \r\nC:\r\n", "A: b\r\nB: c d\r\nC: \r\n" },
        { "raw octets in a value", "A: \u0080\u00e4\u00ff\tb\r\n", "A: \u0080\u00e4\u00ff\tb\r\n" },
        { "every name octet", "!#$%&'*+-.^_`|~09Az: b\r\n", "!#$%&'*+-.^_`|~09Az: b\r\n" },
        { "hop-by-hop fields", "Keep-Alive: 5\r\nProxy-Connection: x\r\nTE: trailers\r\nTrailer: x\r\nUpgrade: foo\r\nA: b\r\n", "A: b\r\n" },
        { "proxy credentials", "Proxy-Authorization: Basic eDp5\r\nAuthorization: c\r\n", "Authorization: c\r\n" },
        { "fields named by Connection", "Connection: x-a, ,X-B\r\nX-A: 1\r\nx-b: 2\r\nx-b: 3\r\nX-C: 4\r\n", "X-C: 4\r\n" },
        { "fields named by a later Connection", "X-A: 1\r\nX-B: 2\r\nconnection: X-A\r\nConnection: X-B\r\n", "" },
        { "fields named by Proxy-Connection", "Proxy-Connection: X-A\r\nX-A: 1\r\nX-B: 2\r\n", "X-B: 2\r\n" },
        { "h2c", "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nConnection: Upgrade, HTTP2-Settings\r\n", "" },
        { "h2c settings alone", "HTTP2-Settings: AAMAAABkAAQAAP__\r\n", "" },
        { "Via of others", "Via: 1.0 fred, 1.1 p (orleansproxy)\r\n", "Via: 1.0 fred, 1.1 p (orleansproxy)\r\n" },
        { "look-alikes of framing", "Content_Length: 5\r\nContent-Lengths: 5\r\nTransfer_Encoding: chunked\r\nX-Transfer-Encoding: chunked\r\n", "Content_Length: 5\r\nContent-Lengths: 5\r\nTransfer_Encoding: chunked\r\nX-Transfer-Encoding: chunked\r\n" },
    };

    public static TheoryData<string, string, string> Bodies => new()
    {
        { "length", "Content-Length: 5\r\n\r\nhello", "Content-Length: 5\r\n\r\nhello" },
        { "length of nothing", "Content-Length: 0\r\n\r\n", "Content-Length: 0\r\n\r\n" },
        { "blanks around a length", "content-length:\t 5 \r\n\r\nhello", "Content-Length: 5\r\n\r\nhello" },
        { "zeros before a length", "Content-Length: 000000000000000005\r\n\r\nhello", "Content-Length: 5\r\n\r\nhello" },
        { "length named by Connection", "Connection: Content-Length\r\nContent-Length: 5\r\n\r\nhello", "Content-Length: 5\r\n\r\nhello" },
        { "chunks", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n" },
        { "coding in another case", "TRANSFER-encoding:\tChunKed \r\n\r\n5\r\nhello\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n" },
        { "coding named by Connection", "Connection: Transfer-Encoding\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n" },
        { "no chunks", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { "size of fifteen digits", "Transfer-Encoding: chunked\r\n\r\n00000000000000A\r\n0123456789\r\n000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\na\r\n0123456789\r\n0\r\n\r\n" },
        { "extensions", "Transfer-Encoding: chunked\r\n\r\n5;a;b=\"c d\"; \t\u00e9\r\nhello\r\n0;x\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n" },
        { "trailers", "Transfer-Encoding: chunked\r\nTrailer: A\r\n\r\n5\r\nhello\r\n0\r\nA: b\r\nX:\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n" },
        { "trailers that are framing", "Transfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\nHost: a\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { "a request as data", "Content-Length: 19\r\n\r\nGET / HTTP/1.1\r\n\r\n\0", "Content-Length: 19\r\n\r\nGET / HTTP/1.1\r\n\r\n\0" },
        { "a last chunk as data", "Transfer-Encoding: chunked\r\n\r\n5\r\n0\r\n\r\n\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n5\r\n0\r\n\r\n\r\n0\r\n\r\n" },
        { "no length at all", "\r\n", "\r\n" },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public Task A_target_is_sent_in_origin_form_with_its_own_host(string name, string request, string seen) =>
        AssertSeenAsync(name, request, seen);

    [Theory]
    [MemberData(nameof(Fields))]
    public Task End_to_end_fields_go_on_as_they_stand_and_no_others(string name, string lines, string seen) =>
        AssertSeenAsync(name, $"{Get}Host: {{o}}\r\n{lines}\r\n", $"GET / HTTP/1.1\r\nHost: {{o}}\r\n{seen}Via: 1.1 orleansproxy\r\n\r\n");

    [Theory]
    [MemberData(nameof(Bodies))]
    public Task A_body_is_framed_our_way(string name, string rest, string seen) => AssertSeenAsync(name, Post + rest, PostSeen + seen);

    [Theory]
    [InlineData("GET", "TE.0", false)]
    [InlineData("OPTIONS", "TE.0", true)]
    [InlineData("HEAD", "TE.0", false)]
    [InlineData("DELETE", "TE.0", false)]
    [InlineData("TRACE", "TE.0", true)]
    public Task A_body_of_a_method_that_needs_none_is_a_body_all_the_same(string method, string name, bool isReused) => AssertSeenAsync(
        name,
        $"{method} http://{{o}}/ HTTP/1.1\r\nHost: {{o}}\r\nTransfer-Encoding: chunked\r\n\r\n13\r\nGET /a HTTP/1.1\r\n\r\n\r\n0\r\n\r\n",
        $"{method} / HTTP/1.1\r\nHost: {{o}}\r\nVia: 1.1 orleansproxy\r\nTransfer-Encoding: chunked\r\n\r\n13\r\nGET /a HTTP/1.1\r\n\r\n\r\n0\r\n\r\n",
        isReused);

    [Theory]
    [InlineData("example.com", "http://%65xam%70le.com/")]
    [InlineData("example.com", "http://EXAMPLE%2Ecom.:8080/")]
    [InlineData("b\u00fccher.de", "http://b%C3%BCcher.de/")]
    [InlineData("b\u00fccher.de", "http://B%C3%9CCHER%E3%80%82de/")]
    [InlineData("b\u00fccher.de", "http://xn--bcher-kva.de/")]
    [InlineData("192.0.2.1", "http://192.0.2.%31/")]
    [InlineData("192.0.2.1", "http://[::ffff:192.0.2.1]/")]
    public async Task A_rule_meets_its_host_however_that_is_written(string rule, string target)
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Blacklist.Rules = [rule]);
        string told = await proxy.AskOnceAsync($"GET {target} HTTP/1.1\r\nHost: elsewhere.test\r\nConnection: close\r\n\r\n");
        RefusedRequest.AssertIsOneAnswer(403, told);
        Assert.Equal(TrafficResult.Blocked, (await proxy.Traffic.NextAsync()).Result);
    }

    /// <summary>Asserts what the origin sees of the request, whole and octet by octet, and that what follows is the next request.</summary>
    private static async Task AssertSeenAsync(string name, string request, string seen, bool isReused = true)
    {
        Assert.NotEmpty(name);
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        string Filled(string text) => text
            .Replace("{o}", origin.Authority, StringComparison.Ordinal).Replace("{p}", $"{origin.Port}", StringComparison.Ordinal);
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync(Filled(request) + Filled("GET http://{o}/next HTTP/1.0\r\n\r\n"));
        using Wire atOrigin = await origin.AcceptAsync();
        string expected = Filled(seen);
        Assert.Equal(expected, await atOrigin.ReadAsync(expected.Length));
        await atOrigin.SendAsync("HTTP/1.1 204 No Content\r\n\r\n");
        using Wire? other = isReused ? null : await origin.AcceptAsync();
        if (!request.Contains(" HTTP/1.0\r\n", StringComparison.Ordinal))
        {
            Wire next = other ?? atOrigin;
            Assert.StartsWith("GET /next HTTP/1.1\r\n", await next.ReadHeadAsync(), StringComparison.Ordinal);
        }

        Assert.False(origin.HasCaller);
    }
}
