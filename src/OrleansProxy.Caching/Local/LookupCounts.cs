using OrleansProxy.Caching.Port;

namespace OrleansProxy.Caching.Local;

/// <summary>Counts what the cache did. Thread-safe.</summary>
internal sealed class LookupCounts
{
    private readonly long[] _byVerdict = new long[Enum.GetValues<CacheVerdict>().Length];
    private long _stored;
    private long _freshened;

    public long Stored => Interlocked.Read(ref _stored);

    public long Freshened => Interlocked.Read(ref _freshened);

    public long Of(CacheVerdict verdict) => Interlocked.Read(ref _byVerdict[(int)verdict]);

    public CacheLookup Count(CacheLookup lookup)
    {
        Interlocked.Increment(ref _byVerdict[(int)lookup.Verdict]);
        return lookup;
    }

    public void CountStored() => Interlocked.Increment(ref _stored);

    public void CountFreshened() => Interlocked.Increment(ref _freshened);
}
