namespace OrleansProxy.Portal;

/// <summary>What the portal says of the program that it belongs to. Immutable.</summary>
/// <param name="Version">The product's version, such as 0.1.0.</param>
/// <param name="ProxyAddress">Where clients reach the proxy, such as 127.0.0.1:8080; "" when there is none (the demo).</param>
/// <param name="IsDemo">Whether the traffic shown is synthetic; every page then says so.</param>
public sealed record PortalInfo(string Version, string ProxyAddress, bool IsDemo = false);
