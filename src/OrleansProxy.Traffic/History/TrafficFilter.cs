using System.Net;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.History;

/// <summary>Which rows a reader wants; a null member does not narrow.</summary>
public sealed record TrafficFilter
{
    /// <summary>Only rows of this time.</summary>
    public TimeRange? Range { get; init; }

    /// <summary>Only rows of this client.</summary>
    public IPAddress? Client { get; init; }

    /// <summary>Only this very host, in its normal form as <see cref="TrafficRecord.Host"/> has it.</summary>
    public string? Host { get; init; }

    /// <summary>Only hosts that contain this text, without regard to case.</summary>
    public string? HostContains { get; init; }

    /// <summary>Only this request method.</summary>
    public string? Method { get; init; }

    /// <summary>Only these results; empty or null means all.</summary>
    public IReadOnlyCollection<TrafficResult>? Results { get; init; }
}
