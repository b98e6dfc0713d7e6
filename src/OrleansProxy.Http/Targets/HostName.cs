using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansProxy.Http.Targets;

/// <summary>Brings a host to the one form that policy, cache and pool compare by. Thread-safe.</summary>
public static class HostName
{
    private const int MaxNameLength = 253;
    private const int MaxLabelLength = 63;
    private const int MaxIPv6Length = 45;

    private static readonly SearchValues<byte> NameOctets = SearchValues.Create(
        "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"u8);

    private static readonly SearchValues<byte> IPv6Octets = SearchValues.Create("0123456789ABCDEFabcdef:."u8);

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef"u8);

    /// <summary>
    /// Reads a host as it stands in a target or a Host field: a registered name of letters, digits, "-" and "_", a dotted-quad
    /// IPv4 address, or an IPv6 address in brackets without a zone. A name may be percent-encoded, as UTF-8.
    /// </summary>
    /// <param name="text">The octets, without a port.</param>
    /// <param name="host">
    /// The normal form: lower case, A-labels, one trailing dot dropped, IPv6 canonical and without brackets, an IPv4-mapped address as IPv4;
    /// "" when there is none.
    /// </param>
    public static bool TryNormalise(ReadOnlySpan<byte> text, out string host)
    {
        host = "";
        if (text is [(byte)'[', .., (byte)']'])
        {
            return TryIPv6(text[1..^1], ref host);
        }

        if (!text.Contains((byte)'%'))
        {
            return TryName(text, ref host);
        }

        return EncodedHost.TryToAscii(text, out byte[] ascii) && TryName(ascii, ref host);
    }

    private static bool TryName(ReadOnlySpan<byte> text, ref string host)
    {
        ReadOnlySpan<byte> name = text is [.., (byte)'.'] ? text[..^1] : text;
        if (name.IsEmpty || name.Length > MaxNameLength || name.IndexOfAnyExcept(NameOctets) >= 0 || !LabelsAreValid(name))
        {
            return false;
        }

        string lower = LowerCase(name);
        if (EndsInNumber(name) && !IsDottedQuad(lower))
        {
            return false;
        }

        host = lower;
        return true;
    }

    private static bool TryIPv6(ReadOnlySpan<byte> text, ref string host)
    {
        // The system's parser also takes zones, ports and a second pair of brackets; none of them belongs here.
        if (text.Length > MaxIPv6Length
            || text.IndexOfAnyExcept(IPv6Octets) >= 0
            || !IPAddress.TryParse(Encoding.Latin1.GetString(text), out IPAddress? address)
            || address.AddressFamily is not AddressFamily.InterNetworkV6)
        {
            return false;
        }

        host = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
        return true;
    }

    private static string LowerCase(ReadOnlySpan<byte> name)
    {
        Span<char> lower = stackalloc char[MaxNameLength];
        Ascii.ToLower(name, lower, out int written);
        return new string(lower[..written]);
    }

    private static bool LabelsAreValid(ReadOnlySpan<byte> name)
    {
        foreach (Range range in name.Split((byte)'.'))
        {
            int length = range.End.Value - range.Start.Value;
            if (length is 0 or > MaxLabelLength)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether resolvers would take the name for an IPv4 address in one of its old spellings (127.1, 0x7f000001, 2130706433):
    /// only the dotted quad is let through, so that a rule on an address cannot be spelled around.
    /// </summary>
    private static bool EndsInNumber(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> last = name[(name.LastIndexOf((byte)'.') + 1)..];
        return last.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            || (last is [(byte)'0', (byte)'x' or (byte)'X', ..] && last[2..].IndexOfAnyExcept(HexDigits) < 0);
    }

    private static bool IsDottedQuad(string text) =>
        IPAddress.TryParse(text, out IPAddress? address) && address.ToString() == text;
}
