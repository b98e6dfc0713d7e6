using System.Net;
using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Destinations;

/// <summary>The destination settings, swapped whole when they change. Thread-safe; readers take no lock.</summary>
public sealed class DestinationPolicy : IDestinationPolicy
{
    private readonly OwnListeners _listeners;
    private volatile DestinationRanges _ranges;

    /// <summary>Starts with these settings.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="listeners">Where this program listens; refused to everyone whatever the settings say.</param>
    /// <exception cref="FormatException">An entry is no port, address or range.</exception>
    public DestinationPolicy(DestinationOptions options, OwnListeners listeners)
    {
        _listeners = listeners;
        _ranges = DestinationRanges.From(options);
    }

    /// <inheritdoc />
    public IReadOnlyList<AddressRange> AllowedSpecial => _ranges.Allow.Ranges;

    /// <summary>Puts new settings in force; on an error the old ones stay.</summary>
    /// <exception cref="FormatException">An entry is no port, address or range.</exception>
    public void Apply(DestinationOptions options) => _ranges = DestinationRanges.From(options);

    /// <inheritdoc />
    public DestinationVerdict CheckPort(bool connect, int port)
    {
        DestinationRanges ranges = _ranges;
        PortSet ports = connect ? ranges.ConnectPorts : ranges.HttpPorts;
        string setting = connect ? "Proxy:ConnectPorts" : "Proxy:HttpPorts";
        return ports.Contains(port)
            ? DestinationVerdict.Allow
            : DestinationVerdict.Refuse($"Port {port} is not in {setting} ({ports}).");
    }

    /// <inheritdoc />
    public DestinationVerdict CheckAddress(IPAddress client, IPEndPoint destination)
    {
        if (_listeners.Contains(destination))
        {
            return DestinationVerdict.Refuse(
                $"{destination} is this proxy itself, which it never connects to; Proxy:AllowDestinations does not change that.");
        }

        if (AddressBits.Of(client).IsLoopback || _ranges.Allow.Contains(destination.Address))
        {
            return DestinationVerdict.Allow;
        }

        return SpecialAddresses.NameOf(destination.Address) is { } name
            ? DestinationVerdict.Refuse(
                $"{destination.Address} is a special-use address, {name}; only clients on the proxy's own machine may reach it, "
                + "unless Proxy:AllowDestinations lists it.")
            : DestinationVerdict.Allow;
    }
}
