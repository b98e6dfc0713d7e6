using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Demo;

/// <summary>
/// Plausible traffic of a household and a classroom that never was: clients with days, nights and weekends, pages that load
/// in bursts, tunnels, cache hits, blocked and limited requests, a few failures. Every host has a reserved name, and user
/// agent and node read "demo". The same seed and times give the same records. Not thread-safe.
/// </summary>
/// <param name="seed">Decides every number.</param>
public sealed class SyntheticTraffic(int seed)
{
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(1);
    private const double LivePauseSeconds = 3;

    private readonly DemoPageLoads _loads = new(new DemoRandom(seed));
    private readonly PriorityQueue<TrafficRecord, DateTimeOffset> _open = new(); // by when they end
    private DateTimeOffset? _nextLoad;

    /// <summary>The patterns that block in this traffic, to be put in a demo's rules.</summary>
    public static IReadOnlyList<string> BlockedPatterns => DemoWeb.Blocked;

    /// <summary>
    /// What began from <paramref name="from"/> on and had ended by <paramref name="to"/>, in the order in which it began; some
    /// 2,000 to 4,000 records a day.
    /// </summary>
    public IEnumerable<TrafficRecord> Between(DateTimeOffset from, DateTimeOffset to)
    {
        var begun = new PriorityQueue<TrafficRecord, DateTimeOffset>();
        for (DateTimeOffset load = _loads.After(from); load < to; load = _loads.After(load))
        {
            while (begun.TryPeek(out _, out DateTimeOffset first) && first <= load)
            {
                yield return begun.Dequeue();
            }

            foreach (TrafficRecord record in _loads.At(load).Where(record => record.Timestamp + record.Duration < to))
            {
                begun.Enqueue(record, record.Timestamp);
            }
        }

        while (begun.TryDequeue(out TrafficRecord? record, out _))
        {
            yield return record;
        }
    }

    /// <summary>
    /// What has ended since the last call, for a feed that moves: a page load every few seconds, at night too. The first call
    /// begins the feed; a gap of more than a minute between calls is skipped.
    /// </summary>
    public IReadOnlyList<TrafficRecord> Next(DateTimeOffset now)
    {
        DateTimeOffset load = _nextLoad ?? now;
        load = now - load > LongestGap ? now : load;
        for (; load <= now; load += _loads.Pause(LivePauseSeconds))
        {
            foreach (TrafficRecord record in _loads.AtAnyHour(load))
            {
                _open.Enqueue(record, record.Timestamp + record.Duration);
            }
        }

        _nextLoad = load;
        var ended = new List<TrafficRecord>();
        while (_open.TryPeek(out _, out DateTimeOffset end) && end <= now)
        {
            ended.Add(_open.Dequeue());
        }

        return ended;
    }
}
