using System.Globalization;

namespace OrleansProxy.Portal.Rules;

/// <summary>Takes the host out of what a person types or pastes: a host, host and port, or a whole URL.</summary>
internal static class TargetHost
{
    private static readonly IdnMapping Idn = new();

    /// <summary>The host in normal form (lower case, no trailing dot, IPv6 without brackets), or null when there is none.</summary>
    public static string? Read(string text)
    {
        string trimmed = text.Trim();
        if (trimmed.Length is 0 or > 2000)
        {
            return null;
        }

        string url = trimmed.Contains("://", StringComparison.Ordinal) ? trimmed
            : trimmed.Count(character => character == ':') > 1 && !trimmed.StartsWith('[') ? $"http://[{trimmed}]/"
            : $"http://{trimmed}";
        return Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0 ? Normal(uri.Host) : null;
    }

    private static string? Normal(string host)
    {
        string bare = host.Trim('[', ']').TrimEnd('.');
        try
        {
            return bare.Contains(':', StringComparison.Ordinal) ? bare.ToLowerInvariant() : Idn.GetAscii(bare).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null; // No name that could be looked up, so none that a request could have.
        }
    }
}
