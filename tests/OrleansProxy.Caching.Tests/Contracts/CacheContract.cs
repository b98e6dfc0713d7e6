using System.Text;
using OrleansProxy.Caching.Port;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Caching.Tests.Contracts;

/// <summary>
/// What every implementation of the port does, by a clock that nobody moves. Time-dependent behaviour is tested elsewhere.
/// </summary>
public abstract class CacheContract
{
    private static readonly CacheKey Key = new("example.com", 80, "/page");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>An empty cache of these settings.</summary>
    protected abstract IResponseCache Create(CacheOptions options);

    [Fact]
    public async Task Nothing_stored_is_a_miss()
    {
        IResponseCache cache = Create(new());

        CacheLookup lookup = await cache.LookUpAsync(Key, Messages.Get(), Token);

        Assert.Equal((CacheVerdict.Miss, "uri-miss"), (lookup.Verdict, lookup.ForwardReason));
        Assert.Null(lookup.Stored);
    }

    [Fact]
    public async Task A_stored_answer_is_served_while_fresh()
    {
        IResponseCache cache = Create(new());
        Assert.True(await StoreAsync(cache, Key, "hello", "Cache-Control: max-age=600", "Content-Type: text/plain"));

        CacheLookup lookup = await cache.LookUpAsync(Key, Messages.Get(), Token);

        Assert.Equal(CacheVerdict.Fresh, lookup.Verdict);
        using IStoredResponse stored = lookup.Stored!;
        Assert.Equal("hello", await ReadAsync(stored));
        Assert.Equal("text/plain", stored.Head.Fields.GetText("content-type"u8));
        Assert.Equal(Messages.Origin, stored.Origin);
        Assert.InRange(stored.TimeToLive, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(600));
    }

    [Fact]
    public async Task Keys_are_told_apart_by_host_port_and_path()
    {
        IResponseCache cache = Create(new());
        await StoreAsync(cache, Key, "one", "Cache-Control: max-age=600");

        CacheKey[] others = [Key with { Host = "example.org" }, Key with { Port = 8080 }, Key with { PathAndQuery = "/Page" }];
        foreach (CacheKey other in others)
        {
            Assert.Equal(CacheVerdict.Miss, (await cache.LookUpAsync(other, Messages.Get(), Token)).Verdict);
        }
    }

    [Fact]
    public async Task Nothing_is_found_before_the_body_is_complete()
    {
        IResponseCache cache = Create(new());
        using IFetchLease lease = (await cache.TryLeaseAsync(Key, Token))!;
        await using IBodySink sink = (await OpenAsync(cache, lease, null, "Cache-Control: max-age=600"))!;
        Assert.True(await sink.WriteAsync("half"u8.ToArray(), Token));

        Assert.Equal(CacheVerdict.Miss, (await cache.LookUpAsync(Key, Messages.Get(), Token)).Verdict);
    }

