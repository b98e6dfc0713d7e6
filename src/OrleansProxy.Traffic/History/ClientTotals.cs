using System.Net;

namespace OrleansProxy.Traffic.History;

/// <summary>What one client accounts for in a range.</summary>
public sealed record ClientTotals(IPAddress Client, long Requests, long Blocked, long BytesSent, long BytesReceived);
