using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Testing;

namespace OrleansProxy.FrontEnd.Tests.Connections;

public sealed class ConnectionTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_receive_that_takes_too_long_is_given_up_and_the_answer_can_still_be_sent()
    {
        var time = new ManualTime();
        using var clock = new DeadlineClock(time);
        using Pair pair = await Pair.OpenAsync(clock, Peer.Client);
        Task<int> receiving = pair.Connection.ReceiveAsync(TimeSpan.FromSeconds(5)).AsTask();
        time.Advance(TimeSpan.FromSeconds(5));
        PeerException given = await Assert.ThrowsAsync<PeerException>(() => receiving);
        Assert.Equal((Peer.Client, PeerFault.TimedOut), (given.Side, given.Fault));
        await pair.Connection.SendAsync("408"u8.ToArray(), Long);
        Assert.Equal("408", await pair.Peer.ReadAsync(3));
    }

    [Fact]
    public async Task A_reset_is_a_peer_that_is_gone()
    {
        using var clock = new DeadlineClock(TimeProvider.System);
        using Pair pair = await Pair.OpenAsync(clock);
        pair.Peer.Reset();
        PeerException fault = await Assert.ThrowsAsync<PeerException>(() => pair.Connection.ReceiveAsync(Long).AsTask());
        Assert.Equal((Peer.Origin, PeerFault.Gone), (fault.Side, fault.Fault));
    }

    [Fact]
    public async Task Aborting_from_another_thread_ends_a_pending_wait_and_resets_the_peer()
    {
        using var clock = new DeadlineClock(TimeProvider.System);
        using Pair pair = await Pair.OpenAsync(clock);
        Task waiting = pair.Connection.WaitAsync(Long).AsTask();
        pair.Connection.Abort();
        PeerException fault = await Assert.ThrowsAsync<PeerException>(() => waiting);
        Assert.Equal(PeerFault.Gone, fault.Fault);
        await pair.Peer.ReadToResetAsync();
        await Assert.ThrowsAsync<PeerException>(() => pair.Connection.SendAsync(new byte[1], Long).AsTask());
        Assert.Throws<PeerException>(pair.Connection.EndSending);
        Assert.Throws<PeerException>(() => pair.Connection.Local);
        Assert.True(pair.Connection.HasEndedOrSpoken());
        pair.Connection.Abort();
    }

    [Fact]
    public async Task It_tells_whether_the_peer_has_ended_or_spoken()
    {
        using var clock = new DeadlineClock(TimeProvider.System);
        using Pair silent = await Pair.OpenAsync(clock), spoken = await Pair.OpenAsync(clock), ended = await Pair.OpenAsync(clock);
        Assert.False(silent.Connection.HasEndedOrSpoken());
        await spoken.Peer.SendAsync("x");
        await spoken.Connection.WaitAsync(Long);
        Assert.True(spoken.Connection.HasEndedOrSpoken());
        ended.Peer.EndSending();
        await ended.Connection.WaitAsync(Long);
        Assert.True(ended.Connection.HasEndedOrSpoken());
    }
}
