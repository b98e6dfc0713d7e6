using OrleansProxy.Traffic.AccessLog;
using OrleansProxy.Traffic.Counters;
using OrleansProxy.Traffic.Live;
using OrleansProxy.Traffic.LogTree;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Recording;

/// <summary>
/// Hands each record to the counters, the live feed, and where they are switched on to the recorder, the access log and the log tree;
/// what an open tunnel has carried so far goes to the recorder alone. Costs the caller, often a socket's thread, a few queue insertions
/// and no I/O. Thread-safe.
/// </summary>
public sealed class TrafficHub : ITrafficSink
{
    private readonly ProxyCounters _counters;
    private readonly LiveTraffic _live;
    private readonly TrafficRecorder? _recorder;
    private readonly AccessLogWriter? _accessLog;
    private readonly LogTreeWriter? _logTree;
    private readonly HistoryPrivacy _privacy;

    /// <summary>Ties the parts together; what recorder and log lose, and why they fail, is shown among the counts.</summary>
    /// <param name="counters">Counts everything but our own pages.</param>
    /// <param name="live">Shows everything but our own pages: a stats page that refreshes itself would fill it.</param>
    /// <param name="recorder">Stores the history; null when it is off.</param>
    /// <param name="accessLog">Writes the log lines, a tunnel's when it has ended; null when there is nowhere to write them.</param>
    /// <param name="logTree">Writes the tree, likewise; null when it is off. Nobody else is given the heads.</param>
    /// <param name="privacy">What of a record reaches feed, recorder and logs.</param>
    public TrafficHub(
        ProxyCounters counters,
        LiveTraffic live,
        TrafficRecorder? recorder,
        AccessLogWriter? accessLog,
        LogTreeWriter? logTree = null,
        HistoryPrivacy privacy = HistoryPrivacy.Full)
    {
        _counters = counters;
        _live = live;
        _recorder = recorder;
        _accessLog = accessLog;
        _logTree = logTree;
        _privacy = privacy;
        counters.ShowFault("The history is not being written.", () => recorder?.LastError);
        counters.ShowFault("The access log is not being written.", () => accessLog?.LastError);
        counters.ShowFault("The tree Logs/ is not being written.", () => logTree?.LastError);
        counters.CountLosses(() => (recorder?.Dropped ?? 0) + (accessLog?.Dropped ?? 0) + (logTree?.Dropped ?? 0));
    }

    /// <inheritdoc />
    public bool WantsHeads => _logTree is not null;

    /// <inheritdoc />
    public void Record(TrafficRecord record)
    {
        TrafficRecord kept = PrivacyFilter.Apply(_privacy, record);
        if (_logTree is not null && !kept.IsGrowth && !kept.IsOnlySummed)
        {
            _logTree.Record(kept);
        }

        kept = kept.Heads is null ? kept : kept with { Heads = null };
        _recorder?.Record(kept);
        if (record.IsGrowth)
        {
            return;
        }

        _counters.Count(record);
        if (!kept.IsOnlySummed)
        {
            Show(kept);
        }
    }

    private void Show(TrafficRecord record)
    {
        if (record.Result is not TrafficResult.Served)
        {
            _live.Publish(record);
        }

        if (!record.IsOpen)
        {
            _accessLog?.Record(record);
        }
    }
}
