using System.Net;
using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Destinations;

/// <summary>
/// The special-use addresses (RFC 6890 and the IANA registries) that only a client on this machine may reach: what stands
/// there trusts its neighbours, and the proxy is one.
/// </summary>
public static class SpecialAddresses
{
    /// <summary>The first match names the address, so a narrower range stands before the wider one around it.</summary>
    private static readonly SpecialAddress[] Ranges =
    [
        Special("0.0.0.0/8", "this network"),
        Special("10.0.0.0/8", "private"),
        Special("100.64.0.0/10", "carrier-grade NAT"),
        Special("127.0.0.0/8", "loopback"),
        Special("169.254.0.0/16", "link-local"),
        Special("172.16.0.0/12", "private"),
        Special("192.0.0.0/24", "protocol assignments"),
        Special("192.168.0.0/16", "private"),
        Special("198.18.0.0/15", "benchmarking"),
        Special("224.0.0.0/4", "multicast"),
        Special("255.255.255.255", "broadcast"),
        Special("240.0.0.0/4", "reserved"),
        Special("::", "unspecified"),
        Special("::1", "loopback"),
        Special("64:ff9b:1::/48", "local-use NAT64"),
        Special("fc00::/7", "unique local"),
        Special("fe80::/10", "link-local"),
        Special("fec0::/10", "site-local"),
        Special("ff00::/8", "multicast"),
    ];

    /// <summary>
    /// Names the special range of an address, such as "private (10.0.0.0/8)"; null for a public one. An IPv6 address that
    /// carries a special IPv4 address (IPv4-mapped, -compatible or -translated, NAT64, 6to4, Teredo) is special with it; the
    /// local-use NAT64 prefix is special as a whole, since where the IPv4 address stands in it is the operator's choice.
    /// </summary>
    public static string? NameOf(IPAddress address)
    {
        AddressBits bits = AddressBits.Of(address);
        if (Find(bits) is { } direct)
        {
            return $"{direct.Name} ({direct.Range})";
        }

        Span<AddressBits> readings = stackalloc AddressBits[EmbeddedIPv4.MaxReadings];
        foreach (AddressBits reading in readings[..EmbeddedIPv4.Read(bits, readings)])
        {
            if (Find(reading) is { } carried)
            {
                return $"{carried.Name} ({carried.Range}, carried as {reading.ToAddress()})";
            }
        }

        return null;
    }

    private static SpecialAddress? Find(AddressBits bits)
    {
        foreach (SpecialAddress special in Ranges)
        {
            if (special.Range.Contains(bits))
            {
                return special;
            }
        }

        return null;
    }

    private static SpecialAddress Special(string range, string name) => new(AddressRange.Parse(range), name);
}
