using OrleansProxy.Caching.Port;

namespace OrleansProxy.Caching.Local;

/// <summary>Who may store which key. Bounded; a lease that is not given back runs out after <see cref="Duration"/>. Thread-safe.</summary>
internal sealed class LeaseTable(TimeProvider time, int most = LeaseTable.MostLeases)
{
    /// <summary>Leases at once: more than there can be connections by default.</summary>
    public const int MostLeases = 16_384;

    /// <summary>How long a lease lasts at most.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();

    // Guarded by _lock.
    private readonly Dictionary<CacheKey, LocalFetchLease> _leases = [];

    /// <summary>Takes the lease of a key, or null while another has it, or there are too many.</summary>
    public LocalFetchLease? TryTake(CacheKey key)
    {
        lock (_lock)
        {
            if (_leases.TryGetValue(key, out LocalFetchLease? holder))
            {
                if (!HasRunOut(holder))
                {
                    return null;
                }

                End(holder);
            }

            if (_leases.Count >= most)
            {
                EndThoseThatRanOut();
            }

            if (_leases.Count >= most)
            {
                return null;
            }

            return _leases[key] = new LocalFetchLease(this, key, time.GetTimestamp());
        }
    }

    /// <summary>Ends the lease of a key, whoever has it: what is being fetched under it is not stored.</summary>
    public void Revoke(CacheKey key)
    {
        lock (_lock)
        {
            if (_leases.TryGetValue(key, out LocalFetchLease? holder))
            {
                End(holder);
            }
        }
    }

    /// <summary>Ends a lease; again is harmless.</summary>
    public void GiveBack(LocalFetchLease lease)
    {
        lock (_lock)
        {
            if (lease.IsHeld)
            {
                End(lease);
            }
        }
    }

    private bool HasRunOut(LocalFetchLease lease) => time.GetElapsedTime(lease.TakenAt) >= Duration;

    private void EndThoseThatRanOut()
    {
        foreach (LocalFetchLease lease in _leases.Values.Where(HasRunOut).ToArray())
        {
            End(lease);
        }
    }

    private void End(LocalFetchLease lease)
    {
        lease.IsHeld = false;
        _leases.Remove(lease.Key);
    }
}
