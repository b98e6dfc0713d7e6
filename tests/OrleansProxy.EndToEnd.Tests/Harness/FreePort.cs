using System.Net;
using System.Net.Sockets;

namespace OrleansProxy.EndToEnd.Tests.Harness;

/// <summary>Ports on loopback that nothing listens on.</summary>
internal static class FreePort
{
    /// <summary>As many as asked for, all different.</summary>
    public static int[] Take(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            // All are held until the last is found, or the system might hand the same one out twice.
            foreach (var listener in listeners)
            {
                listener.Start();
            }

            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            foreach (var listener in listeners)
            {
                listener.Dispose();
            }
        }
    }
}
