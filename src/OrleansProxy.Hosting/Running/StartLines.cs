using System.Net;
using OrleansProxy.Hosting.CommandLine;

namespace OrleansProxy.Hosting.Running;

/// <summary>The lines that the start prints on standard output, in this order, once everything listens.</summary>
internal static class StartLines
{
    /// <summary>Prints them.</summary>
    public static void Print(ProgramConsole console, IPEndPoint? proxy, Uri portal, Uri? setupLink)
    {
        if (proxy is null)
        {
            console.Out.WriteLine("Demo: a month of synthetic traffic, and no proxy");
        }
        else
        {
            console.Out.WriteLine($"Proxy Running on {proxy}");
            console.Out.WriteLine("Visit http://proxy-stats for Dashboard");
        }

        string address = portal.GetLeftPart(UriPartial.Authority);
        console.Out.WriteLine(setupLink is null
            ? $"Admin portal on {address}"
            : $"Admin portal on {address} - choose its password with this link, which works once: {setupLink}");
        console.Out.Flush();
    }

    /// <summary>The address that a browser on this machine opens; one that stands for every address is no use to it.</summary>
    public static Uri Portal(IPEndPoint bound)
    {
        IPAddress address = bound.Address switch
        {
            var any when any.Equals(IPAddress.Any) => IPAddress.Loopback,
            var any when any.Equals(IPAddress.IPv6Any) => IPAddress.IPv6Loopback,
            var other => other,
        };
        return new Uri($"http://{new IPEndPoint(address, bound.Port)}/");
    }
}
