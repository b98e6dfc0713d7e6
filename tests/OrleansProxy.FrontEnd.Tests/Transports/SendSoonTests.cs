using System.Net;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.FrontEnd.Transports;
using OrleansProxy.FrontEnd.Transports.Epoll;

namespace OrleansProxy.FrontEnd.Tests.Transports;

/// <summary>Messages that an event loop takes over and sends together.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class SendSoonTests : IDisposable
{
    private readonly EpollTransports _transports = new(loops: 1);
    private readonly TestOrigin _origin = new();
    private readonly List<IDisposable> _connections = [];

    public SendSoonTests()
    {
        using IoRing? ring = IoRing.TryCreate();
        Assert.SkipWhen(ring is null, "This system lets nobody have a ring (io_uring).");
    }

    public void Dispose()
    {
        _connections.ForEach(connection => connection.Dispose());
        _origin.Dispose();
        _transports.Dispose();
    }

    [Fact]
    public async Task A_message_is_taken_over_on_the_loop_and_sent_before_it_waits_again()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        Assert.True(await OnLoopAsync(transport, peer, () => transport.TrySendSoon("abc"u8)));
        Assert.Equal("abc", await peer.ReadAsync(3));
    }

    [Fact]
    public async Task A_message_is_not_taken_over_elsewhere()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        Assert.False(await Task.Run(() => transport.TrySendSoon("abc"u8), TestContext.Current.CancellationToken));
        await transport.SendAsync("x"u8.ToArray());
        Assert.True(transport.EndSending());
        Assert.Equal("x", await peer.ReadToEndAsync());
    }

    [Fact]
    public async Task A_long_message_is_not_taken_over()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        Assert.False(await OnLoopAsync(transport, peer, () => transport.TrySendSoon(new byte[SendBatch.SlotSize + 1])));
        Assert.True(await OnLoopAsync(transport, peer, () => transport.TrySendSoon(new byte[SendBatch.SlotSize])));
        Assert.Equal(SendBatch.SlotSize, (await peer.ReadAsync(SendBatch.SlotSize)).Length);
    }

    [Fact]
    public async Task What_is_sent_after_it_comes_after_it()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
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
        var all = new List<(ITransport Transport, Wire Peer)>();
        for (int made = 0; made < IoRing.Size + 3; made++)
        {
            all.Add(await ConnectAsync());
        }

        int taken = await OnLoopAsync(all[0].Transport, all[0].Peer, () => all.Count(each => each.Transport.TrySendSoon("abc"u8)));
        Assert.Equal(IoRing.Size, taken);
        Assert.All(await Task.WhenAll(all.Take(taken).Select(each => each.Peer.ReadAsync(3))), octets => Assert.Equal("abc", octets));
    }

    [Fact]
    public async Task Our_side_ends_after_it()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        Assert.True(await OnLoopAsync(transport, peer, () => transport.TrySendSoon("abc"u8) && transport.EndSending()));
        Assert.Equal("abc", await peer.ReadToEndAsync());
    }

    [Fact]
    public async Task A_connection_is_closed_after_it()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
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
        (ITransport transport, Wire peer) = await ConnectAsync();
        int before = await FillAsync(transport);
        ValueTask<int> last = await OnLoopAsync(transport, peer, () =>
        {
            Assert.True(transport.TrySendSoon("middle "u8));
            return transport.SendAsync("last"u8.ToArray());
        });
        await Bulk.ReceiveAsync(peer, before);
        Assert.Equal(4, await last);
        Assert.Equal("middle last", await peer.ReadAsync(11));
    }

    [Fact]
    public async Task Our_side_ends_after_what_found_no_room()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        int before = await FillAsync(transport);
        Assert.True(await OnLoopAsync(transport, peer, () => transport.TrySendSoon("abc"u8)));
        Assert.True(transport.EndSending());
        await Bulk.ReceiveAsync(peer, before);
        Assert.Equal("abc", await peer.ReadToEndAsync());
    }

    [Fact]
    public async Task A_connection_that_is_closed_does_not_wait_for_room()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        int before = await FillAsync(transport);
        Assert.True(await OnLoopAsync(transport, peer, () => transport.TrySendSoon("abc"u8)));
        transport.Dispose();
        await Bulk.ReceiveAsync(peer, before);
        Assert.StartsWith(await peer.ReadToEndAsync(), "abc", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_is_gone_is_told_to_the_receive_that_comes_next()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        Task<int> next = ReceiveAfterSoonAsync(transport, peer);
        await peer.SendAsync("!");
        Assert.Equal(ITransport.Broken, await next.WaitAsync(Wire.Patience, TestContext.Current.CancellationToken));
        Assert.Equal(ITransport.Broken, await transport.SendAsync("x"u8.ToArray()));
    }

    private static async Task<int> ReceiveAfterSoonAsync(ITransport transport, Wire peer)
    {
        Assert.Equal(1, await transport.ReceiveAsync(new byte[8]).ConfigureAwait(false));
        peer.Reset();
        Assert.True(transport.TrySendSoon("abc"u8));
        return await transport.ReceiveAsync(new byte[8]).ConfigureAwait(false);
    }

    /// <summary>Acts on the loop's thread, once the peer has said something.</summary>
    private static async Task<TResult> OnLoopAsync<TResult>(ITransport transport, Wire peer, Func<TResult> act)
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

    /// <summary>Sends until the system takes no more, by a send that takes less than it was given.</summary>
    private static async Task<int> FillAsync(ITransport transport)
    {
        byte[] much = new byte[50_000_000];
        int sent = await transport.SendAsync(much);
        Assert.InRange(sent, 1, much.Length - 1);
        return sent;
    }

    private async Task<(ITransport Transport, Wire Peer)> ConnectAsync()
    {
        ITransport? transport = await _transports.ConnectAsync(
            new IPEndPoint(IPAddress.Loopback, _origin.Port), TestContext.Current.CancellationToken);
        Assert.NotNull(transport);
        Wire peer = await _origin.AcceptAsync();
        _connections.AddRange([transport, peer]);
        return (transport, peer);
    }
}
