namespace OrleansProxy.Hosting.Memory;

/// <summary>
/// Finds the moment at which a full collection is worth its pause: much was going on since the last one, and now there is little. A load that is
/// steady, however small, is not disturbed. Not thread-safe.
/// </summary>
internal sealed class QuietMoment
{
    /// <summary>Bytes allocated from one look to the next below which it is quiet.</summary>
    public const long QuietBytes = 256 * 1024;

    /// <summary>Bytes allocated from one look to the next from which on it is busy.</summary>
    public const long BusyBytes = 4 * 1024 * 1024;

    private long _allocated;
    private int _fullCollections;
    private bool _wasBusy; // since the last full collection

    /// <summary>Whether this look finds such a moment.</summary>
    /// <param name="allocated">Bytes that the program has allocated since it started.</param>
    /// <param name="fullCollections">Full collections since then, whoever asked for them.</param>
    public bool IsNow(long allocated, int fullCollections)
    {
        long grown = allocated - _allocated;
        _wasBusy = (_wasBusy && fullCollections == _fullCollections) || grown >= BusyBytes;
        _allocated = allocated;
        _fullCollections = fullCollections;
        return _wasBusy && grown < QuietBytes;
    }
}
