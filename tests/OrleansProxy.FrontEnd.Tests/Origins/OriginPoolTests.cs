using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Origins;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.FrontEnd.Transports;
using OrleansProxy.Testing;

namespace OrleansProxy.FrontEnd.Tests.Origins;

public sealed class OriginPoolTests : IDisposable
{
    private static readonly OriginKey Key = new("a.test", 80);

    private readonly ManualTime _time = new();
    private readonly DeadlineClock _clock;

    public OriginPoolTests() => _clock = new DeadlineClock(_time);

    public void Dispose() => _clock.Dispose();

    [Fact]
    public async Task A_connection_is_taken_once_and_by_its_key_only()
    {
        using var pool = new OriginPool(new ProxyOptions(), TestTransports.Shared, _clock);
        using Pair first = await Pair.OpenAsync(_clock), second = await Pair.OpenAsync(_clock);
        pool.Put(Key, first.Connection);
        pool.Put(Key, second.Connection);
        Assert.Equal(2, pool.Count);
        Assert.Null(pool.Take(new OriginKey("a.test", 81), _ => true, mayRepeat: false));
        Assert.Null(pool.Take(new OriginKey("b.test", 80), _ => true, mayRepeat: false));
        Connection?[] taken = [pool.Take(Key, _ => true, mayRepeat: false), pool.Take(Key, _ => true, mayRepeat: false)];
        Assert.Contains(first.Connection, taken);
        Assert.Contains(second.Connection, taken);
        Assert.Null(pool.Take(Key, _ => true, mayRepeat: false));
        Assert.Equal(0, pool.Count);
    }

    [Fact]
    public async Task What_has_ended_or_spoken_is_closed_in_place_of_taken()
    {
        using var pool = new OriginPool(new ProxyOptions(), TestTransports.Shared, _clock);
        using Pair good = await Pair.OpenAsync(_clock), ended = await Pair.OpenAsync(_clock), spoken = await Pair.OpenAsync(_clock);
        ended.Peer.EndSending();
        await spoken.Peer.SendAsync("x");
        await ended.Connection.WaitAsync(Wire.Patience);
        await spoken.Connection.WaitAsync(Wire.Patience);
        pool.Put(Key, good.Connection);
        pool.Put(Key, ended.Connection);
        pool.Put(Key, spoken.Connection);
        Assert.Same(good.Connection, pool.Take(Key, _ => true, mayRepeat: false));
        Assert.Null(pool.Take(Key, _ => true, mayRepeat: false));
        Assert.True(ended.Connection.IsDisposed);
        Assert.True(spoken.Connection.IsDisposed);
        Assert.Equal(0, pool.Count);
    }

    [Theory]
    [InlineData(true, true, 0)]
    [InlineData(true, false, 1)]
    [InlineData(false, true, 1)]
    [InlineData(false, false, 1)]
    public void Only_a_request_that_may_be_repeated_trusts_what_was_told(bool mayRepeat, bool isSilentAsTold, int looks)
    {
        using var pool = new OriginPool(new ProxyOptions(), TestTransports.Shared, _clock);
        var transport = new ScriptedTransport(home: 0) { IsSilentAsTold = isSilentAsTold };
        using var connection = new Connection(transport, Peer.Origin, 4096, _clock);
        pool.Put(Key, connection);
        Assert.Same(connection, pool.Take(Key, _ => true, mayRepeat));
        Assert.Equal(looks, transport.Peeks);
    }

    [Fact]
    public void What_was_told_of_is_closed_even_for_a_request_that_may_be_repeated()
    {
        using var pool = new OriginPool(new ProxyOptions(), TestTransports.Shared, _clock);
        foreach (PeerState state in new[] { PeerState.Spoken, PeerState.Ended, PeerState.Broken })
        {
            using var connection = new Connection(new ScriptedTransport(home: 0) { State = state }, Peer.Origin, 4096, _clock);
            pool.Put(Key, connection);
            Assert.Null(pool.Take(Key, _ => true, mayRepeat: true));
            Assert.True(connection.IsDisposed);
        }
    }

    [Fact]
    public async Task What_this_client_may_not_use_stays_for_others_and_ages_on()
    {
        using var pool = new OriginPool(new ProxyOptions { OriginIdleTimeout = TimeSpan.FromSeconds(60) }, TestTransports.Shared, _clock);
        using Pair pair = await Pair.OpenAsync(_clock);
        pool.Put(Key, pair.Connection);
        _time.Advance(TimeSpan.FromSeconds(50));
        Assert.Null(pool.Take(Key, _ => false, mayRepeat: false));
        Assert.Equal(1, pool.Count);
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(0, pool.Count);
        Assert.True(pair.Connection.IsDisposed);
    }

