namespace OrleansProxy.Grains.Cache;

/// <summary>
/// Which node may fetch and store one URL now. A lease that ran out stands until another node wants it. Not thread-safe: its
/// grain owns it.
/// </summary>
internal sealed class FetchLeaseState(TimeSpan leaseTime, TimeProvider time)
{
    private Guid _lease;
    private string _leasedTo = "";
    private long _leasedAt;

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
    public bool Release(Guid lease) => lease == _lease && Invalidate();

    /// <summary>Ends the lease, whoever has it; false when nobody has.</summary>
    public bool Invalidate()
    {
        bool wasLeased = _lease != Guid.Empty;
        _lease = Guid.Empty;
        return wasLeased;
    }
}
