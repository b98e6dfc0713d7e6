using System.Net;
using System.Text;
using OrleansProxy.FrontEnd.Answers;
using OrleansProxy.FrontEnd.Tunnels;
using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Heads;
using OrleansProxy.Http.Targets;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Exchanges;

/// <summary>
/// Collects what will be remembered of an exchange while it runs. One instance serves a connection's exchanges in turn; not
/// thread-safe.
/// </summary>
internal sealed class TrafficDraft
{
    private const int MaxAgentLength = 256;
    private const int MaxTargetLength = 8192;

    private readonly TimeProvider _time;
    private readonly IPAddress _client;
    private long _started;
    private DateTimeOffset _timestamp;
    private string _method = "-", _protocol = "-", _scheme = "", _host = "", _pathAndQuery = "";
    private string? _agent;
    private string _agentBefore = "";
    private int _port;

    public TrafficDraft(TimeProvider time, IPAddress client)
    {
        _time = time;
        _client = client;
        Begin();
    }

    public int Status { get; set; }

    public TrafficResult Result { get; set; }

    public long BytesReceived { get; set; }

    public long BytesSent { get; set; }

    public TimeSpan? TimeToFirstByte { get; set; }

    public TimeSpan? DnsTime { get; set; }

    public TimeSpan? ConnectTime { get; set; }

    public IPEndPoint? Upstream { get; set; }

    public string? CacheStatus { get; set; }

    public string? Rule { get; set; }

    public long RulesVersion { get; set; }

    public int? LimitCount { get; set; }

    public int? LimitOf { get; set; }

    public string? Error { get; set; }

    public string? User { get; set; }

    /// <summary>The head of the request for who wants it, else null.</summary>
    public string? RequestHead { get; set; }

    /// <summary>The tunnel that this record is of, or 0.</summary>
    public long TunnelId { get; set; }

    public string Host => _host;

    /// <summary>Forgets the exchange before; this one begins now.</summary>
    public void Begin()
    {
        _started = _time.GetTimestamp();
        _timestamp = _time.GetUtcNow();
        _method = _protocol = "-";
        _scheme = _host = _pathAndQuery = "";
        _port = Status = 0;
        Result = TrafficResult.Failed;
        BytesReceived = BytesSent = RulesVersion = TunnelId = 0;
        TimeToFirstByte = DnsTime = ConnectTime = null;
        Upstream = null;
        LimitCount = LimitOf = null;
        CacheStatus = Rule = Error = User = RequestHead = _agent = null;
    }

    /// <summary>Takes over what the head says but for its target, if there is one.</summary>
    public void Take(RequestHead head)
    {
        if (head.Method.IsEmpty)
        {
            return;
        }

        _method = head.MethodText;
        _protocol = head.Version is Http.HttpVersion.Http11 ? "HTTP/1.1" : "HTTP/1.0";
        if (head.Fields.TryGetFirst(FieldNames.UserAgent, out ReadOnlySpan<byte> agent))
        {
            agent = agent[..Math.Min(agent.Length, MaxAgentLength)];

            // A client seldom changes its name on one connection.
            _agent = Ascii.Equals(agent, _agentBefore) ? _agentBefore : _agentBefore = Encoding.Latin1.GetString(agent);
        }
    }

    /// <summary>Takes over a target that is not understood, as text, unless one has been understood.</summary>
    public void TakeTargetAsSent(RequestHead head)
    {
        if (_host.Length == 0 && _pathAndQuery.Length == 0)
        {
            ReadOnlySpan<byte> target = WithoutUserInfo(head.Target);
            _pathAndQuery = Encoding.ASCII.GetString(target[..Math.Min(target.Length, MaxTargetLength)]);
        }
    }

    public void Take(in RequestTarget target)
    {
        _scheme = target.Form is TargetForm.Authority ? "connect" : "http";
        _host = target.Host;
        _port = target.Port;
        _pathAndQuery = target.PathAndQuery.Length <= MaxTargetLength ? target.PathAndQuery : target.PathAndQuery[..MaxTargetLength];
    }

    /// <summary>A target that is not understood may still hold somebody's password: all before the last "@" goes.</summary>
    private static ReadOnlySpan<byte> WithoutUserInfo(ReadOnlySpan<byte> target) => target[(target.LastIndexOf((byte)'@') + 1)..];

    public TimeSpan Elapsed => _time.GetElapsedTime(_started);

    public TimeSpan ElapsedAt(long timestamp) => _time.GetElapsedTime(_started, timestamp);

    /// <summary>When the tunnel's first octets from the origin came; those of a handshake before it come first.</summary>
    public TimeSpan? FirstByteOf(Tunnel tunnel) =>
        TimeToFirstByte ?? (tunnel.FirstByteAt == 0 ? null : ElapsedAt(tunnel.FirstByteAt));

    /// <summary>The record of a tunnel that stands and has carried this much. Safe beside the exchange, which changes nothing meanwhile.</summary>
    public TrafficRecord ToGrowth(Tunnel tunnel, long fromClient, long fromOrigin) => ToRecord(tunnelOpen: true) with
    {
        IsGrowth = true,
        BytesReceived = fromClient,
        BytesSent = fromOrigin,
        TimeToFirstByte = FirstByteOf(tunnel),
    };

    public TrafficRecord ToRecord(bool tunnelOpen = false) => new()
    {
        Timestamp = _timestamp,
        Client = _client,
        Method = _method,
        Scheme = _scheme,
        Host = _host,
        Port = _port,
        PathAndQuery = _pathAndQuery,
        Protocol = _protocol,
        Status = Status,
        Result = Result,
        BytesSent = BytesSent,
        BytesReceived = BytesReceived,
        Duration = Elapsed,
        TimeToFirstByte = TimeToFirstByte,
        DnsTime = DnsTime,
        ConnectTime = ConnectTime,
        Upstream = Upstream,
        CacheStatus = CacheStatus,
        Rule = Rule,
        RulesVersion = RulesVersion,
        LimitCount = LimitCount,
        LimitOf = LimitOf,
        Error = Error,
        User = User,
        UserAgent = _agent,
        TunnelId = TunnelId,
        IsOpen = tunnelOpen,
        Heads = RequestHead is null ? null : new ExchangeHeads(RequestHead, StatusLine),
    };

    /// <summary>The status line sent; an origin's own words in it are those of the registry here.</summary>
    private string StatusLine => (Status, Result) switch
    {
        (0, _) => "",
        (200, TrafficResult.Tunnelled) => "HTTP/1.1 200 Connection established",
        _ => $"HTTP/1.1 {Status} {ReasonPhrase.Of(Status)}".TrimEnd(),
    };
}
