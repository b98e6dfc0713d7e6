using System.Reflection;
using OrleansProxy.Traffic.Live;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Tests.Fakes;

/// <summary>Live traffic that a test makes happen. A subscription is made by its owner alone, so it is reached by reflection.</summary>
internal sealed class FakeLiveTraffic : ILiveTraffic
{
    private const BindingFlags Inside = BindingFlags.NonPublic | BindingFlags.Instance;
    private readonly Lock _lock = new();
    private readonly List<TrafficRecord> _recent = [];
    private readonly List<LiveSubscription> _subscriptions = [];

    public int SubscriptionCount
    {
        get
        {
            lock (_lock)
            {
                return _subscriptions.Count;
            }
        }
    }

    public IReadOnlyList<TrafficRecord> Recent(int count)
    {
        lock (_lock)
        {
            return [.. _recent.AsEnumerable().Reverse().Take(count)];
        }
    }

    public LiveSubscription Subscribe(int capacity)
    {
        Action<LiveSubscription> end = subscription =>
        {
            lock (_lock)
            {
                _subscriptions.Remove(subscription);
            }
        };
        var made = (LiveSubscription)Activator.CreateInstance(typeof(LiveSubscription), Inside, null, [capacity, end], null)!;
        lock (_lock)
        {
            _subscriptions.Add(made);
        }

        return made;
    }

    public void Publish(TrafficRecord record)
    {
        lock (_lock)
        {
            _recent.Add(record);
            foreach (LiveSubscription subscription in _subscriptions)
            {
                typeof(LiveSubscription).GetMethod("Offer", Inside)!.Invoke(subscription, [record]);
            }
        }
    }
}
