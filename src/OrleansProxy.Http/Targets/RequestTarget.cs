namespace OrleansProxy.Http.Targets;

/// <summary>Where a request goes, from its target alone (RFC 9112 §3.2.2).</summary>
/// <param name="Form">How it was written.</param>
/// <param name="Host">
/// The host in normal form: lower case, no trailing dot, an IPv6 literal without brackets and in its canonical text;
/// "" for a request to ourselves.
/// </param>
/// <param name="Port">1 to 65535; 0 for a request to ourselves.</param>
/// <param name="PathAndQuery">Path and query as sent, beginning with "/" (or "*"); "" for CONNECT.</param>
public readonly record struct RequestTarget(TargetForm Form, string Host, int Port, string PathAndQuery)
{
    /// <summary>Whether the host is an IPv6 literal, which is written in brackets.</summary>
    public bool IsIPv6 => Host.Contains(':');

    /// <summary>The authority as it stands in a Host field or a log: brackets where they belong, the port unless it is 80.</summary>
    public string Authority => (IsIPv6, Port) switch
    {
        (false, 80) => Host,
        (false, _) => $"{Host}:{Port}",
        (true, 80) => $"[{Host}]",
        (true, _) => $"[{Host}]:{Port}",
    };
}
