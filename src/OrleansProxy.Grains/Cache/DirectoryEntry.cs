namespace OrleansProxy.Grains.Cache;

/// <summary>What the cluster knows of one URL. Not thread-safe: its grain owns it.</summary>
internal sealed class DirectoryEntry(TimeSpan leaseTime, TimeProvider time)
{
    private Guid _lease;
    private string _leasedTo = "";
    private long _leasedAt;

    /// <summary>Who holds a stored response; null when nobody does.</summary>
    public StoredCopy? Copy { get; private set; }

    private bool IsLeased => _lease != Guid.Empty && time.GetElapsedTime(_leasedAt) < leaseTime;

    /// <summary>
    /// A new lease, or <see cref="Guid.Empty"/> while another node has one. A node's own former lease gives way: its store lets
    /// one of its requests at a time ask, so the former has been given back and that word is still on its way.
    /// </summary>
    public Guid TryLease(string node)
    {
        if (IsLeased && node != _leasedTo)
        {
            return Guid.Empty;
        }

        _lease = Guid.NewGuid();
        _leasedTo = node;
        _leasedAt = time.GetTimestamp();
        return _lease;
    }

    /// <summary>Ends this lease; false when it is not the one in force.</summary>
    public bool Release(Guid lease)
    {
        if (!Holds(lease))
        {
            return false;
        }

        _lease = Guid.Empty;
        return true;
    }

    /// <summary>Notes what was stored under this lease; false when it is not the one in force.</summary>
    public bool Stored(Guid lease, StoredCopy copy)
    {
        if (!Holds(lease))
        {
            return false;
        }

        Copy = copy;
        return true;
    }

    /// <summary>Forgets the copy and ends the lease; true when there was a copy.</summary>
    public bool Invalidate()
    {
        bool known = Copy is not null;
        Copy = null;
        _lease = Guid.Empty;
        return known;
    }

    private bool Holds(Guid lease) => IsLeased && lease == _lease;
}
