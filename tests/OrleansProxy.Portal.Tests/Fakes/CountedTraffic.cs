using OrleansProxy.Traffic.Live;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Tests.Fakes;

/// <summary>Live traffic that counts who has subscribed.</summary>
internal sealed class CountedTraffic : ILiveTraffic
{
    private readonly LiveTraffic _traffic = new();

    public int Subscribed { get; private set; }

    public void Publish(TrafficRecord record) => _traffic.Publish(record);

    public IReadOnlyList<TrafficRecord> Recent(int count) => _traffic.Recent(count);

    public LiveSubscription Subscribe(int capacity)
    {
        Subscribed++;
        return _traffic.Subscribe(capacity);
    }
}
