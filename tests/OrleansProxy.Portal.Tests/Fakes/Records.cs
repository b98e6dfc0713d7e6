using System.Net;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Tests.Fakes;

/// <summary>Records to start a test from.</summary>
internal static class Records
{
    public static TrafficRecord Get(string host = "example.com", TrafficResult result = TrafficResult.Forwarded) => new()
    {
        Timestamp = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        Client = IPAddress.Parse("192.0.2.10"),
        Method = "GET",
        Scheme = "http",
        Host = host,
        Port = 80,
        PathAndQuery = "/index.html",
        Protocol = "HTTP/1.1",
        Status = result == TrafficResult.Blocked ? 403 : 200,
        Result = result,
        BytesSent = 1500,
        BytesReceived = 300,
        Duration = TimeSpan.FromMilliseconds(42),
    };
}
