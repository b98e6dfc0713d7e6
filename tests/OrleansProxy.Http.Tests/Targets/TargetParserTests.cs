using OrleansProxy.Http.Targets;

namespace OrleansProxy.Http.Tests.Targets;

public sealed class TargetParserTests
{
    [Theory]
    [InlineData("GET", "http://example.com/", "Absolute example.com 80 /")]
    [InlineData("GET", "http://example.com", "Absolute example.com 80 /")]
    [InlineData("GET", "HTTP://Example.COM./A?b=C", "Absolute example.com 80 /A?b=C")]
    [InlineData("GET", "http://example.com:8080/a", "Absolute example.com 8080 /a")]
    [InlineData("GET", "http://example.com:80/", "Absolute example.com 80 /")]
    [InlineData("GET", "http://example.com:/", "Absolute example.com 80 /")]
    [InlineData("GET", "http://example.com:00080/", "Absolute example.com 80 /")]
    [InlineData("GET", "http://example.com:65535/", "Absolute example.com 65535 /")]
    [InlineData("GET", "http://example.com?q=/x:1", "Absolute example.com 80 /?q=/x:1")]
    [InlineData("GET", "http://example.com/?", "Absolute example.com 80 /?")]
    [InlineData("GET", "http://exam%70le.com/%70", "Absolute example.com 80 /%70")]
    [InlineData("CONNECT", "b%C3%BCcher.de:443", "Authority xn--bcher-kva.de 443 ")]
    [InlineData("GET", "http://example.com//a/../b%2f", "Absolute example.com 80 //a/../b%2f")]
    [InlineData("GET", "http://example.com/user@host:80", "Absolute example.com 80 /user@host:80")]
    [InlineData("GET", "http://[2001:DB8::1]:81/", "Absolute 2001:db8::1 81 /")]
    [InlineData("GET", "http://[::1]", "Absolute ::1 80 /")]
    [InlineData("GET", "http://my_host/", "Absolute my_host 80 /")]
    [InlineData("OPTIONS", "http://example.com", "Absolute example.com 80 *")]
    [InlineData("OPTIONS", "http://example.com:81", "Absolute example.com 81 *")]
    [InlineData("OPTIONS", "http://example.com/", "Absolute example.com 80 /")]
    [InlineData("OPTIONS", "http://example.com?a", "Absolute example.com 80 /?a")]
    [InlineData("OPTIONS", "*", "Asterisk  0 *")]
    [InlineData("GET", "/proxy.pac?x", "Origin  0 /proxy.pac?x")]
    [InlineData("GET", "//example.com/", "Origin  0 //example.com/")]
    [InlineData("CONNECT", "example.com:443", "Authority example.com 443 ")]
    [InlineData("CONNECT", "EXAMPLE.com.:443", "Authority example.com 443 ")]
    [InlineData("CONNECT", "[::1]:8443", "Authority ::1 8443 ")]
    [InlineData("CONNECT", "192.0.2.1:1", "Authority 192.0.2.1 1 ")]
    public void A_valid_target_says_where_it_goes(string method, string text, string expected)
    {
        HttpFault fault = TargetParser.Parse(Wire.Octets(method), Wire.Octets(text), out RequestTarget target);

        Assert.Equal(HttpFault.None, fault);
        Assert.Equal(expected, $"{target.Form} {target.Host} {target.Port} {target.PathAndQuery}");
    }

