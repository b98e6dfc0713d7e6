namespace OrleansProxy.Http.Tests.Heads;

public sealed class RequestHeadTests
{
    [Theory]
    [InlineData("GET")]
    [InlineData("CONNECT")]
    [InlineData("POST")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("PROPFIND")]
    [InlineData("Get")]
    public void The_method_is_given_as_sent(string method) =>
        Assert.Equal(method, Wire.Request(method + " / HTTP/1.1\r\n\r\n").MethodText);

    [Theory]
    [InlineData("HTTP/1.1", "", true)]
    [InlineData("HTTP/1.1", "Connection: close\r\n", false)]
    [InlineData("HTTP/1.1", "connection: a, CLOSE\r\n", false)]
    [InlineData("HTTP/1.1", "Connection: a\r\nConnection: close\r\n", false)]
    [InlineData("HTTP/1.1", "Connection: closed\r\n", true)]
    [InlineData("HTTP/1.1", "Connection: keep-alive, close\r\n", false)]
    [InlineData("HTTP/1.1", "Proxy-Connection: close\r\n", false)]
    [InlineData("HTTP/1.0", "", false)]
    [InlineData("HTTP/1.0", "Connection: Keep-Alive\r\n", true)]
    [InlineData("HTTP/1.0", "Proxy-Connection: keep-alive\r\n", true)]
    [InlineData("HTTP/1.0", "Connection: keep-alive\r\nProxy-Connection: close\r\n", false)]
    public void The_connection_stands_when_version_and_options_say_so(string version, string fields, bool expected) =>
        Assert.Equal(expected, Wire.Request($"GET / {version}\r\n{fields}\r\n").WantsKeepAlive);

    [Fact]
    public void A_released_head_is_empty_and_can_be_parsed_into_again()
    {
        var head = Wire.Request("GET http://a/ HTTP/1.0\r\nA: b\r\n\r\n");

        head.Release();

        Assert.Equal("||Http11|", Wire.Describe(head));
        Assert.Equal(0, head.Length);
        Wire.ParseRequest(Wire.Octets("PUT / HTTP/1.1\r\n\r\n"), head);
        Assert.Equal("PUT|/|Http11|", Wire.Describe(head));
    }
}
