namespace OrleansProxy.Policy.Limits;

/// <summary>Settings of the section "RateLimit".</summary>
public sealed class RateLimitOptions
{
    /// <summary>Whether requests are limited at all. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Requests that one client may make in any <see cref="Period"/>, 1 to 1,000,000. Default 100.</summary>
    public int Count { get; set; } = 100;

    /// <summary>The length of the window, 1 second to 1 day. Default 10 seconds.</summary>
    public TimeSpan Period { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Clients that are never limited: addresses or CIDR ranges. Default none.</summary>
    public IReadOnlyList<string> Exempt { get; set; } = [];

    /// <summary>Clients remembered at once, 1,000 to 10,000,000. Default 100,000.</summary>
    public int MaxClients { get; set; } = 100_000;
}
