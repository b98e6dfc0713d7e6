using OrleansProxy.Caching.Port;

namespace OrleansProxy.Caching.Local;

/// <summary>A lease of <see cref="LeaseTable"/>. One that ran out stands until another request wants the key.</summary>
internal sealed class LocalFetchLease(LeaseTable table, CacheKey key, long takenAt) : IFetchLease
{
    private volatile bool _isHeld = true;

    public CacheKey Key => key;

    public LeaseTable Table => table;

    /// <summary>When it was taken, by <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long TakenAt => takenAt;

    /// <summary>Whether its holder may still store; changed by the table, under its lock.</summary>
    public bool IsHeld
    {
        get => _isHeld;
        set => _isHeld = value;
    }

    public void Dispose() => table.GiveBack(this);
}
