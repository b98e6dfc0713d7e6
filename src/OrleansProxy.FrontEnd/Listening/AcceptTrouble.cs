namespace OrleansProxy.FrontEnd.Listening;

/// <summary>
/// Tells one time of trouble from the next, so that each is said once: it lasts until nothing has failed for a while, however many
/// connections came through in between. For one listener, not thread-safe.
/// </summary>
internal sealed class AcceptTrouble(TimeProvider time)
{
    /// <summary>How long nothing fails before the trouble is over.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private TimeSpan _pause = FirstPause;
    private long? _lastFailure;

    /// <summary>Something failed.</summary>
    /// <returns>How long to wait before the next attempt, and whether this is where the trouble begins.</returns>
    public (TimeSpan Pause, bool IsNew) Fail()
    {
        bool isNew = _lastFailure is null;
        _lastFailure = time.GetTimestamp();
        TimeSpan pause = _pause;
        _pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        return (pause, isNew);
    }

    /// <summary>A connection was accepted.</summary>
    /// <returns>Whether the trouble is over with it.</returns>
    public bool Succeed()
    {
        _pause = FirstPause;
        if (_lastFailure is not { } last || time.GetElapsedTime(last) < Quiet)
        {
            return false;
        }

        _lastFailure = null;
        return true;
    }
}
