using OrleansProxy.Grains.Cache;

namespace OrleansProxy.Grains.Tests.Cache;

/// <summary>The lease of one URL without a silo, which can be away.</summary>
internal sealed class InProcessCacheGrain(FetchLeaseState lease) : ICacheGrain
{
    public bool IsAway { get; set; }

    public int Asked { get; private set; }

    public ValueTask<Guid> TryLeaseAsync(string node) => new(Present().TryLease(node));

    public ValueTask<bool> ReleaseAsync(Guid held) => new(Present().Release(held));

    public ValueTask<bool> InvalidateAsync() => new(Present().Invalidate());

    private FetchLeaseState Present()
    {
        Asked++;
        return IsAway ? throw new InvalidOperationException("The silo is away.") : lease;
    }
}
