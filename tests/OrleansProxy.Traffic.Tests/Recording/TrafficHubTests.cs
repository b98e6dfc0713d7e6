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
    public async Task What_an_open_tunnel_has_carried_goes_to_the_store_alone()
    {
        TrafficRecord opened = SampleRecord.Forwarded with { Result = TrafficResult.Tunnelled, TunnelId = 3, IsOpen = true, BytesSent = 0, BytesReceived = 0 };
        TrafficRecord growth = opened with { IsGrowth = true, BytesSent = 700, BytesReceived = 70 };
        var counters = new ProxyCounters(_time);
        var store = new MemoryStore();
        var console = new MemoryStream();
        var recorder = new TrafficRecorder(store, new HistoryOptions(), _time);
        var log = new AccessLogWriter(new LogOptions { File = "" }, console, _time);
        var hub = new TrafficHub(counters, _live, recorder, log);

        hub.Record(opened);
        hub.Record(growth);
        await recorder.DisposeAsync();
        await log.DisposeAsync();

        Assert.Equal((1, 0), (counters.Read().Requests, counters.Read().BytesSent));
        Assert.Equal([opened], _live.Recent(10));
        Assert.Equal([opened, growth], store.Batches.Single());
        Assert.Equal(0, console.Length);
    }

    [Theory]
    [InlineData(HistoryPrivacy.Full, true, true, true)]
    [InlineData(HistoryPrivacy.NoPaths, true, false, true)]
    [InlineData(HistoryPrivacy.NoClients, true, false, false)]
    [InlineData(HistoryPrivacy.Counters, false, false, false)]
    public async Task Privacy_rules_the_store_the_log_and_the_live_feed_alike(HistoryPrivacy privacy, bool isShown, bool hasPath, bool hasClient)
    {
        TrafficRecord record = SampleRecord.Forwarded with
        {
            User = "ann",
            UserAgent = "agent/1",
            Error = "Clients at 192.0.2.7 may not use this proxy.",
        };
        var counters = new ProxyCounters(_time);
        var store = new MemoryStore();
        var console = new MemoryStream();
        var recorder = new TrafficRecorder(store, new HistoryOptions(), _time);
        var log = new AccessLogWriter(new LogOptions { File = "", Format = LogFormat.Json }, console, _time);

        new TrafficHub(counters, _live, recorder, log, privacy: privacy).Record(record);
        await recorder.DisposeAsync();
        await log.DisposeAsync();

        string lines = Encoding.UTF8.GetString(console.ToArray());
        TrafficRecord stored = store.Batches.Single().Single();
        Assert.Equal(1, counters.Read().Requests);
        Assert.Equal(isShown, !stored.IsOnlySummed);
        Assert.Equal(isShown ? [stored] : [], _live.Recent(10));
        Assert.Equal(isShown, lines.Contains("example.com", StringComparison.Ordinal));
        foreach (string kept in (string[])[stored.ToString(), lines])
        {
            Assert.Equal(hasPath, kept.Contains("/a?b=c", StringComparison.Ordinal));
            Assert.All(
                ["192.0.2.7", "ann"], text => Assert.Equal(hasClient, kept.Contains(text, StringComparison.Ordinal)));
        }

        Assert.Equal(hasClient, stored.ToString().Contains("agent/1", StringComparison.Ordinal));
        Assert.Equal("example.com", stored.Host);
    }

    [Fact]
    public async Task A_store_that_fails_is_among_the_counts_while_it_does()
    {
        var counters = new ProxyCounters(_time);
        var store = new MemoryStore { Failure = new TrafficStoreException("The database is locked.", new IOException()) };
        await using var recorder = new TrafficRecorder(store, new HistoryOptions(), _time);
        var hub = new TrafficHub(counters, _live, recorder, accessLog: null);
        recorder.Start();
        hub.Record(SampleRecord.Forwarded);
        await Eventually.HoldsAsync(_time, () => counters.Read().Faults.Count > 0);
        Assert.Equal([new CountedFault("The history is not being written.", "The database is locked.")], counters.Read().Faults);

        store.Failure = null;
        await Eventually.HoldsAsync(_time, () => counters.Read().Faults.Count == 0);
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
