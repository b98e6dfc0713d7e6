using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Policy.Tests.Rules;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("WWW.Example.COM.", "www.example.com")]
    [InlineData(" a_b.example ", "a_b.example")]
    [InlineData("bücher.de", "xn--bcher-kva.de")]
    [InlineData("例え。jp", "xn--r8jz45g.jp")]
    [InlineData("[2001:DB8:0:0::1]", "2001:db8::1")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("[::ffff:192.0.2.1]", "192.0.2.1")]
    public void A_host_is_brought_to_normal_form(string text, string normal)
    {
        Assert.True(HostName.TryNormalise(text, out string host, out string error));
        Assert.Equal((normal, ""), (host, error));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a:80")]
    [InlineData("ü..de")]
    [InlineData("127.1")]
    [InlineData("010.0.0.1")]
    [InlineData("0x7f.1")]
    [InlineData("300.1.1.1")]
    [InlineData("[2001:db8::1]:8443")]
    [InlineData("fe80::1%eth0")]
    public void What_is_no_host_is_refused_with_a_sentence(string? text)
    {
        Assert.False(HostName.TryNormalise(text, out string host, out string error));
        Assert.Equal("", host);
        Assert.EndsWith(".", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Lengths_are_those_of_DNS()
    {
        string label = new('a', 63);
        Assert.True(HostName.TryNormalise($"{label}.{label}.{label}.{label[..61]}", out _, out _));
        Assert.False(HostName.TryNormalise($"{label}.{label}.{label}.{label[..62]}", out _, out _));
        Assert.False(HostName.TryNormalise(label + "a", out _, out _));
    }
}
