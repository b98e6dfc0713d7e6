using System.Net;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Log;

/// <summary>A line of the log.</summary>
/// <param name="Id">The history's key; null for a record that came live.</param>
/// <param name="Record">What is shown.</param>
public sealed record LogRow(long? Id, TrafficRecord Record)
{
    /// <summary>
    /// What tells that a live record and a stored one are the same: a store may keep time to the millisecond only, and gives
    /// keys that a live record does not have.
    /// </summary>
    public (long Milliseconds, IPAddress Client, string Method, string Host, int Port, string Path) Identity =>
        (Record.Timestamp.ToUnixTimeMilliseconds(), Record.Client, Record.Method, Record.Host, Record.Port, Record.PathAndQuery);
}
