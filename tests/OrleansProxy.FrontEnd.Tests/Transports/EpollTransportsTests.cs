using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.FrontEnd.Transports;
using OrleansProxy.FrontEnd.Transports.Epoll;

namespace OrleansProxy.FrontEnd.Tests.Transports;

[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class EpollTransportsTests() : TransportContract(new EpollTransports(2))
{
    [Fact]
    public async Task Closing_ends_in_order_for_the_peer_and_ends_what_is_pending()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        using (peer)
        {
            ValueTask<int> receiving = transport.ReceiveAsync(new byte[8]);
            await transport.SendAsync("bye"u8.ToArray());
            transport.Dispose();
            Assert.True(await receiving.AsTask().WaitAsync(Wire.Patience, TestContext.Current.CancellationToken) <= 0);
            Assert.Equal("bye", await peer.ReadToEndAsync());
        }
    }

    [Fact]
    public async Task A_connection_is_at_home_in_the_thread_that_carries_it_on_and_nowhere_else()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        using (transport)
        using (peer)
        {
            Task<int?> carriedOn = WaitAsync(transport);
            await peer.SendAsync("x");
            Assert.Equal(transport.Home, await carriedOn);
            Assert.Null(await Task.Run(() => Transports.HomeHere, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_connection_that_was_moved_is_carried_on_by_the_thread_that_moved_it_and_loses_nothing()
    {
        // From outside the loops, or the second is at home in the one that carries the test on after the first.
        (ITransport moved, Wire peer) = await Task.Run(ConnectAsync, TestContext.Current.CancellationToken);
        (ITransport other, Wire otherPeer) = await Task.Run(ConnectAsync, TestContext.Current.CancellationToken);
        using (moved)
        using (peer)
        using (other)
        using (otherPeer)
        {
            Assert.NotEqual(moved.Home, other.Home);
            Task<int?> carriedOn = MoveAsync(moved, when: other);
            await peer.SendAsync("early");
            await otherPeer.SendAsync("x");
            Assert.Equal(other.Home, await carriedOn);
            Assert.Equal(other.Home, moved.Home);
            var buffer = new byte[8];
            Assert.Equal(5, await moved.ReceiveAsync(buffer));
            ValueTask<int> next = moved.ReceiveAsync(buffer);
            await peer.SendAsync("late");
            Assert.Equal(4, await next);
            peer.EndSending();
            Assert.Equal(0, await moved.ReceiveAsync(buffer));
        }
    }

    [Fact]
    public async Task Connections_made_from_outside_the_loops_are_shared_out_among_them()
    {
        var homes = new List<int>();
        for (int made = 0; made < 4; made++)
        {
            (ITransport transport, Wire peer) = await Task.Run(ConnectAsync, TestContext.Current.CancellationToken);
            using (transport)
            using (peer)
            {
                homes.Add(transport.Home);
            }
        }

        Assert.Equal(2, Transports.Homes);
        Assert.Equal([0, 0, 1, 1], homes.Order());
    }

    [Fact]
    public async Task A_wait_ends_each_time_that_there_is_something_and_not_before()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        using (transport)
        using (peer)
        {
            for (int round = 0; round < 3; round++)
            {
                ValueTask<int> waiting = transport.WaitToReceiveAsync();
                Assert.False(waiting.IsCompleted);
                await peer.SendAsync("x");
                Assert.Equal(0, await waiting);
                Assert.Equal(0, await transport.WaitToReceiveAsync());
                Assert.Equal(1, await transport.ReceiveAsync(new byte[8]));
            }
        }
    }

    /// <summary>Moves a connection where another one is carried on; where it goes on after a wait then.</summary>
    private async Task<int?> MoveAsync(ITransport moved, ITransport when)
    {
        await when.WaitToReceiveAsync().ConfigureAwait(false);
        Assert.True(moved.TryMoveHere());
        return await WaitAsync(moved).ConfigureAwait(false);
    }

    /// <summary>Where it goes on after a wait.</summary>
    private async Task<int?> WaitAsync(ITransport transport)
    {
        await transport.WaitToReceiveAsync().ConfigureAwait(false);
        return Transports.HomeHere;
    }
}
