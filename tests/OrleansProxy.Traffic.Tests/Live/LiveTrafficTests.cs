using OrleansProxy.Traffic.Live;
using OrleansProxy.Traffic.Records;
using OrleansProxy.Traffic.Tests.Records;

namespace OrleansProxy.Traffic.Tests.Live;

public sealed class LiveTrafficTests
{
    private readonly LiveTraffic _live = new();

    [Fact]
    public void The_newest_records_come_first()
    {
        Publish(1, 3);

        Assert.Equal(["/3", "/2"], _live.Recent(2).Select(record => record.PathAndQuery));
        Assert.Equal(3, _live.Recent(100).Count);
        Assert.Empty(_live.Recent(-1));
    }

    [Fact]
    public void The_end_of_a_tunnel_takes_the_place_of_its_opening()
    {
        TrafficRecord opened = SampleRecord.Forwarded with { Result = TrafficResult.Tunnelled, TunnelId = 3, IsOpen = true };
        _live.Publish(opened);
        Publish(1, 1);

        _live.Publish(opened with { IsOpen = false, BytesSent = 9 });

        Assert.Equal(["/1", opened.PathAndQuery], _live.Recent(10).Select(record => record.PathAndQuery));
        Assert.Equal(9, _live.Recent(10)[1].BytesSent);
    }

    [Fact]
    public void The_ring_forgets_the_oldest()
    {
        Publish(1, LiveTraffic.RingLength + 5);

        IReadOnlyList<TrafficRecord> recent = _live.Recent(int.MaxValue);

        Assert.Equal(LiveTraffic.RingLength, recent.Count);
        Assert.Equal("/6", recent[^1].PathAndQuery);
        Assert.Equal($"/{LiveTraffic.RingLength + 5}", recent[0].PathAndQuery);
    }

    [Fact]
    public void A_subscription_gets_what_comes_and_drops_the_oldest_unread()
    {
        Publish(1, 1);
        using LiveSubscription subscription = _live.Subscribe(2);
        Publish(2, 4);

        Assert.Equal(["/3", "/4"], Unread(subscription));
    }

    [Fact]
    public void A_subscription_that_was_disposed_gets_no_more_and_completes()
    {
        LiveSubscription subscription = _live.Subscribe(5);
        Publish(1, 1);
        subscription.Dispose();
        Publish(2, 2);

        Assert.Equal(["/1"], Unread(subscription));
        Assert.True(subscription.Records.Completion.IsCompletedSuccessfully);
    }

    [Fact]
    public void Subscriptions_are_bounded_in_number_and_size()
    {
        var subscriptions = Enumerable.Range(0, LiveTraffic.MaxSubscriptions).Select(_ => _live.Subscribe(1)).ToList();

        Assert.Throws<InvalidOperationException>(() => _live.Subscribe(1));
        subscriptions[0].Dispose();
        using LiveSubscription next = _live.Subscribe(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => _live.Subscribe(LiveTraffic.MaxCapacity + 1));
        Assert.NotNull(next);
    }

    private static List<string> Unread(LiveSubscription subscription)
    {
        var paths = new List<string>();
        while (subscription.Records.TryRead(out TrafficRecord? record))
        {
            paths.Add(record.PathAndQuery);
        }

        return paths;
    }

    private void Publish(int first, int last)
    {
        for (int i = first; i <= last; i++)
        {
            _live.Publish(SampleRecord.Numbered(i));
        }
    }
}
