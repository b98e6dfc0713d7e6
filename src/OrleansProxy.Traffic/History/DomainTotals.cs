namespace OrleansProxy.Traffic.History;

/// <summary>What one destination host accounts for in a range.</summary>
public sealed record DomainTotals(string Host, long Requests, long Blocked, long BytesSent, long BytesReceived);
