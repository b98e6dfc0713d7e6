using System.Net;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Demo;

/// <summary>Makes up what became of one request. Not thread-safe.</summary>
internal sealed class DemoRequest(DemoRandom random)
{
    private const int LimitOf = 100;
    private const long Megabyte = 1_000_000;

    /// <summary>One record that began at <paramref name="at"/>.</summary>
    /// <param name="at">When it began.</param>
    /// <param name="client">Who asked.</param>
    /// <param name="kind">What the host serves.</param>
    /// <param name="host">Whom they asked.</param>
    /// <param name="isRateLimited">Whether the client is past its limit.</param>
    public TrafficRecord Make(DateTimeOffset at, IPAddress client, DemoKind kind, string host, bool isRateLimited)
    {
        bool isPlain = kind is DemoKind.PlainPages or DemoKind.Download or DemoKind.Interface;
        TrafficRecord asked = Asked(at, client, host, isPlain);
        if (isRateLimited)
        {
            return Refused(asked, TrafficResult.RateLimited, 429) with { LimitCount = LimitOf + random.Between(1, 30) };
        }

        if (DemoWeb.RuleFor(host) is { } rule)
        {
            return Refused(asked, TrafficResult.Blocked, 403) with { Rule = rule, Error = $"Blocked by the rule {rule}." };
        }

        if (host.EndsWith(".invalid", StringComparison.Ordinal) || random.Chance(0.004))
        {
            return Failed(asked);
        }

        return isPlain ? Fetched(asked, kind) : Tunnelled(asked, kind);
    }

    private TrafficRecord Asked(DateTimeOffset at, IPAddress client, string host, bool isPlain) => new()
    {
        Timestamp = at,
        Client = client,
        Method = !isPlain ? "CONNECT" : random.Chance(0.04) ? "POST" : "GET",
        Scheme = isPlain ? "http" : "connect",
        Host = host,
        Port = isPlain ? 80 : 443,
        PathAndQuery = isPlain ? $"/demo/{random.Between(1, 400)}" : "",
        Protocol = "HTTP/1.1",
        Status = 200,
        Result = TrafficResult.Forwarded,
        BytesSent = 0,
        BytesReceived = random.Between(280, 900),
        Duration = TimeSpan.Zero,
        RulesVersion = 1,
        LimitCount = random.Between(1, 60),
        LimitOf = LimitOf,
        UserAgent = "demo",
        Node = "demo",
    };

    private TrafficRecord Refused(TrafficRecord asked, TrafficResult result, int status) => asked with
    {
        Result = result,
        Status = status,
        BytesSent = random.Between(900, 1_300),
        Duration = TimeSpan.FromMicroseconds(random.Between(150, 900)),
        TimeToFirstByte = TimeSpan.FromMicroseconds(random.Between(100, 150)),
    };

    private TrafficRecord Failed(TrafficRecord asked)
    {
        bool isSlow = random.Chance(0.3);
        return asked with
        {
            Result = TrafficResult.OriginFailed,
            Status = isSlow ? 504 : 502,
            BytesSent = random.Between(700, 1_000),
            Duration = TimeSpan.FromSeconds(isSlow ? 10 : 0.08),
            Error = isSlow ? "The origin did not accept a connection in time." : "The name of the origin could not be resolved.",
        };
    }

    private TrafficRecord Fetched(TrafficRecord asked, DemoKind kind)
    {
        bool isCacheable = asked.Method == "GET" && kind is not DemoKind.Interface;
        if (isCacheable && random.Chance(0.28))
        {
            return FromCache(asked);
        }

        long size = (long)(kind is DemoKind.Download && random.Chance(0.2)
            ? random.LogNormal(18 * Megabyte, 0.8)
            : random.LogNormal(kind is DemoKind.Interface ? 1_800 : 16_000, 1.1));
        TrafficRecord fetched = Timed(asked, random.LogNormal(62, 0.6), size, bytesASecond: 6 * Megabyte) with
        {
            Status = random.Chance(0.03) ? 404 : 200,
            CacheStatus = isCacheable ? "OrleansProxy; fwd=uri-miss; stored" : "OrleansProxy; fwd=request",
        };
        return random.Chance(0.008) ? fetched with { Result = TrafficResult.ClientLeft, Error = "The client left early." } : fetched;
    }

    private TrafficRecord FromCache(TrafficRecord asked)
    {
        bool isValidated = random.Chance(0.2);
        double firstByteMilliseconds = isValidated ? random.LogNormal(45, 0.5) : random.LogNormal(0.4, 0.4);
        TrafficRecord answered = Timed(asked, firstByteMilliseconds, (long)random.LogNormal(14_000, 1), 80 * Megabyte);
        return isValidated
            ? answered with { Result = TrafficResult.Validated, CacheStatus = "OrleansProxy; fwd=stale; fwd-status=304" }
            : answered with { Result = TrafficResult.Hit, CacheStatus = "OrleansProxy; hit", Upstream = null };
    }

    private TrafficRecord Tunnelled(TrafficRecord asked, DemoKind kind)
    {
        (double size, double seconds) = kind switch
        {
            DemoKind.Video => (22.0 * Megabyte, 180.0),
            DemoKind.Chat => (60_000.0, 420.0),
            _ => (85_000.0, 22.0),
        };
        long sent = (long)random.LogNormal(size, 1.1);
        return Timed(asked, random.LogNormal(48, 0.6), sent, 4 * Megabyte) with
        {
            Result = TrafficResult.Tunnelled,
            BytesReceived = (sent / 22) + random.Between(700, 6_000),
            Duration = TimeSpan.FromSeconds(Math.Min(3_600, random.LogNormal(seconds, 0.7))),
        };
    }

    private TrafficRecord Timed(TrafficRecord asked, double firstByteMilliseconds, long sent, long bytesASecond)
    {
        bool isPooled = asked.Scheme == "http" && random.Chance(0.7);
        TimeSpan firstByte = TimeSpan.FromMicroseconds((long)(firstByteMilliseconds * 1_000));
        return asked with
        {
            BytesSent = sent,
            TimeToFirstByte = firstByte,
            Duration = firstByte + TimeSpan.FromMicroseconds(200 + (sent * 1_000_000 / bytesASecond)),
            DnsTime = isPooled ? null : firstByte * 0.1,
            ConnectTime = isPooled ? null : firstByte * 0.3,
            Upstream = new IPEndPoint(DocumentationAddress(asked.Host), asked.Port),
        };
    }

    /// <summary>An address of the range kept for documentation (RFC 5737), always the same for a host.</summary>
    private static IPAddress DocumentationAddress(string host)
    {
        int sum = host.Aggregate(7, (sum, c) => ((sum * 31) + c) & 0xFFFF);
        return new IPAddress([203, 0, 113, (byte)(1 + (sum % 250))]);
    }
}
