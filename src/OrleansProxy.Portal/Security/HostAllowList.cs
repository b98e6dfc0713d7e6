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
        if (host.Length == 0)
        {
            return false;
        }

        return IPAddress.TryParse(host, out IPAddress? address)
            ? IPAddress.IsLoopback(address) || IsSame(address, connectedTo) || IsNamed(host)
            : IsNamed(host) || host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>No name was resolved to come here, so no rebinding can have happened.</summary>
    private static bool IsSame(IPAddress address, IPAddress? connectedTo) =>
        connectedTo is not null && address.MapToIPv6().Equals(connectedTo.MapToIPv6());

    private bool IsNamed(string host) =>
        host.Equals(options.Host, StringComparison.OrdinalIgnoreCase)
        || options.AllowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase);
}
