using System.Net;
using System.Net.Sockets;
using OrleansProxy.Hosting.Configuration.Formats;
using OrleansProxy.Policy.Destinations;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Hosting.Configuration;

/// <summary>The checks of list entries, in one place: addresses and ranges, ports and ranges, rule patterns, host names.</summary>
internal static class SettingChecks
{
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
        bool valid = Policy.Clients.AddressRange.TryParse(entry, out _, out string error);

        // What is allowed is said by the format; only of a bad prefix length is there more to say.
        reason = entry.Contains('/', StringComparison.Ordinal) ? error : null;
        return valid;
    }

    /// <summary>A port, or a range of them from low to high.</summary>
    public static bool Ports(string entry, out string? reason)
    {
        reason = null;
        return PortSet.TryParse([entry], out _, out _);
    }

    /// <summary>A rule of the blacklist.</summary>
    public static bool Rule(string entry, out string? reason)
    {
        bool valid = RulePattern.TryParse(entry, BlacklistMatch.Domain, out _, out string error);
        reason = error;
        return valid;
    }

    /// <summary>A path of a file, relative to the working folder.</summary>
    public static bool FilePath(string entry, out string? reason)
    {
        reason = null;
        return TextFormat.Path.TryRead([entry], out _, out _);
    }

    /// <summary>A host name or an address, without scheme, port or path.</summary>
    public static bool HostName(string entry, out string? reason)
    {
        reason = null;
        return Uri.CheckHostName(entry) != UriHostNameType.Unknown;
    }
}
