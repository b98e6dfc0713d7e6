using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.Storage.Sqlite;

/// <summary>
/// Has a thread rest again and again while it adds rows. Where every processor is taken, one that works for long keeps whoever is behind it on its
/// processor waiting for the scheduler's next tick, up to 4 ms, and with them all who wait for those in turn. For the writer alone.
/// </summary>
internal sealed class WritePace
{
    /// <summary>How long it works before it rests: many rows, and too short for anybody to notice.</summary>
    public static readonly TimeSpan Stretch = TimeSpan.FromMilliseconds(0.25);

    /// <summary>How long it rests; the shortest that <see cref="Thread.Sleep(TimeSpan)"/> knows, which may take some ms more.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(1);

    /// <summary>Rests in one transaction at most: other writers wait meanwhile.</summary>
    public const int MostRests = 40;

    private readonly TimeProvider _time;
    private readonly Action<TimeSpan> _rest;
    private long _since;
    private int _restsLeft;

    /// <param name="time">Tells how long it has worked.</param>
    /// <param name="rest">What rests.</param>
    public WritePace(TimeProvider time, Action<TimeSpan> rest)
    {
        _time = time;
        _rest = rest;
    }

    /// <summary>
    /// Records that are written at a time as a rule. With more than twice as many it does not rest: they come faster than it would get on.
    /// </summary>
    public int BatchSize { get; set; } = TrafficRecorder.BatchSize;

    /// <summary>Begins to write so many records.</summary>
    public void Begin(int records)
    {
        _restsLeft = records > 2 * BatchSize ? 0 : MostRests;
        _since = _time.GetTimestamp();
    }

    /// <summary>Rests, if it is time.</summary>
    public void Breathe()
    {
        if (_restsLeft > 0 && _time.GetElapsedTime(_since) >= Stretch)
        {
            _restsLeft--;
            _rest(Rest);
            _since = _time.GetTimestamp();
        }
    }
}
