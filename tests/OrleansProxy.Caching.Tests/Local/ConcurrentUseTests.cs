using OrleansProxy.Caching.Local;
using OrleansProxy.Caching.Port;

namespace OrleansProxy.Caching.Tests.Local;

/// <summary>Many threads store, read, confirm, invalidate and evict at once.</summary>
public sealed class ConcurrentUseTests
{
    private const int Keys = 12;
    private const int Rounds = 3_000;

    private readonly LocalResponseCache _cache = new(new() { MaxEntries = 8, MemoryBytes = 1_000_000 }, TimeProvider.System);
    private long _read;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bodies_are_never_mixed_and_all_memory_is_accounted_for()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(seed => Task.Run(() => WorkAsync(new Random(seed)), Token)));

        Assert.True(_read > 0);
        Assert.InRange(_cache.Figures.Entries, 0, 8);
        for (int number = 0; number < Keys; number++)
        {
            await _cache.InvalidateAsync(Key(number), Token);
        }

        Assert.Equal((0, 0L), (_cache.Figures.Entries, _cache.Figures.Bytes));
    }

    private async Task WorkAsync(Random random)
    {
        for (int round = 0; round < Rounds; round++)
        {
            CacheKey key = Key(random.Next(Keys));
            switch (random.Next(10))
            {
                case < 3:
                    await StoreAsync(key, random);
                    break;
                case 3:
                    await _cache.InvalidateAsync(key, Token);
                    break;
                default:
                    await ReadAsync(key, random);
                    break;
            }
        }
    }

    // Every octet of a body is the same, and the head says which one and how many.
    private async Task StoreAsync(CacheKey key, Random random)
    {
        using IFetchLease? lease = await _cache.TryLeaseAsync(key, Token);
        if (lease is null)
        {
            return;
        }

        int length = random.Next(200_000);
        byte octet = (byte)random.Next(256);
        ResponseToStore response = Messages
            .Ok("Cache-Control: max-age=600", "ETag: \"a\"", $"X-Octet: {octet}", $"X-Length: {length}", $"X-Path: {key.PathAndQuery}")
            .At(DateTimeOffset.UtcNow, random.Next(2) == 0 ? length : null);
        await using IBodySink? sink = await _cache.StoreAsync(lease, Messages.Get(), response, Token);
        if (sink is null)
        {
            // Another thread invalidated the key after the lease was taken.
            Assert.Null(await _cache.StoreAsync(lease, Messages.Get(), response, Token));
            return;
        }

        byte[] piece = new byte[random.Next(1, 50_000)];
        piece.AsSpan().Fill(octet);
        for (int written = 0; written < length; written += piece.Length)
        {
            if (random.Next(100) == 0 || !await sink.WriteAsync(piece.AsMemory(0, Math.Min(piece.Length, length - written)), Token))
            {
                return;
            }
        }

        await sink.CompleteAsync(Token);
    }

    private async Task ReadAsync(CacheKey key, Random random)
    {
        CacheLookup lookup = await _cache.LookUpAsync(key, Messages.Get(), Token);
        using IStoredResponse? stored = lookup.Stored;
        if (stored is null)
        {
            return;
        }

        await CheckAsync(key, stored);
        if (random.Next(4) == 0)
        {
            ResponseToStore notModified = Messages.Response("304 Not Modified", "ETag: \"a\"").At(DateTimeOffset.UtcNow);
            using IStoredResponse confirmed = await _cache.FreshenAsync(key, stored, notModified, Token);
            await CheckAsync(key, confirmed);
        }

        Interlocked.Increment(ref _read);
    }

    private static async Task CheckAsync(CacheKey key, IStoredResponse stored)
    {
        Assert.Equal(key.PathAndQuery, stored.Head.Fields.GetText("x-path"u8));
        Assert.Equal(stored.BodyLength.ToString(null, null), stored.Head.Fields.GetText("x-length"u8));
        byte octet = byte.Parse(stored.Head.Fields.GetText("x-octet"u8)!, null);
        byte[] piece = new byte[32_768];
        long offset = 0;
        while (await stored.ReadAsync(offset, piece, Token) is var count and > 0)
        {
            Assert.False(piece.AsSpan(0, count).ContainsAnyExcept(octet));
            offset += count;
        }

        Assert.Equal(stored.BodyLength, offset);
    }

    private static CacheKey Key(int number) => new("example.com", 80, "/" + number);
}
