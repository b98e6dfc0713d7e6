using System.Diagnostics;
using System.Net;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.FrontEnd.Transports;
using OrleansProxy.FrontEnd.Transports.Epoll;

namespace OrleansProxy.FrontEnd.Tests.Transports;

/// <summary>What an event loop knows of a connection without asking the system.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class ToldSilenceTests : IDisposable
{
    private readonly EpollTransports _transports = new(loops: 1);
    private readonly TestOrigin _origin = new();

    public void Dispose()
    {
        _origin.Dispose();
        _transports.Dispose();
    }

    [Fact]
    public async Task A_connection_is_silent_once_a_receive_has_found_less_than_it_could_take_and_the_loop_was_told_of_others()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        (ITransport other, Wire otherPeer) = await ConnectAsync();
        using (transport)
        using (peer)
        using (other)
        using (otherPeer)
        {
            Assert.True(await IsSilentInLaterRoundAsync(transport, peer, other, otherPeer, room: 8));
            Assert.False(await Task.Run(() => transport.IsSilentAsTold, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task It_is_not_known_for_silent_before_the_loop_has_asked_once_more()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        using (transport)
        using (peer)
        {
            Task<bool> silent = IsSilentAfterReceiveAsync(transport, transport, room: 8);
            await peer.SendAsync("abc");
            Assert.False(await silent);
        }
    }

    [Fact]
    public async Task It_is_not_known_for_silent_when_a_receive_has_filled_its_buffer()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        (ITransport other, Wire otherPeer) = await ConnectAsync();
        using (transport)
        using (peer)
        using (other)
        using (otherPeer)
        {
            Assert.False(await IsSilentInLaterRoundAsync(transport, peer, other, otherPeer, room: 3));
        }
    }

    [Theory]
    [InlineData("octets")]
    [InlineData("end")]
    [InlineData("reset")]
    public async Task What_comes_while_nobody_waits_for_it_ends_the_silence_as_soon_as_the_loop_is_told(string what)
    {
        (ITransport idle, Wire peer) = await ConnectAsync();
        (ITransport other, Wire otherPeer) = await ConnectAsync();
        using (idle)
        using (peer)
        using (other)
        using (otherPeer)
        {
            Assert.True(await IsSilentInLaterRoundAsync(idle, peer, other, otherPeer, room: 8));

            await ActAsync(peer, what);
            var patience = Stopwatch.StartNew();
            Task<bool> silent;
            do
            {
                Assert.True(patience.Elapsed < Wire.Patience, "The loop was never told.");
                silent = IsSilentAfterReceiveAsync(other, idle, room: 8);
                await otherPeer.SendAsync("x");
            }
            while (await silent);
        }
    }

    /// <summary>Whether the loop takes a connection for silent that has received "abc", when it is told of another one twice after that.</summary>
    private static async Task<bool> IsSilentInLaterRoundAsync(ITransport transport, Wire peer, ITransport other, Wire otherPeer, int room)
    {
        Task<bool> received = IsSilentAfterReceiveAsync(transport, transport, room);
        await peer.SendAsync("abc");
        await received;
        bool isSilent = false;
        for (int round = 0; round < 2; round++)
        {
            Task<bool> told = IsSilentAfterReceiveAsync(other, transport, room: 8);
            await otherPeer.SendAsync("x");
            isSilent = await told;
        }

        return isSilent;
    }

    /// <summary>Whether the loop takes a connection for silent when one has received.</summary>
    private static async Task<bool> IsSilentAfterReceiveAsync(ITransport receiving, ITransport asked, int room)
    {
        Assert.True(await receiving.ReceiveAsync(new byte[room]).ConfigureAwait(false) > 0);
        return asked.IsSilentAsTold;
    }

    private static async Task ActAsync(Wire peer, string what)
    {
        switch (what)
        {
            case "octets": await peer.SendAsync("y"); break;
            case "end": peer.EndSending(); break;
            default: peer.Reset(); break;
        }
    }

    private async Task<(ITransport Transport, Wire Peer)> ConnectAsync()
    {
        ITransport? transport = await _transports.ConnectAsync(
            new IPEndPoint(IPAddress.Loopback, _origin.Port), TestContext.Current.CancellationToken);
        Assert.NotNull(transport);
        return (transport, await _origin.AcceptAsync());
    }
}
