using OrleansProxy.FrontEnd.Transports;
using OrleansProxy.Hosting.Configuration.Formats;
using static OrleansProxy.Hosting.Configuration.Catalogue.SettingFormats;

namespace OrleansProxy.Hosting.Configuration.Catalogue;

/// <summary>The section "Proxy": where it listens, whom it serves, and how much of everything a connection may take.</summary>
internal static class ProxySection
{
    private const int Hour = 3_600;
    private const int Day = 24 * Hour;

    /// <summary>Its settings in the order in which they are shown.</summary>
    public static IReadOnlyList<Setting> Settings { get; } = [.. Listening(), .. Access(), .. Bounds(), .. Times(), .. Presentation()];

    private static IEnumerable<Setting> Listening() =>
    [
        new Setting<string>("Proxy:Host", s => s.Proxy.Host, new ListenAddressFormat(), "The address that the proxy listens on.")
        { OlderName = "HOST", IsCommon = true },
        new Setting<int>("Proxy:Port", s => s.Proxy.Port, new PortFormat(), "The port that the proxy listens on.")
        { OlderName = "PORT", IsCommon = true },
        new Setting<int>("Proxy:Backlog", s => s.Proxy.Backlog, Number(1, 65_535),
            "Connections that the system may hold before the proxy accepts them.")
        { OlderName = "MAX_CONN" },
        new Setting<SocketKind>("Proxy:Sockets", s => s.Proxy.Sockets, new ChoiceFormat<SocketKind>(),
            "What connections run on: event loops of the program's own on Linux, or the sockets of .NET."),
    ];

    private static IEnumerable<Setting> Access() =>
    [
        new Setting<IReadOnlyList<string>>("Proxy:AllowClients", s => s.Clients.AllowClients, Addresses,
            "Clients that may use the proxy.")
        { AppliesAtOnce = true, IsCommon = true },
        new Setting<bool>("Proxy:RequireCredentials", s => s.Credentials.Required, OnOff,
            "Whether clients need the name and password of a user besides; the command users adds them.")
        { AppliesAtOnce = true },
        new Setting<IReadOnlyList<string>>("Proxy:AllowDestinations", s => s.Destinations.AllowDestinations, Addresses,
            "Loopback, private and other special-use addresses that every client may reach nevertheless.")
        { AppliesAtOnce = true },
        new Setting<IReadOnlyList<string>>("Proxy:ConnectPorts", s => s.Destinations.ConnectPorts, Ports,
            "Ports that a CONNECT tunnel may reach.")
        { AppliesAtOnce = true },
        new Setting<IReadOnlyList<string>>("Proxy:HttpPorts", s => s.Destinations.HttpPorts, Ports,
            "Ports that plain HTTP may reach.")
        { AppliesAtOnce = true },
    ];

    private static IEnumerable<Setting> Bounds() =>
    [
        new Setting<int>("Proxy:MaxConnections", s => s.Proxy.MaxConnections, Number(1, 1_000_000),
            "Client connections at once; lowered at the start, with a message, to what the limit of open files allows."),
        new Setting<int>("Proxy:MaxConnectionsPerClient", s => s.Proxy.MaxConnectionsPerClient, Number(1, 1_000_000),
            "Connections at once of one client address."),
        new Setting<int>("Proxy:BufferSize", s => s.Proxy.BufferSize, Bytes(4_096, 1_048_576),
            "The buffer that carries bodies and tunnels.")
        { OlderName = "BUFFER_SIZE" },
        new Setting<int>("Proxy:MaxHeadBytes", s => s.Proxy.MaxHeadBytes, Bytes(1_024, 1_048_576),
            "Bytes of a head, start line included."),
        new Setting<int>("Proxy:MaxHeadFields", s => s.Proxy.MaxHeadFields, Number(10, 10_000), "Field lines of a head."),
        new Setting<int>("Proxy:MaxDrainBytes", s => s.Proxy.MaxDrainBytes, Bytes(0, 16_777_216),
            "Bytes of a refused request that are read and thrown away, so that its answer arrives."),
        new Setting<int>("Proxy:MaxIdlePerOrigin", s => s.Proxy.MaxIdlePerOrigin, Number(0, 10_000),
            "Idle connections kept for one origin."),
        new Setting<int>("Proxy:MaxIdleOriginConnections", s => s.Proxy.MaxIdleOriginConnections, Number(0, 100_000),
            "Idle connections kept for all origins together."),
    ];

    private static IEnumerable<Setting> Times() =>
    [
        new Setting<TimeSpan>("Proxy:HeadTimeout", s => s.Proxy.HeadTimeout, Seconds(1, 600),
            "From a head's first byte to its last.")
        { OlderName = "SOCKET_TIMEOUT" },
        new Setting<TimeSpan>("Proxy:KeepAliveTimeout", s => s.Proxy.KeepAliveTimeout, Seconds(1, Hour),
            "How long a client connection may idle between requests."),
        new Setting<TimeSpan>("Proxy:OriginIdleTimeout", s => s.Proxy.OriginIdleTimeout, Seconds(1, Hour),
            "How long an origin connection is kept for reuse."),
        new Setting<TimeSpan>("Proxy:ConnectTimeout", s => s.Proxy.ConnectTimeout, Seconds(1, 300),
            "For resolving a host and connecting to it, together."),
        new Setting<TimeSpan>("Proxy:ResponseTimeout", s => s.Proxy.ResponseTimeout, Seconds(1, Hour),
            "From a request's last byte to its answer's first."),
        new Setting<TimeSpan>("Proxy:BodyTimeout", s => s.Proxy.BodyTimeout, Seconds(1, Hour),
            "How long a body may make no progress."),
        new Setting<TimeSpan>("Proxy:TunnelIdleTimeout", s => s.Proxy.TunnelIdleTimeout, Seconds(1, Day),
            "How long a tunnel may carry nothing either way."),
        new Setting<TimeSpan>("Proxy:DrainTimeout", s => s.Proxy.DrainTimeout, Seconds(0, 300),
            "How long requests in flight may go on once the program is told to stop."),
    ];

    private static IEnumerable<Setting> Presentation() =>
    [
        new Setting<bool>("Proxy:Wpad", s => s.Proxy.Wpad, OnOff,
            "Whether /wpad.dat is served besides /proxy.pac; devices obey it unasked, so that a network's owner must want it."),
        new Setting<string>("Proxy:Pseudonym", s => s.Proxy.Pseudonym, TextFormat.Token,
            "The name under which the proxy stands in Via and Cache-Status."),
    ];
}
