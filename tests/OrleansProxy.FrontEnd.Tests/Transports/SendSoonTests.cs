using System.Text;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.FrontEnd.Transports;
using OrleansProxy.FrontEnd.Transports.Epoll;

namespace OrleansProxy.FrontEnd.Tests.Transports;

/// <summary>Messages that an event loop takes over and sends together.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class SendSoonTests : IDisposable
{
    private readonly LoopConnections _loop = new();

    public SendSoonTests()
    {
        using IoRing? ring = IoRing.TryCreate();
        Assert.SkipWhen(ring is null, "This system lets nobody have a ring (io_uring).");
    }

    public void Dispose() => _loop.Dispose();

    [Fact]
    public async Task A_message_is_taken_over_on_the_loop_and_sent_before_it_waits_again()
    {
        (EpollTransport transport, Wire peer) = await _loop.ConnectAsync();
        Assert.True(await OnLoopAsync(transport, peer, () => transport.TrySendSoon("abc"u8)));
        Assert.Equal("abc", await peer.ReadAsync(3));
    }

    [Fact]
    public async Task A_message_is_not_taken_over_elsewhere()
    {
        (EpollTransport transport, Wire peer) = await _loop.ConnectAsync();
        Assert.False(await Task.Run(() => transport.TrySendSoon("abc"u8), TestContext.Current.CancellationToken));
        await transport.SendAsync("x"u8.ToArray());
        Assert.True(transport.EndSending());
        Assert.Equal("x", await peer.ReadToEndAsync());
    }

    [Fact]
    public async Task A_long_message_is_not_taken_over()
    {
        (EpollTransport transport, Wire peer) = await _loop.ConnectAsync();
        Assert.False(await OnLoopAsync(transport, peer, () => transport.TrySendSoon(new byte[SendBatch.SlotSize + 1])));
        Assert.True(await OnLoopAsync(transport, peer, () => transport.TrySendSoon(new byte[SendBatch.SlotSize])));
        Assert.Equal(SendBatch.SlotSize, (await peer.ReadAsync(SendBatch.SlotSize)).Length);
    }

    [Fact]
    public async Task What_is_sent_after_it_comes_after_it()
    {
        (EpollTransport transport, Wire peer) = await _loop.ConnectAsync();
        ValueTask<int> second = await OnLoopAsync(transport, peer, () =>
        {
            Assert.True(transport.TrySendSoon("first "u8));
            Assert.False(transport.TrySendSoon("never"u8));
            return transport.SendAsync("second"u8.ToArray());
        });
        Assert.Equal(6, await second);
        Assert.Equal("first second", await peer.ReadAsync(12));
    }

    [Fact]
    public async Task As_many_as_there_is_room_for_are_taken_over_at_once()
    {
        var all = new List<(EpollTransport Transport, Wire Peer)>();
        for (int made = 0; made < IoRing.Size + 3; made++)
        {
            all.Add(await _loop.ConnectAsync());
        }

        int taken = await OnLoopAsync(all[0].Transport, all[0].Peer, () => all.Count(each => each.Transport.TrySendSoon("abc"u8)));
        Assert.Equal(IoRing.Size, taken);
        Assert.All(await Task.WhenAll(all.Take(taken).Select(each => each.Peer.ReadAsync(3))), octets => Assert.Equal("abc", octets));
    }

    [Fact]
    public async Task Our_side_ends_after_it()
    {
        (EpollTransport transport, Wire peer) = await _loop.ConnectAsync();
        Assert.True(await OnLoopAsync(transport, peer, () => transport.TrySendSoon("abc"u8) && transport.EndSending()));
        Assert.Equal("abc", await peer.ReadToEndAsync());
    }

    [Fact]
    public async Task A_connection_is_closed_after_it()
    {
        (EpollTransport transport, Wire peer) = await _loop.ConnectAsync();
        await OnLoopAsync(transport, peer, () =>
        {
            Assert.True(transport.TrySendSoon("abc"u8));
            transport.Dispose();
            return true;
        });
        Assert.Equal("abc", await peer.ReadToEndAsync());
    }

    [Fact]
    public async Task What_finds_no_room_waits_for_it_and_keeps_its_place()
    {
        (EpollTransport transport, Wire peer) = await _loop.ConnectAsync();
        int before = await LeaveWithoutRoomAsync(transport, peer, "middle ");
        ValueTask<int> last = transport.SendAsync("last"u8.ToArray());
        Assert.False(last.IsCompleted);
        await Bulk.ReceiveAsync(peer, before);
        Assert.Equal(4, await last);
        Assert.Equal("middle last", await peer.ReadAsync(11));
    }

    [Fact]
    public async Task Our_side_ends_after_what_found_no_room()
    {
        (EpollTransport transport, Wire peer) = await _loop.ConnectAsync();
        int before = await LeaveWithoutRoomAsync(transport, peer, "abc");
        Assert.True(transport.EndSending());
        await Bulk.ReceiveAsync(peer, before);
        Assert.Equal("abc", await peer.ReadToEndAsync());
    }

    [Fact]
    public async Task A_connection_that_is_closed_does_not_wait_for_room()
    {
        (EpollTransport transport, Wire peer) = await _loop.ConnectAsync();
        int before = await LeaveWithoutRoomAsync(transport, peer, "abc");
        Assert.False(transport.Descriptor.IsClosed);
        transport.Dispose();
        Assert.True(transport.Descriptor.IsClosed);
        await Bulk.ReceiveAsync(peer, before);
        Assert.Equal("", await peer.ReadToEndAsync());
    }

    [Fact]
    public async Task A_connection_with_something_to_send_soon_does_not_move()
    {
        (EpollTransport transport, Wire peer) = await _loop.ConnectAsync();
        using var others = new LoopConnections();
        (EpollTransport elsewhere, Wire peerElsewhere) = await others.ConnectAsync();
        await LeaveWithoutRoomAsync(transport, peer, "abc");
        Assert.False(await OnLoopAsync(elsewhere, peerElsewhere, transport.TryMoveHere));
    }

    [Fact]
    public async Task What_was_taken_over_goes_out_although_a_receive_is_pending_when_the_connection_is_closed()
    {
        (EpollTransport transport, Wire peer) = await _loop.ConnectAsync();
        Task<int> pending = await OnLoopAsync(transport, peer, () =>
        {
            Task<int> receiving = transport.ReceiveAsync(new byte[8]).AsTask();
            Assert.True(transport.TrySendSoon("abc"u8));
            transport.Dispose();
            return receiving;
        });
        Assert.True(await pending.WaitAsync(Wire.Patience, TestContext.Current.CancellationToken) <= 0);
        Assert.Equal("abc", await peer.ReadToEndAsync());
    }

    [Fact]
    public async Task What_the_loop_receives_for_many_asks_for_as_much_memory_as_came()
    {
        (EpollTransport transport, Wire peer) = await _loop.ConnectAsync();
        var memory = new CountedMemory();
        ValueTask<int> receiving = transport.ReceiveAsync(memory);
        await peer.SendAsync("abc");
        Assert.Equal(3, await receiving);
        Assert.Equal(3, memory.Asked);
    }

    [Fact]
    public async Task A_peer_that_is_gone_is_told_to_the_receive_that_comes_next()
    {
        (EpollTransport transport, Wire peer) = await _loop.ConnectAsync();
        Task<int> next = ReceiveAfterSoonAsync(transport, peer);
        await peer.SendAsync("!");
        Assert.Equal(ITransport.Broken, await next.WaitAsync(Wire.Patience, TestContext.Current.CancellationToken));
        Assert.Equal(ITransport.Broken, await transport.SendAsync("x"u8.ToArray()));
    }

    private static async Task<int> ReceiveAfterSoonAsync(EpollTransport transport, Wire peer)
    {
        Assert.Equal(1, await transport.ReceiveAsync(new byte[8]).ConfigureAwait(false));
        peer.Reset();
        Assert.True(transport.TrySendSoon("abc"u8));
        return await transport.ReceiveAsync(new byte[8]).ConfigureAwait(false);
    }

    /// <summary>Acts on the loop's thread, once the peer has said something.</summary>
    private static async Task<TResult> OnLoopAsync<TResult>(EpollTransport transport, Wire peer, Func<TResult> act)
    {
        Task<TResult> acting = ActAsync();
        await peer.SendAsync("!");
        return await acting.WaitAsync(Wire.Patience, TestContext.Current.CancellationToken);

        async Task<TResult> ActAsync()
        {
            Assert.Equal(1, await transport.ReceiveAsync(new byte[8]).ConfigureAwait(false));
            return act();
        }
    }

    /// <summary>Has a message taken over that the system has no room for.</summary>
    /// <returns>Octets that the peer has to read before it.</returns>
    private static async Task<int> LeaveWithoutRoomAsync(EpollTransport transport, Wire peer, string message)
    {
        byte[] much = new byte[50_000_000];
        int before = await transport.SendAsync(much);
        Assert.InRange(before, 1, much.Length - 1);

        // After a send that took less than it was given there may still be made a little room, while the peer's system takes some.
        for (int attempt = 0; attempt < 10_000; attempt++, before += message.Length)
        {
            Assert.True(await OnLoopAsync(transport, peer, () => transport.TrySendSoon(Encoding.Latin1.GetBytes(message))));
            if (await OnLoopAsync(transport, peer, () => transport.Sending.IsSoon))
            {
                return before;
            }
        }

        throw new InvalidOperationException("There was always room.");
    }
}
