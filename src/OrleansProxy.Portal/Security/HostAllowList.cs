using System.Net;
using Microsoft.AspNetCore.Http;
using OrleansProxy.Administration;

namespace OrleansProxy.Portal.Security;

/// <summary>
/// Refuses a <c>Host</c> that is not the portal's, so that a foreign name that resolves to this machine (DNS rebinding) leads
/// nowhere: allowed are Admin:Host, localhost, loopback addresses, the very address that was connected to, and Admin:AllowedHosts.
/// </summary>
internal sealed class HostAllowList(RequestDelegate next, AdminOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        string host = context.Request.Host.Host;
        return IsAllowed(host, context.Connection.LocalIpAddress)
            ? next(context)
            : Refusal.WriteAsync(context, StatusCodes.Status403Forbidden,
                $"The portal does not answer to the host \"{host}\". If it should, add that name to the setting Admin:AllowedHosts.");
    }

    internal bool IsAllowed(string host, IPAddress? connectedTo)
    {
        host = Bare(host);
        if (host.Length == 0)
        {
            return false;
        }

        return IPAddress.TryParse(host, out IPAddress? address)
            ? IPAddress.IsLoopback(address) || IsSame(address, connectedTo) || Names().Any(name => IsSame(address, name))
            : host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || Names().Contains(host, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A host without the brackets of an IPv6 address, or without the dot that ends a fully qualified name.</summary>
    private static string Bare(string host) => host switch
    {
        ['[', .. string inner, ']'] => inner,
        [.. string name, '.'] => name,
        _ => host,
    };

    private static bool IsSame(IPAddress address, string name) =>
        IPAddress.TryParse(name, out IPAddress? named) && IsSame(address, named);

    /// <summary>Where the address is the one connected to, no name was resolved to come here, so no rebinding can have happened.</summary>
    private static bool IsSame(IPAddress address, IPAddress? other) =>
        other is not null && address.MapToIPv6().Equals(other.MapToIPv6());

    private IEnumerable<string> Names() => options.AllowedHosts.Prepend(options.Host).Select(Bare);
}
