using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Destinations;

/// <summary>The settings of <see cref="DestinationPolicy"/>, parsed. Immutable.</summary>
internal sealed record DestinationRanges(PortSet ConnectPorts, PortSet HttpPorts, AddressRangeSet Allow)
{
    /// <summary>Parses the settings.</summary>
    public static DestinationRanges From(DestinationOptions options) => new(
        PortSet.Parse(options.ConnectPorts),
        PortSet.Parse(options.HttpPorts),
        AddressRangeSet.Parse(options.AllowDestinations));
}