    [Fact]
    public async Task No_more_are_kept_than_its_bounds_allow_and_those_that_idle_longest_go()
    {
        using var pool = new OriginPool(new ProxyOptions { MaxIdlePerOrigin = 1, MaxIdleOriginConnections = 2 }, TestTransports.Shared, _clock);
        using Pair first = await Pair.OpenAsync(_clock), second = await Pair.OpenAsync(_clock);
        using Pair third = await Pair.OpenAsync(_clock), fourth = await Pair.OpenAsync(_clock);
        pool.Put(Key, first.Connection);
        _time.Advance(TimeSpan.FromSeconds(1));
        pool.Put(Key, second.Connection);
        Assert.True(first.Connection.IsDisposed);
        _time.Advance(TimeSpan.FromSeconds(1));
        pool.Put(new OriginKey("b.test", 80), third.Connection);
        Assert.False(second.Connection.IsDisposed);
        pool.Put(new OriginKey("c.test", 80), fourth.Connection);
        Assert.True(second.Connection.IsDisposed);
        Assert.Equal(2, pool.Count);
        Assert.Null(pool.Take(Key, _ => true, mayRepeat: false));
        Assert.Same(third.Connection, pool.Take(new OriginKey("b.test", 80), _ => true, mayRepeat: false));
        Assert.Same(fourth.Connection, pool.Take(new OriginKey("c.test", 80), _ => true, mayRepeat: false));
    }

    [Fact]
    public async Task One_that_was_looked_at_and_left_is_still_the_first_to_go()
    {
        using var pool = new OriginPool(new ProxyOptions { MaxIdleOriginConnections = 2 }, TestTransports.Shared, _clock);
        using Pair first = await Pair.OpenAsync(_clock), second = await Pair.OpenAsync(_clock), third = await Pair.OpenAsync(_clock);
        pool.Put(Key, first.Connection);
        _time.Advance(TimeSpan.FromSeconds(1));
        pool.Put(new OriginKey("b.test", 80), second.Connection);
        Assert.Null(pool.Take(Key, _ => false, mayRepeat: false));
        pool.Put(new OriginKey("c.test", 80), third.Connection);
        Assert.True(first.Connection.IsDisposed);
        Assert.False(second.Connection.IsDisposed);
    }

    [Fact]
    public async Task Nothing_is_kept_where_nothing_may_be()
    {
        using var pool = new OriginPool(new ProxyOptions { MaxIdlePerOrigin = 0 }, TestTransports.Shared, _clock);
        using Pair pair = await Pair.OpenAsync(_clock);
        pool.Put(Key, pair.Connection);
        Assert.True(pair.Connection.IsDisposed);
        Assert.Equal(0, pool.Count);
    }

    [Fact]
    public async Task A_connection_with_octets_left_over_is_not_kept()
    {
        using var pool = new OriginPool(new ProxyOptions(), TestTransports.Shared, _clock);
        using Pair pair = await Pair.OpenAsync(_clock);
        await pair.Peer.SendAsync("x");
        await pair.Connection.ReceiveAsync(Wire.Patience);
        pool.Put(Key, pair.Connection);
        Assert.True(pair.Connection.IsDisposed);
        Assert.Equal(0, pool.Count);
    }

    [Fact]
    public async Task It_closes_what_it_holds_when_it_is_closed_and_keeps_nothing_afterwards()
    {
        var pool = new OriginPool(new ProxyOptions(), TestTransports.Shared, _clock);
        using Pair held = await Pair.OpenAsync(_clock), late = await Pair.OpenAsync(_clock);
        pool.Put(Key, held.Connection);
        pool.Dispose();
        pool.Put(Key, late.Connection);
        Assert.True(held.Connection.IsDisposed);
        Assert.True(late.Connection.IsDisposed);
        Assert.Equal(0, pool.Count);
    }

    [Fact]
    public async Task A_connection_whose_deadline_has_run_out_is_neither_kept_nor_taken()
    {
        using var pool = new OriginPool(new ProxyOptions(), TestTransports.Shared, _clock);
        using Pair read = await Pair.OpenAsync(_clock), written = await Pair.OpenAsync(_clock), inside = await Pair.OpenAsync(_clock);
        read.Connection.Reading.Arm(TimeSpan.FromSeconds(1));
        written.Connection.Writing.Arm(TimeSpan.FromSeconds(1));
        pool.Put(Key, inside.Connection);
        inside.Connection.Reading.Arm(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(inside.Connection.IsSpent);

        pool.Put(Key, read.Connection);
        pool.Put(Key, written.Connection);
        Assert.Null(pool.Take(Key, _ => true, mayRepeat: false));
        Assert.All([read, written, inside], pair => Assert.True(pair.Connection.IsDisposed));
        Assert.Equal(0, pool.Count);
    }
}
