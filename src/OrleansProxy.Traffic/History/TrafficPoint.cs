namespace OrleansProxy.Traffic.History;

/// <summary>One bar of a chart over time. Requests counts everything, the refused included.</summary>
/// <param name="Start">The first instant of the bar, UTC.</param>
/// <param name="Requests">All requests and tunnels.</param>
/// <param name="Blocked">Those refused by a rule.</param>
/// <param name="RateLimited">Those refused by a limit.</param>
/// <param name="BytesSent">Bytes to clients.</param>
/// <param name="BytesReceived">Bytes from clients.</param>
public sealed record TrafficPoint(
    DateTimeOffset Start, long Requests, long Blocked, long RateLimited, long BytesSent, long BytesReceived);
