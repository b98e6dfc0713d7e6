using OrleansProxy.Http.Targets;

namespace OrleansProxy.Http.Tests.Targets;

public sealed class HostFieldTests
{
    [Theory]
    [InlineData("HTTP/1.1", "Host: example.com\r\n")]
    [InlineData("HTTP/1.1", "hOsT:example.com:8080\r\n")]
    [InlineData("HTTP/1.1", "Host: another.example\r\n")]
    [InlineData("HTTP/1.1", "Host: [::1]:80\r\n")]
    [InlineData("HTTP/1.0", "Host: example.com\r\n")]
    [InlineData("HTTP/1.1", "Host: b%C3%BCcher.de\r\n")]
    [InlineData("HTTP/1.0", "")]
    public void One_valid_host_passes_whatever_it_names(string version, string fields) =>
        Assert.Equal(HttpFault.None, Check(version, fields));

    [Theory]
    [InlineData("HTTP/1.1", "")]
    [InlineData("HTTP/1.1", "Host: a\r\nHost: a\r\n")]
    [InlineData("HTTP/1.1", "Host: a\r\nhost: b\r\n")]
    [InlineData("HTTP/1.0", "Host: a\r\nHost: a\r\n")]
    [InlineData("HTTP/1.0", "Host: \r\n")]
    [InlineData("HTTP/1.1", "Host:\r\n")]
    [InlineData("HTTP/1.1", "Host: a b\r\n")]
    [InlineData("HTTP/1.1", "Host: a, b\r\n")]
    [InlineData("HTTP/1.1", "Host: a:0\r\n")]
    [InlineData("HTTP/1.1", "Host: a:80:80\r\n")]
    [InlineData("HTTP/1.1", "Host: a:http\r\n")]
    [InlineData("HTTP/1.1", "Host: user@a\r\n")]
    [InlineData("HTTP/1.1", "Host: http://a\r\n")]
    [InlineData("HTTP/1.1", "Host: a/\r\n")]
    [InlineData("HTTP/1.1", "Host: a#b\r\n")]
    [InlineData("HTTP/1.1", "Host: a?b\r\n")]
    [InlineData("HTTP/1.1", "Host: \u00e9\r\n")]
    [InlineData("HTTP/1.1", "Host: %FC\r\n")]
    [InlineData("HTTP/1.1", "Host: a%2Fb\r\n")]
    [InlineData("HTTP/1.1", "Host: a%0d%0ab\r\n")]
    [InlineData("HTTP/1.1", "Host: ::1\r\n")]
    [InlineData("HTTP/1.1", "Host: 127.1\r\n")]
    public void No_host_two_hosts_and_a_bad_host_are_refused(string version, string fields) =>
        Assert.Equal(400, Check(version, fields).Status);

    private static HttpFault Check(string version, string fields) =>
        HostField.Check(Wire.Request($"GET http://example.com/ {version}\r\n{fields}\r\n"));
}
