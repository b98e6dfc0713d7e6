using System.Net.Sockets;

namespace OrleansProxy.FrontEnd.Tests.Harness;

/// <summary>Moves more octets than are worth looking at one by one.</summary>
internal static class Bulk
{
    /// <summary>Receives exactly this many.</summary>
    public static async Task<byte[]> ReceiveAsync(Wire wire, int count)
    {
        byte[] octets = new byte[count];
        using var patience = new CancellationTokenSource(Wire.Patience * 3);
        for (int done = 0; done < count;)
        {
            int received = await wire.Socket.ReceiveAsync(octets.AsMemory(done), SocketFlags.None, patience.Token);
            Assert.NotEqual(0, received);
            done += received;
        }

        return octets;
    }

    /// <summary>Sends until the other side has taken nothing for a while, or all; tells how much it took.</summary>
    public static async Task<long> SendUntilBlockedAsync(Wire wire, long atMost)
    {
        byte[] stretch = new byte[65_536];
        long sent = 0;
        while (sent < atMost)
        {
            using var blocked = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
            try
            {
                sent += await wire.Socket.SendAsync(stretch, SocketFlags.None, blocked.Token);
            }
            catch (OperationCanceledException)
            {
                return sent;
            }
        }

        return sent;
    }
}
