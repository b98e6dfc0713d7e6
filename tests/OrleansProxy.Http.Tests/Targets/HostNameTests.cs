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
    [InlineData("%65xample.com", "example.com")]
    [InlineData("%45XAMPLE%2ecom", "example.com")]
    [InlineData("example.com%2E", "example.com")]
    [InlineData("127.0.0.%31", "127.0.0.1")]
    [InlineData("xn--bcher-kva%2ede", "xn--bcher-kva.de")]
    [InlineData("b%C3%BCcher.de", "xn--bcher-kva.de")]
    [InlineData("B%c3%9CCHER.DE.", "xn--bcher-kva.de")]
    [InlineData("%E6%97%A5%E6%9C%AC.jp", "xn--wgv71a.jp")]
    [InlineData("www%E3%80%82b%C3%BCcher%EF%BC%8Ede%EF%BD%A1", "www.xn--bcher-kva.de")]
    [InlineData("example%E3%80%82com", "example.com")]
    [InlineData("fa%C3%9F.de", "xn--fa-hia.de")]
    [InlineData("%E2%84%AA.example", "k.example")]
    public void A_percent_encoded_name_has_the_normal_form_of_what_it_stands_for(string text, string expected)
    {
        Assert.True(HostName.TryNormalise(Wire.Octets(text), out string host));
        Assert.Equal(expected, host);
        Assert.True(HostName.TryNormalise(Wire.Octets(host), out string again));
        Assert.Equal(expected, again);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("a%")]
    [InlineData("a%6")]
    [InlineData("a%6g.com")]
    [InlineData("a%+6.com")]
    [InlineData("a%2565.com")]
    [InlineData("a%00.com")]
    [InlineData("a%0d%0a.com")]
    [InlineData("a%20.com")]
    [InlineData("a%09.com")]
    [InlineData("a%2Fb.com")]
    [InlineData("a%5Cb.com")]
    [InlineData("a%3A80")]
    [InlineData("u%40a.com")]
    [InlineData("a%23b.com")]
    [InlineData("a%3Fb.com")]
    [InlineData("%5B%3A%3A1%5D")]
    [InlineData("[%3A%3A1]")]
    [InlineData("a%2E%2Eb")]
    [InlineData("%2Ea")]
    [InlineData("%2E")]
    [InlineData("a%E3%80%82%EF%BC%8Eb")]
    [InlineData("127%2E1")]
    [InlineData("0%78%37f.1")]
    [InlineData("b\u00fccher%2Ede")]
    [InlineData("%FC.de")]
    [InlineData("%C3.de")]
    [InlineData("%C0%AE.de")]
    [InlineData("%ED%A0%80.de")]
    [InlineData("%F4%90%80%80.de")]
    [InlineData("%C3%BC%2F.de")]
    [InlineData("%C3%BC%20.de")]
    [InlineData("%C2%80.de")]
    [InlineData("a%C2%AD.de")]
    [InlineData("a%C2%A0.de")]
    [InlineData("a%E2%80%8D.de")]
    [InlineData("a%E2%80%AEb.de")]
    [InlineData("a%EF%BB%BF.de")]
    [InlineData("a%E2%80%A8.de")]
    [InlineData("%EF%BC%8F%C3%BC.de")]
    [InlineData("%E2%84%80.de")]
    [InlineData("%F0%9F%98%80.de")]
    [InlineData("%C4%B0.de")]
    [InlineData("%CD%B8.de")]
    public void A_percent_encoded_name_that_is_no_name_is_no_host(string text)
    {
        Assert.False(HostName.TryNormalise(Wire.Octets(text), out string host));
        Assert.Equal("", host);
    }

    [Fact]
    public void A_percent_encoded_name_is_as_long_as_any_other()
    {
        Assert.False(HostName.TryNormalise(Wire.Octets(string.Concat(Enumerable.Repeat("%61", 64))), out _));
        Assert.True(HostName.TryNormalise(Wire.Octets(string.Concat(Enumerable.Repeat("%61", 63))), out _));
        Assert.False(HostName.TryNormalise(Wire.Octets(string.Concat(Enumerable.Repeat("%C3%BC", 63))), out _));
        Assert.False(HostName.TryNormalise(Wire.Octets(string.Concat(Enumerable.Repeat("%2E%61", 16_000))), out _));
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
