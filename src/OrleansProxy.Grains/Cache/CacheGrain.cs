using Orleans.Placement;

namespace OrleansProxy.Grains.Cache;

/// <summary>
/// Keeps one URL's <see cref="DirectoryEntry"/> in memory, near the node that asked first, and leaves as soon as there is
/// nothing to remember. An entry that is lost with its silo costs nothing but a fetch.
/// </summary>
[PreferLocalPlacement]
public sealed class CacheGrain(TimeProvider time) : Grain, ICacheGrain
{
    /// <summary>Longer than any fetch that makes progress should take; only a node that died keeps a lease that long.</summary>
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(5);

    private readonly DirectoryEntry _entry = new(LeaseTime, time);

    /// <inheritdoc />
    public ValueTask<Guid> TryLeaseAsync(string node) => new(_entry.TryLease());

    /// <inheritdoc />
    public ValueTask<bool> ReleaseAsync(Guid lease)
    {
        bool released = _entry.Release(lease);
        LeaveWhenEmpty();
        return new(released);
    }

    /// <inheritdoc />
    public ValueTask<bool> StoredAsync(Guid lease, string node, string entityTag, DateTimeOffset storedAt) =>
        new(_entry.Stored(lease, new StoredCopy(node, entityTag, storedAt)));

    /// <inheritdoc />
    public ValueTask<bool> InvalidateAsync()
    {
        bool known = _entry.Invalidate();
        LeaveWhenEmpty();
        return new(known);
    }

    /// <inheritdoc />
    public ValueTask<(string Node, string EntityTag, DateTimeOffset StoredAt)> FindAsync() => new(
        _entry.Copy is { } copy ? (copy.Node, copy.EntityTag, copy.StoredAt) : ("", "", default));

    private void LeaveWhenEmpty()
    {
        if (_entry.IsEmpty)
        {
            DeactivateOnIdle();
        }
    }
}
