using Orleans.Placement;

namespace OrleansProxy.Grains.Cache;

/// <summary>
/// Keeps one URL's <see cref="DirectoryEntry"/> in memory, near the node that asked first, while it is in use. An entry that is
/// lost with its silo, or forgotten when idle, costs nothing but a fetch.
/// </summary>
[PreferLocalPlacement]
public sealed class CacheGrain(TimeProvider time) : Grain, ICacheGrain
{
    /// <summary>As long as a store's own lease; only a node that died keeps one to its end.</summary>
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(5);

    /// <summary>What Orleans takes for "no longer than usual".</summary>
    private static readonly TimeSpan NoDelay = TimeSpan.FromTicks(-1);

    private readonly DirectoryEntry _entry = new(LeaseTime, time);

    /// <inheritdoc />
    public ValueTask<Guid> TryLeaseAsync(string node)
    {
        Guid lease = _entry.TryLease(node);
        if (lease != Guid.Empty)
        {
            DelayDeactivation(LeaseTime);
        }

        return new(lease);
    }

    /// <inheritdoc />
    public ValueTask<bool> ReleaseAsync(Guid lease)
    {
        bool released = _entry.Release(lease);
        if (released)
        {
            DelayDeactivation(NoDelay);
        }

        return new(released);
    }

    /// <inheritdoc />
    public ValueTask<bool> StoredAsync(Guid lease, string node, string entityTag, DateTimeOffset storedAt) =>
        new(_entry.Stored(lease, new StoredCopy(node, entityTag, storedAt)));

    /// <inheritdoc />
    public ValueTask<bool> InvalidateAsync() => new(_entry.Invalidate());

    /// <inheritdoc />
    public ValueTask<(string Node, string EntityTag, DateTimeOffset StoredAt)> FindAsync() => new(
        _entry.Copy is { } copy ? (copy.Node, copy.EntityTag, copy.StoredAt) : ("", "", default));
}
