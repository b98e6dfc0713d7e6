using OrleansProxy.Traffic.AccessLog;
using OrleansProxy.Traffic.Counters;
using OrleansProxy.Traffic.Live;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Recording;

/// <summary>
/// Hands each finished record to the counters, the live feed, and where they are switched on to the recorder and the access
/// log. Costs the caller, often a socket's thread, a few queue insertions and no I/O. Thread-safe.
/// </summary>
/// <param name="counters">Counts everything but our own pages.</param>
/// <param name="live">Shows everything but our own pages: a stats page that refreshes itself would fill it.</param>
/// <param name="recorder">Stores the history; null when it is off.</param>
/// <param name="accessLog">Writes the log lines, a tunnel's when it has ended; null when there is nowhere to write them.</param>
public sealed class TrafficHub(ProxyCounters counters, LiveTraffic live, TrafficRecorder? recorder, AccessLogWriter? accessLog)
    : ITrafficSink
{
    /// <inheritdoc />
    public void Record(TrafficRecord record)
    {
        counters.Count(record);
        if (record.Result is not TrafficResult.Served)
        {
            live.Publish(record);
        }

        recorder?.Record(record);
        if (!record.IsOpen)
        {
            accessLog?.Record(record);
        }
    }
}
