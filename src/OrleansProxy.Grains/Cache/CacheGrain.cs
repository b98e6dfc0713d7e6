using Orleans.Placement;

namespace OrleansProxy.Grains.Cache;

/// <summary>
/// Keeps one URL's <see cref="FetchLeaseState"/> in memory, near the node that asked first, while it is in use. A lease that is
/// lost with its silo, or forgotten when idle, costs nothing but a fetch.
/// </summary>
[PreferLocalPlacement]
public sealed class CacheGrain(TimeProvider time) : Grain, ICacheGrain
{
    /// <summary>As long as a store's own lease; only a node that died, or a slow origin, keeps one to its end.</summary>
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(5);

    /// <summary>A body that took longer to come is not stored, since nobody remembers who was to store it.</summary>
    private static readonly TimeSpan LongestFetch = TimeSpan.FromHours(1);

    /// <summary>What Orleans takes for "no longer than usual".</summary>
    private static readonly TimeSpan NoDelay = TimeSpan.FromTicks(-1);

    private readonly FetchLeaseState _lease = new(LeaseTime, time);

    /// <inheritdoc />
    public ValueTask<Guid> TryLeaseAsync(string node)
    {
        Guid lease = _lease.TryLease(node);
        if (lease != Guid.Empty)
        {
            DelayDeactivation(LongestFetch);
        }

        return new(lease);
    }

    /// <inheritdoc />
    public ValueTask<bool> ReleaseAsync(Guid lease) => new(ForgetSoonIf(_lease.Release(lease)));

    /// <inheritdoc />
    public ValueTask<bool> InvalidateAsync() => new(ForgetSoonIf(_lease.Invalidate()));

    private bool ForgetSoonIf(bool ended)
    {
        if (ended)
        {
            DelayDeactivation(NoDelay);
        }

        return ended;
    }
}
