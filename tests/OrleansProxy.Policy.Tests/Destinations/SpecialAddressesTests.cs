using System.Net;
using FsCheck;
using FsCheck.Fluent;
using OrleansProxy.Policy.Destinations;

namespace OrleansProxy.Policy.Tests.Destinations;

public sealed class SpecialAddressesTests
{
    [Theory]
    [InlineData("0.0.0.0", "this network (0.0.0.0/8)")]
    [InlineData("0.255.255.255", "this network (0.0.0.0/8)")]
    [InlineData("10.0.0.1", "private (10.0.0.0/8)")]
    [InlineData("100.64.0.1", "carrier-grade NAT (100.64.0.0/10)")]
    [InlineData("100.127.255.255", "carrier-grade NAT (100.64.0.0/10)")]
    [InlineData("127.1.2.3", "loopback (127.0.0.0/8)")]
    [InlineData("169.254.169.254", "link-local (169.254.0.0/16)")]
    [InlineData("172.31.255.255", "private (172.16.0.0/12)")]
    [InlineData("192.0.0.1", "protocol assignments (192.0.0.0/24)")]
    [InlineData("192.168.1.1", "private (192.168.0.0/16)")]
    [InlineData("198.19.0.1", "benchmarking (198.18.0.0/15)")]
    [InlineData("224.0.0.1", "multicast (224.0.0.0/4)")]
    [InlineData("240.0.0.1", "reserved (240.0.0.0/4)")]
    [InlineData("255.255.255.255", "broadcast (255.255.255.255)")]
    [InlineData("::", "unspecified (::)")]
    [InlineData("::1", "loopback (::1)")]
    [InlineData("fd00::1", "unique local (fc00::/7)")]
    [InlineData("fe80::1%2", "link-local (fe80::/10)")]
    [InlineData("fec0::1", "site-local (fec0::/10)")]
    [InlineData("ff02::1", "multicast (ff00::/8)")]
    [InlineData("64:ff9b:1::808:808", "local-use NAT64 (64:ff9b:1::/48)")]
    [InlineData("::ffff:10.0.0.1", "private (10.0.0.0/8)")]
    [InlineData("::10.0.0.1", "private (10.0.0.0/8, carried as 10.0.0.1)")]
    [InlineData("::ffff:0:10.0.0.1", "private (10.0.0.0/8, carried as 10.0.0.1)")]
    [InlineData("64:ff9b::127.0.0.1", "loopback (127.0.0.0/8, carried as 127.0.0.1)")]
    [InlineData("2002:a9fe:a9fe::1", "link-local (169.254.0.0/16, carried as 169.254.169.254)")]
    [InlineData("2001:0:4136:e378:8000:63bf:3f57:fefe", "private (192.168.0.0/16, carried as 192.168.1.1)")]
    public void A_special_address_is_named(string address, string name)
    {
        Assert.Equal(name, SpecialAddresses.NameOf(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.0.1.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2002:808:808::1")]
    [InlineData("2001:1::1")]
    [InlineData("2001:0:4136:e378:8000:63bf:f7f7:f7f7")]
    [InlineData("fbff::1")]
    public void A_public_address_is_not(string address)
    {
        Assert.Null(SpecialAddresses.NameOf(IPAddress.Parse(address)));
    }

    [Fact]
    public void An_IPv4_address_is_as_special_in_every_form_that_carries_it()
    {
        var address = Gen.Four(Gen.Choose(0, 255)).ToArbitrary();
        Check.One(FixedSeed.Tests(2_000), Prop.ForAll(address, octets =>
        {
            byte[] bytes = [(byte)octets.Item1, (byte)octets.Item2, (byte)octets.Item3, (byte)octets.Item4];
            bool special = SpecialAddresses.NameOf(new IPAddress(bytes)) is not null;
            return Carriers(bytes).All(carrier => SpecialAddresses.NameOf(carrier) is not null == special);
        }));
    }

    private static IEnumerable<IPAddress> Carriers(byte[] ipv4)
    {
        byte[] zeros = new byte[16];
        byte[] inverted = [.. ipv4.Select(octet => (byte)~octet)];
        yield return new IPAddress([.. zeros[..10], 0xFF, 0xFF, .. ipv4]);
        yield return new IPAddress([.. zeros[..12], .. ipv4]);
        yield return new IPAddress([.. zeros[..8], 0xFF, 0xFF, 0, 0, .. ipv4]);
        yield return new IPAddress([0, 0x64, 0xFF, 0x9B, .. zeros[..8], .. ipv4]);
        yield return new IPAddress([0x20, 0x02, .. ipv4, .. zeros[..10]]);
        yield return new IPAddress([0x20, 0x01, 0, 0, .. zeros[..8], .. inverted]);
    }
}
