using System.Net;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Tests;

/// <summary>Records that a test changes where it matters.</summary>
internal static class SampleRecord
{
    public static DateTimeOffset Noon { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static IPAddress Alice { get; } = IPAddress.Parse("192.0.2.7");

    public static IPAddress Bob { get; } = IPAddress.Parse("2001:db8::7");

    /// <summary>One with a value in every member.</summary>
    public static TrafficRecord Full { get; } = new()
    {
        Timestamp = Noon.AddMicroseconds(123_456),
        Client = Bob,
        Method = "GET",
        Scheme = "http",
        Host = "www.example.com",
        Port = 8000,
        PathAndQuery = "/a?b='c'",
        Protocol = "HTTP/1.0",
        Status = 200,
        Result = TrafficResult.Validated,
        BytesSent = 1234,
        BytesReceived = 567,
        Duration = TimeSpan.FromMicroseconds(34_567),
        TimeToFirstByte = TimeSpan.FromMicroseconds(12_345),
        DnsTime = TimeSpan.FromMicroseconds(1_111),
        ConnectTime = TimeSpan.FromMicroseconds(2_222),
        Upstream = IPEndPoint.Parse("[2001:db8::1]:8000"),
        CacheStatus = "OrleansProxy; fwd=stale; fwd-status=304",
        Rule = "@@example.com",
        RulesVersion = 12,
        LimitCount = 3,
        LimitOf = 100,
        Error = "Nothing; only a sentence.",
        UserAgent = "curl/8",
        Node = "a",
        User = "alice",
    };

    /// <summary>One with no more than it must have.</summary>
    public static TrafficRecord At(
        double minutes, TrafficResult result = TrafficResult.Forwarded, string host = "www.example.com", IPAddress? client = null) => new()
        {
            Timestamp = Noon.AddMinutes(minutes),
            Client = client ?? Alice,
            Method = result is TrafficResult.Tunnelled ? "CONNECT" : "GET",
            Scheme = result is TrafficResult.Tunnelled ? "connect" : "http",
            Host = host,
            Port = result is TrafficResult.Tunnelled ? 443 : 80,
            PathAndQuery = result is TrafficResult.Tunnelled ? "" : "/",
            Protocol = "HTTP/1.1",
            Status = result is TrafficResult.Blocked ? 403 : result is TrafficResult.RateLimited ? 429 : 200,
            Result = result,
            BytesSent = 100,
            BytesReceived = 10,
            Duration = TimeSpan.FromMilliseconds(5),
            Rule = result is TrafficResult.Blocked ? "example.com" : null,
            LimitCount = result is TrafficResult.RateLimited ? 101 : null,
        };
}
