namespace OrleansProxy.Grains.Calls;

/// <summary>Keys whose pause is not over. A full table covers every key. Thread-safe.</summary>
/// <param name="pause">How long a key stays.</param>
/// <param name="capacity">Keys at once, at least 1.</param>
/// <param name="time">Measures the pause.</param>
internal sealed class PausedKeys<TKey>(TimeSpan pause, int capacity, TimeProvider time)
    where TKey : notnull
{
    private readonly Lock _lock = new();

    // Guarded by _lock.
    private readonly Dictionary<TKey, long> _addedAt = [];

    /// <summary>Whether the key is paused, or so many are that all count as paused.</summary>
    public bool Covers(TKey key)
    {
        lock (_lock)
        {
            if (_addedAt.Count >= capacity)
            {
                DropEnded();
            }

            return _addedAt.Count >= capacity || (_addedAt.TryGetValue(key, out long addedAt) && !HasEnded(addedAt));
        }
    }

    /// <summary>Starts the key's pause; without effect when the table is full.</summary>
    /// <returns>True when no other was paused, so this may be the first that is heard of an outage.</returns>
    public bool Add(TKey key)
    {
        lock (_lock)
        {
            DropEnded();
            bool isFirst = _addedAt.Count == 0;
            if (_addedAt.Count < capacity)
            {
                _addedAt[key] = time.GetTimestamp();
            }

            return isFirst;
        }
    }

    private bool HasEnded(long addedAt) => time.GetElapsedTime(addedAt) >= pause;

    private void DropEnded()
    {
        foreach ((TKey key, long addedAt) in _addedAt)
        {
            if (HasEnded(addedAt))
            {
                _addedAt.Remove(key);
            }
        }
    }
}
