using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Portal.Rules;

/// <summary>Takes the host out of what a person types or pastes: a host, host and port, or a whole URL.</summary>
internal static class TargetHost
{
    /// <summary>Reads the host in the normal form that rules and requests share.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="host">The host, "" on failure.</param>
    /// <param name="error">A sentence that says what is wrong, "" on success.</param>
    public static bool TryRead(string text, out string host, out string error) =>
        HostName.TryNormalise(WithoutPort(Authority(text.Trim())), out host, out error);

    /// <summary>What stands between the scheme and the path, without user information (RFC 3986 §3.2).</summary>
    private static string Authority(string text)
    {
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        string rest = scheme < 0 ? text : text[(scheme + 3)..];
        int end = rest.AsSpan().IndexOfAny("/?#\\");
        string authority = end < 0 ? rest : rest[..end];
        return authority[(authority.LastIndexOf('@') + 1)..];
    }

    /// <summary>More than one colon outside brackets is an IPv6 address, which then has no port.</summary>
    private static string WithoutPort(string authority)
    {
        int bracket = authority.LastIndexOf(']');
        if (authority.StartsWith('[') && bracket > 0)
        {
            return authority[..(bracket + 1)];
        }

        int colon = authority.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && colon == authority.LastIndexOf(':') ? authority[..colon] : authority;
    }
}
