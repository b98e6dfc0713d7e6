using System.Net;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.HistoryBench;

/// <summary>
/// Traffic of 50 clients on 5,000 hosts, both by Zipf's law: half of it plain requests, of whose paths a quarter is new, some answered
/// by the cache; the rest tunnels, refusals and failures. The same for the same seed. Not thread-safe.
/// </summary>
internal sealed class SyntheticLoad
{
    public const int ClientCount = 50;
    public const int HostCount = 5_000;

    private const int Draws = 1 << 18;
    private const int KnownPaths = 50_000;

    private readonly Random _random;
    private readonly ushort[] _hostDraws, _clientDraws;
    private readonly TimeSpan[] _firstBytes;
    private readonly string[] _hosts, _paths, _agents;
    private readonly IPAddress[] _clients;
    private readonly IPEndPoint[] _upstreams, _tunnelUpstreams;
    private long _tunnel, _path;

    public SyntheticLoad(int seed)
    {
        _random = new Random(seed);
        _hostDraws = Zipf(HostCount, 1.0);
        _clientDraws = Zipf(ClientCount, 0.7);
        _hosts = [.. Enumerable.Range(0, HostCount).Select(i => (i % 3) switch { 0 => $"www.site{i}.example", 1 => $"cdn{i % 7}.media{i}.example", _ => $"api.service{i}.example" })];
        _clients = [.. Enumerable.Range(0, ClientCount).Select(i => new IPAddress([10, 0, (byte)(i / 20), (byte)(10 + i)]))];
        _agents = [.. Enumerable.Range(0, 40).Select(i => $"Mozilla/5.0 (X11; Linux x86_64; rv:{100 + i}.0) Gecko/20100101 Firefox/{100 + i}.0")];
        _upstreams = [.. _hosts.Select((_, i) => new IPEndPoint(new IPAddress([203, 0, (byte)(i / 250), (byte)(1 + (i % 250))]), 80))];
        _tunnelUpstreams = [.. _upstreams.Select(upstream => new IPEndPoint(upstream.Address, 443))];
        _firstBytes = [.. Enumerable.Range(0, Draws).Select(_ => TimeSpan.FromMicroseconds((long)(45_000 * Math.Exp(0.9 * Normal()))))];
        _paths = [.. Enumerable.Range(0, KnownPaths).Select(_ => NewPath())];
    }

    public static string ClientAt(int rank) => new IPAddress([10, 0, (byte)(rank / 20), (byte)(10 + rank)]).ToString();

    public string HostAt(int rank) => _hosts[rank];

