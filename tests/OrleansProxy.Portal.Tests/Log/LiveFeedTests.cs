using System.Threading.Channels;
using OrleansProxy.Portal.Log;
using OrleansProxy.Portal.Tests.Fakes;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.Live;

namespace OrleansProxy.Portal.Tests.Log;

public sealed class LiveFeedTests
{
    [Fact]
    public async Task Records_come_in_order_and_the_subscription_ends_with_the_feed()
    {
        var traffic = new LiveTraffic();
        var taken = Channel.CreateUnbounded<string>();
        var feed = new LiveFeed(traffic, new ManualTime(), batch => Task.FromResult(batch.All(record => taken.Writer.TryWrite(record.Host))));
        traffic.Publish(Records.Get("a"));

        Assert.Equal("a", await taken.Reader.ReadAsync(TestContext.Current.CancellationToken));
        await feed.DisposeAsync();
        traffic.Publish(Records.Get("b"));
        Assert.False(taken.Reader.TryRead(out _));
    }
}
