using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Origins;
using OrleansProxy.FrontEnd.Transports;
using OrleansProxy.Testing;

namespace OrleansProxy.FrontEnd.Tests.Origins;

/// <summary>The pool where several threads carry connections on.</summary>
public sealed class OriginPoolShardTests : IDisposable
{
    private static readonly OriginKey Key = new("a.test", 80), OtherKey = new("b.test", 80);

    private readonly ManualTime _time = new();
    private readonly DeadlineClock _clock;
    private readonly ScriptedTransports _transports = new() { Homes = 2 };

    public OriginPoolShardTests() => _clock = new DeadlineClock(_time);

    public void Dispose()
    {
        _clock.Dispose();
        _transports.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Those_of_the_calling_thread_are_taken_first_and_of_them_the_one_put_last(int here)
    {
        using OriginPool pool = Open(new ProxyOptions());
        Connection early = Put(pool, Key, here), late = Put(pool, Key, here), elsewhere = Put(pool, Key, 1 - here);
        _transports.HomeHere = here;
        Assert.Same(late, pool.Take(Key, _ => true, mayRepeat: false));
        Assert.Same(early, pool.Take(Key, _ => true, mayRepeat: false));
        Assert.Same(elsewhere, pool.Take(Key, _ => true, mayRepeat: false));
        Assert.Null(pool.Take(Key, _ => true, mayRepeat: false));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Another_threads_moves_to_the_one_that_takes_it_or_is_closed(bool canMove)
    {
        using OriginPool pool = Open(new ProxyOptions());
        var transport = new ScriptedTransport(home: 1) { State = PeerState.Silent, CanMove = canMove };
        using var connection = new Connection(transport, Peer.Origin, firstBufferSize: 16, _clock);
        pool.Put(Key, connection);
        _transports.HomeHere = 0;
        Assert.Same(canMove ? connection : null, pool.Take(Key, _ => true, mayRepeat: true));
        Assert.Equal(1, transport.Moves);
        Assert.Equal(!canMove, connection.IsDisposed);
        Assert.Equal(0, pool.Count);
    }

    [Fact]
    public void A_thread_that_carries_none_on_takes_those_of_all_others()
    {
        using OriginPool pool = Open(new ProxyOptions());
        Connection first = Put(pool, Key, 0), second = Put(pool, Key, 1);
        Assert.Equal([first, second], new[] { pool.Take(Key, _ => true, mayRepeat: false), pool.Take(Key, _ => true, mayRepeat: false) });
    }

    [Fact]
    public void When_those_of_the_calling_thread_have_ended_others_are_taken()
    {
        using OriginPool pool = Open(new ProxyOptions());
        Connection ended = Put(pool, Key, 0, PeerState.Ended), good = Put(pool, Key, 1);
        _transports.HomeHere = 0;
        Assert.Same(good, pool.Take(Key, _ => true, mayRepeat: false));
        Assert.True(ended.IsDisposed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void The_bound_of_an_origin_is_reached_and_never_passed_however_its_connections_lie(int bound)
    {
        foreach (int[] homes in new int[][] { [0, 0, 0, 0, 0, 0, 0], [0, 1, 0, 1, 0, 1, 0], [1, 1, 1, 1, 1, 0, 0], [0, 1, 1, 1, 1, 1, 1] })
        {
            using OriginPool pool = Open(new ProxyOptions { MaxIdlePerOrigin = bound });
            Connection[] put = PutAll(pool, homes, _ => Key, most: bound);
            Assert.All(put[..^bound], connection => Assert.True(connection.IsDisposed));
            Assert.All(put[^bound..], connection => Assert.False(connection.IsDisposed));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void The_bound_of_all_is_reached_and_never_passed_however_they_lie(int bound)
    {
        foreach (int[] homes in new int[][] { [0, 0, 0, 0, 0, 0, 0], [0, 1, 0, 1, 0, 1, 0], [1, 1, 1, 1, 1, 0, 0], [0, 1, 1, 1, 1, 1, 1] })
        {
            using OriginPool pool = Open(new ProxyOptions { MaxIdleOriginConnections = bound });
            Connection[] put = PutAll(pool, homes, index => new OriginKey("a.test", index + 1), most: bound);
            Assert.All(put[..^bound], connection => Assert.True(connection.IsDisposed));
            Assert.All(put[^bound..], connection => Assert.False(connection.IsDisposed));
        }
    }

    [Fact]
    public void What_one_thread_no_longer_keeps_another_may()
    {
        using OriginPool pool = Open(new ProxyOptions { MaxIdlePerOrigin = 4 });
        PutAll(pool, [0, 0, 0, 0], _ => Key, most: 4);
        _transports.HomeHere = 0;
        for (int taken = 0; taken < 4; taken++)
        {
            Assert.NotNull(pool.Take(Key, _ => true, mayRepeat: false));
        }

        Connection[] put = PutAll(pool, [1, 1, 1, 1], _ => Key, most: 4);
        Assert.All(put, connection => Assert.False(connection.IsDisposed));
        Assert.Equal(4, pool.Count);
    }

    [Fact]
    public void Those_of_every_thread_age_and_are_closed_with_the_pool()
    {
        using OriginPool pool = Open(new ProxyOptions { OriginIdleTimeout = TimeSpan.FromSeconds(60) });
        Connection[] old = [Put(pool, Key, 0), Put(pool, Key, 1)];
        _time.Advance(TimeSpan.FromSeconds(50));
        Connection[] young = [Put(pool, OtherKey, 0), Put(pool, OtherKey, 1)];
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.All(old, connection => Assert.True(connection.IsDisposed));
        Assert.All(young, connection => Assert.False(connection.IsDisposed));
        pool.Dispose();
        Assert.All(young, connection => Assert.True(connection.IsDisposed));
        Assert.All([Put(pool, Key, 0), Put(pool, Key, 1)], late => Assert.True(late.IsDisposed));
        Assert.Equal(0, pool.Count);
    }

    [Fact]
    public async Task Threads_that_take_and_put_at_once_keep_the_bounds_and_share_no_connection()
    {
        const int Rounds = 2_000;
        using OriginPool pool = Open(new ProxyOptions { MaxIdlePerOrigin = 3, MaxIdleOriginConnections = 5 });
        var inUse = new System.Collections.Concurrent.ConcurrentDictionary<Connection, bool>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                OriginKey key = round % 3 == 0 ? OtherKey : Key;
                Connection connection = pool.Take(key, _ => true, mayRepeat: false) ?? Make(worker % 2, PeerState.Silent);
                Assert.True(inUse.TryAdd(connection, true));
                Assert.True(inUse.TryRemove(connection, out _));
                pool.Put(key, connection);
            }
        })));
        Assert.InRange(pool.Count, 1, 5);
        Assert.InRange(TakeAll(pool, Key), 0, 3);
        Assert.InRange(TakeAll(pool, OtherKey), 0, 3);
        Assert.Equal(0, pool.Count);
    }

    private static int TakeAll(OriginPool pool, OriginKey key)
    {
        int count = 0;
        while (pool.Take(key, _ => true, mayRepeat: false) is not null)
        {
            count++;
        }

        return count;
    }

    private OriginPool Open(ProxyOptions options) => new(options, _transports, _clock);

    private Connection Make(int home, PeerState state) => new(new ScriptedTransport(home) { State = state }, Peer.Origin, 4096, _clock);

    private Connection Put(OriginPool pool, OriginKey key, int home, PeerState state = PeerState.Silent)
    {
        Connection connection = Make(home, state);
        pool.Put(key, connection);
        return connection;
    }

    /// <summary>Puts one after another, and the pool holds as many as it may each time.</summary>
    private Connection[] PutAll(OriginPool pool, int[] homes, Func<int, OriginKey> key, int most)
    {
        var put = new List<Connection>();
        foreach (int home in homes)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            put.Add(Put(pool, key(put.Count), home));
            Assert.Equal(Math.Min(put.Count, most), pool.Count);
        }

        return [.. put];
    }
}
