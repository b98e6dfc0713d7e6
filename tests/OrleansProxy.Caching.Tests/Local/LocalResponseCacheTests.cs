using OrleansProxy.Caching.Local;
using OrleansProxy.Caching.Port;
using OrleansProxy.Http.Heads;
using OrleansProxy.Testing;

namespace OrleansProxy.Caching.Tests.Local;

/// <summary>What depends on time, on bounds and on settings that change; the rest is in the contract.</summary>
public sealed class LocalResponseCacheTests
{
    private const string Fresh = "Cache-Control: max-age=60";

    private readonly ManualTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stored_answer_ages_and_goes_stale_at_its_lifetime()
    {
        LocalResponseCache cache = Create();
        await StoreAsync(cache, "/", 5, Fresh, "ETag: \"a\"");
        _time.Advance(TimeSpan.FromSeconds(59));
        using (IStoredResponse stored = (await LookUpAsync(cache, "/", CacheVerdict.Fresh))!)
        {
            Assert.Equal((59, 1), (stored.Age.TotalSeconds, stored.TimeToLive.TotalSeconds));
        }

        _time.Advance(TimeSpan.FromSeconds(1));

        using IStoredResponse stale = (await LookUpAsync(cache, "/", CacheVerdict.Stale))!;
        Assert.Equal(60, stale.Age.TotalSeconds);
    }

    [Fact]
    public async Task The_age_it_came_with_counts()
    {
        LocalResponseCache cache = Create();
        await StoreAsync(cache, "/", 5, Fresh, "Age: 50");

        _time.Advance(TimeSpan.FromSeconds(9));
        (await LookUpAsync(cache, "/", CacheVerdict.Fresh))!.Dispose();
        _time.Advance(TimeSpan.FromSeconds(1));
        await LookUpAsync(cache, "/", CacheVerdict.Miss);
    }

    [Fact]
    public async Task A_clock_set_back_makes_nothing_young_and_one_set_ahead_makes_it_old()
    {
        LocalResponseCache cache = Create();
        await StoreAsync(cache, "/", 5, Fresh);
        _time.Advance(TimeSpan.FromSeconds(30));
        _time.StepWallClock(TimeSpan.FromHours(-1));
        using (IStoredResponse stored = (await LookUpAsync(cache, "/", CacheVerdict.Fresh))!)
        {
            Assert.Equal(30, stored.Age.TotalSeconds);
        }

        _time.StepWallClock(TimeSpan.FromHours(2));
        await LookUpAsync(cache, "/", CacheVerdict.Miss);
    }

    [Theory]
    [InlineData("ETag: \"a\"")]
    [InlineData("Last-Modified: Sun, 01 Mar 2020 10:00:00 GMT")]
    [InlineData("Cache-Control: no-cache, max-age=60", "ETag: \"a\"")]
    [InlineData("Cache-Control: no-cache=\"x-a\", max-age=60", "ETag: \"a\"")]
    public async Task Without_explicit_freshness_or_with_no_cache_every_use_is_validated(params string[] fields)
    {
        LocalResponseCache cache = Create();
        await StoreAsync(cache, "/", 5, fields);

        (await LookUpAsync(cache, "/", CacheVerdict.Stale))!.Dispose();
    }

    [Fact]
    public async Task A_304_begins_the_lifetime_anew()
    {
        LocalResponseCache cache = Create();
        await StoreAsync(cache, "/", 5, Fresh, "ETag: \"a\"");
        _time.Advance(TimeSpan.FromSeconds(100));
        using (IStoredResponse stale = (await LookUpAsync(cache, "/", CacheVerdict.Stale))!)
        {
            ResponseToStore notModified = Messages.Response("304 Not Modified", "Age: 20").At(_time.GetUtcNow());
            using IStoredResponse confirmed = await cache.FreshenAsync(Key("/"), stale, notModified, Token);
            Assert.Equal((20, 40), (confirmed.Age.TotalSeconds, confirmed.TimeToLive.TotalSeconds));
            Assert.Equal("Sun, 01 Mar 2026 12:01:40 GMT", confirmed.Head.Fields.GetText("date"u8));
        }

        _time.Advance(TimeSpan.FromSeconds(39));
        (await LookUpAsync(cache, "/", CacheVerdict.Fresh))!.Dispose();
        _time.Advance(TimeSpan.FromSeconds(1));
        (await LookUpAsync(cache, "/", CacheVerdict.Stale))!.Dispose();
        Assert.Equal(1, cache.Figures.Freshened);
    }

