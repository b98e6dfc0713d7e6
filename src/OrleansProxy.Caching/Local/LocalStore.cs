using System.Collections.Concurrent;
using OrleansProxy.Caching.Port;

namespace OrleansProxy.Caching.Local;

/// <summary>
/// The entries that can be found, bounded in number and in memory, first in first out. Thread-safe: finding takes no lock, changes
/// take one for a few steps.
/// </summary>
internal sealed class LocalStore(CacheLimits limits)
{
    private readonly Lock _lock = new();

    // Read without the lock, changed under it only.
    private readonly ConcurrentDictionary<CacheKey, LocalEntry> _byKey = new();

    // Oldest first; guarded by _lock.
    private readonly LinkedList<LocalEntry> _byArrival = [];

    private volatile CacheLimits _limits = limits;
    private long _evicted;

    public CacheLimits Limits => _limits;

    /// <summary>The memory of entries, of bodies on their way in, and of what was evicted and is still being read.</summary>
    public MemoryAccount Memory { get; } = new();

    public long Evicted => Interlocked.Read(ref _evicted);

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _byArrival.Count;
            }
        }
    }

    /// <summary>Puts other bounds in force, and drops what exceeds them; switched off, the store is emptied.</summary>
    public void Apply(CacheLimits limits)
    {
        lock (_lock)
        {
            _limits = limits;
            while (!limits.Enabled && _byArrival.First is { } first)
            {
                Remove(first.Value);
            }

            Trim();
        }
    }

    /// <summary>Enters memory into the account, evicting the oldest entries to make room; false when there cannot be enough.</summary>
    public bool TryReserve(long bytes)
    {
        lock (_lock)
        {
            if (!_limits.Enabled || bytes > _limits.MemoryBytes)
            {
                return false;
            }

            while (Memory.Used + bytes > _limits.MemoryBytes)
            {
                if (!TryEvictOldest())
                {
                    return false;
                }
            }

            Memory.Take(bytes);
            return true;
        }
    }

    /// <summary>Finds an entry and holds it for the caller, or null.</summary>
    public LocalEntry? Find(CacheKey key) => _byKey.TryGetValue(key, out LocalEntry? entry) && entry.TryHold() ? entry : null;

    /// <summary>
    /// Makes an entry findable in place of what its key led to; false when the lease that it was fetched under has ended meanwhile.
    /// The store holds the entry beside the caller.
    /// </summary>
    public bool TryAdd(LocalEntry entry, LocalFetchLease lease)
    {
        lock (_lock)
        {
            if (!_limits.Enabled || !lease.IsHeld || !entry.TryHold())
            {
                return false;
            }

            if (_byKey.TryGetValue(entry.Key, out LocalEntry? former))
            {
                Remove(former);
            }

            entry.Place = _byArrival.AddLast(entry);
            _byKey[entry.Key] = entry;
            Trim();
            return true;
        }
    }

    /// <summary>
    /// Puts an entry into the place of the one with the same body; does nothing when that has been removed or replaced. The entry's
    /// memory is the caller's to have entered; if that was too much, the oldest entries go.
    /// </summary>
    public void Replace(LocalEntry entry)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(entry.Key, out LocalEntry? former)
                && ReferenceEquals(former.Body, entry.Body)
                && entry.TryHold())
            {
                LinkedListNode<LocalEntry> place = former.Place!;
                place.Value = entry;
                entry.Place = place;
                _byKey[entry.Key] = entry;
                former.Place = null;
                former.Release();
            }

            Trim();
        }
    }

    /// <summary>Removes what a key leads to.</summary>
    public void Remove(CacheKey key)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out LocalEntry? entry))
            {
                Remove(entry);
            }
        }
    }

    /// <summary>Removes what a key leads to if it has this body.</summary>
    public void Remove(CacheKey key, StoredBody body)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out LocalEntry? entry) && ReferenceEquals(entry.Body, body))
            {
                Remove(entry);
            }
        }
    }

    private void Trim()
    {
        while ((_byArrival.Count > _limits.MaxEntries || Memory.Used > _limits.MemoryBytes) && TryEvictOldest())
        {
        }
    }

    private bool TryEvictOldest()
    {
        if (_byArrival.First is not { } oldest)
        {
            return false;
        }

        Remove(oldest.Value);
        Interlocked.Increment(ref _evicted);
        return true;
    }

    private void Remove(LocalEntry entry)
    {
        _byKey.TryRemove(entry.Key, out _);
        _byArrival.Remove(entry.Place!);
        entry.Place = null;
        entry.Release();
    }
}
