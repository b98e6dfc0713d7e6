using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OrleansProxy.Policy.Clients;

/// <summary>
/// A CIDR range (RFC 4632, RFC 4291 §2.3), or one address as a range of its full length. An IPv4 range also holds the
/// IPv4-mapped form of its addresses; an IPv6 range never holds an IPv4 address. Immutable.
/// </summary>
public sealed record AddressRange
{
    private const int MappedPrefixLength = 96;

    internal AddressRange(AddressBits inside, int prefixLength)
    {
        UInt128 hostMask = prefixLength == 0 ? UInt128.MaxValue : (UInt128.One << (inside.Length - prefixLength)) - 1;
        First = inside with { Value = inside.Value & ~hostMask };
        Last = inside.Length == 128 ? First.Value | hostMask : First.Value | (hostMask & uint.MaxValue);
        PrefixLength = prefixLength;
    }

    /// <summary>The lowest address.</summary>
    public IPAddress Network => First.ToAddress();

    /// <summary>How many leading bits all addresses share: 0 to 32 for IPv4, 0 to 128 for IPv6.</summary>
    public int PrefixLength { get; }

    internal AddressBits First { get; }

    internal UInt128 Last { get; }

    /// <summary>Reads "10.0.0.0/8", "192.0.2.7" or "2001:db8::/32"; bits beyond the prefix are ignored.</summary>
    /// <exception cref="FormatException">The text is no range; the message says what is allowed.</exception>
    public static AddressRange Parse(string text) =>
        TryParse(text, out AddressRange? range, out string error) ? range : throw new FormatException(error);

    /// <summary>As <see cref="Parse"/>, with the error as a sentence ("" on success) instead of an exception.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out AddressRange? range, out string error)
    {
        range = null;
        string entry = (text ?? "").Trim();
        int slash = entry.IndexOf('/', StringComparison.Ordinal);
        string literal = slash < 0 ? entry : entry[..slash];
        if (!TryParseLiteral(literal, out IPAddress? address))
        {
            error = $"'{entry}' is not an IP address or CIDR range; write one such as 192.168.1.7, 10.0.0.0/8 or 2001:db8::/32.";
            return false;
        }

        int longest = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        int length = longest;
        if (slash >= 0 && (!TryParseLength(entry.AsSpan(slash + 1), out length) || length > longest))
        {
            error = $"'{entry}' has no prefix length from 0 to {longest} after the slash.";
            return false;
        }

        return TryCreate(entry, AddressBits.Of(address), length, longest, out range, out error);
    }

    /// <summary>Whether the address lies in the range.</summary>
    public bool Contains(IPAddress address) => Contains(AddressBits.Of(address));

    /// <summary>The address alone, or address and prefix length.</summary>
    public override string ToString() => PrefixLength == First.Length ? $"{Network}" : $"{Network}/{PrefixLength}";

    internal bool Contains(AddressBits bits) =>
        bits.IsIPv4 == First.IsIPv4 && bits.Value >= First.Value && bits.Value <= Last;

    private static bool TryCreate(
        string entry, AddressBits bits, int length, int longest, [NotNullWhen(true)] out AddressRange? range, out string error)
    {
        range = null;
        bool mapped = bits.Length != longest;
        if (mapped && length < MappedPrefixLength)
        {
            error = $"'{entry}' is an IPv4-mapped range wider than /{MappedPrefixLength}; write it as an IPv4 range.";
            return false;
        }

        range = new AddressRange(bits, mapped ? length - MappedPrefixLength : length);
        error = "";
        return true;
    }

    /// <summary>Dotted quads only: the BCL also takes "10" and "0x7f.1", which nobody means in a setting.</summary>
    private static bool TryParseLiteral(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address)
        && !text.Contains('%', StringComparison.Ordinal)
        && !text.Contains('[', StringComparison.Ordinal)
        && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text);

    private static bool TryParseLength(ReadOnlySpan<char> text, out int length) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length);
}