    [Fact]
    public async Task Heads_that_grow_with_every_304_are_forgotten_in_the_end()
    {
        LocalResponseCache cache = Create();
        await StoreAsync(cache, "/", 5, "ETag: \"a\"");
        int rounds = 0;
        for (; rounds < 10 && cache.Figures.Entries == 1; rounds++)
        {
            using IStoredResponse stale = (await LookUpAsync(cache, "/", CacheVerdict.Stale))!;
            ResponseHead notModified = Messages.Response("304 Not Modified", $"X-{rounds}: {new string('x', 20_000)}");
            (await cache.FreshenAsync(Key("/"), stale, notModified.At(_time.GetUtcNow()), Token)).Dispose();
        }

        Assert.Equal(4, rounds);
        Assert.Equal(0, cache.Figures.Bytes);
    }

    [Fact]
    public async Task A_missing_date_is_filled_in_with_the_time_of_receipt()
    {
        LocalResponseCache cache = Create();
        await StoreAsync(cache, "/", 5, Fresh);

        using IStoredResponse stored = (await LookUpAsync(cache, "/", CacheVerdict.Fresh))!;
        Assert.Equal("Sun, 01 Mar 2026 12:00:00 GMT", stored.Head.Fields.GetText("date"u8));
    }

    [Fact]
    public async Task A_head_request_is_served_from_a_fresh_get_and_never_validated_or_stored()
    {
        LocalResponseCache cache = Create();
        RequestHead head = Messages.Request("HEAD");
        Assert.Equal(CacheLookup.Bypass("method"), await cache.LookUpAsync(Key("/"), head, Token));
        await StoreAsync(cache, "/", 5, Fresh, "ETag: \"a\"");

        CacheLookup lookup = await cache.LookUpAsync(Key("/"), head, Token);
        Assert.Equal((CacheVerdict.Fresh, 5L), (lookup.Verdict, lookup.Stored!.BodyLength));
        lookup.Stored.Dispose();

        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(CacheLookup.Bypass("stale"), await cache.LookUpAsync(Key("/"), head, Token));
        using IFetchLease lease = (await cache.TryLeaseAsync(Key("/"), Token))!;
        Assert.Null(await cache.StoreAsync(lease, head, Messages.Ok(Fresh).At(_time.GetUtcNow()), Token));
    }

    [Fact]
    public async Task Only_if_cached_takes_a_fresh_answer_and_holds_no_stale_one()
    {
        LocalResponseCache cache = Create();
        await StoreAsync(cache, "/", 5, Fresh, "ETag: \"a\"");
        RequestHead request = Messages.Get("Cache-Control: only-if-cached");
        CacheLookup fresh = await cache.LookUpAsync(Key("/"), request, Token);
        Assert.Equal((CacheVerdict.Fresh, false), (fresh.Verdict, fresh.OnlyIfCached));
        fresh.Stored!.Dispose();

        _time.Advance(TimeSpan.FromSeconds(60));
        CacheLookup stale = await cache.LookUpAsync(Key("/"), request, Token);

        Assert.Equal((CacheVerdict.Miss, true), (stale.Verdict, stale.OnlyIfCached));
        Assert.Null(stale.Stored);
        await cache.InvalidateAsync(Key("/"), Token);
        Assert.Equal(0, cache.Figures.Bytes);
    }

    [Fact]
    public async Task A_lease_runs_out_when_another_wants_it_and_what_the_first_fetched_is_not_stored()
    {
        LocalResponseCache cache = Create();
        using IFetchLease first = (await cache.TryLeaseAsync(Key("/"), Token))!;
        await using IBodySink sink =
            (await cache.StoreAsync(first, Messages.Get(), Messages.Ok(Fresh).At(_time.GetUtcNow()), Token))!;
        _time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.Null(await cache.TryLeaseAsync(Key("/"), Token));
        _time.Advance(TimeSpan.FromTicks(1));

        using IFetchLease? second = await cache.TryLeaseAsync(Key("/"), Token);

        Assert.NotNull(second);
        Assert.False(await sink.CompleteAsync(Token));
        Assert.Null(await cache.StoreAsync(first, Messages.Get(), Messages.Ok(Fresh).At(_time.GetUtcNow()), Token));
    }

