using OrleansProxy.Http.Targets;

namespace OrleansProxy.Http.Tests.Targets;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("EXAMPLE.Com", "example.com")]
    [InlineData("example.com.", "example.com")]
    [InlineData("localhost", "localhost")]
    [InlineData("my_host.example", "my_host.example")]
    [InlineData("XN--BCHER-KVA.example", "xn--bcher-kva.example")]
    [InlineData("a-.-b", "a-.-b")]
    [InlineData("1e100", "1e100")]
    [InlineData("1.2.3.4a", "1.2.3.4a")]
    [InlineData("4.example", "4.example")]
    [InlineData("0xhost", "0xhost")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("127.0.0.1.", "127.0.0.1")]
    [InlineData("255.255.255.255", "255.255.255.255")]
    [InlineData("[::1]", "::1")]
    [InlineData("[::]", "::")]
    [InlineData("[0:0:0:0:0:0:0:1]", "::1")]
    [InlineData("[2001:DB8::0:A]", "2001:db8::a")]
    [InlineData("[2001:0db8:0000:0000:0001:0000:0000:0001]", "2001:db8::1:0:0:1")]
    [InlineData("[::ffff:127.0.0.1]", "127.0.0.1")]
    [InlineData("[::FFFF:7f00:1]", "127.0.0.1")]
    [InlineData("[64:ff9b::192.0.2.33]", "64:ff9b::c000:221")]
    [InlineData("[fe80::1]", "fe80::1")]
    public void A_host_has_one_normal_form(string text, string expected)
    {
        Assert.True(HostName.TryNormalise(Wire.Octets(text), out string host));
        Assert.Equal(expected, host);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(".example.com")]
    [InlineData("example..com")]
    [InlineData("example.com..")]
    [InlineData("exa mple.com")]
    [InlineData("example.com/")]
    [InlineData("user@example.com")]
    [InlineData("example.com:80")]
    [InlineData("b\u00fccher.example")]
    [InlineData("b%C3%BCcher.example")]
    [InlineData("ex*mple.com")]
    [InlineData("a\0b")]
    [InlineData("a\\b")]
    [InlineData("127.1")]
    [InlineData("127.0.1")]
    [InlineData("2130706433")]
    [InlineData("0")]
    [InlineData("0x7f000001")]
    [InlineData("0X7F.1")]
    [InlineData("127.0.0.0x1")]
    [InlineData("127.0.0.0x")]
    [InlineData("0177.0.0.1")]
    [InlineData("127.0.0.01")]
    [InlineData("127.0.0.1..")]
    [InlineData("256.0.0.1")]
    [InlineData("1.2.3.4.5")]
    [InlineData("example.1")]
    [InlineData("::1")]
    [InlineData("[]")]
    [InlineData("[")]
    [InlineData("]")]
    [InlineData("[::1")]
    [InlineData("::1]")]
    [InlineData("[[::1]]")]
    [InlineData("[::1]]")]
    [InlineData("[::1]:80")]
    [InlineData("[[::1]:80]")]
    [InlineData("[::1%eth0]")]
    [InlineData("[::1%25eth0]")]
    [InlineData("[fe80::1%1]")]
    [InlineData("[::1/64]")]
    [InlineData("[1::2::3]")]
    [InlineData("[:::]")]
    [InlineData("[1:2:3:4:5:6:7]")]
    [InlineData("[1:2:3:4:5:6:7:8:9]")]
    [InlineData("[12345::]")]
    [InlineData("[::ffff:127.1]")]
    [InlineData("[::ffff:256.0.0.1]")]
    [InlineData("[::ffff:0177.0.0.1]")]
    [InlineData("[127.0.0.1]")]
    [InlineData("[example.com]")]
    [InlineData("[v1.a]")]
    [InlineData("[ ::1]")]
    [InlineData("[::1].")]
    public void What_could_be_read_in_two_ways_is_no_host(string text)
    {
        Assert.False(HostName.TryNormalise(Wire.Octets(text), out string host));
        Assert.Equal("", host);
    }

    [Fact]
    public void Labels_end_at_63_octets_and_names_at_253()
    {
        string label = new('a', 63);
        string longest = $"{label}.{label}.{label}.{new string('a', 61)}";

        Assert.True(HostName.TryNormalise(Wire.Octets(label + ".b"), out _));
        Assert.False(HostName.TryNormalise(Wire.Octets(label + "a.b"), out _));
        Assert.True(HostName.TryNormalise(Wire.Octets(longest + "."), out string host));
        Assert.Equal(longest, host);
        Assert.False(HostName.TryNormalise(Wire.Octets(longest + "a"), out _));
        Assert.False(HostName.TryNormalise(Wire.Octets($"[{new string('0', 1000)}::1]"), out _));
    }
}
