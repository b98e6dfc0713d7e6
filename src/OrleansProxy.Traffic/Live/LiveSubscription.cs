using System.Threading.Channels;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Live;

/// <summary>One reader's place in the live feed. Reading is for one thread at a time; disposing is safe from any.</summary>
public sealed class LiveSubscription : IDisposable
{
    private readonly Channel<TrafficRecord> _channel;
    private readonly Action<LiveSubscription> _onDispose;

    internal LiveSubscription(int capacity, Action<LiveSubscription> onDispose)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _channel = Channel.CreateBounded<TrafficRecord>(
            new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        _onDispose = onDispose;
    }

    /// <summary>The records in the order in which they ended; completes once the subscription is disposed.</summary>
    public ChannelReader<TrafficRecord> Records => _channel.Reader;

    /// <summary>Ends the subscription; unread records can still be read.</summary>
    public void Dispose()
    {
        _onDispose(this);
        _channel.Writer.TryComplete();
    }

    internal void Offer(TrafficRecord record) => _channel.Writer.TryWrite(record);
}
