using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansProxy.Policy.Rules;

/// <summary>The normal form of hosts, which rules and requests must share to meet.</summary>
public static class HostName
{
    /// <summary>The longest name that DNS carries (RFC 1035 §2.3.4, without the root's dot).</summary>
    public const int MaxLength = 253;

    private const int MaxLabelLength = 63;
    private static readonly SearchValues<char> IPv6Characters = SearchValues.Create("0123456789abcdefABCDEF:.");
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>
    /// Brings a name or an address literal to normal form: lower case, no trailing dot, internationalised labels as A-labels
    /// (RFC 5890), IPv6 compressed (RFC 5952) and without brackets, an IPv4-mapped address as IPv4.
    /// </summary>
    /// <param name="text">What a person wrote; white space around it is ignored.</param>
    /// <param name="host">The normal form, "" on failure.</param>
    /// <param name="error">A sentence that says what is wrong, "" on success.</param>
    public static bool TryNormalise(string? text, out string host, out string error)
    {
        string entry = (text ?? "").Trim();
        string literal = entry is ['[', .., ']'] ? entry[1..^1] : entry;
        return literal.Contains(':', StringComparison.Ordinal)
            ? TryNormaliseIPv6(literal, out host, out error)
            : TryNormaliseName(entry, out host, out error);
    }

    /// <summary>Whether the name ends in a label of digits, as an IPv4 address does and no public domain.</summary>
    internal static bool EndsInNumber(ReadOnlySpan<char> name)
    {
        ReadOnlySpan<char> label = name[(name.LastIndexOf('.') + 1)..];
        return !label.IsEmpty && !label.ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>Lower case, and A-labels where there are other letters than ASCII; null when those cannot be had.</summary>
    internal static string? ToAscii(string name)
    {
        string lower = name.ToLowerInvariant();
        if (Ascii.IsValid(lower))
        {
            return lower;
        }

        try
        {
            return new IdnMapping().GetAscii(lower);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether lower-case text is a name in normal form that needs no second thought. One that could be an address does.
    /// </summary>
    internal static bool IsPlain(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > MaxLength || text.ContainsAnyExcept(NameCharacters))
        {
            return false;
        }

        ReadOnlySpan<char> rest = text;
        for (int dot = rest.IndexOf('.'); dot >= 0; dot = rest.IndexOf('.'))
        {
            if (dot is 0 or > MaxLabelLength)
            {
                return false;
            }

            rest = rest[(dot + 1)..];
        }

        return rest.Length is > 0 and <= MaxLabelLength && !char.IsAsciiDigit(rest[0]);
    }

    /// <summary>Whether lower-case text could stand within a host.</summary>
    internal static bool IsPart(string text, out string error)
    {
        error = NameError(text);
        return error.Length == 0;
    }

    private static bool TryNormaliseIPv6(string literal, out string host, out string error)
    {
        bool parsed = IPAddress.TryParse(literal, out IPAddress? address)
            && address.AddressFamily == AddressFamily.InterNetworkV6
            && !literal.AsSpan().ContainsAnyExcept(IPv6Characters);
        host = parsed ? (address!.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : "";
        error = parsed ? "" : "A colon stands only in an IPv6 address such as 2001:db8::1; give the host without a port or zone.";
        return parsed;
    }

    private static bool TryNormaliseName(string entry, out string host, out string error)
    {
        host = "";
        if (ToAscii(entry) is not { } ascii)
        {
            error = "This cannot be written as an internationalised domain name.";
            return false;
        }

        string name = ascii.EndsWith('.') ? ascii[..^1] : ascii;
        error = NameError(name);
        error = error.Length == 0 ? NumberError(name) : error;
        host = error.Length == 0 ? name : "";
        return error.Length == 0;
    }

    private static string Printed(char character) =>
        char.IsAscii(character) && !char.IsControl(character) ? $" ({character})" : "";

    private static string NameError(string name)
    {
        int odd = name.AsSpan().IndexOfAnyExcept(NameCharacters);
        if (odd >= 0)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"U+{(int)name[odd]:X4}{Printed(name[odd])} cannot stand in a host; letters, digits, '-', '_' and '.' can.");
        }

        if (name.Length is 0 or > MaxLength)
        {
            return $"A host has 1 to {MaxLength} characters.";
        }

        foreach (Range label in name.AsSpan().Split('.'))
        {
            if (name.AsSpan()[label].Length is 0 or > MaxLabelLength)
            {
                return $"Each part of a host between its dots has 1 to {MaxLabelLength} characters.";
            }
        }

        return "";
    }

    private static string NumberError(string name) => EndsAsOldIPv4(name) && !IsDottedQuad(name)
        ? "A host that ends in a number is an IPv4 address, and that is written as four numbers, such as 192.0.2.1."
        : "";

    /// <summary>Whether a resolver could take the name for an address in one of its old spellings; requests for those are refused.</summary>
    private static bool EndsAsOldIPv4(string name)
    {
        ReadOnlySpan<char> label = name.AsSpan()[(name.LastIndexOf('.') + 1)..];
        return EndsInNumber(name) || (label.StartsWith("0x") && !label[2..].ContainsAnyExcept(HexDigits));
    }

    private static bool IsDottedQuad(string name) =>
        IPAddress.TryParse(name, out IPAddress? address) && address.ToString() == name;
}
