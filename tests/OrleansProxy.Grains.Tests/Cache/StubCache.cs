using OrleansProxy.Caching.Port;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Grains.Tests.Cache;

/// <summary>A store of one lease that keeps nothing, and remembers what it was told.</summary>
internal sealed class StubCache : IResponseCache
{
    public int Leases { get; private set; }

    public int Completed { get; private set; }

    public int Invalidated { get; private set; }

    public IFetchLease? StoredUnder { get; private set; }

    public ValueTask<CacheLookup> LookUpAsync(CacheKey key, RequestHead request, CancellationToken cancellationToken) =>
        new(new CacheLookup(CacheVerdict.Miss, null, "uri-miss"));

    public ValueTask<IFetchLease?> TryLeaseAsync(CacheKey key, CancellationToken cancellationToken)
    {
        if (Leases > 0)
        {
            return new((IFetchLease?)null);
        }

        Leases++;
        return new(new StubLease(this, key));
    }

    public ValueTask<IBodySink?> StoreAsync(
        IFetchLease lease, RequestHead request, ResponseToStore response, CancellationToken cancellationToken)
    {
        StoredUnder = lease;
        return new(new StubSink(this));
    }

    public ValueTask<IStoredResponse> FreshenAsync(
        CacheKey key, IStoredResponse stored, ResponseToStore notModified, CancellationToken cancellationToken) => new(stored);

    public ValueTask InvalidateAsync(CacheKey key, CancellationToken cancellationToken)
    {
        Invalidated++;
        return ValueTask.CompletedTask;
    }

    public void WriteConditions(IStoredResponse stored, HeadBuffer request) => request.Clear();

    public bool ClientHasCopy(RequestHead request, IStoredResponse stored) => false;

    private sealed class StubLease(StubCache owner, CacheKey key) : IFetchLease
    {
        public CacheKey Key => key;

        public void Dispose() => owner.Leases--;
    }

    private sealed class StubSink(StubCache owner) : IBodySink
    {
        public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken) => new(true);

        public ValueTask<bool> CompleteAsync(CancellationToken cancellationToken)
        {
            owner.Completed++;
            return new(true);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