    [Fact]
    public async Task An_abandoned_sink_leaves_nothing_behind()
    {
        IResponseCache cache = Create(new());
        using (IFetchLease lease = (await cache.TryLeaseAsync(Key, Token))!)
        {
            await using IBodySink sink = (await OpenAsync(cache, lease, null, "Cache-Control: max-age=600"))!;
            await sink.WriteAsync("half"u8.ToArray(), Token);
        }

        Assert.Equal(CacheVerdict.Miss, (await cache.LookUpAsync(Key, Messages.Get(), Token)).Verdict);
        Assert.True(await StoreAsync(cache, Key, "whole", "Cache-Control: max-age=600"));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public async Task A_body_that_is_not_as_long_as_announced_is_not_stored(long announced)
    {
        IResponseCache cache = Create(new());
        using IFetchLease lease = (await cache.TryLeaseAsync(Key, Token))!;
        await using IBodySink sink = (await OpenAsync(cache, lease, announced, "Cache-Control: max-age=600"))!;

        await sink.WriteAsync("12345"u8.ToArray(), Token);

        Assert.False(await sink.CompleteAsync(Token));
        Assert.Equal(CacheVerdict.Miss, (await cache.LookUpAsync(Key, Messages.Get(), Token)).Verdict);
    }

    [Fact]
    public async Task A_body_announced_too_large_is_refused_and_one_that_grows_too_large_is_given_up()
    {
        IResponseCache cache = Create(new() { MaxBodyBytes = 1000 });
        using IFetchLease lease = (await cache.TryLeaseAsync(Key, Token))!;
        Assert.Null(await OpenAsync(cache, lease, 1001, "Cache-Control: max-age=600"));

        await using IBodySink sink = (await OpenAsync(cache, lease, null, "Cache-Control: max-age=600"))!;
        Assert.True(await sink.WriteAsync(new byte[1000], Token));
        Assert.False(await sink.WriteAsync(new byte[1], Token));
        Assert.False(await sink.CompleteAsync(Token));
    }

    [Fact]
    public async Task An_empty_body_is_stored()
    {
        IResponseCache cache = Create(new());
        Assert.True(await StoreAsync(cache, Key, "", "Cache-Control: max-age=600"));

        using IStoredResponse stored = (await cache.LookUpAsync(Key, Messages.Get(), Token)).Stored!;
        Assert.Equal(0, stored.BodyLength);
        Assert.Equal(0, await stored.ReadAsync(0, new byte[10], Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_is_read_from_any_offset(bool isAnnounced)
    {
        byte[] body = new byte[300_000];
        new Random(7).NextBytes(body);
        IResponseCache cache = Create(new());
        Assert.True(await StoreAsync(cache, Key, body, isAnnounced ? body.Length : null, "Cache-Control: max-age=600"));

        using IStoredResponse stored = (await cache.LookUpAsync(Key, Messages.Get(), Token)).Stored!;
        Assert.Equal(body.Length, stored.BodyLength);
        foreach (int offset in (int[])[0, 1, 4095, 4096, 65_535, 65_536, 131_072, 299_999])
        {
            byte[] piece = new byte[70_000];
            int count = await stored.ReadAsync(offset, piece, Token);
            Assert.InRange(count, 1, Math.Min(piece.Length, body.Length - offset));
            Assert.Equal(body.AsSpan(offset, count), piece.AsSpan(0, count));
        }

        Assert.Equal(0, await stored.ReadAsync(body.Length, new byte[10], Token));
        Assert.Equal(0, await stored.ReadAsync(0, Memory<byte>.Empty, Token));
    }

    [Fact]
    public async Task A_lease_has_one_holder_at_a_time()
    {
        IResponseCache cache = Create(new());
        IFetchLease lease = (await cache.TryLeaseAsync(Key, Token))!;
        Assert.Equal(Key, lease.Key);
        Assert.Null(await cache.TryLeaseAsync(Key, Token));
        using IFetchLease? other = await cache.TryLeaseAsync(Key with { Port = 81 }, Token);
        Assert.NotNull(other);

        lease.Dispose();

        using IFetchLease? next = await cache.TryLeaseAsync(Key, Token);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task A_lease_given_back_twice_does_not_take_another_ones_away()
    {
        IResponseCache cache = Create(new());
        IFetchLease lease = (await cache.TryLeaseAsync(Key, Token))!;
        lease.Dispose();
        using IFetchLease? next = await cache.TryLeaseAsync(Key, Token);

        lease.Dispose();

        Assert.Null(await cache.TryLeaseAsync(Key, Token));
    }

    [Fact]
    public async Task A_stale_answer_is_validated_and_then_served_with_the_fields_of_the_304()
    {
        IResponseCache cache = Create(new());
        await StoreAsync(cache, Key, "hello", "Cache-Control: max-age=0", "ETag: \"a\"", "X-Kept: yes", "X-New: old");
        CacheLookup lookup = await cache.LookUpAsync(Key, Messages.Get(), Token);
        Assert.Equal((CacheVerdict.Stale, "stale"), (lookup.Verdict, lookup.ForwardReason));
        using IStoredResponse stored = lookup.Stored!;
        Assert.Equal("If-None-Match: \"a\"\r\n", Conditions(cache, stored));

        ResponseHead notModified = Messages.Response(
            "304 Not Modified", "ETag: \"a\"", "Cache-Control: max-age=600", "X-New: new", "Content-Length: 99");
        using IStoredResponse fresh = await cache.FreshenAsync(Key, stored, notModified.At(DateTimeOffset.UtcNow), Token);

        Assert.Equal("hello", await ReadAsync(fresh));
        Assert.Equal(200, fresh.Head.Status);
        Assert.Equal("yes", fresh.Head.Fields.GetText("x-kept"u8));
        Assert.Equal("new", fresh.Head.Fields.GetText("x-new"u8));
        Assert.False(fresh.Head.Fields.Contains("content-length"u8));
        CacheLookup again = await cache.LookUpAsync(Key, Messages.Get(), Token);
        Assert.Equal(CacheVerdict.Fresh, again.Verdict);
        Assert.Equal("hello", await ReadAsync(again.Stored!));
        again.Stored!.Dispose();
    }

    [Fact]
    public async Task A_304_for_another_entity_freshens_nothing_and_the_entry_is_gone()
    {
        IResponseCache cache = Create(new());
        await StoreAsync(cache, Key, "hello", "Cache-Control: max-age=0", "ETag: \"a\"");
        using IStoredResponse stored = (await cache.LookUpAsync(Key, Messages.Get(), Token)).Stored!;

        ResponseHead notModified = Messages.Response("304 Not Modified", "ETag: \"b\"", "Cache-Control: max-age=600");
        using IStoredResponse served = await cache.FreshenAsync(Key, stored, notModified.At(DateTimeOffset.UtcNow), Token);

        Assert.Equal("\"a\"", served.Head.Fields.GetText("etag"u8));
        Assert.True(served.TimeToLive <= TimeSpan.Zero);
        Assert.Equal(CacheVerdict.Miss, (await cache.LookUpAsync(Key, Messages.Get(), Token)).Verdict);
    }

    [Fact]
    public async Task A_304_that_forbids_storing_is_served_and_then_forgotten()
    {
        IResponseCache cache = Create(new());
        await StoreAsync(cache, Key, "hello", "Cache-Control: max-age=0", "ETag: \"a\"");
        using IStoredResponse stored = (await cache.LookUpAsync(Key, Messages.Get(), Token)).Stored!;

        ResponseHead notModified = Messages.Response("304 Not Modified", "Set-Cookie: a=b");
        using IStoredResponse served = await cache.FreshenAsync(Key, stored, notModified.At(DateTimeOffset.UtcNow), Token);

        Assert.Equal("hello", await ReadAsync(served));
        Assert.Equal(CacheVerdict.Miss, (await cache.LookUpAsync(Key, Messages.Get(), Token)).Verdict);
    }

    [Fact]
    public async Task An_invalidated_answer_is_forgotten_and_can_still_be_read_by_who_has_it()
    {
        IResponseCache cache = Create(new());
        await StoreAsync(cache, Key, "hello", "Cache-Control: max-age=600", "ETag: \"a\"");
        using IStoredResponse stored = (await cache.LookUpAsync(Key, Messages.Get(), Token)).Stored!;

        await cache.InvalidateAsync(Key, Token);

        Assert.Equal(CacheVerdict.Miss, (await cache.LookUpAsync(Key, Messages.Get(), Token)).Verdict);
        Assert.Equal("hello", await ReadAsync(stored));
        ResponseToStore notModified = Messages.Response("304 Not Modified").At(DateTimeOffset.UtcNow);
        using IStoredResponse late = await cache.FreshenAsync(Key, stored, notModified, Token);
        Assert.Equal("hello", await ReadAsync(late));
        Assert.Equal(CacheVerdict.Miss, (await cache.LookUpAsync(Key, Messages.Get(), Token)).Verdict);
    }

    [Fact]
    public async Task What_is_being_fetched_while_its_key_is_invalidated_is_not_stored()
    {
        IResponseCache cache = Create(new());
        using IFetchLease lease = (await cache.TryLeaseAsync(Key, Token))!;
        await using IBodySink sink = (await OpenAsync(cache, lease, null, "Cache-Control: max-age=600"))!;

        await cache.InvalidateAsync(Key, Token);

        Assert.False(await sink.CompleteAsync(Token));
        Assert.Equal(CacheVerdict.Miss, (await cache.LookUpAsync(Key, Messages.Get(), Token)).Verdict);
    }

    [Fact]
    public async Task Storing_again_replaces_and_readers_of_the_former_keep_it()
    {
        IResponseCache cache = Create(new());
        await StoreAsync(cache, Key, "first", "Cache-Control: max-age=600");
        using IStoredResponse former = (await cache.LookUpAsync(Key, Messages.Get(), Token)).Stored!;

        await StoreAsync(cache, Key, "second", "Cache-Control: max-age=600");

        using IStoredResponse present = (await cache.LookUpAsync(Key, Messages.Get(), Token)).Stored!;
        Assert.Equal("first", await ReadAsync(former));
        Assert.Equal("second", await ReadAsync(present));
    }

    [Fact]
    public async Task The_stored_head_is_a_copy()
    {
        IResponseCache cache = Create(new());
        ResponseHead head = Messages.Ok("Cache-Control: max-age=600", "X-A: 1");
        using (IFetchLease lease = (await cache.TryLeaseAsync(Key, Token))!)
        {
            await using IBodySink sink =
                (await cache.StoreAsync(lease, Messages.Get(), head.At(DateTimeOffset.UtcNow), Token))!;
            head.Release();
            Assert.True(await sink.CompleteAsync(Token));
        }

        using IStoredResponse stored = (await cache.LookUpAsync(Key, Messages.Get(), Token)).Stored!;
        Assert.Equal("1", stored.Head.Fields.GetText("x-a"u8));
    }

    [Fact]
    public async Task A_client_that_has_a_copy_is_recognised()
    {
        IResponseCache cache = Create(new());
        await StoreAsync(cache, Key, "hello", "Cache-Control: max-age=600", "ETag: \"a\"");
        using IStoredResponse stored = (await cache.LookUpAsync(Key, Messages.Get(), Token)).Stored!;

        Assert.True(cache.ClientHasCopy(Messages.Get("If-None-Match: W/\"a\""), stored));
        Assert.False(cache.ClientHasCopy(Messages.Get("If-None-Match: \"b\""), stored));
        Assert.False(cache.ClientHasCopy(Messages.Get(), stored));
    }

    [Fact]
    public async Task Only_if_cached_says_that_nothing_may_be_forwarded()
    {
        IResponseCache cache = Create(new());

        CacheLookup lookup = await cache.LookUpAsync(Key, Messages.Get("Cache-Control: only-if-cached"), Token);

        Assert.Equal((CacheVerdict.Miss, true), (lookup.Verdict, lookup.OnlyIfCached));
    }

    [Fact]
    public async Task A_cache_that_is_switched_off_keeps_out_of_everything()
    {
        IResponseCache cache = Create(new() { Enabled = false });

        Assert.False(await StoreAsync(cache, Key, "hello", "Cache-Control: max-age=600"));
        Assert.Equal(CacheVerdict.Bypass, (await cache.LookUpAsync(Key, Messages.Get(), Token)).Verdict);
    }

    private static string Conditions(IResponseCache cache, IStoredResponse stored)
    {
        var buffer = new HeadBuffer();
        cache.WriteConditions(stored, buffer);
        return Encoding.ASCII.GetString(buffer.Written.Span);
    }

    private static Task<bool> StoreAsync(IResponseCache cache, CacheKey key, string body, params string[] fields) =>
        StoreAsync(cache, key, Encoding.UTF8.GetBytes(body), null, fields);

    private static async Task<bool> StoreAsync(
        IResponseCache cache, CacheKey key, byte[] body, long? announced, params string[] fields)
    {
        using IFetchLease? lease = await cache.TryLeaseAsync(key, Token);
        await using IBodySink? sink = lease is null ? null : await OpenAsync(cache, lease, announced, fields);
        if (sink is null)
        {
            return false;
        }

        foreach (byte[] piece in body.Chunk(10_000))
        {
            await sink.WriteAsync(piece, Token);
        }

        return await sink.CompleteAsync(Token);
    }

    private static ValueTask<IBodySink?> OpenAsync(
        IResponseCache cache, IFetchLease lease, long? announced, params string[] fields) =>
        cache.StoreAsync(lease, Messages.Get(), Messages.Ok(fields).At(DateTimeOffset.UtcNow, announced), Token);

    private static async Task<string> ReadAsync(IStoredResponse stored)
    {
        byte[] body = new byte[stored.BodyLength];
        for (int offset = 0; offset < body.Length;)
        {
            int count = await stored.ReadAsync(offset, body.AsMemory(offset), Token);
            Assert.NotEqual(0, count);
            offset += count;
        }

        return Encoding.UTF8.GetString(body);
    }
}
