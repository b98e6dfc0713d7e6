using System.Net;
using System.Net.Sockets;
using OrleansProxy.Policy.Destinations;
using OrleansProxy.Testing;

namespace OrleansProxy.Policy.Tests.Destinations;

/// <summary>
/// Every special range at its edges: its first and last address, and the ones just outside, null where the
/// neighbour is special by another range.
/// </summary>
public sealed class SpecialRangesTests
{
    private static readonly IPAddress Neighbour = IPAddress.Parse("192.168.1.20");

    public static TheoryData<string, string, string, string?, string?> Ranges => new()
    {
        { "0.0.0.0/8", "0.0.0.0", "0.255.255.255", null, "1.0.0.0" },
        { "10.0.0.0/8", "10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0" },
        { "100.64.0.0/10", "100.64.0.0", "100.127.255.255", "100.63.255.255", "100.128.0.0" },
        { "127.0.0.0/8", "127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0" },
        { "169.254.0.0/16", "169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0" },
        { "172.16.0.0/12", "172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0" },
        { "192.0.0.0/24", "192.0.0.0", "192.0.0.255", "191.255.255.255", "192.0.1.0" },
        { "192.168.0.0/16", "192.168.0.0", "192.168.255.255", "192.167.255.255", "192.169.0.0" },
        { "198.18.0.0/15", "198.18.0.0", "198.19.255.255", "198.17.255.255", "198.20.0.0" },
        { "224.0.0.0/4", "224.0.0.0", "239.255.255.255", "223.255.255.255", null }, // then 240/4
        { "240.0.0.0/4", "240.0.0.0", "255.255.255.254", null, null }, // between multicast and broadcast
        { "255.255.255.255", "255.255.255.255", "255.255.255.255", null, null },
    };

    public static TheoryData<string, string, string, string?, string?> RangesOfIPv6 => new()
    {
        { "::", "::", "::", null, null }, // then ::1
        { "::1", "::1", "::1", null, "::808:808" },
        { "64:ff9b:1::/48", "64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", "64:ff9b:0:ffff:ffff:ffff:ffff:ffff", "64:ff9b:2::" },
        { "fc00::/7", "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fe00::" },
        { "fe80::/10", "fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null }, // then fec0::/10
        { "fec0::/10", "fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, null }, // between link-local and multicast
        { "ff00::/8", "ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, null },
    };

    public static IEnumerable<TheoryDataRow<string, string, string>> Edges => Ranges.Concat(RangesOfIPv6)
        .Select(row => new TheoryDataRow<string, string, string>(row.Data.Item1, row.Data.Item2, row.Data.Item3));

    [Theory]
    [MemberData(nameof(Ranges))]
    public void An_IPv4_range_is_special_to_its_edges_and_no_further_in_every_form(
        string range, string first, string last, string? before, string? after)
    {
        foreach (string inside in (string[])[first, last])
        {
            Assert.All(Forms(inside), form => Assert.True(IsSpecial(form), $"{form} of {range}"));
        }

        foreach (string? outside in (string?[])[before, after])
        {
            Assert.All(outside is null ? [] : Forms(outside), form => Assert.False(IsSpecial(form), $"{form} beside {range}"));
        }
    }

    [Theory]
    [MemberData(nameof(Ranges))]
    public void The_local_NAT64_prefix_is_special_whatever_it_carries(
        string range, string first, string last, string? before, string? after)
    {
        Assert.All(
            new[] { first, last, before, after }.OfType<string>(),
            address => Assert.True(IsSpecial(Carried("64:ff9b:1::", address, at: 12)), $"{address} around {range}"));
    }

    [Theory]
    [MemberData(nameof(RangesOfIPv6))]
    public void An_IPv6_range_is_special_to_its_edges_and_no_further(
        string range, string first, string last, string? before, string? after)
    {
        Assert.All([first, last], inside => Assert.True(IsSpecial(IPAddress.Parse(inside)), $"{inside} of {range}"));
        Assert.All(
            new[] { before, after }.OfType<string>(),
            outside => Assert.False(IsSpecial(IPAddress.Parse(outside)), $"{outside} beside {range}"));
    }

    [Theory]
    [InlineData("fe80::1")]
    [InlineData("::1")]
    [InlineData("fd00::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    public void A_zone_changes_nothing(string address)
    {
        foreach (string zone in (string[])["%1", "%4294967295"])
        {
            Assert.Equal(SpecialAddresses.NameOf(IPAddress.Parse(address)), SpecialAddresses.NameOf(IPAddress.Parse(address + zone)));
        }
    }

    [Theory]
    [MemberData(nameof(Edges))]
    public void A_listed_range_is_for_everyone_and_no_other_with_it(string range, string first, string last)
    {
        using var listeners = new OwnListeners(new ManualTime(), () => []);
        var strict = new DestinationPolicy(new(), listeners);
        var open = new DestinationPolicy(new() { AllowDestinations = [range] }, listeners);
        foreach (string inside in (string[])[first, last])
        {
            var destination = new IPEndPoint(IPAddress.Parse(inside), 80);
            Assert.False(strict.CheckAddress(Neighbour, destination).Allowed);
            Assert.True(strict.CheckAddress(IPAddress.Loopback, destination).Allowed);
            Assert.True(open.CheckAddress(Neighbour, destination).Allowed);
            if (destination.AddressFamily is AddressFamily.InterNetwork)
            {
                Assert.True(open.CheckAddress(Neighbour, new IPEndPoint(destination.Address.MapToIPv6(), 80)).Allowed);

                // Who translates may stand in another network than the printer; each form is listed for itself.
                Assert.False(open.CheckAddress(Neighbour, new IPEndPoint(Carried("64:ff9b::", inside, at: 12), 80)).Allowed);
            }
        }

        Assert.All(
            ((string[])["10.0.0.1", "127.0.0.1", "fd00::1", "ff02::1"]).Where(other => !AddressIn(range, other)),
            other => Assert.False(open.CheckAddress(Neighbour, new IPEndPoint(IPAddress.Parse(other), 80)).Allowed, other));
    }

    private static bool AddressIn(string range, string address) => Policy.Clients.AddressRange.Parse(range).Contains(IPAddress.Parse(address));

    private static bool IsSpecial(IPAddress address) => SpecialAddresses.NameOf(address) is not null;

    /// <summary>The address itself, and each IPv6 form that leads to it.</summary>
    private static IEnumerable<IPAddress> Forms(string address)
    {
        var plain = IPAddress.Parse(address);
        yield return plain;
        yield return plain.MapToIPv6();
        yield return Carried("64:ff9b::", address, at: 12);
        yield return Carried("2002::", address, at: 2);
        yield return Carried("2002::1", address, at: 2);
        yield return Carried("::", address, at: 12); // IPv4-compatible
        yield return Carried("::ffff:0:0:0", address, at: 12); // IPv4-translated is ::ffff:0:a.b.c.d
        byte[] inverted = [.. plain.GetAddressBytes().Select(octet => (byte)~octet)];
        yield return Carried("2001:0:4136:e378:8000:63bf::", new IPAddress(inverted).ToString(), at: 12); // Teredo
    }

    private static IPAddress Carried(string prefix, string address, int at)
    {
        byte[] bytes = IPAddress.Parse(prefix).GetAddressBytes();
        IPAddress.Parse(address).GetAddressBytes().CopyTo(bytes, at);
        return new IPAddress(bytes);
    }
}
