using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Destinations;

/// <summary>Finds the IPv4 addresses that an IPv6 address carries, since whoever translates it connects to those.</summary>
internal static class EmbeddedIPv4
{
    /// <summary>The most addresses that one IPv6 address can be read as.</summary>
    public const int MaxReadings = 4;

    private const uint NatPrefix = 0x0064_FF9B;

    /// <summary>
    /// Writes every IPv4 address that the bits can be read as, and tells how many: IPv4-compatible (RFC 4291 §2.5.5.1),
    /// IPv4-translated (RFC 2765), NAT64 (RFC 6052; for the local-use prefix of RFC 8215 each length that it can be split
    /// at), 6to4 (RFC 3056) and the client of Teredo (RFC 4380). An IPv4-mapped address has become IPv4 before.
    /// </summary>
    /// <param name="bits">The address; none is found in an IPv4 one.</param>
    /// <param name="readings">Room for <see cref="MaxReadings"/>.</param>
    public static int Read(AddressBits bits, Span<AddressBits> readings)
    {
        UInt128 value = bits.Value;
        if (bits.IsIPv4 || value <= UInt128.One)
        {
            return 0;
        }

        uint low = (uint)value;
        ulong top = (ulong)(value >> 64);
        if (IsCompatibleOrTranslated(value) || (top == (ulong)NatPrefix << 32 && (ulong)value >> 32 == 0))
        {
            return Single(low, readings);
        }

        if (top >> 48 == 0x2002)
        {
            return Single((uint)(top >> 16), readings);
        }

        if (top >> 32 == 0x2001_0000)
        {
            return Single(~low, readings);
        }

        return top >> 16 == ((ulong)NatPrefix << 16 | 1) ? ReadLocalNat64(value, readings) : 0;
    }

    private static bool IsCompatibleOrTranslated(UInt128 value) =>
        value >> 32 == UInt128.Zero || value >> 32 == (UInt128)0xFFFF_0000;

    private static int Single(uint address, Span<AddressBits> readings)
    {
        readings[0] = AddressBits.OfIPv4(address);
        return 1;
    }

    /// <summary>RFC 6052 §2.2: the address follows the prefix, around the octet of zeros in bits 64 to 71.</summary>
    private static int ReadLocalNat64(UInt128 value, Span<AddressBits> readings)
    {
        uint top = (uint)(value >> 64);
        readings[0] = AddressBits.OfIPv4(top << 16 | ((uint)(value >> 40) & 0xFFFF));
        readings[1] = AddressBits.OfIPv4(top << 24 | ((uint)(value >> 32) & 0xFF_FFFF));
        readings[2] = AddressBits.OfIPv4((uint)(value >> 24));
        readings[3] = AddressBits.OfIPv4((uint)value);
        return MaxReadings;
    }
}
