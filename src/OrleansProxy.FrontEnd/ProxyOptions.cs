using OrleansProxy.FrontEnd.Transports;

namespace OrleansProxy.FrontEnd;

/// <summary>Settings of the section "Proxy" that concern sockets, heads and time.</summary>
public sealed class ProxyOptions
{
    /// <summary>The address that the proxy listens on. Default 127.0.0.1.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>The proxy's port, 1 to 65535, or 0 for a free one. Default 8080.</summary>
    public int Port { get; set; } = 8080;

    /// <summary>What connections run on: event loops of our own on Linux, or the sockets of .NET. Default Auto.</summary>
    public SocketKind Sockets { get; set; } = SocketKind.Auto;

    /// <summary>Connections that the system may hold before we accept them, 1 to 65535. Default 512.</summary>
    public int Backlog { get; set; } = 512;

    /// <summary>Bytes of a relay buffer, 4,096 to 1,048,576. Default 65,536.</summary>
    public int BufferSize { get; set; } = 65_536;

    /// <summary>Client connections at once, 1 to 1,000,000; lowered at start to what the descriptor limit allows. Default 8,000.</summary>
    public int MaxConnections { get; set; } = 8_000;

    /// <summary>Connections at once of one client address, 1 to 1,000,000. Default 256.</summary>
    public int MaxConnectionsPerClient { get; set; } = 256;

    /// <summary>Bytes of a head, start line included, 1,024 to 1,048,576. Default 32,768.</summary>
    public int MaxHeadBytes { get; set; } = 32_768;

    /// <summary>Field lines of a head, 10 to 10,000. Default 100.</summary>
    public int MaxHeadFields { get; set; } = 100;

    /// <summary>From a head's first byte to its last, 1 s to 10 min. Default 15 s.</summary>
    public TimeSpan HeadTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a client connection may idle between requests, 1 s to 1 h. Default 90 s.</summary>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>How long an origin connection is kept for reuse, 1 s to 1 h. Default 60 s.</summary>
    public TimeSpan OriginIdleTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>For resolving and connecting together, 1 s to 5 min. Default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>From the request's last byte to the answer's first, 1 s to 1 h. Default 60 s.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a body may make no progress, 1 s to 1 h. Default 120 s.</summary>
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>How long a tunnel may carry nothing either way, 1 s to 1 day. Default 15 min.</summary>
    public TimeSpan TunnelIdleTimeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long requests in flight may go on once the program is told to stop, 0 to 5 min. Default 10 s.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of a request that may be read and thrown away after a refusal, so that the answer arrives. Default 65,536.</summary>
    public int MaxDrainBytes { get; set; } = 65_536;

    /// <summary>Idle connections kept for one origin, 0 to 10,000. Default 64.</summary>
    public int MaxIdlePerOrigin { get; set; } = 64;

    /// <summary>Idle connections kept for all origins together, 0 to 100,000. Default 1,000.</summary>
    public int MaxIdleOriginConnections { get; set; } = 1_000;

    /// <summary>
    /// Whether /wpad.dat is served besides /proxy.pac. Default false: devices take what is found there without asking anybody, and
    /// that is for the owner of a network to decide.
    /// </summary>
    public bool Wpad { get; set; }

    /// <summary>The name under which we stand in Cache-Status, Proxy-Status and, with a suffix of its own for each run, Via (a token). Default "orleansproxy".</summary>
    public string Pseudonym { get; set; } = "orleansproxy";
}