    [Fact]
    public async Task A_lease_of_another_cache_is_refused()
    {
        using IFetchLease lease = (await Create().TryLeaseAsync(Key("/"), Token))!;

        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await Create().StoreAsync(lease, Messages.Get(), Messages.Ok(Fresh).At(_time.GetUtcNow()), Token));
    }

    [Fact]
    public async Task The_oldest_entry_goes_first_whether_used_or_confirmed_since()
    {
        LocalResponseCache cache = Create(new() { MaxEntries = 2 });
        await StoreAsync(cache, "/1", 5, Fresh, "ETag: \"a\"");
        await StoreAsync(cache, "/2", 5, Fresh);
        using (IStoredResponse first = (await LookUpAsync(cache, "/1", CacheVerdict.Fresh))!)
        {
            ResponseToStore notModified = Messages.Response("304 Not Modified").At(_time.GetUtcNow());
            (await cache.FreshenAsync(Key("/1"), first, notModified, Token)).Dispose();
        }

        await StoreAsync(cache, "/3", 5, Fresh);

        await LookUpAsync(cache, "/1", CacheVerdict.Miss);
        (await LookUpAsync(cache, "/2", CacheVerdict.Fresh))!.Dispose();
        (await LookUpAsync(cache, "/3", CacheVerdict.Fresh))!.Dispose();
        Assert.Equal((2, 1), (cache.Figures.Entries, cache.Figures.Evicted));
    }

    [Fact]
    public async Task Memory_stays_within_its_bound_and_the_oldest_make_room()
    {
        LocalResponseCache cache = Create(new() { MemoryBytes = 100_000 });
        for (int index = 0; index < 50; index++)
        {
            Assert.True(await StoreAsync(cache, "/" + index, 10_000, Fresh));
            Assert.InRange(cache.Figures.Bytes, 10_000, 100_000);
        }

        CacheFigures figures = cache.Figures;
        Assert.Equal(50 - figures.Evicted, figures.Entries);
        Assert.InRange(figures.Entries, 7, 9);
        await LookUpAsync(cache, "/0", CacheVerdict.Miss);
        (await LookUpAsync(cache, "/49", CacheVerdict.Fresh))!.Dispose();
    }

    [Fact]
    public async Task What_is_larger_than_all_memory_is_not_stored_and_evicts_nothing_when_announced()
    {
        LocalResponseCache cache = Create(new() { MemoryBytes = 100_000 });
        await StoreAsync(cache, "/small", 100, Fresh);
        using IFetchLease lease = (await cache.TryLeaseAsync(Key("/large"), Token))!;

        Assert.Null(await cache.StoreAsync(lease, Messages.Get(), Messages.Ok(Fresh).At(_time.GetUtcNow(), 100_001), Token));

        (await LookUpAsync(cache, "/small", CacheVerdict.Fresh))!.Dispose();
    }

    [Fact]
    public async Task What_is_evicted_while_being_read_stays_whole_and_in_the_account()
    {
        LocalResponseCache cache = Create(new() { MaxEntries = 1 });
        await StoreAsync(cache, "/read", 200_000, Fresh);
        IStoredResponse stored = (await LookUpAsync(cache, "/read", CacheVerdict.Fresh))!;

        await StoreAsync(cache, "/next", 10, Fresh);

        await LookUpAsync(cache, "/read", CacheVerdict.Miss);
        Assert.InRange(cache.Figures.Bytes, 200_000, 210_000);
        Assert.True(await IsWholeAsync(stored, 200_000));
        stored.Dispose();
        stored.Dispose();
        Assert.InRange(cache.Figures.Bytes, 10, 10_000);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stored.ReadAsync(0, new byte[1], Token));
    }

    [Fact]
    public async Task The_account_returns_to_zero()
    {
        LocalResponseCache cache = Create();
        await StoreAsync(cache, "/", 70_000, Fresh, "ETag: \"a\"");
        await StoreAsync(cache, "/", 90_000, Fresh, "ETag: \"b\"");
        IStoredResponse stored = (await LookUpAsync(cache, "/", CacheVerdict.Fresh))!;
        IStoredResponse confirmed = await cache.FreshenAsync(
            Key("/"), stored, Messages.Response("304 Not Modified").At(_time.GetUtcNow()), Token);
        IFetchLease lease = (await cache.TryLeaseAsync(Key("/abandoned"), Token))!;
        IBodySink sink = (await cache.StoreAsync(lease, Messages.Get(), Messages.Ok(Fresh).At(_time.GetUtcNow()), Token))!;
        await sink.WriteAsync(new byte[100_000], Token);
        Assert.InRange(cache.Figures.Bytes, 190_000, 300_000);

        await sink.DisposeAsync();
        lease.Dispose();
        stored.Dispose();
        await cache.InvalidateAsync(Key("/"), Token);
        Assert.True(await IsWholeAsync(confirmed, 90_000));
        confirmed.Dispose();

        Assert.Equal((0, 0L), (cache.Figures.Entries, cache.Figures.Bytes));
    }

    [Fact]
    public async Task Smaller_bounds_evict_at_once_and_switching_off_empties()
    {
        LocalResponseCache cache = Create();
        for (int index = 0; index < 10; index++)
        {
            await StoreAsync(cache, "/" + index, 10_000, Fresh);
        }

        cache.Apply(new() { MaxEntries = 4 });
        Assert.Equal(4, cache.Figures.Entries);
        cache.Apply(new() { MemoryBytes = 25_000 });
        Assert.Equal(2, cache.Figures.Entries);
        cache.Apply(new() { Enabled = false });
        Assert.Equal((0, 0L), (cache.Figures.Entries, cache.Figures.Bytes));
        await LookUpAsync(cache, "/9", CacheVerdict.Bypass);

        cache.Apply(new());
        Assert.True(await StoreAsync(cache, "/9", 5, Fresh));
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, -1)]
    public void Bounds_must_be_positive(int entries, long memory, long body)
    {
        CacheOptions options = new() { MaxEntries = entries, MemoryBytes = memory, MaxBodyBytes = body };

        Assert.Throws<ArgumentOutOfRangeException>(() => Create(options));
        Assert.Throws<ArgumentOutOfRangeException>(() => Create().Apply(options));
    }

    [Fact]
    public async Task Figures_count_what_happened()
    {
        LocalResponseCache cache = Create();
        await LookUpAsync(cache, "/", CacheVerdict.Miss);
        await StoreAsync(cache, "/", 5, Fresh, "ETag: \"a\"");
        (await LookUpAsync(cache, "/", CacheVerdict.Fresh))!.Dispose();
        (await LookUpAsync(cache, "/", CacheVerdict.Fresh))!.Dispose();
        _time.Advance(TimeSpan.FromSeconds(60));
        (await LookUpAsync(cache, "/", CacheVerdict.Stale))!.Dispose();
        await cache.LookUpAsync(Key("/"), Messages.Request("POST"), Token);

        CacheFigures figures = cache.Figures;
        Assert.Equal((2L, 1L, 1L, 1L), (figures.Hits, figures.Stale, figures.Misses, figures.Bypassed));
        Assert.Equal((1, 1L, 0L), (figures.Entries, figures.Stored, figures.Evicted));
        Assert.Equal((10_000, 256_000_000L), (figures.MaxEntries, figures.MaxBytes));
    }

    private static CacheKey Key(string path) => new("example.com", 80, path);

    private static byte Octet(long offset) => (byte)(offset * 31);

    private static async Task<bool> IsWholeAsync(IStoredResponse stored, int length)
    {
        byte[] body = new byte[length + 1];
        int read = await stored.ReadAsync(0, body, Token);
        return read == length && !body.Take(length).Where((octet, offset) => octet != Octet(offset)).Any();
    }

    private static async Task<IStoredResponse?> LookUpAsync(LocalResponseCache cache, string path, CacheVerdict expected)
    {
        CacheLookup lookup = await cache.LookUpAsync(Key(path), Messages.Get(), Token);
        Assert.Equal(expected, lookup.Verdict);
        return lookup.Stored;
    }

    private LocalResponseCache Create(CacheOptions? options = null) => new(options ?? new(), _time);

    private async Task<bool> StoreAsync(LocalResponseCache cache, string path, int length, params string[] fields)
    {
        using IFetchLease lease = (await cache.TryLeaseAsync(Key(path), Token))!;
        ResponseToStore response = Messages.Ok(fields).At(_time.GetUtcNow(), length);
        await using IBodySink? sink = await cache.StoreAsync(lease, Messages.Get(), response, Token);
        byte[] body = [.. Enumerable.Range(0, length).Select(offset => Octet(offset))];
        return sink is not null && await sink.WriteAsync(body, Token) && await sink.CompleteAsync(Token);
    }
}
