using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansProxy.Caching.Port;
using OrleansProxy.Grains.Cache;
using OrleansProxy.Grains.Calls;
using OrleansProxy.Http.Heads;
using OrleansProxy.Testing;

namespace OrleansProxy.Grains.Tests.Cache;

public sealed class GrainResponseCacheTests
{
    private static readonly CacheKey Key = new("example.com", 80, "/page");
    private readonly ManualTime _time = new();
    private readonly InProcessCacheGrain _grain;
    private readonly StubCache _store = new();
    private readonly GrainResponseCache _cache;

    public GrainResponseCacheTests()
    {
        _grain = new InProcessCacheGrain(new FetchLeaseState(TimeSpan.FromMinutes(5), _time));
        _cache = Node("one", _store);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lease_is_of_the_store_and_of_the_cluster_and_both_are_given_back_once()
    {
        IFetchLease? lease = await _cache.TryLeaseAsync(Key, Cancellation);
        Assert.NotNull(lease);
        Assert.Equal(Key, lease.Key);
        Assert.Null(await Node("two", new StubCache()).TryLeaseAsync(Key, Cancellation));
        lease.Dispose();
        lease.Dispose();
        Assert.Equal(0, _store.Leases);
        using IFetchLease? next = await Node("two", new StubCache()).TryLeaseAsync(Key, Cancellation);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task A_lease_that_another_node_has_is_not_kept_in_the_store()
    {
        Assert.NotEqual(Guid.Empty, await _grain.TryLeaseAsync("two"));
        Assert.Null(await _cache.TryLeaseAsync(Key, Cancellation));
        Assert.Equal(0, _store.Leases);
    }

    [Fact]
    public async Task A_lease_that_another_request_of_this_node_has_is_not_asked_for_in_the_cluster()
    {
        using IFetchLease? first = await _cache.TryLeaseAsync(Key, Cancellation);
        _grain.IsAway = true;
        Assert.Null(await _cache.TryLeaseAsync(Key, Cancellation));
    }

    [Fact]
    public async Task Without_the_grain_the_stores_own_lease_is_enough()
    {
        _grain.IsAway = true;
        using IFetchLease? lease = await _cache.TryLeaseAsync(Key, Cancellation);
        Assert.NotNull(lease);
        Assert.Equal(1, _store.Leases);
    }

    [Fact]
    public async Task What_is_stored_gives_the_clusters_lease_back_and_is_found_then()
    {
        using IFetchLease lease = (await _cache.TryLeaseAsync(Key, Cancellation))!;
        Assert.True(await StoreAsync(lease));
        Assert.NotSame(lease, _store.StoredUnder);
        using IFetchLease? next = await Node("two", new StubCache()).TryLeaseAsync(Key, Cancellation);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task A_fetch_costs_two_calls_whether_it_stores_or_not()
    {
        using (IFetchLease lease = (await _cache.TryLeaseAsync(Key, Cancellation))!)
        {
            await StoreAsync(lease);
        }

        Assert.Equal(2, _grain.Asked);
        (await _cache.TryLeaseAsync(Key, Cancellation))!.Dispose();
        Assert.Equal(4, _grain.Asked);
    }

    [Fact]
    public async Task What_another_node_invalidates_while_it_is_fetched_is_not_stored()
    {
        using IFetchLease lease = (await _cache.TryLeaseAsync(Key, Cancellation))!;
        await Node("two", new StubCache()).InvalidateAsync(Key, Cancellation);
        Assert.False(await StoreAsync(lease));
        Assert.Equal(0, _store.Completed);
    }

    [Fact]
    public async Task Without_the_grain_what_was_fetched_is_stored()
    {
        using IFetchLease lease = (await _cache.TryLeaseAsync(Key, Cancellation))!;
        _grain.IsAway = true;
        Assert.True(await StoreAsync(lease));
        Assert.Equal(1, _store.Completed);
    }

    [Fact]
    public async Task Invalidating_reaches_the_store_even_without_the_grain()
    {
        await _cache.InvalidateAsync(Key, Cancellation);
        Assert.Equal(1, _store.Invalidated);
        _grain.IsAway = true;
        await _cache.InvalidateAsync(Key, Cancellation);
        Assert.Equal(2, _store.Invalidated);
    }

    [Fact]
    public async Task A_lease_from_elsewhere_is_a_fault_of_the_caller()
    {
        using IFetchLease foreign = (await _store.TryLeaseAsync(Key, Cancellation))!;
        await Assert.ThrowsAsync<ArgumentException>(() => StoreAsync(foreign));
    }

    private async Task<bool> StoreAsync(IFetchLease lease)
    {
        var head = new ResponseHead();
        Assert.Equal(
            HeadProgress.Complete,
            HeadParser.ParseResponse("HTTP/1.1 200 OK\r\n\r\n"u8, new HeadLimits(4096, 10), head).Progress);
        DateTimeOffset now = _time.GetUtcNow();
        var response = new ResponseToStore(head, null, new IPEndPoint(IPAddress.Loopback, 80), now, now);
        await using IBodySink sink = (await _cache.StoreAsync(lease, new RequestHead(), response, Cancellation))!;
        await sink.WriteAsync("hello"u8.ToArray(), Cancellation);
        return await sink.CompleteAsync(Cancellation);
    }

    private GrainResponseCache Node(string name, IResponseCache store) =>
        new(store, _ => _grain, new NodeName(name), new GrainCallTiming(), _time, NullLogger.Instance);
}
