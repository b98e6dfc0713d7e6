using System.Net;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Tests;

/// <summary>Records and questions in every mixture, the same for the same seed.</summary>
internal static class RandomTraffic
{
    private static readonly string[] Hosts =
        ["example.com", "www.example.com", "cdn.example.com", "badexample.com", "h1.example", "h2.example", "h3.example", ""];

    private static readonly string?[] CacheStatuses =
        [null, "OrleansProxy; hit; ttl=", "OrleansProxy; fwd=uri-miss; stored", "OrleansProxy; fwd=bypass", "OrleansProxy; fwd=request", "ttl=x"];

    private static readonly string[] Methods = ["GET", "POST", "CONNECT", "BREW", "-"];
    private static readonly IPAddress[] Clients = [SampleRecord.Alice, SampleRecord.Bob, IPAddress.Parse("10.0.0.1")];
    private static readonly TrafficResult[] Results = Enum.GetValues<TrafficResult>();

    /// <summary>Records in the order of time, over some days, with times of whole microseconds.</summary>
    public static TrafficRecord[] Records(int seed, int count, double days = 3)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count)
            .Select(i => Record(random, TimeSpan.FromMicroseconds((long)(i * days * 86_400_000_000 / count) + random.Next(1_000))))];
    }

    /// <summary>A filter of a few wishes.</summary>
    public static TrafficFilter Filter(Random random) => new()
    {
        Range = Maybe(random, 3) ? Range(random) : null,
        Client = Maybe(random, 3) ? Clients[random.Next(Clients.Length)] : null,
        User = Maybe(random, 8) ? "alice" : null,
        Host = Maybe(random, 8) ? Hosts[random.Next(Hosts.Length)] : null,
        Domain = Maybe(random, 6) ? "example.com" : null,
        HostPattern = Maybe(random, 5) ? new HostPattern(random.Next(2) == 0 ? "EXAMPLE" : "h*.example") : null,
        Method = Maybe(random, 5) ? Methods[random.Next(Methods.Length)] : null,
        Status = Maybe(random, 4) ? (random.Next(2) == 0 ? new StatusRange(404, 404) : new StatusRange(200, 299)) : null,
        Results = Maybe(random, 4) ? [Results[random.Next(Results.Length)], Results[random.Next(Results.Length)]] : null,
        Cache = Maybe(random, 5) ? (CacheOutcome)random.Next(4) : null,
    };

    /// <summary>A range whose ends are on no boundary.</summary>
    public static TimeRange Range(Random random, double days = 3)
    {
        DateTimeOffset from = SampleRecord.Noon.AddDays(random.NextDouble() * days);
        return new TimeRange(from, from.AddDays(random.NextDouble() * days));
    }

    private static TrafficRecord Record(Random random, TimeSpan after)
    {
        string? cacheStatus = CacheStatuses[random.Next(CacheStatuses.Length)];
        bool isTunnel = Maybe(random, 6);
        return SampleRecord.At(0) with
        {
            Timestamp = SampleRecord.Noon + after,
            Client = random.Next(4) > 0 ? SampleRecord.Alice : Clients[random.Next(Clients.Length)],
            Method = Methods[random.Next(Methods.Length)],
            Scheme = isTunnel ? "connect" : Maybe(random, 20) ? "" : "http",
            Host = Hosts[random.Next(Hosts.Length)],
            Port = random.Next(4) switch { 0 => 80, 1 => 443, 2 => 8080, _ => 0 },
            PathAndQuery = isTunnel ? "" : $"/{random.Next(50)}",
            Status = random.Next(4) switch { 0 => 404, 1 => 0, 2 => 204, _ => 200 },
            Result = Results[random.Next(Results.Length)],
            BytesSent = random.Next(100_000),
            BytesReceived = random.Next(1_000),
            Duration = TimeSpan.FromMicroseconds(random.Next(10_000_000)),
            TimeToFirstByte = Maybe(random, 4) ? null : TimeSpan.FromMicroseconds((long)Math.Exp(random.NextDouble() * 18)),
            CacheStatus = cacheStatus == "OrleansProxy; hit; ttl=" ? $"{cacheStatus}{random.Next(500)}" : cacheStatus,
            Upstream = Maybe(random, 2) ? IPEndPoint.Parse($"203.0.113.{random.Next(3)}:80") : null,
            Rule = Maybe(random, 6) ? "example.com" : null,
            RulesVersion = random.Next(3),
            LimitCount = Maybe(random, 2) ? random.Next(100) : null,
            LimitOf = Maybe(random, 2) ? 100 : null,
            Error = Maybe(random, 6) ? "It failed." : null,
            UserAgent = Maybe(random, 2) ? $"agent {random.Next(3)}" : null,
            User = Maybe(random, 5) ? "alice" : null,
            Node = Maybe(random, 5) ? "b" : "",
        };
    }

    private static bool Maybe(Random random, int oneIn) => random.Next(oneIn) == 0;
}
