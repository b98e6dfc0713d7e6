using System.Diagnostics;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Tests.Harness;

namespace OrleansProxy.FrontEnd.Tests.Connections;

public sealed class SendQueueTests
{
    [Fact]
    public async Task It_tells_what_the_peer_has_not_taken_where_the_system_does()
    {
        using var clock = new DeadlineClock(TimeProvider.System);
        using Pair pair = await Pair.OpenAsync(clock);
        if (!OperatingSystem.IsLinux())
        {
            Assert.Null(SendQueue.Length(pair.Socket));
            return;
        }

        Assert.Equal(0, SendQueue.Length(pair.Socket));
        pair.Socket.SendBufferSize = pair.Peer.Socket.ReceiveBufferSize = 65_536;
        pair.Socket.Blocking = false;
        int sent = 0;
        for (int round = 0; round < 1000; round++)
        {
            sent += pair.Socket.Send(new byte[65_536], System.Net.Sockets.SocketFlags.None, out _);
        }

        Assert.InRange(SendQueue.Length(pair.Socket)!.Value, 1, sent);
        await Bulk.ReceiveAsync(pair.Peer, sent);
        var patience = Stopwatch.StartNew();
        while (SendQueue.Length(pair.Socket) != 0)
        {
            Assert.True(patience.Elapsed < Wire.Patience, "The queue never became empty.");
            await Task.Yield();
        }
    }

    [Fact]
    public async Task A_connection_that_is_over_has_none()
    {
        using var clock = new DeadlineClock(TimeProvider.System);
        using Pair pair = await Pair.OpenAsync(clock);
        pair.Connection.Dispose();
        Assert.Null(SendQueue.Length(pair.Socket));
    }
}
