using System.Text;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.FrontEnd.Transports;
using OrleansProxy.FrontEnd.Transports.Epoll;

namespace OrleansProxy.FrontEnd.Tests.Transports;

/// <summary>A receive that somebody else makes in the place of who waits for it.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class ClaimTests : IDisposable
{
    private readonly LoopConnections _loop = new(usesRing: false);
    private readonly byte[] _buffer = new byte[8];

    public void Dispose() => _loop.Dispose();

    [Fact]
    public async Task What_was_received_for_it_ends_it()
    {
        (EpollTransport transport, Wire peer) = await _loop.ConnectAsync();
        ValueTask<int> receiving = transport.ReceiveAsync(_buffer);
        Assert.Equal(_buffer.Length, Claim(transport));
        EndClaim(transport, "abc", 3);
        Assert.Equal(3, await receiving);
        Assert.Equal("abc"u8, _buffer.AsSpan(0, 3));
    }

    [Fact]
    public async Task Nothing_is_claimed_where_nobody_waits_for_octets()
    {
        (EpollTransport transport, Wire peer) = await _loop.ConnectAsync();
        Assert.Null(Claim(transport));
        ValueTask<int> waiting = transport.WaitToReceiveAsync();
        Assert.Null(Claim(transport));
        await peer.SendAsync("x");
        Assert.Equal(0, await waiting);
    }

    [Theory]
    [InlineData(-LinuxSocket.Eagain)]
    [InlineData(IoRing.NotMade)]
    public async Task What_found_nothing_or_was_not_made_has_it_wait_on(int result)
    {
        (EpollTransport transport, Wire peer) = await _loop.ConnectAsync();
        ValueTask<int> receiving = transport.ReceiveAsync(_buffer);
        Assert.NotNull(Claim(transport));
        EndClaim(transport, "", result);
        Assert.False(receiving.IsCompleted);
        await peer.SendAsync("abc");
        Assert.Equal(3, await receiving);
    }

    [Theory]
    [InlineData(-LinuxSocket.Eagain)]
    [InlineData(IoRing.NotMade)]
    public async Task What_was_reported_meanwhile_is_not_lost(int result)
    {
        (EpollTransport transport, Wire peer) = await _loop.ConnectAsync();
        ValueTask<int> receiving = transport.ReceiveAsync(_buffer);
        Assert.NotNull(Claim(transport));
        await peer.SendAsync("abc");
        Assert.True(await Task.Run( // this may be the loop's thread
            () => SpinWait.SpinUntil(() => transport.Receiving.IsReported, Wire.Patience), TestContext.Current.CancellationToken));
        EndClaim(transport, "", result);
        Assert.Equal(3, await receiving.AsTask().WaitAsync(Wire.Patience, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-LinuxSocket.Econnreset, ITransport.Broken)]
    public async Task An_end_or_a_fault_ends_it(int result, int expected)
    {
        (EpollTransport transport, Wire peer) = await _loop.ConnectAsync();
        ValueTask<int> receiving = transport.ReceiveAsync(_buffer);
        Assert.NotNull(Claim(transport));
        EndClaim(transport, "", result);
        Assert.Equal(expected, await receiving);
    }

    [Fact]
    public async Task A_connection_that_is_closed_meanwhile_takes_no_octets()
    {
        (EpollTransport transport, Wire peer) = await _loop.ConnectAsync();
        var memory = new CountedMemory();
        ValueTask<int> receiving = transport.ReceiveAsync(memory);
        Assert.NotNull(Claim(transport));
        transport.Dispose();
        EndClaim(transport, "abc", 3);
        Assert.Equal(ITransport.Broken, await receiving);
        Assert.Equal(0, memory.Given);
    }

    private static int? Claim(EpollTransport transport) => transport.Receiving.TryClaim(out int length) ? length : null;

    private static void EndClaim(EpollTransport transport, string octets, int result)
    {
        byte[] slot = new byte[ReceiveBatch.SlotSize];
        Encoding.Latin1.GetBytes(octets, slot);
        transport.Receiving.EndClaim(slot, result);
    }
}
