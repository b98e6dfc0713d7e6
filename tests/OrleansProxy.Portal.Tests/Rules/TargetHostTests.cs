using OrleansProxy.Portal.Rules;

namespace OrleansProxy.Portal.Tests.Rules;

public sealed class TargetHostTests
{
    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData(" HTTPS://Ads.Example.COM/x?y#z ", "ads.example.com")]
    [InlineData("example.com:8080", "example.com")]
    [InlineData("example.com.", "example.com")]
    [InlineData("user:word@example.com/path", "example.com")]
    [InlineData("example.com/a@b:c", "example.com")]
    [InlineData("[2001:db8::1]:80", "2001:db8::1")]
    [InlineData("2001:DB8::1", "2001:db8::1")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    public void The_host_is_read_in_normal_form(string text, string expected)
    {
        Assert.True(TargetHost.TryRead(text, out string host, out string error));
        Assert.Equal((expected, ""), (host, error));
    }

    [Theory]
    [InlineData("http://")]
    [InlineData("a b c")]
    [InlineData("<script>alert(1)</script>")]
    public void What_has_no_host_is_explained(string text)
    {
        Assert.False(TargetHost.TryRead(text, out string host, out string error));
        Assert.Equal("", host);
        Assert.EndsWith(".", error, StringComparison.Ordinal);
    }
}
