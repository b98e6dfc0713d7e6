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
    public async Task Aborting_from_another_thread_ends_a_pending_receive_and_resets_the_peer()
    {
        using var clock = new DeadlineClock(TimeProvider.System);
        using Pair pair = await Pair.OpenAsync(clock);
        Task receiving = pair.Connection.ReceiveAsync(Long).AsTask();
        pair.Connection.Abort();
        PeerException fault = await Assert.ThrowsAsync<PeerException>(() => receiving);
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

    [Fact]
    public async Task A_send_to_a_peer_that_reads_nothing_is_given_up()
    {
        var time = new ManualTime();
        using var clock = new DeadlineClock(time);
        using Pair pair = await Pair.OpenAsync(clock);
        Task sending = pair.Connection.SendAsync(new byte[32_000_000], TimeSpan.FromSeconds(5)).AsTask();
        TimeSpan passed = await time.RunUntilAsync(sending);
        PeerException given = await Assert.ThrowsAsync<PeerException>(() => sending);
        Assert.Equal((Peer.Origin, PeerFault.TimedOut), (given.Side, given.Fault));
        Assert.True(passed >= TimeSpan.FromSeconds(5), $"{passed}");
        Assert.True(pair.Connection.IsSpent);
    }

    [Fact]
    public async Task A_loop_that_never_has_to_wait_leaves_its_thread_to_others_after_a_while()
    {
        using var clock = new DeadlineClock(TimeProvider.System);
        using Pair pair = await Pair.OpenAsync(clock);
        pair.Connection.ReceivingTurn = new Turn();
        pair.Connection.SendingTurn = new Turn();
        await pair.Peer.SendAsync("x");
        await pair.Connection.WaitAsync(Long);
        await pair.Connection.SendAsync(new byte[1], Long);
        Assert.NotEqual(1, await ThreadsOfAsync(63, () => pair.Connection.WaitAsync(Long), async () => await pair.Connection.ReceiveAsync(Long)));
        Assert.NotEqual(1, await ThreadsOfAsync(130, () => pair.Connection.SendAsync(new byte[1], Long), () => ValueTask.CompletedTask));
    }

    /// <summary>How many threads a loop of operations and a last one ran on, while the first of them is kept busy.</summary>
    private static Task<int> ThreadsOfAsync(int count, Func<ValueTask> operation, Func<ValueTask> last) => Task.Run(() =>
    {
        var threads = new HashSet<int>();
        Task loop = LoopAsync();
        Assert.True(SpinWait.SpinUntil(() => loop.IsCompleted, Wire.Patience));
        return threads.Count;

        async Task LoopAsync()
        {
            threads.Add(Environment.CurrentManagedThreadId);
            for (int round = 0; round < count; round++)
            {
                await operation();
            }

            await last();
            threads.Add(Environment.CurrentManagedThreadId);
        }
    });
}
