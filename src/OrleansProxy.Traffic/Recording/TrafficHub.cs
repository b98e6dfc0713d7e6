using OrleansProxy.Traffic.AccessLog;
using OrleansProxy.Traffic.Counters;
using OrleansProxy.Traffic.Live;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Recording;

/// <summary>
/// Hands each finished record to the counters, the live feed, and where they are switched on to the recorder and the access
/// log. Costs the caller, often a socket's thread, a few queue insertions and no I/O. Thread-safe.
/// </summary>
public sealed class TrafficHub : ITrafficSink
{
    private readonly ProxyCounters _counters;
    private readonly LiveTraffic _live;
    private readonly TrafficRecorder? _recorder;
    private readonly AccessLogWriter? _accessLog;

    /// <summary>Ties the parts together; what recorder and log lose is shown among the counts.</summary>
    /// <param name="counters">Counts everything but our own pages.</param>
    /// <param name="live">Shows everything but our own pages: a stats page that refreshes itself would fill it.</param>
    /// <param name="recorder">Stores the history; null when it is off.</param>
    /// <param name="accessLog">Writes the log lines, a tunnel's when it has ended; null when there is nowhere to write them.</param>
    public TrafficHub(ProxyCounters counters, LiveTraffic live, TrafficRecorder? recorder, AccessLogWriter? accessLog)
    {
        _counters = counters;
        _live = live;
        _recorder = recorder;
        _accessLog = accessLog;
        counters.CountLosses(() => (recorder?.Dropped ?? 0) + (accessLog?.Dropped ?? 0));
    }

    /// <inheritdoc />
    public void Record(TrafficRecord record)
    {
        _counters.Count(record);
        if (record.Result is not TrafficResult.Served)
        {
            _live.Publish(record);
        }

        _recorder?.Record(record);
        if (!record.IsOpen)
        {
            _accessLog?.Record(record);
        }
    }
}
