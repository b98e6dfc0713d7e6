using System.Net;

namespace OrleansProxy.Traffic.Records;

/// <summary>
/// One request or tunnel as remembered. Immutable, so safe to hand to any thread. It never holds a credential
/// or a cookie, nor a field value other than the user agent but in <see cref="Heads"/>.
/// </summary>
public sealed record TrafficRecord
{
    private static readonly string[] PassedBy = ["fwd=bypass", "fwd=method", "fwd=request"];

    /// <summary>When the head of the request had been read, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The peer of the client's socket; an IPv4-mapped address is given as IPv4.</summary>
    public required IPAddress Client { get; init; }

    /// <summary>The request method as sent, or "-" where none could be read.</summary>
    public required string Method { get; init; }

    /// <summary>"http" for a forwarded request, "connect" for a tunnel of CONNECT, "" where no target could be read.</summary>
    public required string Scheme { get; init; }

    /// <summary>The destination host in its normal form (lower case, no trailing dot, IPv6 without brackets), or "".</summary>
    public required string Host { get; init; }

    /// <summary>The destination port, 1 to 65535, or 0 where no target could be read.</summary>
    public required int Port { get; init; }

    /// <summary>Path and query as sent, "" for a tunnel.</summary>
    public required string PathAndQuery { get; init; }

    /// <summary>"HTTP/1.1" or "HTTP/1.0", or "-" where no head could be read.</summary>
    public required string Protocol { get; init; }

    /// <summary>The status sent to the client, or 0 when the connection ended before any.</summary>
    public required int Status { get; init; }

    /// <summary>What became of it.</summary>
    public required TrafficResult Result { get; init; }

    /// <summary>Bytes sent to the client: heads and bodies for HTTP, the payload for a tunnel.</summary>
    public required long BytesSent { get; init; }

    /// <summary>Bytes received from the client, counted alike.</summary>
    public required long BytesReceived { get; init; }

    /// <summary>From <see cref="Timestamp"/> to the last byte sent, or to the tunnel's end.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>From <see cref="Timestamp"/> to the first byte of the answer; for a tunnel to its first byte from the origin.</summary>
    public TimeSpan? TimeToFirstByte { get; init; }

    /// <summary>Time spent resolving the host; null when nothing was resolved.</summary>
    public TimeSpan? DnsTime { get; init; }

    /// <summary>Time spent connecting; null on a pooled connection or where none was made.</summary>
    public TimeSpan? ConnectTime { get; init; }

    /// <summary>The address that was connected to, if any.</summary>
    public IPEndPoint? Upstream { get; init; }

    /// <summary>The value of Cache-Status (RFC 9211) as sent to the client; null where the cache was not asked.</summary>
    public string? CacheStatus { get; init; }

    /// <summary>
    /// Whether the cache had a say in it, by the reasons that RFC 9211 §2.2 gives: a request that it is passed by for (its method, its
    /// fields) is neither a hit nor a miss.
    /// </summary>
    public bool CacheAsked => Result is TrafficResult.Hit or TrafficResult.Validated
        || (CacheStatus is { } status && !IsPassedBy(status));

    /// <summary>The text of the rule that decided (block or allow), if one matched.</summary>
    public string? Rule { get; init; }

    /// <summary>The version of the rules that were asked; 0 when the request did not get that far.</summary>
    public long RulesVersion { get; init; }

    /// <summary>Requests that the limiter counted for this client in the window, this one included; null when not asked.</summary>
    public int? LimitCount { get; init; }

    /// <summary>The limit that <see cref="LimitCount"/> is held against.</summary>
    public int? LimitOf { get; init; }

    /// <summary>In a short sentence, why it was refused or failed; null when all went well.</summary>
    public string? Error { get; init; }

    /// <summary>The User-Agent field, cut to 256 characters.</summary>
    public string? UserAgent { get; init; }

    /// <summary>
    /// What the records of one tunnel have in common: it is recorded when it opens (<see cref="IsOpen"/>), now and then while it grows
    /// (<see cref="IsGrowth"/>), and when it ends, and each takes the place of the one before. 0 for anything that is not a tunnel.
    /// </summary>
    public long TunnelId { get; init; }

    /// <summary>Whether this is a tunnel that stands: bytes and duration are those so far.</summary>
    public bool IsOpen { get; init; }

    /// <summary>
    /// Whether it was handed over before, when it opened, and this tells what it has carried since: for sums and rows alone, for nothing
    /// that counts or shows a tunnel.
    /// </summary>
    public bool IsGrowth { get; init; }

    /// <summary>Whether it adds to sums only: no row, no line and no reader sees it by itself.</summary>
    public bool IsOnlySummed { get; init; }

    /// <summary>The node that served it; "" in one process.</summary>
    public string Node { get; init; } = "";

    /// <summary>The user whose credentials came with it; null where none were asked for, or they were not right.</summary>
    public string? User { get; init; }

    /// <summary>The heads, where a sink wants them; null elsewhere, and never stored in SQL.</summary>
    public ExchangeHeads? Heads { get; init; }

    private static bool IsPassedBy(string status)
    {
        foreach (string reason in PassedBy)
        {
            if (status.Contains(reason, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
