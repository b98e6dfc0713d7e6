using System.Text;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.AccessLog;
using OrleansProxy.Traffic.Counters;
using OrleansProxy.Traffic.Live;
using OrleansProxy.Traffic.LogTree;
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
        var console = new MemoryStream();
        var recorder = new TrafficRecorder(store, new HistoryOptions(), _time);
        var log = new AccessLogWriter(new LogOptions { File = "" }, console, _time);

        new TrafficHub(counters, _live, recorder, log).Record(SampleRecord.Forwarded);
        await recorder.DisposeAsync();
        await log.DisposeAsync();

        Assert.Equal(1, counters.Read().Requests);
        Assert.Equal([SampleRecord.Forwarded], _live.Recent(10));
        Assert.Equal([SampleRecord.Forwarded], store.Batches.Single());
        Assert.Contains("example.com", Encoding.UTF8.GetString(console.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tunnel_is_counted_once_and_logged_when_it_has_ended()
    {
        TrafficRecord opened = SampleRecord.Forwarded with { Result = TrafficResult.Tunnelled, TunnelId = 3, IsOpen = true, BytesSent = 0, BytesReceived = 0 };
        TrafficRecord ended = opened with { IsOpen = false, BytesSent = 700, BytesReceived = 70 };
        var counters = new ProxyCounters(_time);
        var console = new MemoryStream();
        var log = new AccessLogWriter(new LogOptions { File = "" }, console, _time);
        var hub = new TrafficHub(counters, _live, recorder: null, log);

        hub.Record(opened);
        hub.Record(ended);
        await log.DisposeAsync();

        CountersSnapshot counts = counters.Read();
        Assert.Equal((1, 1, 700, 70), (counts.Requests, counts.Tunnels, counts.BytesSent, counts.BytesReceived));
        Assert.Single(Encoding.UTF8.GetString(console.ToArray()).TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task The_heads_go_to_the_log_tree_and_to_nobody_else()
    {
        string folder = Directory.CreateTempSubdirectory("hub").FullName;
        try
        {
            var store = new MemoryStore();
            var recorder = new TrafficRecorder(store, new HistoryOptions(), _time);
            var tree = new LogTreeWriter(folder, _time);
            var hub = new TrafficHub(new ProxyCounters(_time), _live, recorder, accessLog: null, tree);
            Assert.True(hub.WantsHeads);

            hub.Record(SampleRecord.Forwarded with { Heads = new ExchangeHeads("GET / HTTP/1.1", "HTTP/1.1 200 OK") });
            await recorder.DisposeAsync();
            await tree.DisposeAsync();

            Assert.Equal([SampleRecord.Forwarded], _live.Recent(10));
            Assert.Equal([SampleRecord.Forwarded], store.Batches.Single());
            Assert.Contains(
                "GET / HTTP/1.1",
                await File.ReadAllTextAsync(
                    Path.Combine(folder, "Website Traffic", "example.com", "2026-03-01.jsonl"), TestContext.Current.CancellationToken),
                StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Our_own_pages_do_not_fill_the_live_feed()
    {
        var hub = new TrafficHub(new ProxyCounters(_time), _live, recorder: null, accessLog: null);

        hub.Record(SampleRecord.Forwarded with { Result = TrafficResult.Served });

        Assert.Empty(_live.Recent(10));
    }
}
