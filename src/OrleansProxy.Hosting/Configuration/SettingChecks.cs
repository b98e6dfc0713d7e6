using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace OrleansProxy.Hosting.Configuration;

/// <summary>The checks of list entries, in one place: addresses and ranges, ports and ranges, rule patterns, host names.</summary>
internal static class SettingChecks
{
    private const int MaxRuleLength = 1_000;

    /// <summary>
    /// Whether a text is an address as people write it. <see cref="IPAddress.Parse(string)"/> alone also takes "1", "0x7f.1" and
    /// "010.0.0.1", which mean something else than they seem to.
    /// </summary>
    public static bool IsAddress(string text) =>
        IPAddress.TryParse(text, out IPAddress? address)
        && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text);

    /// <summary>An address or a CIDR range.</summary>
    public static bool AddressRange(string entry, out string? reason)
    {
        reason = null;
        int slash = entry.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return IsAddress(entry);
        }

        if (!IsAddress(entry[..slash]))
        {
            return false;
        }

        int bits = IPAddress.Parse(entry[..slash]).AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        if (!int.TryParse(entry[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int length) || length > bits)
        {
            reason = $"The prefix length goes from 0 to {bits}.";
            return false;
        }

        return true;
    }

    /// <summary>A port, or a range of them from low to high.</summary>
    public static bool Ports(string entry, out string? reason)
    {
        reason = null;
        string[] ends = entry.Split('-', StringSplitOptions.TrimEntries);
        return ends.Length switch
        {
            1 => TryPort(ends[0], out _),
            2 => TryPort(ends[0], out int low) && TryPort(ends[1], out int high) && low <= high,
            _ => false,
        };
    }

    /// <summary>A rule of the blacklist.</summary>
    public static bool Rule(string entry, out string? reason)
    {
        reason = null;
        string pattern = entry.StartsWith("@@", StringComparison.Ordinal) ? entry[2..] : entry;
        if (pattern.Length is 0 or > MaxRuleLength || pattern.Any(c => char.IsControl(c)))
        {
            return false;
        }

        if (pattern is not ['/', .., '/'] || pattern.Length == 2)
        {
            return !pattern.Any(char.IsWhiteSpace);
        }

        try
        {
            _ = new Regex(pattern[1..^1], RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            reason = exception.Message;
            return false;
        }
    }

    /// <summary>A host name or an address, without scheme, port or path.</summary>
    public static bool HostName(string entry, out string? reason)
    {
        reason = null;
        return Uri.CheckHostName(entry) != UriHostNameType.Unknown;
    }

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= ushort.MaxValue;
}
