namespace OrleansProxy.Traffic.Records;

/// <summary>What became of one request or tunnel. The numbers are stored: never reuse one.</summary>
public enum TrafficResult : byte
{
    /// <summary>The origin answered and the answer was relayed whole.</summary>
    Forwarded = 0,

    /// <summary>Answered from the cache without asking the origin.</summary>
    Hit = 1,

    /// <summary>Answered from the cache after the origin said 304 (Not Modified).</summary>
    Validated = 2,

    /// <summary>A tunnel of CONNECT or a WebSocket that stood and has ended.</summary>
    Tunnelled = 3,

    /// <summary>A page of our own, such as the stats page.</summary>
    Served = 4,

    /// <summary>Refused by a rule.</summary>
    Blocked = 10,

    /// <summary>Refused by this client's rate limit.</summary>
    RateLimited = 11,

    /// <summary>Refused because this client may not use the proxy, or has too many connections.</summary>
    ClientRefused = 12,

    /// <summary>Refused because this client may not reach that port or address.</summary>
    DestinationRefused = 13,

    /// <summary>Refused because the request was not valid HTTP, was too large or came too slowly.</summary>
    BadRequest = 14,

    /// <summary>The origin could not be reached, answered nonsense, or died before its answer was whole.</summary>
    OriginFailed = 20,

    /// <summary>The client left before the answer was whole.</summary>
    ClientLeft = 21,

    /// <summary>A fault of our own.</summary>
    Failed = 22,
}
