using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.History.Sums;

/// <summary>What lines of rollups add up to.</summary>
internal struct TrafficSums
{
    /// <summary>Requests and tunnels.</summary>
    public long Requests;

    /// <summary>Tunnels alone.</summary>
    public long Tunnels;

    /// <summary>Answers from the cache.</summary>
    public long CacheHits;

    /// <summary>Requests for which the cache was asked.</summary>
    public long CacheAsked;

    /// <summary>Those refused by a rule.</summary>
    public long Blocked;

    /// <summary>Those refused by a limit.</summary>
    public long RateLimited;

    /// <summary>Those that failed.</summary>
    public long Failed;

    /// <summary>Bytes to clients.</summary>
    public long BytesSent;

    /// <summary>Bytes from clients.</summary>
    public long BytesReceived;

    /// <summary>Adds the line that is being read.</summary>
    public void Add(RollupLines line)
    {
        long requests = line.Requests;
        Requests += requests;
        CacheAsked += line.CacheAsked;
        BytesSent += line.BytesSent;
        BytesReceived += line.BytesReceived;
        switch (line.Result)
        {
            case TrafficResult.Tunnelled:
                Tunnels += requests;
                break;
            case TrafficResult.Hit or TrafficResult.Validated:
                CacheHits += requests;
                break;
            case TrafficResult.Blocked:
                Blocked += requests;
                break;
            case TrafficResult.RateLimited:
                RateLimited += requests;
                break;
            case TrafficResult.BadRequest or TrafficResult.OriginFailed or TrafficResult.Failed:
                Failed += requests;
                break;
        }
    }
}
