using OrleansProxy.Grains.Cache;

namespace OrleansProxy.Grains.Tests.Cache;

/// <summary>One directory entry without a silo, which can be away.</summary>
internal sealed class InProcessDirectory(DirectoryEntry entry) : ICacheGrain
{
    public bool IsAway { get; set; }

    public DirectoryEntry Entry => entry;

    public ValueTask<Guid> TryLeaseAsync(string node) => new(Present().TryLease(node));

    public ValueTask<bool> ReleaseAsync(Guid lease) => new(Present().Release(lease));

    public ValueTask<bool> StoredAsync(Guid lease, string node, string entityTag, DateTimeOffset storedAt) =>
        new(Present().Stored(lease, new StoredCopy(node, entityTag, storedAt)));

    public ValueTask<bool> InvalidateAsync() => new(Present().Invalidate());

    public ValueTask<(string Node, string EntityTag, DateTimeOffset StoredAt)> FindAsync() =>
        throw new InvalidOperationException("The port does not ask this.");

    private DirectoryEntry Present() => IsAway ? throw new InvalidOperationException("The silo is away.") : entry;
}
