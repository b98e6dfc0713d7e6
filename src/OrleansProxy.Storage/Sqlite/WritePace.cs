using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.Storage.Sqlite;

/// <summary>
/// Has a thread that writes rest again and again. Where every processor is taken, one that works for long keeps whoever is behind it on its processor waiting for
/// the scheduler's next tick, up to 4 ms, and with them all who wait for those in turn. For the writer alone.
/// </summary>
internal sealed class WritePace
{
    /// <summary>How long it works before it rests: many rows, and too short for anybody to notice.</summary>
    public static readonly TimeSpan Stretch = TimeSpan.FromMilliseconds(0.25);

    /// <summary>How long it rests; the shortest that <see cref="Thread.Sleep(TimeSpan)"/> knows.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(1);

    /// <summary>Records at a time above which it does not rest: they come faster than it would get on.</summary>
    public const int Hurry = 2 * TrafficRecorder.BatchSize;

    private readonly TimeProvider _time;
    private readonly Action<TimeSpan> _rest;
    private long _since;
    private bool _isInHurry;

    /// <param name="time">Tells how long it has worked.</param>
    /// <param name="rest">What rests.</param>
    public WritePace(TimeProvider time, Action<TimeSpan> rest)
    {
        _time = time;
        _rest = rest;
    }

    /// <summary>Begins to write so many records.</summary>
    public void Begin(int records)
    {
        _isInHurry = records > Hurry;
        _since = _time.GetTimestamp();
    }

    /// <summary>Rests, if it is time.</summary>
    public void Breathe()
    {
        if (!_isInHurry && _time.GetElapsedTime(_since) >= Stretch)
        {
            _rest(Rest);
            _since = _time.GetTimestamp();
        }
    }
}
