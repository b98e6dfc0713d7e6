namespace OrleansProxy.Grains.Rules;

/// <summary>
/// Observers that are dropped when they have not been renewed for a while, since a node that dies says nothing. Not
/// thread-safe: its grain owns it.
/// </summary>
internal sealed class ObserverSet<T>(TimeSpan lifetime, int capacity, TimeProvider time)
    where T : notnull
{
    private readonly Dictionary<T, long> _renewedAt = [];

    /// <summary>Adds an observer, or starts its lifetime again; false when it is new and the set is full.</summary>
    public bool Renew(T observer)
    {
        DropSilent();
        if (_renewedAt.Count >= capacity && !_renewedAt.ContainsKey(observer))
        {
            return false;
        }

        _renewedAt[observer] = time.GetTimestamp();
        return true;
    }

    /// <summary>Drops an observer, if it is there.</summary>
    public void Remove(T observer) => _renewedAt.Remove(observer);

    /// <summary>Those to be told.</summary>
    public IReadOnlyCollection<T> Live()
    {
        DropSilent();
        return _renewedAt.Keys;
    }

    private void DropSilent()
    {
        foreach ((T observer, long renewedAt) in _renewedAt)
        {
            if (time.GetElapsedTime(renewedAt) >= lifetime)
            {
                _renewedAt.Remove(observer);
            }
        }
    }
}