    [Theory]
    [InlineData("GET", "", 400)]
    [InlineData("GET", "*", 400)]
    [InlineData("OPTIONS", "**", 400)]
    [InlineData("GET", "example.com", 400)]
    [InlineData("GET", "example.com:443", 400)]
    [InlineData("connect", "example.com:443", 400)]
    [InlineData("GET", "http:", 400)]
    [InlineData("GET", "http:/example.com/", 400)]
    [InlineData("GET", "http:example.com", 400)]
    [InlineData("GET", "http://", 400)]
    [InlineData("GET", "http:///a", 400)]
    [InlineData("GET", "http://?a", 400)]
    [InlineData("GET", "http://:80/", 400)]
    [InlineData("GET", "http://user@example.com/", 400)]
    [InlineData("GET", "http://user:secret@example.com/", 400)]
    [InlineData("GET", "http://@example.com/", 400)]
    [InlineData("GET", "http://example.com@/", 400)]
    [InlineData("GET", "http://example.com\\@other.example/", 400)]
    [InlineData("CONNECT", "example.com:", 400)]
    [InlineData("GET", "http://example.com:0/", 400)]
    [InlineData("GET", "http://example.com:65536/", 400)]
    [InlineData("GET", "http://example.com:99999/", 400)]
    [InlineData("GET", "http://example.com:000080/", 400)]
    [InlineData("GET", "http://example.com:4294967376/", 400)]
    [InlineData("GET", "http://example.com:-1/", 400)]
    [InlineData("GET", "http://example.com:+80/", 400)]
    [InlineData("GET", "http://example.com:80:80/", 400)]
    [InlineData("GET", "http://example.com:8o/", 400)]
    [InlineData("GET", "http://example.com:0x50/", 400)]
    [InlineData("GET", "http://exam%2Fple.com/", 400)]
    [InlineData("GET", "http://example.com%3A80/", 400)]
    [InlineData("GET", "http://example.com:%380/", 400)]
    [InlineData("GET", "http%3A//example.com/", 400)]
    [InlineData("GET", "http://example..com/", 400)]
    [InlineData("GET", "http://::1/", 400)]
    [InlineData("GET", "http://[::1/", 400)]
    [InlineData("GET", "http://[::1]x/", 400)]
    [InlineData("GET", "http://[::1]80/", 400)]
    [InlineData("GET", "http://x[::1]/", 400)]
    [InlineData("GET", "http://[::1%25lo]/", 400)]
    [InlineData("GET", "http://127.1/", 400)]
    [InlineData("GET", "http://2130706433/", 400)]
    [InlineData("GET", "http://0x7f.1/", 400)]
    [InlineData("GET", "https://example.com/", 501)]
    [InlineData("GET", "ftp://example.com/", 501)]
    [InlineData("GET", "ws://example.com/", 501)]
    [InlineData("GET", "file:///etc/passwd", 501)]
    [InlineData("GET", "://example.com/", 400)]
    [InlineData("GET", "a/b://c", 400)]
    [InlineData("CONNECT", "", 400)]
    [InlineData("CONNECT", "*", 400)]
    [InlineData("CONNECT", "example.com", 400)]
    [InlineData("CONNECT", "example.com:0", 400)]
    [InlineData("CONNECT", "example.com:65536", 400)]
    [InlineData("CONNECT", "example.com:443/", 400)]
    [InlineData("CONNECT", "example.com:443?", 400)]
    [InlineData("CONNECT", "/example.com:443", 400)]
    [InlineData("CONNECT", "http://example.com:443", 400)]
    [InlineData("CONNECT", "http://example.com:443/", 400)]
    [InlineData("CONNECT", "user@example.com:443", 400)]
    [InlineData("CONNECT", ":443", 400)]
    [InlineData("CONNECT", "[::1]", 400)]
    [InlineData("CONNECT", "::1:443", 400)]
    public void Any_other_target_is_refused(string method, string text, int status)
    {
        HttpFault fault = TargetParser.Parse(Wire.Octets(method), Wire.Octets(text), out RequestTarget target);

        Assert.Equal(status, fault.Status);
        Assert.Equal(default, target);
    }

    [Theory]
    [InlineData("http://example.com/", "example.com")]
    [InlineData("http://example.com:81/", "example.com:81")]
    [InlineData("http://[::1]/", "[::1]")]
    [InlineData("http://[::1]:81/", "[::1]:81")]
    public void The_authority_is_what_a_host_field_needs(string text, string expected)
    {
        TargetParser.Parse("GET"u8, Wire.Octets(text), out RequestTarget target);

        Assert.Equal(expected, target.Authority);
    }
}
