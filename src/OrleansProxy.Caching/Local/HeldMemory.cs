namespace OrleansProxy.Caching.Local;

/// <summary>
/// Memory that several hold at once. Whoever makes it is the first holder; with the last release it leaves the account, and can no
/// longer be held. Thread-safe. The octets themselves go to the garbage collector and never to a pool, so that a reader that
/// outstays its hold can at worst see the old octets, never another response's.
/// </summary>
internal abstract class HeldMemory(MemoryAccount account, long bytes)
{
    private int _holders = 1;

    /// <summary>What it counts for in the account, where the maker has entered it already.</summary>
    public long Bytes => bytes;

    /// <summary>Adds a holder; false when the last one has gone.</summary>
    public bool TryHold()
    {
        int holders = Volatile.Read(ref _holders);
        while (holders > 0)
        {
            int seen = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (seen == holders)
            {
                return true;
            }

            holders = seen;
        }

        return false;
    }

    /// <summary>Takes one holder away.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            account.Give(bytes);
            OnReleased();
        }
    }

    /// <summary>Called once, when the last holder has gone.</summary>
    protected virtual void OnReleased()
    {
    }
}
