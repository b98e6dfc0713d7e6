using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace OrleansProxy.Traffic.LogTree;

/// <summary>
/// The name of the folder of a host. It is one plain name on every file system, whatever the host: no separators, no dots at its
/// ends, no device of Windows, 200 characters at most; and no two hosts have the same, letters' case aside.
/// </summary>
internal static class HostFolder
{
    /// <summary>Where there is no host. Like <see cref="Others"/> it has characters that no host's name has.</summary>
    public const string None = "(no host)";

    /// <summary>Where there are more hosts than folders.</summary>
    public const string Others = "(other hosts)";

    private const int MaxLength = 200;
    private const int HashLength = 16;

    /// <summary>Names that Windows takes for devices, with any extension.</summary>
    private static readonly string[] Devices =
    [
        "con", "prn", "aux", "nul", "conin$", "conout$",
        .. Enumerable.Range(0, 10).SelectMany(number => new[] { $"com{number}", $"lpt{number}" }),
    ];

    /// <summary>The name for a host.</summary>
    public static string Of(string host)
    {
        if (host.Length == 0)
        {
            return None;
        }

        string lower = host.ToLowerInvariant();
        string name = IsIPv6(lower) ? $"[{lower.Replace(':', '-')}]" : Escape(lower);
        return name.Length <= MaxLength ? name : $"{name[..(MaxLength - HashLength - 1)]}~{Hash(lower)}";
    }

    private static bool IsIPv6(string host) =>
        IPAddress.TryParse(host, out _) && host.Contains(':', StringComparison.Ordinal)
        && host.All(c => char.IsAsciiHexDigitLower(c) || c is ':' or '.');

    private static string Escape(string host)
    {
        var name = new StringBuilder();
        foreach (byte octet in Encoding.UTF8.GetBytes(host))
        {
            bool isPlain = char.IsAsciiLetterLower((char)octet) || char.IsAsciiDigit((char)octet) || octet is (byte)'-' or (byte)'_' or (byte)'.';
            name.Append(isPlain && !(name.Length == 0 && IsDevice(host)) ? ((char)octet).ToString() : Code(octet));
        }

        return EscapeDotsAtEnds(name.ToString());
    }

    private static bool IsDevice(string host) => Devices.Contains(host.Split('.')[0]);

    private static string EscapeDotsAtEnds(string name)
    {
        string start = name.TrimStart('.');
        string whole = string.Concat(Enumerable.Repeat(Code((byte)'.'), name.Length - start.Length)) + start;
        string end = whole.TrimEnd('.');
        return end + string.Concat(Enumerable.Repeat(Code((byte)'.'), whole.Length - end.Length));
    }

    private static string Code(byte octet) => string.Create(CultureInfo.InvariantCulture, $"%{octet:x2}");

    private static string Hash(string host) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(host)))[..HashLength];
}
