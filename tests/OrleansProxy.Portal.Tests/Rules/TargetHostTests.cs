using OrleansProxy.Portal.Rules;

namespace OrleansProxy.Portal.Tests.Rules;

public sealed class TargetHostTests
{
    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData(" HTTPS://Ads.Example.COM/x?y#z ", "ads.example.com")]
    [InlineData("example.com:8080", "example.com")]
    [InlineData("example.com.", "example.com")]
    [InlineData("user@example.com/path", "example.com")]
    [InlineData("[2001:db8::1]:80", "2001:db8::1")]
    [InlineData("2001:DB8::1", "2001:db8::1")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    public void The_host_is_read_in_normal_form(string text, string host) => Assert.Equal(host, TargetHost.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("http://")]
    [InlineData("a b c")]
    public void What_has_no_host_is_null(string text) => Assert.Null(TargetHost.Read(text));
}
