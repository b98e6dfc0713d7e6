using System.Net;
using System.Net.Sockets;

namespace OrleansProxy.Administration.SignIn;

/// <summary>Names the party behind an address: an IPv4 address itself, the /64 of an IPv6 one, which one site owns whole.</summary>
internal static class AddressKey
{
    public static string Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes(), 0, 8)
            : address.ToString();
    }
}
