using System.Net;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Tests.Records;

/// <summary>A plain record that a test changes where it matters.</summary>
internal static class SampleRecord
{
    public static TrafficRecord Forwarded { get; } = new()
    {
        Timestamp = new DateTimeOffset(2026, 3, 1, 12, 0, 0, 123, TimeSpan.Zero),
        Client = IPAddress.Parse("192.0.2.7"),
        Method = "GET",
        Scheme = "http",
        Host = "example.com",
        Port = 80,
        PathAndQuery = "/a?b=c",
        Protocol = "HTTP/1.1",
        Status = 200,
        Result = TrafficResult.Forwarded,
        BytesSent = 1234,
        BytesReceived = 567,
        Duration = TimeSpan.FromMilliseconds(34),
        TimeToFirstByte = TimeSpan.FromMilliseconds(12),
    };

    public static TrafficRecord Numbered(int number) => Forwarded with { PathAndQuery = $"/{number}" };
}
