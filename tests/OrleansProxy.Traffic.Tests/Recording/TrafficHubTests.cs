using OrleansProxy.Testing;
using OrleansProxy.Traffic.AccessLog;
using OrleansProxy.Traffic.Counters;
using OrleansProxy.Traffic.Live;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;
using OrleansProxy.Traffic.Tests.Records;

namespace OrleansProxy.Traffic.Tests.Recording;

public sealed class TrafficHubTests
{
    private readonly ManualTime _time = new();
    private readonly LiveTraffic _live = new();

    [Fact]
    public async Task A_record_reaches_counters_live_feed_store_and_log()
    {
        var counters = new ProxyCounters(_time);
        var store = new MemoryStore();
        var console = new StringWriter();
        var recorder = new TrafficRecorder(store, new HistoryOptions(), _time);
        var log = new AccessLogWriter(new LogOptions { File = "" }, console, _time);

        new TrafficHub(counters, _live, recorder, log).Record(SampleRecord.Forwarded);
        await recorder.DisposeAsync();
        await log.DisposeAsync();

        Assert.Equal(1, counters.Read().Requests);
        Assert.Equal([SampleRecord.Forwarded], _live.Recent(10));
        Assert.Equal([SampleRecord.Forwarded], store.Batches.Single());
        Assert.Contains("example.com", console.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Our_own_pages_do_not_fill_the_live_feed()
    {
        var hub = new TrafficHub(new ProxyCounters(_time), _live, recorder: null, accessLog: null);

        hub.Record(SampleRecord.Forwarded with { Result = TrafficResult.Served });

        Assert.Empty(_live.Recent(10));
    }
}
