using System.Net;
using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Destinations;

/// <summary>Which ports and addresses a client may reach. Thread-safe; one volatile snapshot inside.</summary>
public interface IDestinationPolicy
{
    /// <summary>Checks the port, before anything is resolved.</summary>
    /// <param name="connect">Whether it is for a CONNECT tunnel (Proxy:ConnectPorts) or plain HTTP (Proxy:HttpPorts).</param>
    /// <param name="port">1 to 65535.</param>
    DestinationVerdict CheckPort(bool connect, int port);

    /// <summary>
    /// Checks an address that is about to be connected, or that a pooled connection, a fetch in flight or a stored answer came
    /// from, for the client who asks now.
    /// </summary>
    DestinationVerdict CheckAddress(IPAddress client, IPEndPoint destination);

    /// <summary>The special-use ranges that every client may reach nevertheless (Proxy:AllowDestinations), in the order given.</summary>
    IReadOnlyList<AddressRange> AllowedSpecial { get; }
}
