namespace OrleansProxy.Hosting.Memory;

/// <summary>
/// Finds the moment at which a full collection is worth its pause: little is going on, and much has been left lying since the last one. Not
/// thread-safe.
/// </summary>
internal sealed class QuietMoment
{
    /// <summary>Bytes allocated from one look to the next below which it is quiet.</summary>
    public const long QuietBytes = 256 * 1024;

    /// <summary>Bytes allocated since the last full collection from which on another is worth it.</summary>
    public const long WorthBytes = 4 * 1024 * 1024;

    private long _allocated, _allocatedAtCollection;
    private int _fullCollections;

    /// <summary>Whether this look finds such a moment.</summary>
    /// <param name="allocated">Bytes that the program has allocated since it started.</param>
    /// <param name="fullCollections">Full collections since then, whoever asked for them.</param>
    public bool IsNow(long allocated, int fullCollections)
    {
        if (fullCollections != _fullCollections)
        {
            _fullCollections = fullCollections;
            _allocatedAtCollection = allocated;
        }

        bool isQuiet = allocated - _allocated < QuietBytes;
        _allocated = allocated;
        return isQuiet && allocated - _allocatedAtCollection >= WorthBytes;
    }
}
