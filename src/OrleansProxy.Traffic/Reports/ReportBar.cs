using OrleansProxy.Traffic.History;

namespace OrleansProxy.Traffic.Reports;

/// <summary>One bar of a report's charts over time. Requests counts everything, the refused included. Immutable.</summary>
/// <param name="Start">Its first instant, local time.</param>
/// <param name="Requests">All requests and tunnels.</param>
/// <param name="Blocked">Those refused by a rule.</param>
/// <param name="RateLimited">Those refused by a limit.</param>
/// <param name="BytesSent">Bytes to clients.</param>
/// <param name="BytesReceived">Bytes from clients.</param>
/// <param name="Times">Times to first byte of what was forwarded or tunnelled.</param>
public sealed record ReportBar(
    DateTime Start, long Requests, long Blocked, long RateLimited, long BytesSent, long BytesReceived, TtfbHistogram Times);
