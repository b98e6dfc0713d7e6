using System.Net;

namespace OrleansProxy.Traffic.History;

/// <summary>What sums and charts are asked of; a null member does not narrow. Immutable.</summary>
/// <param name="Range">The range of time.</param>
public sealed record TrafficScope(TimeRange Range)
{
    /// <summary>Only this client.</summary>
    public IPAddress? Client { get; init; }

    /// <summary>Only this host and the hosts below it, in normal form: "example.com" has "www.example.com" in it.</summary>
    public string? Domain { get; init; }
}
