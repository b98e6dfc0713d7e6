using System.Collections.Immutable;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Live;

/// <summary>A ring of the last records, and the subscriptions to those that come. Thread-safe.</summary>
public sealed class LiveTraffic : ILiveTraffic
{
    /// <summary>Records that the ring holds.</summary>
    public const int RingLength = 1_000;

    /// <summary>Subscriptions that may stand at a time.</summary>
    public const int MaxSubscriptions = 200;

    /// <summary>The greatest capacity that a subscription may ask for.</summary>
    public const int MaxCapacity = 10_000;

    private readonly Lock _lock = new();
    private readonly TrafficRecord?[] _ring = new TrafficRecord?[RingLength]; // guarded by _lock
    private long _published; // guarded by _lock
    private ImmutableArray<LiveSubscription> _subscriptions = []; // swapped under _lock, read without

    /// <summary>
    /// Puts a record in the ring, in the place of its tunnel's opening if that is still there, and offers it to every subscription.
    /// Never blocks on a reader.
    /// </summary>
    public void Publish(TrafficRecord record)
    {
        ImmutableArray<LiveSubscription> subscriptions;
        lock (_lock)
        {
            _ring[PlaceOfOpening(record) ?? _published++ % RingLength] = record;
            subscriptions = _subscriptions;
        }

        foreach (LiveSubscription subscription in subscriptions)
        {
            subscription.Offer(record);
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<TrafficRecord> Recent(int count)
    {
        lock (_lock)
        {
            var recent = new TrafficRecord[Math.Clamp(count, 0, (int)Math.Min(_published, RingLength))];
            for (int i = 0; i < recent.Length; i++)
            {
                recent[i] = _ring[(_published - 1 - i) % RingLength]!;
            }

            return recent;
        }
    }

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException"><see cref="MaxSubscriptions"/> stand already.</exception>
    public LiveSubscription Subscribe(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, MaxCapacity);
        var subscription = new LiveSubscription(capacity, Remove);
        lock (_lock)
        {
            if (_subscriptions.Length >= MaxSubscriptions)
            {
                throw new InvalidOperationException($"The live feed has {MaxSubscriptions} readers already, which is its limit.");
            }

            _subscriptions = _subscriptions.Add(subscription);
        }

        return subscription;
    }

    /// <summary>Where the opening of the tunnel lies that this record ends; the caller holds the lock.</summary>
    private long? PlaceOfOpening(TrafficRecord record)
    {
        int place = record is { TunnelId: not 0, IsOpen: false }
            ? Array.FindIndex(_ring, opened => opened is { IsOpen: true } && opened.TunnelId == record.TunnelId)
            : -1;
        return place < 0 ? null : place;
    }

    private void Remove(LiveSubscription subscription)
    {
        lock (_lock)
        {
            _subscriptions = _subscriptions.Remove(subscription);
        }
    }
}
