namespace OrleansProxy.Policy.Destinations;

/// <summary>Where clients may go; bound from Proxy:ConnectPorts, Proxy:HttpPorts and Proxy:AllowDestinations.</summary>
public sealed class DestinationOptions
{
    /// <summary>Ports that CONNECT may reach: numbers or ranges such as "1024-65535". Default 80, 443, 8443.</summary>
    public IReadOnlyList<string> ConnectPorts { get; set; } = ["80", "443", "8443"];

    /// <summary>Ports that plain HTTP may reach. Default 80, 443, 1024-65535.</summary>
    public IReadOnlyList<string> HttpPorts { get; set; } = ["80", "443", "1024-65535"];

    /// <summary>Special-use addresses that every client may reach nevertheless: addresses or CIDR ranges. Default none.</summary>
    public IReadOnlyList<string> AllowDestinations { get; set; } = [];
}
