using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Framing;
using OrleansProxy.Http.Heads;
using OrleansProxy.Http.Targets;

namespace OrleansProxy.Http.Tests.Forwarding;

public sealed class HeadWriterTests
{
    internal const string Pseudonym = "our-name";

    [Theory]
    [InlineData(
        "GET http://Example.COM/a?b HTTP/1.1\r\nHost: other.example\r\nb: 1\r\nA: 2\r\nB: 3\r\n\r\n",
        "GET /a?b HTTP/1.1\r\nHost: example.com\r\nb: 1\r\nA: 2\r\nB: 3\r\nVia: 1.1 our-name\r\n\r\n")]
    [InlineData(
        "GET http://example.com:8080 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: example.com:8080\r\nVia: 1.0 our-name\r\n\r\n")]
    [InlineData(
        "OPTIONS http://[::1]:81 HTTP/1.1\r\nA: b\r\nHost: [::1]\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: [::1]:81\r\nA: b\r\nVia: 1.1 our-name\r\n\r\n")]
    [InlineData(
        "POST http://a/ HTTP/1.1\r\nContent-Length: 0005\r\nHost: a\r\nVia: 1.0 p\r\nX:  y\t\r\nE:\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nVia: 1.0 p\r\nX: y\r\nE: \r\nVia: 1.1 our-name\r\nContent-Length: 5\r\n\r\n")]
    [InlineData(
        "POST http://a/ HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nVia: 1.1 our-name\r\nContent-Length: 0\r\n\r\n")]
    [InlineData(
        "POST http://a/ HTTP/1.1\r\nHost: a\r\ntransfer-encoding: CHUNKED\r\nTE: trailers\r\nTrailer: x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nVia: 1.1 our-name\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData(
        "POST http://a/ HTTP/1.1\r\nHost: a\r\nConnection: Content-Length, Host, X\r\nContent-Length: 3\r\nX: y\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nVia: 1.1 our-name\r\nContent-Length: 3\r\n\r\n")]
    [InlineData(
        "GET http://a/ HTTP/1.1\r\nHost: a\r\nProxy-Authorization: Basic c2VjcmV0\r\nAuthorization: b\r\nCookie: c\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nAuthorization: b\r\nCookie: c\r\nVia: 1.1 our-name\r\n\r\n")]
    [InlineData(
        "GET http://a/ HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nHTTP2-Settings: x\r\nConnection: Upgrade, HTTP2-Settings\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nVia: 1.1 our-name\r\n\r\n")]
    [InlineData(
        "BREW http://a/\"<>|{}? HTTP/1.1\r\nHost: a\r\nX: \u0080\u00ff\r\n\r\n",
        "BREW /\"<>|{}? HTTP/1.1\r\nHost: a\r\nX: \u0080\u00ff\r\nVia: 1.1 our-name\r\n\r\n")]
    public void A_request_is_forwarded_with_its_own_fields_and_our_framing(string sent, string expected) =>
        Assert.Equal(expected, Forwarded(sent));

    [Theory]
    [InlineData(
        "HTTP/1.1 200 Fine\r\nset-cookie: a\r\nDate: b\r\nSet-Cookie: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\n",
        "HTTP/1.1 200 Fine\r\nset-cookie: a\r\nDate: b\r\nSet-Cookie: a\r\nVia: 1.1 our-name\r\nContent-Length: 3\r\n\r\n")]
    [InlineData(
        "HTTP/1.0 404\r\nServer : x\r\nConnection: close, X\r\nX: y\r\nVia: 1.1 p\r\n\r\n",
        "HTTP/1.1 404 \r\nServer: x\r\nVia: 1.1 p\r\nVia: 1.0 our-name\r\n\r\n")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nTrailer: x\r\nKeep-Alive: y\r\nProxy-Authenticate: z\r\n\r\n",
        "HTTP/1.1 200 OK\r\nVia: 1.1 our-name\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData(
        "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\nContent-Length: 3\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\nVia: 1.1 our-name\r\n\r\n")]
    public void An_answer_is_forwarded_with_its_own_fields_and_our_framing(string sent, string expected) =>
        Assert.Equal(expected, ForwardedAnswer(sent));

    [Fact]
    public void One_field_of_an_answer_can_be_left_out() => Assert.Equal(
        "HTTP/1.1 200 OK\r\nAges: 2\r\nVia: 1.1 our-name\r\n\r\n",
        ForwardedAnswer("HTTP/1.1 200 OK\r\nAGE: 1\r\nAges: 2\r\nage: 3\r\n\r\n", except: "age"));

    /// <summary>The request as an origin gets it.</summary>
    internal static string Forwarded(string text)
    {
        RequestHead head = Wire.Request(text);
        HttpFault fault = TargetParser.Parse(head.Method, head.Target, out RequestTarget target);
        Assert.Equal(HttpFault.None, fault);
        Assert.Equal(HttpFault.None, MessageFraming.OfRequest(head, out BodyFraming framing));
        HopByHop.Mark(head.Fields);
        var buffer = new HeadBuffer();
        HeadWriter.BeginRequest(buffer, head, target, framing, Pseudonym);
        HeadWriter.End(buffer);
        return Wire.Text(buffer.Written.Span);
    }

    /// <summary>The answer as a client gets it.</summary>
    internal static string ForwardedAnswer(string text, string except = "")
    {
        ResponseHead head = Wire.Response(text);
        Assert.Equal(HttpFault.None, MessageFraming.OfResponse(head, toHead: false, out BodyFraming framing));
        HopByHop.Mark(head.Fields);
        var buffer = new HeadBuffer();
        HeadWriter.BeginResponse(buffer, head, framing, Pseudonym, Wire.Octets(except));
        HeadWriter.End(buffer);
        return Wire.Text(buffer.Written.Span);
    }
}
