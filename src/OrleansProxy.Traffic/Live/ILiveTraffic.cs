using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Live;

/// <summary>The last records in memory, and those to come. Thread-safe.</summary>
public interface ILiveTraffic
{
    /// <summary>The newest records, newest first, at most <paramref name="count"/> (never more than the ring holds).</summary>
    IReadOnlyList<TrafficRecord> Recent(int count);

    /// <summary>
    /// Follows records as they come. The subscription holds at most <paramref name="capacity"/> unread records and drops the
    /// oldest past that; a slow reader never slows a request. Dispose to end it.
    /// </summary>
    /// <exception cref="InvalidOperationException">As many subscriptions stand as may.</exception>
    LiveSubscription Subscribe(int capacity);
}