    /// <summary>The records of one request: one, or two where it is a tunnel: its opening, and its end.</summary>
    public TrafficRecord Next(DateTimeOffset at, out TrafficRecord? end)
    {
        end = null;
        int host = _hostDraws[_random.Next(Draws)];
        IPAddress client = _clients[_clientDraws[_random.Next(Draws)]];
        int draw = _random.Next(1000);
        TrafficRecord asked = new()
        {
            Timestamp = at,
            Client = client,
            Method = draw < 40 ? "POST" : "GET",
            Scheme = "http",
            Host = _hosts[host],
            Port = 80,
            PathAndQuery = _random.Next(4) == 0 ? NewPath() : _paths[_random.Next(KnownPaths)],
            Protocol = "HTTP/1.1",
            Status = 200,
            Result = TrafficResult.Forwarded,
            BytesSent = 400 + _random.Next(40_000),
            BytesReceived = 250 + _random.Next(700),
            Duration = TimeSpan.FromMicroseconds(500 + _random.Next(300_000)),
            TimeToFirstByte = _firstBytes[_random.Next(Draws)],
            RulesVersion = 7,
            LimitCount = 1 + _random.Next(90),
            LimitOf = 100,
            UserAgent = _agents[_random.Next(_agents.Length)],
        };
        switch (draw)
        {
            case < 350:
                return asked with
                {
                    CacheStatus = "OrleansProxy; fwd=uri-miss; stored",
                    Status = draw % 20 == 0 ? 404 : draw % 50 == 1 ? 304 : draw % 100 == 2 ? 302 : 200,
                    Upstream = _upstreams[host],
                    ConnectTime = draw % 4 == 0 ? TimeSpan.FromMicroseconds(_random.Next(30_000)) : null,
                    DnsTime = draw % 8 == 0 ? TimeSpan.FromMicroseconds(_random.Next(20_000)) : null,
                };
            case < 450:
                return asked with { Result = TrafficResult.Hit, CacheStatus = Hits[_random.Next(Hits.Length)], TimeToFirstByte = TimeSpan.FromMicroseconds(_random.Next(300)) };
            case < 470:
                return asked with { Result = TrafficResult.Validated, CacheStatus = "OrleansProxy; fwd=stale; fwd-status=304", Upstream = _upstreams[host] };
            case < 530:
                return asked with { Result = TrafficResult.Blocked, Status = 403, Rule = $"||site{host % 200}.example^", TimeToFirstByte = null, BytesSent = 1_200 };
            case < 545:
                return asked with { Result = TrafficResult.RateLimited, Status = 429, TimeToFirstByte = null, BytesSent = 600, LimitCount = 101 };
            case < 560:
                return asked with { Result = TrafficResult.OriginFailed, Status = 502, Error = "The origin could not be reached.", TimeToFirstByte = null };
            default:
                return Tunnel(asked, host, out end);
        }
    }

    private static readonly string[] Hits = [.. Enumerable.Range(0, 600).Select(i => $"OrleansProxy; hit; ttl={i * 11}")];

    private TrafficRecord Tunnel(TrafficRecord asked, int host, out TrafficRecord end)
    {
        TrafficRecord opened = asked with
        {
            Method = "CONNECT",
            Scheme = "connect",
            Port = 443,
            PathAndQuery = "",
            Result = TrafficResult.Tunnelled,
            TunnelId = ++_tunnel,
            IsOpen = true,
            BytesSent = 0,
            BytesReceived = 0,
            Duration = TimeSpan.Zero,
            TimeToFirstByte = null,
            Upstream = _tunnelUpstreams[host],
            ConnectTime = TimeSpan.FromMicroseconds(_random.Next(40_000)),
        };
        end = opened with
        {
            IsOpen = false,
            BytesSent = 3_000 + _random.Next(200_000),
            BytesReceived = 700 + _random.Next(5_000),
            TimeToFirstByte = asked.TimeToFirstByte,
            Duration = TimeSpan.FromMilliseconds(200 + _random.Next(8_000)),
        };
        return opened;
    }

    private string NewPath() => string.Create(36, (_random.NextInt64(), ++_path), (text, seed) =>
    {
        "/assets/".CopyTo(text);
        ulong bits = (ulong)seed.Item1 ^ ((ulong)seed.Item2 << 40);
        for (int i = 8; i < text.Length - 4; i++)
        {
            text[i] = "0123456789abcdefghijklmnopqrstuv"[(int)(bits & 31)];
            bits = System.Numerics.BitOperations.RotateRight(bits, 5) + (ulong)i;
        }

        ".css".CopyTo(text[^4..]);
    });

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>Ranks, each as often as its share of all draws is.</summary>
    private static ushort[] Zipf(int count, double exponent)
    {
        double[] weights = [.. Enumerable.Range(1, count).Select(rank => Math.Pow(rank, -exponent))];
        double all = weights.Sum();
        var draws = new ushort[Draws];
        int at = 0;
        double sum = 0;
        for (int rank = 0; rank < count; rank++)
        {
            sum += weights[rank];
            for (int end = (int)Math.Round(sum / all * Draws); at < end; at++)
            {
                draws[at] = (ushort)rank;
            }
        }

        return draws;
    }
}
